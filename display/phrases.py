"""What is said for a call: units and pauses, in order. Pure: no sound, no file.

"Xin mời số / A / không / hai mươi lăm // đến quầy số / mười lăm". The pauses follow the breath of a person who reads
aloud: almost none inside a number, a short one around it, a longer one before the place. A repeated call begins with
"Xin nhắc lại", as announcers in public halls do.
"""

import msgspec

from display.reading import LETTER_NAMES, Reading, Unit, cardinal, read_ticket

INVITE = "xin mời số"
AGAIN = "xin nhắc lại"
PLACE = "đến quầy số"

PHRASES: tuple[Unit, ...] = (INVITE, AGAIN, PLACE)
"""Spoken whole: splitting them into words would break their melody."""

_WITHIN_NUMBER_MS = 30
_AFTER_LETTER_MS = 90
_AROUND_NUMBER_MS = 130
_BEFORE_PLACE_MS = 320
_AFTER_AGAIN_MS = 380
_LETTERS = frozenset(LETTER_NAMES.values())


class Said(msgspec.Struct, frozen=True):
    """One unit, and the silence after it."""

    unit: Unit
    pause_ms: int


def sentence(number: str, counter_number: int, reading: Reading, *, is_recall: bool = False) -> tuple[Said, ...]:
    """One reading of a call."""
    head = [Said(AGAIN, _AFTER_AGAIN_MS)] if is_recall else []
    return (
        *head,
        Said(INVITE, _AROUND_NUMBER_MS),
        *_spoken_number(read_ticket(number, reading), then_ms=_BEFORE_PLACE_MS),
        Said(PLACE, _AROUND_NUMBER_MS),
        *_spoken_number(cardinal(counter_number, reading), then_ms=0),
    )


def _spoken_number(units: tuple[Unit, ...], then_ms: int) -> tuple[Said, ...]:
    within = tuple(Said(unit, _AFTER_LETTER_MS if unit in _LETTERS else _WITHIN_NUMBER_MS) for unit in units[:-1])
    return (*within, *(Said(unit, then_ms) for unit in units[-1:]))
