"""From the finger on the kiosk to the ticket that the printer has cut: every program real, only the printer emulated.

The kiosk is touched by its puppet (a real touch event), the agent draws and sends, the emulated printer says on the
clock all processes share when it has cut. It prints in no time: the figure is ours, not the motor's.
"""

import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tests.bench import programs
from tests.bench.figures import Result
from tests.bench.numbers import Spread
from tests.bench.programs import AgentProgram, PrintedTicket, PrinterProgram, Screen
from tests.support.eventually import eventually
from tests.support.processes import HubProcess

_WARM_UP: Final = 5
_TAPS: Final = 100
_MOTOR_MM_S: Final = 200
_QUICK_HANDS: Final = "[times]\nsettle_s = 0.2\n"
"""So that a hundred citizens pass within a minute; it adds nothing between a tap and its paper."""
_BREATH_S: Final = 0.22
"""A tap right after the picture has changed is ignored: it was meant for the old one."""
_breath: Final = threading.Event()
_FIELDS: Final = ("justice", "society", "business")


class Citizens:
    """One after the other: tap a field, wait for the paper, leave the screen to the next."""

    def __init__(self, kiosk: Screen, printer: PrinterProgram) -> None:
        self._kiosk = kiosk
        self._printer = printer
        self._count = 0

    def next(self) -> tuple[float, PrintedTicket]:
        """Seconds from the touch to the cut, and the ticket."""
        _breath.wait(_BREATH_S)
        field = _FIELDS[self._count % len(_FIELDS)]
        self._count += 1
        tapped_at = time.monotonic()
        self._kiosk.must("tap", name=f"field-{field}")
        ticket = eventually(self._new_tickets, f"ticket {self._count} is cut")[-1]
        self._come_home()
        return ticket.cut_at - tapped_at, ticket

    def _new_tickets(self) -> list[PrintedTicket]:
        return self._printer.tickets()[self._count - 1 :]

    def _come_home(self) -> None:
        """Impatiently: until the button takes it."""
        self._kiosk.must("wait", name="resultPage", property="isShown", equals=True)
        eventually(self._has_left, "the kiosk is home")

    def _has_left(self) -> bool:
        self._kiosk.do("tap", name="doneButton")
        return not self._kiosk.must("read", name="resultPage", property="isShown")


def measured(work: Path, _run: Path) -> Result:
    taken = _taken(work)
    spread = Spread.of([seconds for seconds, _ in taken])
    tickets = [ticket for _, ticket in taken]
    height_mm = max(ticket.height_mm for ticket in tickets)
    return Result(
        values={
            "tap_to_paper_p50_ms": spread.p50 * 1e3,
            "tap_to_paper_p99_ms": spread.p99 * 1e3,
            "ticket_bytes_80mm": max(ticket.size_bytes for ticket in tickets),
        },
        basis={
            "tap_to_paper_p50_ms": f"{spread.count} taps on the real kiosk; a printer that takes no time",
            "tap_to_paper_p99_ms": f"a motor of {_MOTOR_MM_S} mm/s adds {height_mm / _MOTOR_MM_S * 1e3:.0f} ms",
            "ticket_bytes_80mm": f"{height_mm:.0f} mm of paper",
        },
    )


def _taken(work: Path) -> list[tuple[float, PrintedTicket]]:
    with ExitStack() as stack:
        hub = stack.enter_context(HubProcess(work / "hub")).wait_until_open()
        printer = stack.enter_context(PrinterProgram(work))
        agent = stack.enter_context(AgentProgram(hub, printer, work))
        programs.wait_for_printer(hub, printer, agent)
        kiosk = stack.enter_context(programs.kiosk(hub, work, _QUICK_HANDS))
        kiosk.must("wait", name="homePage", property="isShown", equals=True)
        citizens = Citizens(kiosk, printer)
        for _ in range(_WARM_UP):
            citizens.next()
        return [citizens.next() for _ in range(_TAPS)]
