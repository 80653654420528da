"""Bytes on their way to a device, and how far they have got."""


class Outbox:
    """A queue that can say "has everything up to here been handed over?", and when the line will have carried it."""

    def __init__(self) -> None:
        self.bytes_per_s = float("inf")
        """Of the line: what was handed over may still stand in the system's buffer for seconds."""
        self._waiting = bytearray()
        self._handed_over = 0
        self._free_at = 0.0

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

    def took(self, count: int, now: float = 0.0) -> None:
        """The port took `count` bytes."""
        del self._waiting[:count]
        self._handed_over += count
        self._free_at = max(self._free_at, now) + count / self.bytes_per_s

    def clear_at(self, now: float) -> float:
        """When everything put in so far has passed the line, as long as nothing holds it up."""
        return max(self._free_at, now) + len(self._waiting) / self.bytes_per_s

    def is_past(self, place: int) -> bool:
        return self._handed_over >= place

    def clear(self) -> None:
        self._waiting.clear()
