"""Sets pieces of a ticket and stacks them: each is measured by itself, and gets its place when all are known."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

import msgspec
from PIL import Image

from hardware.printer import qr
from hardware.printer.fonts import Font, text_width
from hardware.printer.page import (
    CELL_WIDTH,
    BigNumber,
    Block,
    Code,
    Line,
    Logo,
    NativeCode,
    NativeNumber,
    Page,
    Rule,
    Run,
    Stamp,
)
from hardware.printer.template import Align
from hardware.printer.wrap import wrap

_STAMP_PADDING: Final = 20
_STAMP_AIR: Final = 4
_LEAST_MODULE: Final = 4
"""Under 3 dots (0.4 mm) old phones do not read a code; an odd number cannot be sent as half."""
_MOST_TIMES: Final = 8
"""`GS !` makes letters at most so many times as large."""


class Piece(msgspec.Struct, frozen=True):
    """Blocks that stay together, placed as if their own left upper corner were that of the paper."""

    blocks: tuple[Block, ...]
    height: int
    above: int = 0
    align: Align = Align.CENTRE
    gives_way: bool = False


class Column:
    """Makes pieces that are at most `width` dots wide (the number: as wide as it is told)."""

    def __init__(self, width: int) -> None:
        self.width = width

    def lines(self, lines: Iterable[str], font: Font) -> Piece:
        return _lines([(Run(line, font),) for line in lines])

    def fact(self, label: Run, value: Run) -> Piece:
        beside = (msgspec.structs.replace(label, text=f"{label.text} "), value)
        if sum(text_width(run.text, run.font) for run in beside) <= self.width:
            return _lines([beside])
        labels = wrap(label.text, self.width, 1, partial(text_width, font=label.font))
        values = wrap(value.text, self.width, 2, partial(text_width, font=value.font))
        runs = [(Run(text, label.font),) for text in labels] + [(Run(text, value.font),) for text in values]
        return _lines(runs)

    def stamp(self, text: str, font: Font) -> Piece:
        fitting = wrap(text, self.width - 2 * _STAMP_PADDING, 1, partial(text_width, font=font))
        height = font.line_height + 2 * _STAMP_AIR
        line = Line(tuple(Run(part, font) for part in fitting), _STAMP_PADDING, _STAMP_AIR + font.baseline)
        return Piece((Stamp(line, 0, 0, min(self.width, line.width + 2 * _STAMP_PADDING), height),), height)

    def number(self, text: str, width: int, height: int) -> Piece:
        return Piece((BigNumber(text, 0, 0, width, height),), height)

    def native_number(self, text: str, width: int) -> Piece | None:
        """As large as fits; None for letters the printer may not have."""
        x_times = min(_MOST_TIMES, width // (CELL_WIDTH * max(1, len(text))))
        if not text or not (text.isascii() and text.isprintable()) or x_times < 2:
            return None
        block = NativeNumber(text, 0, 0, x_times, _MOST_TIMES)
        return Piece((block,), block.height)

    def code(self, text: str, side: int, *, is_native: bool) -> Piece:
        level, modules = qr.native(text) if is_native else ("", qr.modules_of(text))
        # An even number of dots is sent as half.
        dots = max(_LEAST_MODULE, 2 * round(side / len(modules) / 2))
        dots = min(self.width // len(modules), dots)
        code = NativeCode(modules, dots, 0, 0, text=text, level=level) if is_native else Code(modules, dots, 0, 0)
        return Piece((code,), code.height)

    def rule(self, width: int, height: int) -> Piece:
        return Piece((Rule(0, 0, min(self.width, width), height),), height)

    def logo(self, picture: Image.Image) -> Piece:
        return Piece((Logo(picture, 0, 0),), picture.height)


def stack(pieces: Iterable[Piece], width: int, margin: int) -> Page:
    """Each below the other, and aligned."""
    placed: list[Block] = []
    y = 0
    for piece in pieces:
        y += piece.above
        placed += (_moved(block, _left(block, piece.align, width, margin), y) for block in piece.blocks)
        y += piece.height
    return Page(width, max(1, y), tuple(placed))


def _lines(lines: Sequence[tuple[Run, ...]]) -> Piece:
    placed: list[Block] = []
    y = 0
    for runs in lines:
        tallest = max((run.font for run in runs), key=lambda font: font.size)
        placed.append(Line(runs, 0, y + tallest.baseline))
        y += tallest.line_height
    return Piece(tuple(placed), y)


def _left(block: Block, align: Align, width: int, margin: int) -> int:
    match align:
        case Align.LEFT:
            return margin
        case Align.RIGHT:
            return width - margin - block.width
        case Align.CENTRE:
            return (width - block.width) // 2


def _moved(block: Block, left: int, down: int) -> Block:
    match block:
        case Line():
            return msgspec.structs.replace(block, left=left, baseline=block.baseline + down)
        case Stamp():
            line = msgspec.structs.replace(block.line, left=block.line.left + left, baseline=block.line.baseline + down)
            return msgspec.structs.replace(block, line=line, left=left, top=block.top + down)
        case Code() if not isinstance(block, NativeCode):
            # Dots that stand in pairs are sent as half, if the pairs begin at an even place.
            return msgspec.structs.replace(block, left=left & ~1, top=block.top + down)
        case _:
            return msgspec.structs.replace(block, left=left, top=block.top + down)
