"""Where everything stands on a ticket: a template and a `TicketPaper` become blocks with positions in dots.

One column from top to bottom. Nothing is ever wider than the paper: texts wrap and end in an ellipsis, the number is
fitted. A ticket is only so long: what gives way is left out, from the last paragraph upwards.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import assert_never

import msgspec

from hardware.printer import column
from hardware.printer.column import Column, Piece
from hardware.printer.design import Design
from hardware.printer.fields import fields_of
from hardware.printer.fonts import Font, text_width
from hardware.printer.logo import fitted
from hardware.printer.page import Page, Run
from hardware.printer.template import (
    Align,
    Block,
    FactBlock,
    FeedBlock,
    LogoBlock,
    NumberBlock,
    QrBlock,
    RuleBlock,
    SpaceBlock,
    StampBlock,
    Template,
    TextBlock,
)
from hardware.printer.wrap import wrap
from hub.protocol import TicketPaper


class Head(msgspec.Struct, frozen=True):
    """What the layout has to know of a printer: its print head, and what it can draw by itself."""

    width: int
    dots_per_mm: float
    native_qr: bool = False
    native_number: bool = False


def lay_out(paper: TicketPaper, design: Design, head: Head) -> Page:
    """Raises `PhraseError` where the template cannot be filled with this paper."""
    setter = _Setter(design, head, fields_of(paper))
    pieces = [piece for block in design.template.block for piece in setter.pieces(block)]
    return column.stack(_shortened(pieces, design.template.longest), head.width, design.template.margin)


def _shortened(pieces: list[Piece], longest: int) -> list[Piece]:
    """Without the last pieces that give way, as far as the ticket would be too long."""
    height = sum(piece.above + piece.height for piece in pieces)
    kept = pieces[:]
    for place in reversed(range(len(pieces))):
        if height <= longest:
            break
        if pieces[place].gives_way:
            height -= pieces[place].above + pieces[place].height
            del kept[place]
    return kept


class _Setter:
    """Sets the blocks of one ticket."""

    def __init__(self, design: Design, head: Head, fields: Mapping[str, object]) -> None:
        self._template: Template = design.template
        self._logos = design.logos
        self._phrases = design.phrases
        self._head = head
        self._fields = fields
        self._column = Column(head.width - 2 * design.template.margin)

    def pieces(self, block: Block) -> Iterator[Piece]:
        """What the block prints, without what is above it and around it: nothing, or a piece for each paragraph."""
        if not self._phrases.holds(block.when, self._fields):
            return
        above = block.above
        for piece in self._bare(block):
            yield msgspec.structs.replace(piece, above=above, align=block.align, gives_way=block.gives_way)
            above = 0

    def _bare(self, block: Block) -> Iterator[Piece]:
        match block:
            case TextBlock():
                yield from self._text(block)
            case NumberBlock():
                yield self._number(block)
            case StampBlock() | FactBlock() | QrBlock():
                yield from self._unless_empty(block)
            case RuleBlock():
                yield self._column.rule(block.width, block.height)
            case LogoBlock():
                yield self._logo(block)
            case SpaceBlock():
                yield Piece((), block.dots)
            case FeedBlock():
                yield Piece((), round(block.mm * self._head.dots_per_mm))
            case _:
                assert_never(block)

    def _unless_empty(self, block: StampBlock | FactBlock | QrBlock) -> Iterator[Piece]:
        text = self._said(block.value if isinstance(block, FactBlock) else block.text)
        if not text:
            return
        match block:
            case StampBlock():
                yield self._column.stamp(text, self._font(block.style))
            case FactBlock():
                label = Run(self._said(block.label), self._font(block.label_style))
                yield self._column.fact(label, Run(text, self._font(block.value_style)))
            case QrBlock():
                side = round(block.side_mm * self._head.dots_per_mm)
                # The printer's own drawings stand in the middle.
                is_native = self._head.native_qr and block.align is Align.CENTRE
                yield self._column.code(text, side, is_native=is_native)
            case _:
                assert_never(block)

    def _text(self, block: TextBlock) -> Iterator[Piece]:
        paragraphs = self._said(block.text).splitlines()
        font = self._font(block.style)
        if block.joined_by and len(paragraphs) > 1:
            together = block.joined_by.join(paragraphs)
            paragraphs = [together] if text_width(together, font) <= self._column.width else paragraphs
        if block.long_style and any(text_width(text, font) > self._column.width for text in paragraphs):
            font = self._font(block.long_style)
        lines_left = block.max_lines
        for place, paragraph in enumerate(paragraphs[: block.max_lines], start=1):
            # Each paragraph that follows is sure of one line.
            room = lines_left - min(len(paragraphs), block.max_lines) + place
            lines = wrap(paragraph, self._column.width, room, partial(text_width, font=font))
            lines_left -= len(lines)
            yield self._column.lines(lines, font)

    def _number(self, block: NumberBlock) -> Piece:
        text = self._said(block.text)
        width = self._head.width - 2 * block.margin
        native = self._column.native_number(text, width) if self._head.native_number else None
        return native or self._column.number(text, width, block.height)

    def _logo(self, block: LogoBlock) -> Piece:
        per_mm = self._head.dots_per_mm
        width = min(self._column.width, round(block.max_width_mm * per_mm))
        height = round(block.max_height_mm * per_mm)
        return self._column.logo(fitted(self._logos[block.file], width, height, block.threshold))

    def _said(self, source: str) -> str:
        """Each line by itself without white at its ends; empty lines are none."""
        lines = (" ".join(line.split()) for line in self._phrases.say(source, self._fields).splitlines())
        return "\n".join(filter(None, lines))

    def _font(self, style: str) -> Font:
        return self._template.styles[style].font
