"""Turns between the floor and what is measured against it."""

import time
from collections.abc import Iterator

FEWEST = 10


def rounds(most: int, *, within_s: float) -> Iterator[int]:
    """Count rounds; on a slow or busy machine fewer of them, so that a group stays within its minute."""
    began = time.monotonic()
    for count in range(most):
        if count >= FEWEST and time.monotonic() - began > within_s:
            return
        yield count
