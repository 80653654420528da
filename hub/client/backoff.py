"""How long to wait before the next try. Pure: the jitter is passed in.

A hub that returns must be found again within 2 s, so waits never grow beyond a second; the jitter keeps fifty devices
from knocking in the same millisecond. What a person has to mend (a key, a version) is retried slowly. Two programs that
both claim one device id must not throw each other out for ever at full speed: that wait doubles up to a minute, and
only a session that outlived it shows that the quarrel is over.
"""

from typing import Final

from hub.client.port import Trouble

FIRST_S: Final = 0.1
LONGEST_S: Final = 1.0
SLOW_S: Final = 2.0
REPLACED_FIRST_S: Final = 5.0
REPLACED_LONGEST_S: Final = 60.0

SETTLED_S: Final = 5.0
"""A session that lived so long was a good one: the next trouble is a new one."""
UNDISPUTED_S: Final = 2 * REPLACED_LONGEST_S

_SLOW: Final = frozenset({Trouble.BAD_KEY, Trouble.WRONG_ROLE, Trouble.UPGRADE_REQUIRED})


class Backoff:
    """Counts what went wrong in a row."""

    def __init__(self) -> None:
        self._failures = 0
        self._replacements = 0

    def lived(self, seconds: float) -> bool:
        """A session has ended; whether it was long enough to forget the failures before it."""
        if seconds >= UNDISPUTED_S:
            self._replacements = 0
        if seconds >= SETTLED_S:
            self._failures = 0
        return seconds >= SETTLED_S

    def wait_s(self, trouble: Trouble, jitter: float) -> float:
        """The wait after this failure; `jitter` is in [0, 1)."""
        if trouble is Trouble.REPLACED:
            self._replacements += 1
            return _doubled(REPLACED_FIRST_S, self._replacements, REPLACED_LONGEST_S)
        if trouble in _SLOW:
            return SLOW_S
        self._failures += 1
        return _doubled(FIRST_S, self._failures, LONGEST_S) * (1.0 - 0.3 * jitter)


def _doubled(first_s: float, times: int, longest_s: float) -> float:
    # The exponent is bounded: a device may try for months.
    return min(longest_s, first_s * 2.0 ** min(times - 1, 16))
