"""`decide(state, command, context)`: what happens, or a `Refusal`.

Reads only. A command that asks for what is already so is accepted with no event: the answer to "is it done?" is yes.
"""

from typing import assert_never

from hub.core import calendar, calls, commands, counters, events, issuing, papers
from hub.core.context import Context
from hub.core.ids import CallId
from hub.core.lifecycle import ENDED, Status
from hub.core.model import State
from hub.core.refusal import Refusal, RefusalCode
from hub.core.setup import Branch

Events = tuple[events.Event, ...]


def decide(  # noqa: PLR0911, PLR0912 - one case per command
    state: State, command: commands.Command, context: Context
) -> Events:
    """The events that `command` causes in `state`, in order; raises `Refusal`."""
    match command:
        case commands.IssueTicket():
            return issuing.issue(state, command, context)
        case commands.ReprintTicket():
            return papers.reprint(state, command, context)
        case commands.Rejoin():
            return issuing.rejoin(state, command, context)
        case commands.SitDown():
            return counters.sit_down(state, command, context)
        case commands.StandUp():
            return counters.stand_up(state, command, context)
        case commands.Pause():
            return counters.pause(state, command, context)
        case commands.Resume():
            return counters.resume(state, command, context)
        case commands.Cover():
            return counters.cover(state, command)
        case commands.CallNext():
            return calls.call_next(state, command, context)
        case commands.CallTicket():
            return calls.call_ticket(state, command, context)
        case commands.Recall():
            return calls.recall(state, command, context)
        case commands.StartService():
            return calls.start(state, command, context)
        case commands.WalkIn():
            return calls.walk_in(state, command, context)
        case commands.Finish():
            return calls.finish(state, command, context)
        case commands.MarkNoShow():
            return calls.mark_no_show(state, command, context)
        case commands.Park():
            return calls.park(state, command, context)
        case commands.Unpark() | commands.UnparkDue():
            return calls.unpark(state, command)
        case commands.Transfer():
            return calls.transfer(state, command, context)
        case commands.CancelTicket():
            return calls.cancel(state, command, context)
        case commands.Undo():
            return calls.undo(state, command, context)
        case commands.ConfirmShown(call_id=call_id):
            return _shown(state, call_id, context)
        case commands.ConfirmSpoken(call_id=call_id):
            return _spoken(state, call_id, context)
        case commands.ReportPaper():
            return papers.report(state, command, context)
        case commands.MovePaper():
            return papers.move(state, command)
        case commands.ExpirePaper():
            return papers.expire(state, command)
        case commands.CloseSession():
            return _close_session(state, command, context)
        case commands.OpenDay(branch=branch):
            return open_day(state, branch, context)
    assert_never(command)


def open_day(state: State | None, branch: Branch, context: Context) -> Events:
    """Open the service day of `now`, or take over a changed set-up; nothing when all is as it should be.

    A set-up that would strand somebody who waits or sits is not taken over before the next day.
    """
    today = calendar.service_day(branch, context.now)
    if state is None:
        return (events.DayOpened(today, branch),)
    if today > state.day:
        left = tuple(ticket.ticket_id for ticket in state.tickets if ticket.status not in ENDED)
        return (events.DayClosed(state.day, left), events.DayOpened(today, branch))
    if branch != state.branch and not stranded(state, branch):
        return (events.SetupChanged(branch),)
    return ()


def stranded(state: State, branch: Branch) -> tuple[str, ...]:
    """What of today's queue the new set-up no longer knows: ids of services, counters and operators in use."""
    open_services = dict.fromkeys(ticket.service_id for ticket in state.tickets if ticket.status not in ENDED)
    services = (service_id for service_id in open_services if branch.service(service_id) is None)
    counters_gone = (c for c in state.seats if branch.counter(c) is None)
    operators = (seat.operator_id for seat in state.seats.values() if branch.operator(seat.operator_id) is None)
    return (*services, *counters_gone, *operators)


def _shown(state: State, call_id: CallId, context: Context) -> Events:
    call = state.call(call_id)
    if call is None:
        raise Refusal(RefusalCode.UNKNOWN_CALL, call=call_id)
    return () if call.is_shown else (events.CallShown(call_id, context.device_id),)


def _spoken(state: State, call_id: CallId, context: Context) -> Events:
    call = state.call(call_id)
    if call is None:
        raise Refusal(RefusalCode.UNKNOWN_CALL, call=call_id)
    return () if call.is_spoken else (events.CallSpoken(call_id, context.device_id),)


def _close_session(state: State, command: commands.CloseSession, context: Context) -> Events:
    """Ends the wait of everybody who is at no counter; not of those who came for the session that runs by now."""
    if command.session in state.closed_sessions:
        return ()
    running = calendar.session_at(state.branch, context.now)
    waiting = (ticket for ticket in state.tickets if ticket.status in {Status.WAITING, Status.PARKED})
    stays = None if running is None or running.name == command.session else running.name
    left = tuple(ticket.ticket_id for ticket in waiting if ticket.session != stays)
    return (events.SessionClosed(command.session, left),)
