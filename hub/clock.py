"""The only file of the hub that reads the time and draws random secrets; everything else is given them."""

import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

_TOKEN_BYTES: Final = 12
_TOKEN_CHARS: Final = 16
"""Base64 makes 4 characters of 3 bytes."""
_TOKENS_AT_ONCE: Final = 64


class Clock(Protocol):
    """Where the hub gets the time."""

    def now(self) -> datetime:
        """The wall clock, aware UTC. It may jump; the engine clamps it."""
        ...

    def seconds_until(self, moment: datetime) -> float:
        """Real seconds to sleep until the wall clock shows `moment`; 0 when it is past."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds_until(self, moment: datetime) -> float:
        return max(0.0, (moment - self.now()).total_seconds())


class DemoClock:
    """A clock that starts at a chosen moment and runs `speed` times as fast: a morning in a minute."""

    def __init__(self, starts_at: datetime, speed: float) -> None:
        self._starts_at = starts_at.astimezone(UTC)
        self._speed = speed
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self._starts_at + timedelta(seconds=(time.monotonic() - self._began) * self._speed)

    def seconds_until(self, moment: datetime) -> float:
        return max(0.0, (moment - self.now()).total_seconds() / self._speed)


def stopwatch() -> float:
    """Seconds since some moment, for measuring how long something took."""
    return time.perf_counter()


class TokenSource:
    """The secrets in the tickets' QR codes. Chance is fetched for many at once: the system's answer is slow."""

    def __init__(self) -> None:
        self._ready: list[str] = []

    def __call__(self) -> str:
        """96 bits, 16 URL-safe characters."""
        if not self._ready:
            drawn = secrets.token_urlsafe(_TOKEN_BYTES * _TOKENS_AT_ONCE)
            self._ready = [drawn[at : at + _TOKEN_CHARS] for at in range(0, len(drawn), _TOKEN_CHARS)]
        return self._ready.pop()


def new_key() -> str:
    """A device's key: 125 bits in groups that can be read out over the telephone."""
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(5))
