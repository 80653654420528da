"""The bench's own arithmetic."""

import math
from collections.abc import Sequence

import msgspec


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least `share` of all samples do not exceed (nearest rank)."""
    if not samples:
        raise ValueError("no samples")
    return sorted(samples)[max(0, math.ceil(share * len(samples)) - 1)]


class Spread(msgspec.Struct, frozen=True):
    """What a run of samples comes to, in their own unit."""

    p50: float
    p99: float
    count: int

    @classmethod
    def of(cls, samples: Sequence[float]) -> "Spread":
        return cls(percentile(samples, 0.5), percentile(samples, 0.99), len(samples))

    def in_ms(self) -> str:
        """Samples in seconds as "p50 0.31, p99 1.20 ms"."""
        return f"p50 {self.p50 * 1e3:.2f}, p99 {self.p99 * 1e3:.2f} ms"
