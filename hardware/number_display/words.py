"""Texts with placeholders, as a technician writes them into the settings, and Vietnamese in nothing but ASCII.

    "MOI {number}"                 number, digits, letters, counter, waiting; address of a board on a shared line
    'Q{counter}-{number:>3}\\r'     a width and a side; escapes: \\xHH \\r \\n \\t \\\\

A text is understood once, at start: whatever is wrong with it is told then, never in front of the hall.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from string import Formatter
from typing import Final

from hardware.number_display.scene import Face, Scene

PLACEHOLDERS: Final = ("number", "digits", "letters", "counter", "waiting", "address")
_NUMERIC: Final = frozenset({"counter", "waiting", "address"})
_LONGEST: Final = 128

_TEXT_SPEC: Final = re.compile(r"(?:[\x20-\x7e]?[<>^])?[1-9]?\d?")
_NUMBER_SPEC: Final = re.compile(r"(?:[\x20-\x7e]?[<>^])?\d{0,2}")
_ESCAPE: Final = re.compile(r"\\(x[0-9A-Fa-f]{2}|[rnt\\])|(\\.?)")
_ESCAPED: Final = {"r": "\r", "n": "\n", "t": "\t", "\\": "\\"}

_Piece = Callable[[Scene], str]


class Template:
    """One text, understood. Raises `ValueError` in words for the operator."""

    def __init__(self, text: str, *, has_counter: bool = True, address: int | None = None) -> None:
        missing = {"waiting": "a counter"} if not has_counter else {}
        if address is None:
            missing["address"] = "an address"
        self._pieces = tuple(_pieces(text, missing, address))
        if len(self.render(Scene(Face.CALL, "A000", 1))) > _LONGEST:
            raise ValueError(f"is longer than {_LONGEST} characters")

    def render(self, scene: Scene) -> str:
        """Every character stands for one byte."""
        return "".join(piece(scene) for piece in self._pieces)


def plain(text: str) -> str:
    """Vietnamese without its marks: "Tạm nghỉ" becomes "Tam nghi". What is not ASCII even so becomes "?"."""
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(
        letter if letter.isascii() else "?" for letter in bare if unicodedata.category(letter) not in ("Mn", "Cc")
    )


def digits(number: str) -> str:
    return "".join(letter for letter in number if letter in "0123456789")


def letters(number: str) -> str:
    return "".join(letter for letter in plain(number) if letter not in "0123456789")


def _pieces(text: str, missing: Mapping[str, str], address: int | None) -> Iterator[_Piece]:
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"has a brace too many or too few ({error})") from None
    for literal, name, spec, conversion in parsed:
        if literal:
            yield _always(_unescaped(literal))
        if name is None:
            continue
        if name not in PLACEHOLDERS:
            raise ValueError(f'"{{{name}}}" is no placeholder; there are {", ".join(PLACEHOLDERS)}')
        if name in missing:
            raise ValueError(f'"{{{name}}}" is for a sign that has {missing[name]}')
        _check_spec(name, spec or "", conversion)
        yield partial(_value, name, spec or "", address)


def _always(text: str) -> _Piece:
    return lambda _: text


def _unescaped(literal: str) -> str:
    pieces = []
    at = 0
    for found in _ESCAPE.finditer(literal):
        pieces.append(_literal(literal[at : found.start()]))
        at = found.end()
        if found[1] is None:
            raise ValueError(f'"{found[2]}" is no escape; there are \\xHH, \\r, \\n, \\t and \\\\')
        pieces.append(chr(int(found[1][1:], 16)) if found[1][0] == "x" else _ESCAPED[found[1]])
    return "".join([*pieces, _literal(literal[at:])])


def _literal(text: str) -> str:
    """A real CR of a TOML string stays one."""
    return "".join(letter if letter.isascii() else plain(letter) for letter in unicodedata.normalize("NFC", text))


def _check_spec(name: str, spec: str, conversion: str | None) -> None:
    allowed = _NUMBER_SPEC if name in _NUMERIC else _TEXT_SPEC
    if conversion or not allowed.fullmatch(spec):
        hint = f"{{{name}:02}}" if name in _NUMERIC else f"{{{name}:>3}} or {{{name}:0>3}}"
        raise ValueError(f'"{spec or f"!{conversion}"}" is no width of {{{name}}}; write it like {hint}')


def _value(name: str, spec: str, address: int | None, scene: Scene) -> str:
    value: str | int | None
    match name:
        case "counter":
            value = scene.counter
        case "waiting":
            value = scene.waiting
        case "address":
            value = address
        case "digits":
            value = digits(scene.number)
        case "letters":
            value = letters(scene.number)
        case _:
            value = plain(scene.number)
    if value is None or value == "":
        # Nothing to show is dark, not "000".
        return " " * len(format(0 if name in _NUMERIC else "", spec)) if spec else ""
    return format(value, spec)
