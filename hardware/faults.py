"""Named moments of a ticket at which a test has the agent die, as a power cut would: `LAYSO_FAULT=after_claim`, or
`mid_line:3`, which dies when it comes there for the third time. In a centre it is not set and nothing happens.
"""

import os
import signal
from typing import Final

_ARMED, _, _TIMES = os.environ.get("LAYSO_FAULT", "").partition(":")
_countdown = iter(range(int(_TIMES or 1), 0, -1))

POINTS: Final = (
    "after_claim",
    "after_sending_accepted",
    "before_started",
    "after_started",
    "before_end_noted",
    "after_end_noted",
    "after_end_told",
    "mid_line",
)
"""In their order; `mid_line` has half a line of the journal on disk."""


def reached(point: str) -> None:
    """Die here if a test wants it."""
    if point == _ARMED and next(_countdown, 0) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
