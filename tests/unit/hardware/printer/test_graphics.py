"""Our bytes are those of python-escpos, an independent maker, run by itself: it leaves folders and log handlers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from hardware.printer import graphics
from hardware.printer.graphics import Raster

THEIRS = """
import sys
from PIL import Image
from escpos.printer import Dummy

printer = Dummy()
sys.stdout.reconfigure(line_buffering=True)
"""


def theirs(tmp_path: Path, code: str) -> bytes:
    """What python-escpos sends for these calls of `printer`."""
    program = f"{THEIRS}\n{code}\nsys.stderr.write(printer.output.hex())"
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    return bytes.fromhex(run.stderr)


def noise(width: int, rows: int) -> tuple[Image.Image, bytes]:
    """A picture, and its dots as a printer takes them."""
    dots = bytes((7 * place * place + 3) % 256 for place in range(width // 8 * rows))
    return Image.frombytes("1", (width, rows), bytes(255 - byte for byte in dots)), dots


@pytest.mark.parametrize(
    ("mode", "high"),
    [(Raster.PLAIN, (True, True)), (Raster.ROWS_TWICE, (True, False)), (Raster.SQUARES, (False, False))],
)
def test_a_picture_is_sent_as_others_send_it(tmp_path: Path, mode: Raster, high: tuple[bool, bool]) -> None:
    picture, dots = noise(128, 30)
    picture.save(tmp_path / "noise.png")
    horizontal, vertical = high

    sent = theirs(
        tmp_path,
        f"printer.image(Image.open({str(tmp_path / 'noise.png')!r}), impl='bitImageRaster', "
        f"high_density_horizontal={horizontal}, high_density_vertical={vertical})",
    )

    assert graphics.raster(mode, 16, dots) == sent


def test_a_code_is_asked_for_as_others_ask(tmp_path: Path) -> None:
    text = "http://192.168.1.10:7310/t/k3J9xQ2mZpAbCd12"

    sent = theirs(tmp_path, f"printer.qr({text!r}, native=True, ec=2, size=6)")

    assert sent.startswith(graphics.qr_code(text.encode(), "Q", 6))


def test_a_line_of_large_letters_ends_with_usual_ones() -> None:
    assert graphics.large_text("A025", 8, 8) == b"\x1d!\x77A025\n\x1d!\x00"
    assert graphics.large_text("A1", 5, 8) == b"\x1d!\x47A1\n\x1d!\x00"
