"""What is sent for a picture, a code and large letters, byte by byte as the manuals write it."""

import subprocess
import sys
from pathlib import Path

import pytest

from hardware.printer import graphics
from hardware.printer.graphics import Raster

DOTS = bytes((7 * place * place + 3) % 256 for place in range(16 * 30))


@pytest.mark.parametrize(
    ("mode", "m"), [(Raster.PLAIN, b"\0"), (Raster.ROWS_TWICE, b"\x02"), (Raster.SQUARES, b"\x03")]
)
def test_a_picture_is_a_head_and_the_dots_as_they_are(mode: Raster, m: bytes) -> None:
    assert graphics.raster(mode, 16, DOTS) == b"\x1dv0" + m + b"\x10\0\x1e\0" + DOTS


@pytest.mark.parametrize(("level", "n"), [("L", b"0"), ("M", b"1"), ("Q", b"2"), ("H", b"3")])
def test_a_code_is_told_model_size_level_text_and_to_be_printed(level: str, n: bytes) -> None:
    text = b"http://192.168.1.10:7310/t/k3J9xQ2mZpAbCd12"

    sent = graphics.qr_code(text.decode(), level, 6)

    functions = (b"\x04\x001A2\0", b"\x03\x001C\x06", b"\x03\x001E" + n, b"\x2e\x001P0" + text, b"\x03\x001Q0")
    assert sent == b"".join(b"\x1d(k" + function for function in functions)


def test_a_line_of_large_letters_ends_with_usual_ones() -> None:
    assert graphics.large_text("A025", 8, 8) == b"\x1d!\x77A025\n\x1d!\x00"
    assert graphics.large_text("A1", 5, 8) == b"\x1d!\x47A1\n\x1d!\x00"


def test_what_is_narrow_stands_in_the_middle() -> None:
    assert graphics.centred() == b"\x1ba\x01"


def test_the_maker_of_bytes_leaves_no_folder_no_log_handler_and_no_word(tmp_path: Path) -> None:
    """A service is started thousands of times; python-escpos leaves a temporary folder behind each time."""
    code = (
        "import logging; from hardware.printer import graphics; from hardware.printer.graphics import Raster;"
        "graphics.raster(Raster.PLAIN, 2, bytes(8)); assert not logging.root.handlers"
    )

    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
    )

    assert run.stdout == b""
    assert not list(tmp_path.iterdir())
