"""Tells what happens as it happens: events of the log in plain sentences, read beside the running hub."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from hub.core import events
from hub.core.calendar import zone
from hub.core.evolve import evolve
from hub.core.ids import TicketId, ticket_of_call, ticket_of_job
from hub.core.lifecycle import PaperState
from hub.core.model import State
from hub.store.reading import read_log

_LOOK_EVERY_S = 0.2


class Narrator:
    """Follows the log; keeps the state, so that the end of the play can be judged by it."""

    def __init__(self, database: Path, say: Callable[[str], None]) -> None:
        self._database = database
        self._say = say
        self.state: State | None = None

    async def follow(self) -> None:
        """Until cancelled."""
        while True:
            self.catch_up()
            await asyncio.sleep(_LOOK_EVERY_S)

    def catch_up(self) -> None:
        """Tell all that is new in the log."""
        for recorded in read_log(self._database, after=0 if self.state is None else self.state.seq):
            self.state = evolve(self.state, recorded)
            sentence = told(self.state, recorded.event)
            if sentence:
                local = recorded.at.astimezone(zone(self.state.branch))
                self._say(f"{local:%H:%M:%S}  {sentence}")


def told(state: State, event: events.Event) -> str:  # noqa: PLR0911 - one sentence per kind of event
    """The event in a sentence; "" for what goes without saying."""
    match event:
        case events.DayOpened():
            return f"the hub opens {event.day:%A %d %B %Y} at {event.branch.texts.centre}, {event.branch.texts.agency}"
        case events.OperatorSatDown():
            operator = state.branch.operator(event.operator_id)
            return f"{operator.name if operator else event.operator_id} sits down at {event.counter_id}"
        case events.TicketIssued():
            service = state.branch.service(event.service_id)
            return f"{event.number}  taken: {service.name if service else ''}, {event.ahead} ahead"
        case events.PaperReported() if event.state is not PaperState.SENDING:
            return f"{_number(state, ticket_of_job(event.job_id))}  paper {event.state} {event.detail}".rstrip()
        case events.PaperMoved():
            return f"{_number(state, ticket_of_job(event.job_id))}  paper moved to {event.printer_id}"
        case events.TicketCalled():
            return f"{_number(state, event.ticket_id)}  called to {event.counter_id}: {event.reason}"
        case events.TicketRecalled():
            return f"{_number(state, event.ticket_id)}  called again to {event.counter_id}"
        case events.CallSpoken():
            return f"{_number(state, ticket_of_call(event.call_id))}  was spoken by {event.device_id}"
        case events.ServiceStarted():
            return f"{_number(state, event.ticket_id)}  stands at {event.counter_id}"
        case events.TicketFinished():
            return f"{_number(state, event.ticket_id)}  is done"
        case events.TicketNoShow():
            return f"{_number(state, event.ticket_id)}  did not come"
        case _:
            return ""


def _number(state: State, ticket_id: TicketId) -> str:
    ticket = state.ticket(ticket_id)
    return ticket.number if ticket else "?"
