"""Pads nobody has written a driver for: what a key looks like and what is sent back stands in the settings.

    pattern = 'P(?P<address>[0-9]{2})K(?P<key>[0-9])\\r'      a regular expression over the bytes, or
    pattern = "hex: 02 address key any 03"                   bytes; a word stands for one byte
    reply = '\\x06{address}{key}'                             escapes \\xHH \\r \\n \\t \\\\, and what was heard

Everything is understood once, at start: whatever is wrong with it is told then.
"""

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Final

import msgspec

HEX: Final = "hex:"
_WORDS: Final = ("address", "key", "count")
"""Parts of a press; `count` is the pad's own number for it."""
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|([rnt\\])|.?)", re.DOTALL)
_ESCAPED: Final = {"r": "\r", "n": "\n", "t": "\t", "\\": "\\"}
_SPEC: Final = re.compile(r"(?:[\x20-\x7e]?[<>^])?\d{0,2}")


class Press(msgspec.Struct, frozen=True):
    """A key as it was found in the stream; everything as the bytes it was."""

    frame: bytes
    key: bytes
    address: bytes
    count: bytes

    @property
    def parts(self) -> dict[str, bytes]:
        return {"frame": self.frame, "key": self.key, "address": self.address, "count": self.count}


class Pattern:
    """What a key looks like. Raises `ValueError` in words for the operator."""

    def __init__(self, text: str) -> None:
        self.is_hex = text.startswith(HEX)
        try:
            source = _hex_source(text.removeprefix(HEX)) if self.is_hex else text.encode("latin-1")
            self._compiled = re.compile(source, re.DOTALL)
        except UnicodeEncodeError:
            raise ValueError("has characters that are no bytes; write them like \\x06") from None
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from None
        if "key" not in self._compiled.groupindex:
            raise ValueError("does not say where the key is; write (?P<key>...), or key after hex:")
        if self._compiled.match(b""):
            raise ValueError("fits nothing at all; it must need at least one byte")

    def search(self, data: bytes) -> tuple[Press, int] | None:
        """The first press, and where it ends."""
        found = self._compiled.search(data)
        if found is None or found.end() == found.start():
            return None
        parts = {name: value or b"" for name, value in found.groupdict().items()}
        press = Press(found[0], parts["key"], parts.get("address", b""), parts.get("count", b""))
        return press, found.end()

    def written(self, value: bytes) -> str:
        """Bytes as the settings write them: hexadecimal in a hex pattern, else text."""
        return value.hex().upper() if self.is_hex else value.decode("latin-1")

    def read(self, text: str) -> bytes:
        """The other way round; raises `ValueError`."""
        try:
            return bytes.fromhex(text) if self.is_hex else text.encode("latin-1")
        except ValueError:
            raise ValueError(f'"{text}" is not hexadecimal, as the pattern is; write it like 0C') from None


class Wording:
    """Bytes to be sent, with placeholders. Raises `ValueError` in words for the operator."""

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        self._pieces = tuple(_pieces(text, known))

    def render(self, values: Mapping[str, bytes | str | int]) -> bytes:
        return b"".join(
            piece if isinstance(piece, bytes) else _formatted(values[piece[0]], piece[1]) for piece in self._pieces
        )


def _hex_source(text: str) -> bytes:
    return b"".join(_hex_byte(word) for word in text.split())


def _hex_byte(word: str) -> bytes:
    if word in _WORDS:
        return b"(?P<" + word.encode() + b">.)"
    if word == "any":
        return b"."
    if not re.fullmatch(r"[0-9A-Fa-f]{2}", word):
        raise ValueError(f'"{word}" is no byte; there are 00 to FF, any, {", ".join(_WORDS)}')
    return re.escape(bytes.fromhex(word))


def _pieces(text: str, known: tuple[str, ...]) -> Iterator[bytes | tuple[str, str]]:
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"has a brace too many or too few ({error})") from None
    for literal, name, spec, conversion in parsed:
        if literal:
            yield _unescaped(literal)
        if name is None:
            continue
        if name not in known:
            raise ValueError(f'"{{{name}}}" is no placeholder here; there are {", ".join(known)}')
        if conversion or not _SPEC.fullmatch(spec or ""):
            raise ValueError(f'"{spec or conversion}" is no width of {{{name}}}; write it like {{{name}:03}}')
        yield name, spec or ""


def _unescaped(literal: str) -> bytes:
    def meaning(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        if found[2]:
            return _ESCAPED[found[2]]
        raise ValueError(f'"{found[0]}" is no escape; there are \\xHH, \\r, \\n, \\t and \\\\')

    try:
        return _ESCAPE.sub(meaning, literal).encode("latin-1")
    except UnicodeEncodeError:
        raise ValueError("has characters that are no bytes; write them like \\x06") from None


def _formatted(value: bytes | str | int, spec: str) -> bytes:
    return value if isinstance(value, bytes) else format(value, spec).encode("latin-1", "replace")
