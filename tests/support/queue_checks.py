"""What must hold in every state of the queue, however it was reached: each check fails with what it found."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType

from msgspec.structs import replace

from hub.core import commands, events
from hub.core.actions import DeskAction, allowed
from hub.core.calendar import is_open_for_calls
from hub.core.context import Context, Wait
from hub.core.decide import decide
from hub.core.evolve import evolve
from hub.core.ids import ClassId, CounterId, DeviceId, ServiceId, TicketId
from hub.core.lifecycle import ACTIVE, ENDED, PAPER_PENDING, Status
from hub.core.model import Seat, State, Ticket
from hub.core.refusal import Refusal
from hub.core.selection import may_serve_at, skills
from hub.presence import Presence
from hub.projections import counter_view, display_view, hardware_view, kiosk_view
from hub.projections.phone import ticket_page
from hub.protocol import RoleView, View, decode_from_hub
from hub.protocol.codec import MAX_HUB_FRAME_BYTES, encode_role_view, encode_view_frame

NO_TICKET, NO_SERVICE = TicketId("none"), ServiceId("none")
Key = Callable[[State, CounterId], commands.Command]


def _on_the_ticket_there(state: State, counter_id: CounterId) -> commands.Command:
    ordinal = state.seats[counter_id].ticket if counter_id in state.seats else None
    return commands.CancelTicket(counter_id, NO_TICKET if ordinal is None else state.tickets[ordinal].ticket_id)


def _walk_in(state: State, counter_id: CounterId) -> commands.Command:
    """Of a service the person may serve there, if any."""
    seat = state.seats.get(counter_id)
    known = () if seat is None else skills(state, seat)
    able = (service for service in known if may_serve_at(state, service, counter_id))
    return commands.WalkIn(counter_id, next(able, NO_SERVICE))


def is_a_walk_in_nobody_can_serve(state: State, counter_id: CounterId, action: DeskAction) -> bool:
    """The key is there for whoever comes; what the person there may serve is asked of the service chosen."""
    return action is DeskAction.WALK_IN and _walk_in(state, counter_id) == commands.WalkIn(counter_id, NO_SERVICE)


KEY_OF: dict[DeskAction, Key] = {
    DeskAction.CALL_NEXT: lambda _, counter: commands.CallNext(counter),
    DeskAction.RECALL: lambda _, counter: commands.Recall(counter),
    DeskAction.START: lambda _, counter: commands.StartService(counter),
    DeskAction.FINISH: lambda _, counter: commands.Finish(counter),
    DeskAction.MARK_NO_SHOW: lambda _, counter: commands.MarkNoShow(counter),
    DeskAction.PARK: lambda _, counter: commands.Park(counter),
    DeskAction.TRANSFER: lambda _, counter: commands.Transfer(counter, commands.ToCounter(counter)),
    DeskAction.CANCEL: _on_the_ticket_there,
    DeskAction.WALK_IN: _walk_in,
    DeskAction.PAUSE: lambda _, counter: commands.Pause(counter),
    DeskAction.RESUME: lambda _, counter: commands.Resume(counter),
    DeskAction.UNDO: lambda _, counter: commands.Undo(counter),
    DeskAction.STAND_UP: lambda _, counter: commands.StandUp(counter),
}
"""What each key sends, at a counter as it is now."""


def qr_url(token: str) -> str:
    return f"http://hub.test/t/{token}"


def everybody_is_in_one_place(state: State) -> None:
    """Waiting in one line, parked, at one counter, or gone."""
    standing = [ordinal for line in state.lines.values() for ordinal in line]
    seated = [seat.ticket for seat in state.seats.values() if seat.ticket is not None]
    tickets = list(state.tickets)
    assert sorted(standing) == [t.ordinal for t in tickets if t.status is Status.WAITING]
    assert sorted(seated) == [t.ordinal for t in tickets if t.status in ACTIVE]
    assert sorted(state.parked) == [t.ordinal for t in tickets if t.status is Status.PARKED]
    for counter_id, seat in state.seats.items():
        assert seat.ticket is None or state.tickets[seat.ticket].counter_id == counter_id
        assert seat.ticket is None or seat.paused_for is None
    for key, line in state.lines.items():
        waiting = [state.tickets[ordinal] for ordinal in line]
        assert all(ticket.line == key for ticket in waiting)
        places = [(ticket.place_at, ticket.place_seq) for ticket in waiting]
        assert places == sorted(set(places))


def nobody_is_at_two_counters(state: State) -> None:
    seated = [state.tickets[seat.ticket].visit_id for seat in state.seats.values() if seat.ticket is not None]
    assert len(set(seated)) == len(seated)


def everybody_sits_once(state: State) -> None:
    operators = [seat.operator_id for seat in state.seats.values()]
    devices = [seat.device_id for seat in state.seats.values()]
    assert len(set(operators)) == len(operators)
    assert len(set(devices)) == len(devices)


def papers_to_print_are_those_that_can_still_come(state: State) -> None:
    pending = {t.ordinal for t in state.tickets if t.paper is not None and t.paper.state in PAPER_PENDING}
    assert set(state.printing) == pending
    assert len(set(state.printing)) == len(state.printing)


def keys_are_enabled_exactly_when_accepted(state: State, now: datetime) -> None:
    for counter_id, seat in state.seats.items():
        context = Context(now, seat.device_id, "")
        accepted = {action for action, key in KEY_OF.items() if _is_accepted(state, key(state, counter_id), context)}
        enabled = set(allowed(state, counter_id, seat, now))
        assert {key for key in enabled if not is_a_walk_in_nobody_can_serve(state, counter_id, key)} == accepted


def nobody_who_can_be_served_is_kept_waiting_by_an_idle_counter(state: State, now: datetime) -> None:
    """Judged apart from the rule of choice: by skills, bound counters, and who stands where."""
    busy = {state.tickets[seat.ticket].visit_id for seat in state.seats.values() if seat.ticket is not None}
    for counter_id, seat in state.seats.items():
        if seat.ticket is not None or seat.paused_for is not None or not is_open_for_calls(state.branch, now):
            continue
        waits = any(
            ticket.status is Status.WAITING
            and ticket.visit_id not in busy
            and _may_be_served_at(state, ticket, counter_id, seat)
            for ticket in state.tickets
        )
        assert (DeskAction.CALL_NEXT in allowed(state, counter_id, seat, now)) is waits


def _may_be_served_at(state: State, ticket: Ticket, counter_id: CounterId, seat: Seat) -> bool:
    if ticket.for_counter is not None and ticket.for_counter in state.seats:
        return ticket.for_counter == counter_id
    if ticket.for_operator is not None and any(s.operator_id == ticket.for_operator for s in state.seats.values()):
        return ticket.for_operator == seat.operator_id
    service = state.branch.service(ticket.service_id)
    operator = state.branch.operator(seat.operator_id)
    given = state.covers.get(seat.operator_id, {})
    has_skill = ticket.service_id in given or (operator is not None and ticket.service_id in operator.skills)
    return service is not None and has_skill and (not service.counters or counter_id in service.counters)


def nobody_who_waits_is_forgotten_by_the_set_up(state: State) -> None:
    for ticket in state.tickets:
        assert ticket.status in ENDED or state.branch.service(ticket.service_id) is not None


def _is_accepted(state: State, command: commands.Command, context: Context) -> bool:
    try:
        decide(state, command, context)
    except Refusal:
        return False
    return True


def every_view_can_be_drawn_and_sent(
    state: State, presence: Presence, now: datetime, devices: Sequence[DeviceId]
) -> None:
    waits = MappingProxyType({(service.service_id, ClassId("")): Wait(5, 20, 9.5) for service in state.branch.services})
    views: list[RoleView] = [display_view(state, presence, now), hardware_view(state, qr_url)]
    for device_id in devices:
        views.append(kiosk_view(state, presence, now, device_id, waits=waits, qr_url=qr_url))
        views.append(counter_view(state, presence, now, device_id))
    for view in views:
        frame = encode_view_frame(state.seq, now, encode_role_view(view))
        assert decode_from_hub(frame) == View(state.seq, now, view)
        assert len(frame) < MAX_HUB_FRAME_BYTES
    for ticket in state.tickets:
        page = ticket_page(state, ticket.token)
        assert page is not None
        assert page.number == ticket.number


def no_number_is_given_twice_on_one_day(log: Sequence[events.Recorded]) -> None:
    """Neither as it is counted nor as it is printed; over a whole log of many days, however the set-up changed."""
    counted: set[tuple[str, str, int]] = set()
    printed: set[tuple[str, str]] = set()
    for entry in log:
        if isinstance(entry.event, events.TicketIssued):
            day = entry.event.ticket_id.partition(".")[0]
            number, place = (day, entry.event.number), (day, entry.event.series, entry.event.value)
            assert number not in printed, number
            assert place not in counted, place
            printed.add(number)
            counted.add(place)


def numbers_are_unique_and_without_gaps(log: Sequence[events.Recorded], first_numbers: dict[str, int]) -> None:
    """Over a whole log of many days: each series of each day counts up by one from where its service starts."""
    given: dict[tuple[str, str], list[int]] = {}
    for entry in log:
        if isinstance(entry.event, events.TicketIssued):
            day = entry.event.ticket_id.partition(".")[0]
            given.setdefault((day, entry.event.series), []).append(entry.event.value)
    for (day, series), values in given.items():
        first = first_numbers[series]
        assert values == list(range(first, first + len(values))), f"{series} on {day}"


def the_log_is_whole(log: Sequence[events.Recorded]) -> None:
    assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
    assert all(before.at <= after.at for before, after in pairwise(log))


def replayed(log: Sequence[events.Recorded], *, seen: dict[int, State] | None = None) -> State | None:
    """The state after the log; every prefix replays too, and gives what stood at that `seq` when it was lived."""
    state: State | None = None
    for entry in log:
        before, state = state, evolve(state, entry)
        if seen is not None and entry.seq in seen:
            assert state == seen[entry.seq]
        if before is not None and isinstance(entry.event, events.SetupChanged):
            assert (state.tickets, state.lines, state.seats, state.parked) == (
                before.tickets,
                before.lines,
                before.seats,
                before.parked,
            )
    return state


def what_an_undo_gives_back(state: State) -> object:
    """Everything but where the log stands, that a call was made, and what could be undone before."""
    tickets = [replace(ticket, calls_made=0) for ticket in state.tickets]
    lines = {key: line for key, line in state.lines.items() if line}
    return tickets, lines, state.seats, state.calls, state.runs, set(state.parked), state.covers, state.printing
