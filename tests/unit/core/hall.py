"""A hall with two officials, for tests of what they do with people."""

from hub.core import commands
from hub.core.setup import Branch
from tests.support.centres import ANH, BINH, CENTRE, ONE, PC_1, SCREEN_ONLY, TWO
from tests.support.core_day import CoreDay


def hall(waiting: int = 3, branch: Branch = CENTRE) -> CoreDay:
    """Anh at counter 1, Bình at counter 2; people wait for justice, a minute apart, without paper."""
    day = CoreDay(branch)
    for _ in range(waiting):
        day.issue(kiosk=SCREEN_ONLY)
        day.pass_time(minutes=1)
    day.sit(ANH)
    day.sit(BINH, TWO)
    return day


def order(day: CoreDay) -> list[str]:
    """Whom counter 1 calls from now on, one after the other."""
    called = []
    while day.accepts(commands.CallNext(ONE), PC_1):
        called.append(day.call_next().number)
        day.start()
    return called
