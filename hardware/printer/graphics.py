"""The ESC/POS words that put ink on paper: pictures, and what a printer draws by itself."""

from enum import IntEnum
from struct import pack
from typing import Final

CENTRE: Final = b"\x1ba\x01"
"""ESC a 1: whatever is narrower than the paper stands in its middle."""
_QR_MODEL_2: Final = b"1A2\0"
_QR_PRINT: Final = b"1Q0"
_QR_LEVELS: Final = {"L": b"0", "M": b"1", "Q": b"2", "H": b"3"}


class Raster(IntEnum):
    """The modes of GS v 0."""

    PLAIN = 0
    ROWS_TWICE = 2
    """Each row is printed twice."""
    SQUARES = 3
    """Each dot is printed as a square of four."""


def raster(mode: Raster, row_bytes: int, dots: bytes) -> bytes:
    """GS v 0."""
    return b"\x1dv0" + pack("<BHH", mode, row_bytes, len(dots) // row_bytes) + dots


def qr_code(text: bytes, level: str, dots_per_module: int) -> bytes:
    """GS ( k: a QR code of model 2, stored and printed. The printer takes the smallest version that holds the text."""
    size, correction = b"1C" + bytes((dots_per_module,)), b"1E" + _QR_LEVELS[level]
    return b"".join(map(_symbol, (_QR_MODEL_2, size, correction, b"1P0" + text, _QR_PRINT)))


def _symbol(function: bytes) -> bytes:
    return b"\x1d(k" + pack("<H", len(function)) + function


def large_text(text: str, x_times: int, y_times: int) -> bytes:
    """GS !: a line of letters so many times as large as usual, and back to the usual."""
    return b"\x1d!" + bytes((x_times - 1 << 4 | y_times - 1,)) + text.encode("ascii") + b"\n\x1d!\0"
