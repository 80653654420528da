"""Emulated seven-segment signs on one RS-485 line: they hold registers, answer by Modbus, and show what they hold."""

from typing import Final

_SHORTEST: Final = 8
_OTHER_REGISTER: Final = 7
"""Where such signs keep the number; the digits stand in the registers before."""


def checksum(data: bytes) -> bytes:
    """Bit by bit, as the standard describes it."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            is_odd = value & 1
            value >>= 1
            if is_odd:
                value ^= 0xA001
    return bytes((value & 0xFF, value >> 8))


class SegmentSigns:
    """Several signs by their addresses; `is_number` shows register 0 as a number, else a character for each place."""

    def __init__(self, addresses: tuple[int, ...] = (1,), *, places: int = 4, is_number: bool = True) -> None:
        self.warnings: list[str] = []
        self.silent: set[int] = set()
        self.refusing: set[int] = set()
        self._places = places
        self._is_number = is_number
        self._registers = {address: [0] * max(places, _OTHER_REGISTER + 1) for address in addresses}
        self._pending = b""

    def hear(self, data: bytes) -> bytes:
        """A frame is found by its checksum, wherever it begins; what is none is passed over."""
        self._pending = (self._pending + data)[-256:]
        answers = b""
        start = 0
        while len(self._pending) - start >= _SHORTEST:
            frame = self._frame_at(start)
            if frame is None:
                break
            answers += self._answer(frame) if frame else b""
            start += len(frame) or 1
        self._pending = self._pending[start:]
        return answers

    def shown(self) -> dict[str, object]:
        return {str(address): self._face(registers) for address, registers in self._registers.items()}

    def lose_power(self) -> None:
        for registers in self._registers.values():
            registers[:] = [0] * len(registers)
        self._pending = b""

    def _face(self, registers: list[int]) -> str:
        if self._is_number:
            return str(registers[0]).rjust(self._places)
        return "".join(chr(value) if 0x20 <= value < 0x7F else " " for value in registers[: self._places])

    def _frame_at(self, start: int) -> bytes | None:
        """None while the rest of one may come."""
        rest = self._pending[start:]
        size = 9 + rest[6] if rest[1] == 0x10 else _SHORTEST
        frame = rest[:size]
        if len(frame) < size and rest[0] in self._registers:
            return None
        is_whole = len(frame) == size and checksum(frame[:-2]) == frame[-2:]
        return frame if is_whole and frame[1] in (0x06, 0x10) else b""

    def _answer(self, frame: bytes) -> bytes:
        address, function = frame[0], frame[1]
        registers = self._registers.get(address)
        if registers is None or address in self.silent:
            return b""
        first = int.from_bytes(frame[2:4], "big")
        words = frame[4:6] if function == 0x06 else frame[7:-2]
        values = [int.from_bytes(words[at : at + 2], "big") for at in range(0, len(words), 2)]
        if address in self.refusing or first + len(values) > len(registers):
            refusal = bytes((address, function | 0x80, 2))
            return refusal + checksum(refusal)
        registers[first : first + len(values)] = values
        return frame[:6] + checksum(frame[:6])
