"""One press of a finger is one key, whatever a worn contact, a held key or a pad that repeats itself makes of it."""

from typing import Final

from hardware.callpad.driver import Station

SAME_NUMBER_S: Final = 5.0
"""A pad that counts its presses may send one again for so long."""


class Debounce:
    """Lets a key through when it has been quiet for a while; every contact begins that while anew."""

    def __init__(self, quiet_s: float) -> None:
        self._quiet_s = quiet_s
        self._last: dict[tuple[Station, str], tuple[float, str]] = {}

    def accepts(self, station: Station, key: str, now: float, *, count: str = "") -> bool:
        """`count` is the pad's own number for the press, where it has one."""
        before = self._last.get((station, key))
        self._last[station, key] = (now, count)
        if before is None:
            return True
        at, old_count = before
        return now - at >= (SAME_NUMBER_S if count and count == old_count else self._quiet_s)
