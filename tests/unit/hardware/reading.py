"""Reading a stream of bytes as the emulated printer does, without any printer."""

from collections.abc import Iterable

from PIL import Image

from hardware.emulators.decoder import Decoder
from hardware.emulators.ops import Op
from hardware.emulators.typesetter import Typesetter, picture_of


def operations(data: bytes) -> list[Op]:
    return Decoder().feed(data)


def picture(data: bytes, width_dots: int, dpi: int = 203) -> Image.Image:
    return printed(operations(data), width_dots, dpi)


def printed(ops: Iterable[Op], width_dots: int, dpi: int = 203) -> Image.Image:
    """Everything that moved the paper; the cut is left out."""
    typesetter = Typesetter(width_dots, dpi)
    rows: list[bytes] = []
    for op in ops:
        for strip in typesetter.set(op):
            rows += strip.rows or [bytes(width_dots // 8)] * strip.blank
    return picture_of(rows, width_dots)
