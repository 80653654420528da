"""What stands on an emulated sign: bytes in any pieces become the characters of its tube.

It reads the manuals' commands by itself and shares nothing with the drivers, so that a mistake of theirs is seen.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

COLUMNS: Final = 20
ROWS: Final = 2
_LONGEST_LINE: Final = 64


class Screen(Protocol):
    """The face of a sign."""

    warnings: list[str]
    """What it was sent and does not know."""

    def hear(self, data: bytes) -> bytes:
        """What it answers."""

    def shown(self) -> dict[str, object]:
        """What somebody in the hall sees."""

    def lose_power(self) -> None:
        """And get it back at once: it forgets all it was told."""


class Command(NamedTuple):
    """`size` bytes follow it, or with -1 a text up to a CR."""

    size: int
    run: Callable[[bytes], None]


class Tube:
    """Two rows of characters and a cursor that goes on to the other row at the end of one."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(ROWS)]
        self.column = self.row = 0

    def put(self, letter: str) -> None:
        self._cells[self.row][self.column] = letter
        self.column += 1
        if self.column == COLUMNS:
            self.column, self.row = 0, (self.row + 1) % ROWS

    def write_row(self, row: int, text: str) -> None:
        """A whole row anew; what the text does not reach is dark."""
        self._cells[row] = list(text[:COLUMNS].ljust(COLUMNS))

    def rows(self) -> list[str]:
        return ["".join(row) for row in self._cells]


class _Vfd:
    """Finds commands in whatever pieces they come."""

    commands: dict[bytes, Command]

    def __init__(self) -> None:
        self.tube = Tube()
        self.brightness = 4
        self.warnings: list[str] = []
        self._pending = b""

    def hear(self, data: bytes) -> bytes:
        self._pending += data
        while self._pending and (used := self._step()):
            self._pending = self._pending[used:]
        return b""

    def shown(self) -> dict[str, object]:
        return {"lines": self.tube.rows(), "brightness": self.brightness}

    def lose_power(self) -> None:
        self.tube.clear()
        self.brightness = 4
        self._pending = b""

    def _step(self) -> int:
        """How many bytes were understood; 0 waits for the rest of a command."""
        for size in range(min(3, len(self._pending)), 0, -1):
            command = self.commands.get(self._pending[:size])
            if command is not None:
                return self._run(self._pending[:size], command)
        if any(known.startswith(self._pending) for known in self.commands):
            return 0
        self._letter(self._pending[0])
        return 1

    def _run(self, name: bytes, command: Command) -> int:
        if command.size >= 0:
            end = len(name) + command.size
            if len(self._pending) < end:
                return 0
            self._obey(name, command, self._pending[len(name) : end])
            return end
        end = self._pending.find(b"\r", len(name))
        if end < 0:
            return len(self._pending) if len(self._pending) > _LONGEST_LINE else 0
        self._obey(name, command, self._pending[len(name) : end])
        return end + 1

    def _obey(self, _name: bytes, command: Command, rest: bytes) -> None:
        command.run(rest)

    def _letter(self, byte: int) -> None:
        if 0x20 <= byte < 0x7F:
            self.tube.put(chr(byte))
        else:
            self._unknown(bytes((byte,)))

    def _unknown(self, data: bytes) -> None:
        self.warnings.append(f"unknown: {data.hex(' ')}")

    def _dim(self, rest: bytes) -> None:
        if 1 <= rest[0] <= 4:
            self.brightness = rest[0]
        else:
            self._unknown(rest)


class DmDScreen(_Vfd):
    """Epson DM-D. `shares_cable`: it shows nothing until it is selected."""

    def __init__(self, *, shares_cable: bool = False) -> None:
        super().__init__()
        self._shares_cable = shares_cable
        self._is_selected = not shares_cable
        self.blink = 0
        self.commands = {
            b"\x1b\x40": Command(0, lambda _: self._init()),
            b"\x1b\x3d": Command(1, self._select),
            b"\x0c": Command(0, lambda _: self.tube.clear()),
            b"\x0b": Command(0, lambda _: self._go(b"\x01\x01")),
            b"\x1f\x24": Command(2, self._go),
            b"\x1f\x01": Command(0, lambda _: None),
            b"\x1f\x43": Command(1, lambda _: None),
            b"\x1f\x45": Command(1, self._set_blink),
            b"\x1f\x58": Command(1, self._dim),
        }

    def shown(self) -> dict[str, object]:
        return {**super().shown(), "blink_ms": self.blink * 50}

    def lose_power(self) -> None:
        super().lose_power()
        self.blink = 0
        self._is_selected = not self._shares_cable

    def _init(self) -> None:
        self.tube.clear()
        self.blink, self.brightness = 0, 4

    def _select(self, rest: bytes) -> None:
        self._is_selected = bool(rest[0] & 0x02)

    def _obey(self, name: bytes, command: Command, rest: bytes) -> None:
        if self._is_selected or name == b"\x1b\x3d":
            command.run(rest)

    def _letter(self, byte: int) -> None:
        if self._is_selected:
            super()._letter(byte)

    def _go(self, rest: bytes) -> None:
        x, y = rest
        if 1 <= x <= COLUMNS and 1 <= y <= ROWS:
            self.tube.column, self.tube.row = x - 1, y - 1
        else:
            self._unknown(rest)

    def _set_blink(self, rest: bytes) -> None:
        self.blink = rest[0]


class Cd5220Screen(_Vfd):
    """CD5220. After a line command it obeys only line commands and what clears."""

    def __init__(self) -> None:
        super().__init__()
        self._has_line = False
        self.commands = {
            b"\x1b\x40": Command(0, lambda _: self.tube.clear()),
            b"\x0c": Command(0, lambda _: self._clear()),
            b"\x18": Command(0, lambda _: self._clear()),
            b"\x1b\x2a": Command(1, self._dim),
            b"\x1b\x5f": Command(1, lambda _: None),
            b"\x1b\x51\x41": Command(-1, lambda text: self._line(0, text)),
            b"\x1b\x51\x42": Command(-1, lambda text: self._line(1, text)),
        }

    def lose_power(self) -> None:
        super().lose_power()
        self._has_line = False

    def _obey(self, name: bytes, command: Command, rest: bytes) -> None:
        if not self._has_line or name.startswith(b"\x1b\x51") or name in (b"\x0c", b"\x18"):
            command.run(rest)
        else:
            self.warnings.append(f"deaf to: {name.hex(' ')}")

    def _letter(self, byte: int) -> None:
        if not self._has_line:
            super()._letter(byte)

    def _clear(self) -> None:
        self.tube.clear()
        self._has_line = False

    def _line(self, row: int, text: bytes) -> None:
        self._has_line = True
        self.tube.write_row(row, text.decode("ascii", "replace"))


class UtcScreen(_Vfd):
    """UTC. Before it is told of the enhanced mode it takes every byte for a character."""

    def __init__(self) -> None:
        super().__init__()
        self._enter = {b"\x1b\x64": Command(0, lambda _: self._enhance())}
        self._enhanced = {
            **self._enter,
            b"\x1f": Command(0, lambda _: self.tube.clear()),
            b"\x1b\x75\x41": Command(-1, lambda text: self._line(0, text)),
            b"\x1b\x75\x42": Command(-1, lambda text: self._line(1, text)),
        }
        self.commands = self._enter

    def lose_power(self) -> None:
        super().lose_power()
        self.commands = self._enter

    def _enhance(self) -> None:
        self.commands = self._enhanced

    def _line(self, row: int, text: bytes) -> None:
        self.tube.write_row(row, text.decode("ascii", "replace"))


class BoardScreen:
    """An LED board that shows each line it gets, up to `end`."""

    def __init__(self, end: bytes = b"\r") -> None:
        self.warnings: list[str] = []
        self._end = end
        self._pending = b""
        self._text = ""

    def hear(self, data: bytes) -> bytes:
        self._pending += data
        *lines, self._pending = self._pending.split(self._end)
        if lines:
            self._text = lines[-1].decode("latin-1")
        return b""

    def shown(self) -> dict[str, object]:
        return {"text": self._text}

    def lose_power(self) -> None:
        self._pending, self._text = b"", ""
