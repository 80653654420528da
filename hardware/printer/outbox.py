"""Bytes on their way to a device, and how far they have got."""


class Outbox:
    """A queue that can say "has everything up to here been handed over?"."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._handed_over = 0

    def put(self, data: bytes) -> int:
        """Append; returns the place of its end, for `is_past`."""
        self._waiting += data
        return self._handed_over + len(self._waiting)

    @property
    def waiting(self) -> bytes:
        return bytes(self._waiting)

    @property
    def handed_over(self) -> int:
        return self._handed_over

    def took(self, count: int) -> None:
        """The port took `count` bytes."""
        del self._waiting[:count]
        self._handed_over += count

    def is_past(self, place: int) -> bool:
        return self._handed_over >= place

    def clear(self) -> None:
        self._waiting.clear()
