"""The measures of a ticket for each width of paper, in dots. Change the look of the paper here."""

from typing import Final

import msgspec

from hardware.printer.fonts import Face, Font


class Sheet(msgspec.Struct, frozen=True):
    """Sizes and distances for one width of paper."""

    margin: int
    agency: Font
    centre: Font
    title: Font
    stamp: Font
    number_height: int
    number_margin: int
    service: Font
    service_long: Font
    """When the name needs more than one line."""
    service_lines: int
    counters: Font
    label: Font
    value: Font
    notice: Font
    notice_lines: int
    issued: Font
    small: Font
    footer: Font
    rule_width: int
    air_top: int
    air_bottom: int
    gap: int
    """Between things that belong together; twice as much between groups."""


WIDE: Final = Sheet(
    margin=8,
    agency=Font(Face.TEXT, 22),
    centre=Font(Face.STRONG, 24),
    title=Font(Face.BOLD, 30),
    stamp=Font(Face.BOLD, 26),
    number_height=150,
    number_margin=20,
    service=Font(Face.STRONG, 32),
    service_long=Font(Face.STRONG, 26),
    service_lines=2,
    counters=Font(Face.TEXT, 25),
    label=Font(Face.TEXT, 26),
    value=Font(Face.BOLD, 28),
    notice=Font(Face.TEXT, 20),
    notice_lines=2,
    issued=Font(Face.TEXT, 22),
    small=Font(Face.TEXT, 20),
    footer=Font(Face.TEXT, 22),
    rule_width=192,
    air_top=8,
    air_bottom=28,
    gap=12,
)

NARROW: Final = Sheet(
    margin=8,
    agency=Font(Face.TEXT, 20),
    centre=Font(Face.STRONG, 22),
    title=Font(Face.BOLD, 28),
    stamp=Font(Face.BOLD, 26),
    number_height=124,
    number_margin=12,
    service=Font(Face.STRONG, 28),
    service_long=Font(Face.STRONG, 25),
    service_lines=3,
    counters=Font(Face.TEXT, 25),
    label=Font(Face.TEXT, 25),
    value=Font(Face.BOLD, 26),
    notice=Font(Face.TEXT, 20),
    notice_lines=3,
    issued=Font(Face.TEXT, 22),
    small=Font(Face.TEXT, 20),
    footer=Font(Face.TEXT, 22),
    rule_width=128,
    air_top=8,
    air_bottom=28,
    gap=8,
)


def sheet_for(width_dots: int) -> Sheet:
    return WIDE if width_dots >= 500 else NARROW
