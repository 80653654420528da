"""What a ticket template may say: the form of its TOML file. `design` reads and understands it.

A template is a list of blocks from top to bottom. Words are Jinja expressions over the fields of a ticket (`fields`);
measures are dots: 8 of them are a millimetre on most printers.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from hardware.printer.fonts import LARGEST, SMALLEST, Face, Font

Dots = Annotated[int, msgspec.Meta(ge=0, le=400)]
Lines = Annotated[int, msgspec.Meta(ge=1, le=8)]
Name = Annotated[str, msgspec.Meta(min_length=1)]


class Align(StrEnum):
    """Where a block stands between the margins."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How words look."""

    face: Face
    """"text", "strong", "bold" or "number" (figures of equal width)."""
    size: Annotated[int, msgspec.Meta(ge=SMALLEST, le=LARGEST)]
    """In dots; under 20 the marks of Vietnamese letters melt."""

    @property
    def font(self) -> Font:
        return Font(self.face, self.size)


class _Block(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    when: str = ""
    """An expression; the block stands on the ticket only if it holds, such as `copy > 1`."""
    above: Dots = 0
    """White above the block, only if the block prints something."""
    align: Align = Align.CENTRE
    gives_way: bool = False
    """Left out, from the last one upwards, where the ticket would be longer than `longest`."""


class TextBlock(_Block, frozen=True, kw_only=True, tag="text"):
    """Words. Each line of the value begins a new line on the paper; what does not fit ends in "…"."""

    text: Name
    style: Name
    max_lines: Lines = 1
    """Of all its lines together."""
    long_style: str = ""
    """Taken where the words need more than one line in `style`."""
    joined_by: str = ""
    """Lines of the value stand beside each other with this between them, where they fit."""


class NumberBlock(_Block, frozen=True, kw_only=True, tag="number"):
    """The number: as high as `height`; condensed, then lowered, until it fits."""

    text: Name = "{{ number }}"
    height: Annotated[int, msgspec.Meta(ge=64, le=300)]
    """Of a figure."""
    margin: Annotated[int, msgspec.Meta(ge=0, le=96)] = 12
    """White at both sides."""


class StampBlock(_Block, frozen=True, kw_only=True, tag="stamp"):
    """White words on black."""

    text: Name
    style: Name


class FactBlock(_Block, frozen=True, kw_only=True, tag="fact"):
    """A label and its value on one line; under each other where the paper is too narrow."""

    label: Name
    value: Name
    label_style: Name
    value_style: Name


class RuleBlock(_Block, frozen=True, kw_only=True, tag="rule"):
    """A line between two groups."""

    width: Annotated[int, msgspec.Meta(ge=8, le=1280)]
    height: Annotated[int, msgspec.Meta(ge=1, le=16)] = 2


class QrBlock(_Block, frozen=True, kw_only=True, tag="qr"):
    """A QR code of about that size. Phones need white around it: keep 16 dots `above`, and as much to what follows."""

    text: Name = "{{ qr_url }}"
    side_mm: Annotated[float, msgspec.Meta(ge=15, le=40)] = 25.0


class LogoBlock(_Block, frozen=True, kw_only=True, tag="logo"):
    """A picture file (PNG or BMP) beside the template; scaled, and made black and white."""

    file: Name
    max_height_mm: Annotated[float, msgspec.Meta(ge=4, le=30)] = 12.0
    max_width_mm: Annotated[float, msgspec.Meta(ge=4, le=80)] = 60.0
    threshold: Annotated[int, msgspec.Meta(ge=1, le=255)] = 128
    """Darker than this is black."""


class SpaceBlock(_Block, frozen=True, kw_only=True, tag="space"):
    """White rows."""

    dots: Annotated[int, msgspec.Meta(ge=1, le=400)]


class FeedBlock(_Block, frozen=True, kw_only=True, tag="feed"):
    """White paper, measured: for a finger's breadth at the end."""

    mm: Annotated[float, msgspec.Meta(gt=0, le=50)]


Block = TextBlock | NumberBlock | StampBlock | FactBlock | RuleBlock | QrBlock | LogoBlock | SpaceBlock | FeedBlock


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file."""

    paper_mm: int
    """80 or 58: the paper it is made for."""
    margin: Dots = 8
    """White at both sides; words are never wider than what is between."""
    longest: Annotated[int, msgspec.Meta(ge=200, le=4000)] = 4000
    """Where the ticket would be longer than so many dots, blocks that give way are left out."""
    styles: dict[str, Style]
    block: tuple[Block, ...]
    """From top to bottom."""
