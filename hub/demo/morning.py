"""The script of the morning: who comes when, for what, and how long their business takes. Pure; the same for a seed."""

import random
from collections.abc import Sequence

import msgspec

from hub.protocol import ServiceId

BURST_S, BURST_PEOPLE = 90.0, 6
"""At the opening of the doors people have been waiting outside."""
MEAN_GAP_S = 62.0
_USUAL = {"justice": 0.5, "society": 0.12, "business": 0.1, "agriculture": 0.12, "results": 0.12, "digital": 0.04}


class Citizen(msgspec.Struct, frozen=True):
    """One visit. Times in seconds of the hall's clock, counted from the beginning of the play."""

    comes_at_s: float
    service_id: ServiceId
    service_s: float
    """How long the official needs."""
    is_absent: bool
    """Does not come when called: is called again, then noted as not there."""


def citizens(services: Sequence[ServiceId], lasts_s: float, seed: int) -> tuple[Citizen, ...]:
    """Everybody who comes within `lasts_s`, in the order of coming."""
    chance = random.Random(seed)  # noqa: S311 - a play, not a secret
    arrivals = sorted(chance.uniform(0, BURST_S) for _ in range(BURST_PEOPLE))
    while (comes_at := arrivals[-1] + chance.expovariate(1 / MEAN_GAP_S)) < lasts_s:
        arrivals.append(comes_at)
    weights = [_USUAL.get(service_id, 0.1) for service_id in services]
    return tuple(
        Citizen(
            comes_at_s=comes_at,
            service_id=chance.choices(services, weights)[0],
            service_s=chance.uniform(70, 190),
            is_absent=place == 3,
        )
        for place, comes_at in enumerate(arrivals)
    )
