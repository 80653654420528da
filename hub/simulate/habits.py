"""How people come and how long they stay: the assumptions of the play, all in one place.

The defaults are guesses for the sample centre, from what is known of such communes; they are no measurements.
"""

from datetime import time
from types import MappingProxyType
from typing import Final

import msgspec

from hub.core.ids import ServiceId
from hub.core.setup import Branch, Service

SAMPLE_SHARES: Final = MappingProxyType(
    {
        ServiceId("justice"): 0.60,
        ServiceId("society"): 0.15,
        ServiceId("business"): 0.07,
        ServiceId("agriculture"): 0.18,
    }
)
"""Of the visits of a small commune's centre; services of other names come as often as one another."""

CROWD: Final = (
    (time(7, 0), 1.2),
    (time(7, 30), 2.4),
    (time(8, 0), 2.6),
    (time(9, 0), 2.0),
    (time(10, 0), 1.3),
    (time(11, 0), 0.8),
    (time(13, 0), 0.7),
    (time(13, 30), 1.4),
    (time(14, 30), 1.3),
    (time(15, 30), 0.9),
    (time(16, 30), 0.4),
)
"""How many come from this moment on, beside the others: a peak in the morning and a smaller one after lunch."""


class Habits(msgspec.Struct, frozen=True):
    """Of visitors and officials. Shares are between 0 and 1, spans in seconds unless their name says minutes."""

    shares: dict[ServiceId, float]
    """Of all visits."""
    mean_min: dict[ServiceId, float]
    """Minutes a service takes; the times are lognormal."""
    spread: float = 0.8
    """Standard deviation of a service over its mean."""
    priority_share: float = 0.18
    """Visitors of a priority class, evenly among the classes of the centre."""
    no_show_share: float = 0.04
    """Visitors who are not there when they are called."""
    rejoin_share: float = 0.5
    """Of those, how many come back within the grace time."""
    park_share: float = 0.03
    """Visitors who must first fill in or fetch something."""
    wrong_place_share: float = 0.02
    """Visitors who took a number for the wrong service."""
    crowd: tuple[tuple[time, float], ...] = CROWD


def habits_of(branch: Branch, shares: dict[ServiceId, float]) -> Habits:
    """The habits of a centre: given shares, else those of the sample where its services have them, else even."""
    known = shares or {
        s.service_id: SAMPLE_SHARES[s.service_id] for s in branch.services if s.service_id in SAMPLE_SHARES
    }
    even = known or {service.service_id: 1.0 for service in branch.services}
    total = sum(even.values())
    return Habits(
        shares={service: share / total for service, share in even.items()},
        mean_min={service.service_id: mean_min(service) for service in branch.services},
    )


def mean_min(service: Service) -> float:
    return service.typical_min
