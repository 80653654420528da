"""`layso-hub` on a box whose clock a test sets: `python -m tests.support.hub_with_a_clock run ...`.

A file named by `LAYSO_CLOCK_SET_BY` holds the seconds by which the clock was set; it is read whenever somebody asks for
the time. Everything else is the hub as it is.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from hub import clock
from hub.cli import main


class SettableClock(clock.DemoClock):
    """Starts where it is told to, as the demo's, and may be set."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=float(Path(os.environ["LAYSO_CLOCK_SET_BY"]).read_text()))


if __name__ == "__main__":
    clock.DemoClock = SettableClock  # type: ignore[misc]
    main()
