"""A streaming ESC/POS decoder, written from the command reference and independent of our encoder.

Feed it any pieces of a stream; it returns what is complete. Like a printer it believes every length it is told: when a
picture breaks off, whatever comes next becomes the rest of the picture.
"""

from collections.abc import Callable, Generator
from typing import Final

from hardware.emulators.functions import read_function
from hardware.emulators.ops import (
    Align,
    AskInfo,
    AskSensor,
    CharacterSize,
    CodePage,
    Columns,
    Cut,
    Eject,
    FeedLines,
    FeedUnits,
    Init,
    LineFeed,
    LineSpacing,
    MotionUnits,
    Op,
    Raster,
    SetAutoStatus,
    Setting,
    Text,
    Unknown,
)

_DLE, _ESC, _FS, _GS = 0x10, 0x1B, 0x1C, 0x1D
_Parse = Generator[None, None, Op | None]

_ONE: Final[dict[tuple[int, str], Callable[[int], Op]]] = {
    (_ESC, "J"): FeedUnits,
    (_ESC, "d"): FeedLines,
    (_ESC, "3"): LineSpacing,
    (_ESC, "a"): lambda n: Align(n % 48),
    (_ESC, "!"): lambda n: CharacterSize(2 if n & 0x20 else 1, 2 if n & 0x10 else 1, bool(n & 1)),
    (_ESC, "M"): lambda n: CharacterSize(is_small=bool(n & 1)),
    (_ESC, "t"): CodePage,
    (_GS, "!"): lambda n: CharacterSize((n >> 4) + 1, (n & 0x0F) + 1),
    (_GS, "a"): SetAutoStatus,
    (_GS, "r"): AskSensor,
    (_GS, "I"): AskInfo,
}
"""Commands with one byte behind them."""

_NONE: Final[dict[tuple[int, str], Op]] = {
    (_ESC, "@"): Init(),
    (_ESC, "2"): LineSpacing(None),
    (_ESC, "i"): Cut(None),
    (_ESC, "m"): Cut(None),
    (_FS, "."): Setting("FS ."),
    (_FS, "&"): Setting("FS &"),
}

_SETTINGS: Final[dict[int, dict[str, int]]] = {
    _ESC: dict.fromkeys(" -%=?EGRSTVer{", 1) | {"$": 2, "\\": 2, "c": 2, "p": 3},
    _GS: dict.fromkeys("#/BHbfhwx", 1) | {"L": 2, "W": 2},
    _FS: {"!": 1, "-": 1, "W": 1, "C": 1, "S": 2, "p": 2},
}
"""Commands that are understood and change nothing that is shown, and how many bytes follow each."""

_NAME = {_ESC: "ESC", _GS: "GS", _FS: "FS"}
_SILENT = frozenset({0x00, 0x0D, 0x18})
"""NUL, CR (LF follows), CAN."""


class Decoder:
    """Bytes in, operations out."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As after power-on: half a command is forgotten."""
        self._buffer = bytearray()
        self._done: list[tuple[Op, int]] = []
        self._consumed = 0
        self._machine = self._run()

    @property
    def is_within_command(self) -> bool:
        """Something is half received."""
        return bool(self._buffer) or self._has_begun

    def feed(self, data: bytes) -> list[Op]:
        return [op for op, _ in self.feed_counted(data)]

    def feed_counted(self, data: bytes) -> list[tuple[Op, int]]:
        """Each operation with the number of bytes up to its end since the last reset."""
        self._buffer += data
        next(self._machine)
        done, self._done = self._done, []
        return done

    def _run(self) -> Generator[None, None, None]:
        while True:
            self._has_begun = False
            first = (yield from self._take(1))[0]
            self._has_begun = True
            op = yield from self._command(first)
            if op is not None:
                self._done.append((op, self._consumed))

    def _take(self, count: int) -> Generator[None, None, bytes]:
        while len(self._buffer) < count:
            yield
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        self._consumed += count
        return taken

    def _command(self, first: int) -> _Parse:
        if first in (_ESC, _GS, _FS):
            return (yield from self._escape(first))
        if first == _DLE:
            return (yield from self._realtime())
        if first >= 0x20:
            return Text(bytes((first,)))
        if first in _SILENT:
            return None
        known: dict[int, Op] = {0x0A: LineFeed(), 0x0C: LineFeed(), 0x09: Text(b"    ")}
        return known.get(first) or Unknown(bytes((first,)))

    def _realtime(self) -> _Parse:
        """Already obeyed when it arrived; here it is only left out of the print data."""
        second = (yield from self._take(1))[0]
        if second in (0x04, 0x05):
            yield from self._take(1)
            return None
        if second == 0x14:
            function = (yield from self._take(1))[0]
            yield from self._take({1: 2, 2: 2, 8: 7}.get(function, 0))
            return None
        return Unknown(bytes((_DLE, second)))

    def _escape(self, lead: int) -> _Parse:
        letter = chr((yield from self._take(1))[0])
        key = (lead, letter)
        if key in _NONE:
            return _NONE[key]
        if key in _ONE:
            return _ONE[key]((yield from self._take(1))[0])
        if letter in _SETTINGS[lead]:
            yield from self._take(_SETTINGS[lead][letter])
            return Setting(f"{_NAME[lead]} {letter}")
        return (yield from self._long(lead, letter))

    def _long(self, lead: int, letter: str) -> _Parse:
        parsers: dict[tuple[int, str], Callable[[], _Parse]] = {
            (_ESC, "*"): self._columns,
            (_ESC, "D"): self._tabs,
            (_GS, "("): self._function,
            (_GS, "*"): self._kept_picture,
            (_GS, "8"): self._long_graphics,
            (_GS, "P"): self._motion_units,
            (_GS, "V"): self._cut,
            (_GS, "e"): self._eject,
            (_GS, "v"): self._raster,
        }
        parser = parsers.get((lead, letter))
        return (yield from parser()) if parser else Unknown(bytes((lead, ord(letter))))

    def _motion_units(self) -> _Parse:
        horizontal, vertical = yield from self._take(2)
        return MotionUnits(horizontal, vertical)

    def _tabs(self) -> _Parse:
        while (yield from self._take(1)) != b"\0":
            pass
        return Setting("ESC D")

    def _raster(self) -> _Parse:
        zero, mode, *size = yield from self._take(6)
        if zero != ord("0"):
            return Unknown(bytes((_GS, ord("v"), zero)))
        width_bytes, rows = size[0] + 256 * size[1], size[2] + 256 * size[3]
        data = yield from self._take(width_bytes * rows)
        return Raster(width_bytes, data, 1 + (mode & 1), 1 + (mode >> 1 & 1))

    def _columns(self) -> _Parse:
        mode, low, high = yield from self._take(3)
        if mode not in (0, 1, 32, 33):
            return Unknown(bytes((_ESC, ord("*"), mode)))
        height_bytes = 3 if mode in (32, 33) else 1
        data = yield from self._take((low + 256 * high) * height_bytes)
        return Columns(height_bytes, data, 1 if mode in (1, 33) else 2, 1 if height_bytes == 3 else 3)

    def _cut(self) -> _Parse:
        mode = (yield from self._take(1))[0]
        if mode in (0, 1, 48, 49):
            return Cut(None)
        if mode in (65, 66, 97, 98, 103, 104):
            return Cut((yield from self._take(1))[0])
        return Unknown(bytes((_GS, ord("V"), mode)))

    def _eject(self) -> _Parse:
        what = (yield from self._take(1))[0]
        if what == 3:
            yield from self._take(1)
        return Eject(what)

    def _function(self) -> _Parse:
        family, low, high = yield from self._take(3)
        return read_function(chr(family), (yield from self._take(low + 256 * high)))

    def _long_graphics(self) -> _Parse:
        """GS 8 L: GS ( L with room for any picture."""
        family, *length = yield from self._take(5)
        data = yield from self._take(int.from_bytes(length, "little"))
        return read_function("L", data) if family == ord("L") else Unknown(bytes((_GS, ord("8"), family)))

    def _kept_picture(self) -> _Parse:
        """GS *: the old way to keep a picture. Not shown, but its dots are no commands."""
        width, height = yield from self._take(2)
        yield from self._take(8 * width * height)
        return Unknown(bytes((_GS, ord("*"))))

    _has_begun = False
