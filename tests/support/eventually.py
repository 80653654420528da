"""Wait for a condition, never for a time.

One deadline for the whole suite, scaled by `LAYSO_TEST_PATIENCE` on slow machines.
"""

import asyncio
import os
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = float(os.environ.get("LAYSO_TEST_PATIENCE", "1"))
PATIENCE_S = 15.0 * PATIENCE
_POLL_S = 0.005
_never = threading.Event()


def eventually(condition: Callable[[], T], what: str = "") -> T:
    """Poll until `condition()` is truthy and return it; fail with `what` (or its name) when patience is over."""
    end = time.monotonic() + PATIENCE_S
    while not (value := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE_S:.0f} s in vain: {what or condition}")
        _never.wait(_POLL_S)
    return value


async def eventually_async(condition: Callable[[], T], what: str = "") -> T:
    """The same inside an event loop, which keeps running."""
    end = time.monotonic() + PATIENCE_S
    while not (value := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE_S:.0f} s in vain: {what or condition}")
        await asyncio.sleep(_POLL_S)
    return value
