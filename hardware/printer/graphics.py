"""The ESC/POS words that put ink on paper: pictures, and what a printer draws by itself. python-escpos makes them."""

from enum import IntEnum
from typing import Final

from PIL import Image

from hardware.printer.bytemaker import ByteMaker

_INVERTED: Final = bytes(range(255, -1, -1))
"""Pillow says 1 for white, a printer says 1 for black."""


class Raster(IntEnum):
    """The modes of GS v 0."""

    PLAIN = 0
    ROWS_TWICE = 2
    """Each row is printed twice."""
    SQUARES = 3
    """Each dot is printed as a square of four."""


def centred() -> bytes:
    """ESC a 1: whatever is narrower than the paper stands in its middle."""
    maker = ByteMaker()
    maker.centre()
    return maker.take()


def raster(mode: Raster, row_bytes: int, dots: bytes) -> bytes:
    """GS v 0 with these dots and no others: 1 is black."""
    maker = ByteMaker()
    picture = Image.frombytes("1", (row_bytes * 8, len(dots) // row_bytes), dots.translate(_INVERTED))
    maker.raster(picture, is_tall=mode is not Raster.PLAIN, is_wide=mode is Raster.SQUARES)
    return maker.take()


def qr_code(text: str, level: str, dots_per_module: int) -> bytes:
    """GS ( k: a QR code of model 2, stored and printed. The printer takes the smallest version that holds the text."""
    maker = ByteMaker()
    maker.qr_code(text, level, dots_per_module)
    return maker.take()


def large_text(text: str, x_times: int, y_times: int) -> bytes:
    """GS !: a line of letters so many times as large as usual, and back to the usual."""
    maker = ByteMaker()
    maker.large_text(text, x_times, y_times)
    return maker.take()
