"""When another printer takes over: a kiosk's spare prints what its own printer cannot.

Theory of operation: several times a second the papers that are wanted are compared with what the printers say of
themselves; where a printer cannot print and its spare can, the hub orders the move, once per paper. What may have been
printed is never moved (`hub.core.papers`). The old printer's agent must tell the hub before it prints, and is refused
from then on: so there are never two papers.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, Protocol

from hub.core.commands import Command, MovePaper
from hub.core.ids import PrinterId
from hub.core.model import State
from hub.core.papers import may_move, spare_of
from hub.core.setup import Branch
from hub.presence import Presence
from hub.protocol import Answer, Failed, PrinterHealth

log = logging.getLogger(__name__)

ABLE: Final = frozenset({PrinterHealth.READY, PrinterHealth.NEAR_END})
UNABLE: Final = frozenset(
    {PrinterHealth.PAPER_OUT, PrinterHealth.COVER_OPEN, PrinterHealth.FAULT, PrinterHealth.OFFLINE}
)
SILENCE: Final = timedelta(seconds=5)
"""A printer nobody speaks for may have an agent that is just coming back; longer nobody stands and waits."""
_LOOK_EVERY_S: Final = 0.25
_AFTER_FAILURE_S: Final = 1.0


class Queue(Protocol):
    """What is read of the engine, and ordered of it."""

    @property
    def state(self) -> State: ...

    def now(self) -> datetime: ...

    def order(self, name: str, command: Command) -> Awaitable[Answer]: ...


def spare_for(branch: Branch, presence: Presence, printer_id: PrinterId) -> PrinterId | None:
    """The printer that prints instead of this one now; None: it prints itself, or nobody does."""
    spare = spare_of(branch, printer_id)
    if spare is None or presence.printer(printer_id) in ABLE or presence.printer(spare) not in ABLE:
        return None
    return spare


def due_moves(state: State, presence: Presence, now: datetime) -> Iterator[MovePaper]:
    """The papers that another printer must take over now."""
    if not any(kiosk.spare_printer_id for kiosk in state.branch.kiosks):
        return
    for ordinal in state.printing:
        paper = state.tickets[ordinal].paper
        if paper is None or not may_move(paper):
            continue
        spare = spare_for(state.branch, presence, paper.printer_id)
        is_known = presence.printer(paper.printer_id) in UNABLE
        if spare is not None and (is_known or now - paper.requested_at >= SILENCE):
            yield MovePaper(paper.job_id, spare)


async def watch_forever(queue: Queue, presence: Callable[[], Presence]) -> None:
    """Have papers moved as soon as they must be."""
    while True:
        await asyncio.sleep(_LOOK_EVERY_S)
        for move in tuple(due_moves(queue.state, presence(), queue.now())):
            answer = await queue.order(f"move-{move.job_id}", move)
            log.info("%s: %s takes over (%s)", move.job_id, move.printer_id, type(answer).__name__.lower())
            if isinstance(answer, Failed):
                await asyncio.sleep(_AFTER_FAILURE_S)
