"""How Vietnamese people read a ticket number and a counter number aloud, as words.

Decision (why the default is what it is): a waiting hall hears "A không hai mươi lăm", not "A hai mươi lăm" (the paper
says A025, and the ear compares with the paper) and not "A không hai năm" (two bare digits are easily swapped). So the
style `pair` says the leading digits one by one and the last two as a number:

    A025  a / không / hai mươi lăm          A105   a / một / linh năm      (as a room 105 is called)
    A001  a / không / không / một           A100   a / một trăm            (nobody says "một không không")
    A110  a / một / mười                    A1049  a / một / không / bốn mươi chín

A number without a letter is said as one while three digits hold it (25 "hai mươi lăm", 105 "một trăm linh năm"), and in
the same way as the others beyond (1001 "một không không một": a counter's thousand is a name, not a quantity).

"linh" joins a unit to a hundred, so it is said only after a digit that counts hundreds: "không linh năm" is no
Vietnamese. The style `digits` says every digit; `full` says the whole number after its leading zeros. All three are
unambiguous for a series of one width (a property test holds this). Words are separated into *units*: what one speaker
says in one breath and one recorded clip may hold.
"""

import unicodedata
from enum import StrEnum
from itertools import groupby

import msgspec

Unit = str
"""Words said in one breath: "hai mươi lăm". A clip set holds it whole, or word by word."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

LETTER_NAMES = {
    "A": "a", "Ă": "á", "Â": "ớ", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "Ê": "ê", "F": "ép phờ",
    "G": "giê", "H": "hát", "I": "i", "J": "gi", "K": "ca", "L": "e lờ", "M": "em mờ", "N": "en nờ", "O": "o",
    "Ô": "ô", "Ơ": "ơ", "P": "pê", "Q": "quy", "R": "e rờ", "S": "ét sì", "T": "tê", "U": "u", "Ư": "ư", "V": "vê",
    "W": "vê kép", "X": "ích xì", "Y": "i dài", "Z": "dét",
}  # fmt: skip


class Style(StrEnum):
    """How a ticket's digits are read."""

    PAIR = "pair"
    DIGITS = "digits"
    FULL = "full"


class ZeroTens(StrEnum):
    """The word for a zero between hundreds and units: 105 "linh năm" in the North, "lẻ năm" in the South."""

    LINH = "linh"
    LE = "lẻ"


class Four(StrEnum):
    """The word for a 4 after a ten: 24 "hai mươi tư" or "hai mươi bốn"."""

    TU = "tư"
    BON = "bốn"


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How this hall reads numbers."""

    style: Style = Style.PAIR
    zero_tens: ZeroTens = ZeroTens.LINH
    four: Four = Four.TU


def two_digits(number: int, reading: Reading) -> Unit:
    """10 to 99 in one breath."""
    tens, unit = divmod(number, 10)
    head = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    match unit:
        case 0:
            return head
        case 1 if tens > 1:
            return f"{head} mốt"
        case 4 if tens > 1:
            return f"{head} {reading.four}"
        case 5:
            return f"{head} lăm"
        case _:
            return f"{head} {DIGITS[unit]}"


def after_hundreds(unit: int, reading: Reading) -> Unit:
    """A unit after hundreds with no tens: "linh năm"."""
    return f"{reading.zero_tens} {reading.four if unit == 4 else DIGITS[unit]}"


def cardinal(number: int, reading: Reading) -> tuple[Unit, ...]:
    """0 to 99,999 read in full: "một nghìn / không trăm / linh năm"."""
    thousands, below = divmod(number, 1000)
    if thousands:
        head = (*cardinal(thousands, reading), "nghìn")
        return head if below == 0 else (*head, *_three_digits(below, reading))
    return _three_digits(below, reading) if below >= 100 else (_below_hundred(below, reading),)


def _below_hundred(number: int, reading: Reading) -> Unit:
    return DIGITS[number] if number < 10 else two_digits(number, reading)


def _three_digits(number: int, reading: Reading) -> tuple[Unit, ...]:
    hundreds, rest = divmod(number, 100)
    head = f"{DIGITS[hundreds]} trăm"
    if rest == 0:
        return (head,)
    return (head, after_hundreds(rest, reading) if rest < 10 else two_digits(rest, reading))


def read_digits(digits: str, reading: Reading) -> tuple[Unit, ...]:
    """The digits of a ticket, of any width, in the hall's style."""
    match reading.style:
        case Style.DIGITS:
            return _one_by_one(digits)
        case Style.FULL if len(digits) <= 5 and int(digits) > 0:
            value = digits.lstrip("0")
            return (*_one_by_one(digits[: len(digits) - len(value)]), *cardinal(int(value), reading))
        case Style.FULL:
            return _one_by_one(digits)
        case Style.PAIR:
            return _pair(digits, reading)


def _one_by_one(digits: str) -> tuple[Unit, ...]:
    return tuple(DIGITS[int(digit)] for digit in digits)


def _pair(digits: str, reading: Reading) -> tuple[Unit, ...]:
    lead, last = digits[:-2], digits[-2:]
    has_hundreds = lead[-1:] not in {"", "0"}
    if len(last) == 2 and last[0] != "0":
        return (*_one_by_one(lead), two_digits(int(last), reading))
    if last == "00" and len(lead) == 1 and has_hundreds:
        return (f"{DIGITS[int(lead)]} trăm",)
    if has_hundreds and last != "00":
        return (*_one_by_one(lead), after_hundreds(int(last), reading))
    return _one_by_one(digits)


def read_ticket(number: str, reading: Reading) -> tuple[Unit, ...]:
    """A ticket number as printed: letters by their names, digits in the hall's style, "-" and the like unsaid."""
    if reading.style is Style.PAIR and _is_plain(number):
        return cardinal(int(number), reading)
    units: list[Unit] = []
    for is_number, group in groupby(unicodedata.normalize("NFC", number).upper(), key=lambda c: c in "0123456789"):
        text = "".join(group)
        units += read_digits(text, reading) if is_number else _letters(text)
    return tuple(units)


def _is_plain(number: str) -> bool:
    """Digits alone, as many as are said as one number, none of them a leading zero."""
    return len(number) <= 3 and number.isascii() and number.isdigit() and not number.startswith("0")


def _letters(text: str) -> tuple[Unit, ...]:
    return tuple(LETTER_NAMES[letter] for letter in text if letter in LETTER_NAMES)
