"""The QR code of a citizen's identity card, as far as a queue needs it: is it one, and when was its holder born.

    number (12 digits) | old number | name | date of birth | sex | residence | date of issue | what newer cards add

Only the number must look right, and of it nothing is kept. Dates of old registers may be incomplete or impossible; such
a card is a card all the same. Structure and provinces inside the number are not checked: the law promises 12 digits.
"""

import re
import unicodedata
from datetime import date
from typing import Final

MAX_CHARACTERS: Final = 512
_FIELDS: Final = 7
_NUMBER: Final = re.compile(r"[0-9]{12}")
_FRAME: Final = "\ufeff\x02\x03 \t\r\n"
"""A byte order mark, and what some scanners put around a code."""
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""What some scanners say first: which kind of code it was."""
_COVID_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_OLDEST: Final = 130


class Birth:
    """When somebody was born. No struct: it must not show itself in any message."""

    __slots__ = ("_day",)

    def __init__(self, day: date | None) -> None:
        self._day = day

    def is_at_least(self, years: int, today: date) -> bool:
        """In full years; nobody whose birth is not known is of any age."""
        if self._day is None:
            return False
        age = today.year - self._day.year - ((today.month, today.day) < (self._day.month, self._day.day))
        return years <= age <= _OLDEST

    def __repr__(self) -> str:
        return "<a date of birth>"


def tidy(text: str) -> str:
    """Without what scanners put around a code, in composed letters."""
    bare = unicodedata.normalize("NFC", text).strip(_FRAME)
    named = _SYMBOLOGY.match(bare)
    return bare[named.end() :] if named else bare


def birth_of(text: str) -> Birth | None:
    """Of a tidied text; None when this is no identity card."""
    fields = text.split("|")
    if len(text) > MAX_CHARACTERS or len(fields) < _FIELDS or not _NUMBER.fullmatch(fields[0].strip()):
        return None
    if any(_COVID_DATE.fullmatch(field.strip()) for field in fields[2:4]):
        # The paper of 2021: name, date with hyphens, and no card.
        return None
    if any(unicodedata.category(letter).startswith("C") for letter in text):
        # Control characters; a space of whatever width may well stand in a name.
        return None
    return Birth(_day(fields[3].strip()))


def _day(digits: str) -> date | None:
    """ddmmyyyy. Where only month or year were ever known, the first of it, as the registers do."""
    if not digits.isascii() or not digits.isdecimal() or len(digits) not in (4, 8):
        return None
    ddmmyyyy = digits.rjust(8, "0")
    day, month, year = int(ddmmyyyy[:2]), int(ddmmyyyy[2:4]), int(ddmmyyyy[4:])
    if month == 0 and day != 0:
        return None
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None
