"""What must hold in every state of the queue, however it was reached: each check fails with what it found."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from hub.core import commands, events
from hub.core.actions import DeskAction, allowed
from hub.core.context import Context
from hub.core.decide import decide
from hub.core.evolve import evolve
from hub.core.ids import CounterId, DeviceId
from hub.core.lifecycle import ACTIVE, PAPER_PENDING, Status
from hub.core.model import State
from hub.core.refusal import Refusal
from hub.presence import Presence
from hub.projections import counter_view, display_view, hardware_view, kiosk_view
from hub.projections.phone import ticket_page
from hub.protocol import RoleView, View, decode_from_hub
from hub.protocol.codec import MAX_HUB_FRAME_BYTES, encode_role_view, encode_view_frame

COMMAND_OF: dict[DeskAction, Callable[[CounterId], commands.Command]] = {
    DeskAction.CALL_NEXT: commands.CallNext,
    DeskAction.RECALL: commands.Recall,
    DeskAction.START: commands.StartService,
    DeskAction.FINISH: commands.Finish,
    DeskAction.MARK_NO_SHOW: commands.MarkNoShow,
    DeskAction.STAND_UP: commands.StandUp,
}


def qr_url(token: str) -> str:
    return f"http://hub.test/t/{token}"


def everybody_is_in_one_place(state: State) -> None:
    """Waiting in one line, at one counter, or gone."""
    standing = [ordinal for line in state.lines.values() for ordinal in line]
    seated = [seat.ticket for seat in state.seats.values() if seat.ticket is not None]
    tickets = list(state.tickets)
    assert sorted(standing) == [t.ordinal for t in tickets if t.status is Status.WAITING]
    assert sorted(seated) == [t.ordinal for t in tickets if t.status in ACTIVE]
    for counter_id, seat in state.seats.items():
        assert seat.ticket is None or state.tickets[seat.ticket].counter_id == counter_id
    for service_id, line in state.lines.items():
        assert list(line) == sorted(line)
        assert all(state.tickets[ordinal].service_id == service_id for ordinal in line)


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
        accepted = {
            action for action, command in COMMAND_OF.items() if _is_accepted(state, command(counter_id), context)
        }
        assert set(allowed(state, seat)) == accepted


def no_counter_is_idle_while_somebody_it_may_serve_waits(state: State) -> None:
    for seat in state.seats.values():
        operator = state.branch.operator(seat.operator_id)
        assert operator is not None
        if seat.ticket is None and any(state.lines.get(service) for service in operator.skills):
            assert DeskAction.CALL_NEXT in allowed(state, seat)


def _is_accepted(state: State, command: commands.Command, context: Context) -> bool:
    try:
        decide(state, command, context)
    except Refusal:
        return False
    return True


def every_view_can_be_drawn_and_sent(
    state: State, presence: Presence, now: datetime, devices: Sequence[DeviceId]
) -> None:
    views: list[RoleView] = [display_view(state, presence, now), hardware_view(state, qr_url)]
    for device_id in devices:
        views += (kiosk_view(state, presence, now, device_id, qr_url), counter_view(state, presence, device_id))
    for view in views:
        frame = encode_view_frame(state.seq, now, encode_role_view(view))
        assert decode_from_hub(frame) == View(state.seq, now, view)
        assert len(frame) < MAX_HUB_FRAME_BYTES
    for ticket in state.tickets:
        page = ticket_page(state, ticket.token)
        assert page is not None
        assert page.number == ticket.number


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
    state = None
    for entry in log:
        state = evolve(state, entry)
        if seen is not None and entry.seq in seen:
            assert state == seen[entry.seq]
    return state
