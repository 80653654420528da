"""`evolve(state, recorded)`: the state after one stored event. Total: it accepts every event ever stored.

It never judges. Whether something was allowed was asked before it was stored; what is stored has happened.
"""

from typing import assert_never

from msgspec.structs import replace

from hub.core import events
from hub.core.changes import (
    call_marked,
    cancelled,
    covered,
    issued,
    paper_moved,
    paper_reported,
    print_requested,
    with_seat,
    without_seat,
)
from hub.core.lifecycle import Status
from hub.core.model import Seat, State
from hub.core.moves import (
    called,
    ended,
    parked,
    recalled,
    rejoined,
    started,
    transferred,
    undone,
    unparked,
    walked_in,
)


def evolve(state: State | None, recorded: events.Recorded) -> State:
    """`state` is None only before the first `DayOpened` of a log."""
    event = recorded.event
    if isinstance(event, events.DayOpened):
        return State(branch=event.branch, day=event.day, seq=recorded.seq, last_at=recorded.at)
    if state is None:
        raise ValueError(f"event {recorded.seq} stands before the first day_opened")
    return replace(_apply(state, event, recorded), seq=recorded.seq, last_at=recorded.at)


def _apply(  # noqa: PLR0911, PLR0912 - one case per event
    state: State, event: events.DuringDay, recorded: events.Recorded
) -> State:
    match event:
        case events.DayClosed():
            return replace(
                cancelled(state, event.cancelled, recorded), seats={}, printing=(), parked=(), last_actions={}
            )
        case events.SessionClosed():
            closed = (*state.closed_sessions, event.session)
            return replace(cancelled(state, event.cancelled, recorded), closed_sessions=closed)
        case events.SetupChanged():
            # An undo might give back a service that is no more.
            return replace(state, branch=event.branch, last_actions={})
        case events.TicketIssued():
            return issued(state, event, recorded)
        case events.PrintRequested():
            return print_requested(state, event, recorded)
        case events.PaperReported():
            return paper_reported(state, event, recorded)
        case events.PaperMoved():
            return paper_moved(state, event)
        case events.OperatorSatDown():
            before = state.seats.get(event.counter_id)
            seat = Seat(event.operator_id, event.device_id, before.ticket if before else None)
            return with_seat(state, event.counter_id, seat)
        case events.OperatorStoodUp():
            return without_seat(state, event.counter_id)
        case events.CounterPaused():
            return with_seat(state, event.counter_id, replace(state.seats[event.counter_id], paused_for=event.reason))
        case events.CounterResumed():
            return with_seat(state, event.counter_id, replace(state.seats[event.counter_id], paused_for=None))
        case events.SkillCovered():
            return covered(state, event)
        case events.TicketCalled():
            return called(state, event, recorded)
        case events.TicketRecalled():
            return recalled(state, event, recorded)
        case events.CallShown():
            return call_marked(state, event.call_id, is_shown=True)
        case events.CallSpoken():
            return call_marked(state, event.call_id, is_spoken=True)
        case events.ServiceStarted():
            return started(state, event, recorded)
        case events.WalkInStarted():
            return walked_in(state, event, recorded)
        case events.TicketFinished():
            return ended(state, event, Status.FINISHED, recorded)
        case events.TicketNoShow():
            return ended(state, event, Status.NO_SHOW, recorded)
        case events.TicketCancelled():
            return ended(state, event, Status.CANCELLED, recorded)
        case events.TicketParked():
            return parked(state, event, recorded)
        case events.TicketUnparked():
            return unparked(state, event)
        case events.TicketRejoined():
            return rejoined(state, event, recorded)
        case events.TicketTransferred():
            return transferred(state, event, recorded)
        case events.ActionUndone():
            return undone(state, event)
    assert_never(event)
