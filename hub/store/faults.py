"""Named moments at which a test has the hub die, as a power cut would: `LAYSO_FAULT=mid_append`, or `mid_append:3`.

With the number it dies when it comes there for that time. In a centre the variable is not set and nothing happens.
"""

import os
import signal
from typing import Final

_ARMED, _, _TIMES = os.environ.get("LAYSO_FAULT", "").partition(":")
_countdown = iter(range(int(_TIMES or 1), 0, -1))

POINTS: Final = (
    "before_append",
    "mid_append",
    "before_commit",
    "after_append_before_state",
    "after_state_before_answer",
    "after_answer_before_views",
)


def reached(point: str) -> None:
    """Die here if a test wants it."""
    if point == _ARMED and next(_countdown, 0) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
