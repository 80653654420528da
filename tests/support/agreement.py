"""After a drill: what lies on the disk, what the tables of the reports say and what every screen shows must be one.

The log is read past the hub, by a connection of the test's own, and replayed. A kiosk, a wall screen, an official's
computer and a hardware agent come over the wire. What each should be shown is worked out here from the replayed day in
the plainest way, not by the hub's own projections.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from hub.core import events
from hub.core.evolve import evolve
from hub.core.lifecycle import PAPER_PENDING, Status
from hub.core.model import LATEST_KEPT, State, Ticket
from hub.protocol import CounterView, DeviceId, DisplayView, HardwareView, KioskView, Role, RoleView
from hub.store.reading import read_log
from hub.store.verify import last_seq
from tests.support import queue_checks
from tests.support.eventually import PATIENCE_S
from tests.support.processes import HubProcess
from tests.support.tables import tables_say_what_the_log_says
from tests.support.wire_device import WireDevice, device

_CALLS_SHOWN = 8
_JOBS_SHOWN = 32
_POLL_S = 0.05


def every_screen_agrees(hub: HubProcess, *, kiosk: str = "kiosk-1", counter: str = "counter-pc-1") -> State:
    """The hub runs and nobody taps any more; the state that all agree on.

    The kiosk and the official's computer of these names are taken over: what they show is their own. The wall and the
    agent come under names nobody has, because all of them are shown the same.
    """
    return asyncio.run(_agreed(hub, DeviceId(kiosk), DeviceId(counter)))


def on_disk(database: Path) -> State:
    """What the log replays to."""
    return _replayed(list(read_log(database)))


def the_disk_agrees(database: Path) -> State:
    """The log is whole, its numbers have neither gap nor double, and the tables say what it says."""
    while True:
        seq = last_seq(database)
        try:
            return _judged(database)
        except AssertionError:
            # Something happened between reading the log and reading the tables: look again.
            if last_seq(database) == seq:
                raise


def _judged(database: Path) -> State:
    log = list(read_log(database))
    queue_checks.the_log_is_whole(log)
    queue_checks.no_number_is_given_twice_on_one_day(log)
    queue_checks.numbers_are_unique_and_without_gaps(log, _first_numbers(log))
    tables_say_what_the_log_says(database, log)
    state = _replayed(log)
    queue_checks.everybody_is_in_one_place(state)
    queue_checks.everybody_sits_once(state)
    queue_checks.papers_to_print_are_those_that_can_still_come(state)
    return state


async def _agreed(hub: HubProcess, kiosk: DeviceId, counter: DeviceId) -> State:
    places = (
        (Role.KIOSK, kiosk),
        (Role.COUNTER, counter),
        (Role.DISPLAY, DeviceId("witness-display")),
        (Role.HARDWARE, DeviceId("witness-agent")),
    )
    async with AsyncExitStack() as stack, asyncio.timeout(PATIENCE_S):
        screens = [await stack.enter_async_context(device(hub.url, role, name, hub.key)) for role, name in places]
        while True:
            # What time itself does may happen between two looks.
            state = await asyncio.to_thread(the_disk_agrees, hub.data / "layso.db")
            found = [difference for screen in screens for difference in _differences(screen, state, kiosk, counter)]
            if not found:
                return state
            try:
                await asyncio.sleep(_POLL_S)
            except asyncio.CancelledError:
                raise AssertionError("screens and disk differ:\n" + "\n".join(found)) from None


def _differences(screen: WireDevice, state: State, kiosk: DeviceId, counter: DeviceId) -> Iterator[str]:
    view = screen.view
    assert view is not None
    for what, shown, stored in facts(view, state, kiosk, counter):
        if shown != stored:
            yield f"{type(view).__name__} {what}: shown {shown!r}, on disk {stored!r}"


Fact = tuple[str, object, object]
"""What it is about, what is shown of it, what lies on the disk."""


def facts(view: RoleView, state: State, kiosk: DeviceId, counter: DeviceId) -> Iterator[Fact]:
    match view:
        case KioskView():
            yield from _of_kiosk(view, state, kiosk)
        case DisplayView():
            yield from _of_display(view, state)
        case CounterView():
            yield from _of_counter(view, state, counter)
        case HardwareView():
            papers = [t.paper for t in state.tickets if t.paper is not None and t.paper.state in PAPER_PENDING]
            oldest = sorted(papers, key=lambda paper: paper.requested_at)[:_JOBS_SHOWN]
            yield "jobs", [(job.job_id, job.state) for job in view.jobs], [(p.job_id, p.state) for p in oldest]


def _of_kiosk(view: KioskView, state: State, kiosk: DeviceId) -> Iterator[Fact]:
    waiting = {service.service_id: _waiting(state, service.service_id) for service in state.branch.services}
    yield "waiting", {service.service_id: service.waiting for service in view.services}, waiting
    own = [ticket for ticket in state.tickets if ticket.device_id == kiosk][-LATEST_KEPT:]
    shown = [(t.number, t.status, t.paper) for t in view.tickets[:LATEST_KEPT]]
    stored = [(t.number, t.status, t.paper.state if t.paper else None) for t in reversed(own)]
    yield "its last tickets", shown, stored


def _of_display(view: DisplayView, state: State) -> Iterator[Fact]:
    waiting = [_waiting(state, service.service_id) for service in state.branch.services]
    yield "waiting", [line.waiting for line in view.lines], waiting
    numbers = {counter.counter_id: counter.number for counter in state.branch.counters}
    staffed = {numbers[counter]: _number_at(state, seat.ticket) for counter, seat in state.seats.items()}
    yield "counters", {c.number: c.ticket_number for c in view.counters if c.is_staffed}, staffed
    newest = {call.ordinal: call for call in state.calls}
    calls = sorted(newest.values(), key=state.calls.index, reverse=True)[:_CALLS_SHOWN]
    stored = [(c.call_id, state.tickets[c.ordinal].number, numbers[c.counter_id], c.is_spoken) for c in calls]
    yield "calls", [(c.call_id, c.number, c.counter_number, c.is_spoken) for c in view.calls], stored
    unspoken = {call.call_id for call in state.calls if not call.is_spoken}
    yield "to be spoken", {call.call_id for call in view.unspoken} - unspoken, set()


def _of_counter(view: CounterView, state: State, device_id: DeviceId) -> Iterator[Fact]:
    people = {operator.operator_id: operator.name for operator in state.branch.operators}
    seated = {counter: people[seat.operator_id] for counter, seat in state.seats.items()}
    yield "who sits where", {c.counter_id: c.operator_name for c in view.counters if c.operator_name}, seated
    own = next((seat for seat in state.seats.values() if seat.device_id == device_id), None)
    yield "somebody sits here", view.desk is not None, own is not None
    if view.desk is None or own is None:
        return
    ticket = None if own.ticket is None else state.tickets[own.ticket]
    at_desk = view.desk.ticket
    shown = None if at_desk is None else (at_desk.number, at_desk.status, at_desk.is_shown, at_desk.is_spoken)
    yield "the ticket here", shown, None if ticket is None else (ticket.number, ticket.status, *_heard(state, ticket))
    waiting = {t.ticket_id for t in state.tickets if t.status is Status.WAITING}
    yield "the queue", {row.ticket_id for row in view.desk.queue} - waiting, set()
    parked = {t.ticket_id for t in state.tickets if t.status is Status.PARKED}
    yield "parked", {row.ticket_id for row in view.desk.parked}, parked


def _replayed(log: Sequence[events.Recorded]) -> State:
    state: State | None = None
    for entry in log:
        state = evolve(state, entry)
    assert state is not None
    return state


def _waiting(state: State, service_id: str) -> int:
    return sum(t.status is Status.WAITING and t.service_id == service_id for t in state.tickets)


def _number_at(state: State, ordinal: int | None) -> str:
    return "" if ordinal is None else state.tickets[ordinal].number


def _heard(state: State, ticket: Ticket) -> tuple[bool, bool]:
    """Whether its newest call was shown and spoken."""
    call = [call for call in state.calls if call.ordinal == ticket.ordinal][-1:]
    return (call[0].is_shown, call[0].is_spoken) if call else (False, False)


def _first_numbers(log: Sequence[events.Recorded]) -> dict[str, int]:
    """Where each series begins: by the set-ups the days were opened with."""
    opened = [entry.event.branch for entry in log if isinstance(entry.event, events.DayOpened)]
    return {service.prefix: service.first_number for branch in opened for service in branch.services}
