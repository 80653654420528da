"""What can be answered to the open question.

The answers are made anew from every view: only what the view allows is offered, and when that is nothing the question
has become pointless. Each answer already holds the command it sends, so a press can never mean something else than what
stands beside it.
"""

from collections.abc import Callable, Iterator

import msgspec

from counter_client.about import About, Deed, Errand
from counter_client.sheets import GiveBack, Group, Minutes, Option, Reasons, Sheet, SheetKind, Subject
from hub.protocol import (
    CallTicket,
    CancelReason,
    CancelTicket,
    Command,
    CounterView,
    Cover,
    Desk,
    DeskAction,
    Finish,
    MissedRow,
    Outcome,
    Park,
    ParkedRow,
    Pause,
    QueueRow,
    Rejoin,
    StandUp,
    Status,
    Target,
    TicketId,
    ToCounter,
    ToOperator,
    ToService,
    Transfer,
    Unpark,
    WalkIn,
)

PARK_MINUTES = (5, 15, 30, 60)

Row = QueueRow | ParkedRow | MissedRow

_NEEDS = {
    SheetKind.LEAVE: DeskAction.STAND_UP,
    SheetKind.PAUSE: DeskAction.PAUSE,
    SheetKind.WALK_IN: DeskAction.WALK_IN,
    SheetKind.PARK: DeskAction.PARK,
    SheetKind.TRANSFER: DeskAction.TRANSFER,
    SheetKind.FINISH: DeskAction.FINISH,
}
_OF_THE_TICKET_HERE = frozenset({SheetKind.PARK, SheetKind.TRANSFER, SheetKind.FINISH})


class Asked(msgspec.Struct, frozen=True):
    """A question and all that its answers depend on."""

    sheet: Sheet
    view: CounterView
    desk: Desk
    reasons: Reasons
    ticket_id: TicketId
    """Whom it is about; "" when nobody."""


def row_of(desk: Desk, ticket_id: TicketId | None) -> Row | None:
    """Where a ticket stands in the lists."""
    rows: tuple[Row, ...] = (*desk.queue, *desk.parked, *desk.missed)
    return next((row for row in rows if row.ticket_id == ticket_id), None)


def may_call(desk: Desk) -> bool:
    """A chosen ticket can be called: the counter works, and whoever was called has come."""
    return desk.paused_for is None and (desk.ticket is None or desk.ticket.status is Status.SERVING)


def options(sheet: Sheet, view: CounterView, reasons: Reasons) -> tuple[Option, ...]:
    """What can be answered now; nothing when the question has become pointless."""
    desk = view.desk
    if desk is None or not _is_about_now(sheet, desk):
        return ()
    asked = Asked(sheet, view, desk, reasons, sheet.ticket_id or TicketId(""))
    return tuple(_ANSWERS[sheet.kind](asked))


def noted(sheet: Sheet, view: CounterView, note: str) -> tuple[Command, About] | None:
    """What a typed reason sends."""
    desk = view.desk
    if desk is None or not note.strip() or not _is_about_now(sheet, desk):
        return None
    if sheet.kind is SheetKind.PAUSE:
        return Pause(desk.counter_id, note.strip()), DeskAction.PAUSE
    if sheet.kind is SheetKind.CHOOSE and sheet.ticket_id is not None:
        return CallTicket(desk.counter_id, sheet.ticket_id, note.strip()), Errand.CALL_CHOSEN
    return None


def deeds(desk: Desk, ticket_id: TicketId) -> Iterator[Option]:
    """What can be done with one of the lists, the usual first."""
    match row_of(desk, ticket_id):
        case QueueRow():
            if desk.may_choose and may_call(desk):
                yield _deed(Deed.CALL_CHOSEN, SheetKind.CHOOSE, Errand.CALL_CHOSEN)
            yield _deed(Deed.CANCEL, SheetKind.CANCEL, DeskAction.CANCEL)
        case ParkedRow():
            if may_call(desk):
                yield _deed(Deed.CALL_BACK, CallTicket(desk.counter_id, ticket_id), Errand.CALL_BACK)
            yield _deed(Deed.UNPARK, Unpark(ticket_id), Errand.UNPARK)
            yield _deed(Deed.CANCEL, SheetKind.CANCEL, DeskAction.CANCEL)
        case MissedRow():
            yield _deed(Deed.REJOIN, Rejoin(ticket_id), Errand.REJOIN)
        case None:
            return


def _deed(deed: Deed, does: Command | SheetKind, about: About) -> Option:
    return Option(deed, deed, does, about)


def _is_about_now(sheet: Sheet, desk: Desk) -> bool:
    """The view still allows what is asked, of the same ticket."""
    is_here = desk.ticket is not None and desk.ticket.ticket_id == sheet.ticket_id
    needed = DeskAction.CANCEL if sheet.kind is SheetKind.CANCEL and is_here else _NEEDS.get(sheet.kind)
    if needed is not None:
        return needed in desk.actions and (is_here or sheet.kind not in _OF_THE_TICKET_HERE)
    row = row_of(desk, sheet.ticket_id)
    match sheet.kind:
        case SheetKind.CANCEL:
            return isinstance(row, QueueRow | ParkedRow)
        case SheetKind.CHOOSE:
            return isinstance(row, QueueRow) and desk.may_choose and may_call(desk)
        case _:
            return row is not None or sheet.kind is SheetKind.COVER


def _leave(asked: Asked) -> Iterator[Option]:
    yield Option("leave", "", StandUp(asked.desk.counter_id), DeskAction.STAND_UP)


def _park_times(asked: Asked) -> Iterator[Option]:
    """The policy's own first, so that Enter alone is the usual."""
    counter, usual = asked.desk.counter_id, asked.desk.park_min
    yield Option("park-usual", Minutes(usual, is_usual=True), Park(counter), DeskAction.PARK)
    for count in PARK_MINUTES:
        if count != usual:
            yield Option(f"park-{count}", Minutes(count, is_usual=False), Park(counter, count), DeskAction.PARK)


def _targets(asked: Asked) -> Iterator[Option]:
    """Services; the other counters and people that are here now, as nobody else could take the ticket.

    The service it has already comes last: that is a return to the line, and nothing to slip into by Enter.
    """
    desk, to_front = asked.desk, asked.sheet.to_front

    def sent(option_id: str, subject: Subject, target: Target, group: Group) -> Option:
        command = Transfer(desk.counter_id, target, to_front)
        return Option(option_id, subject, command, DeskAction.TRANSFER, group)

    here = None if desk.ticket is None else desk.ticket.service_id
    for service in sorted(desk.services, key=lambda service: service.service_id == here):
        yield sent(f"service-{service.service_id}", service, ToService(service.service_id), Group.MAIN)
    for counter in asked.view.counters:
        if counter.operator_name and counter.number != desk.number:
            yield sent(f"counter-{counter.counter_id}", counter, ToCounter(counter.counter_id), Group.COUNTERS)
    for person in asked.view.operators:
        if person.counter_number not in {None, desk.number}:
            yield sent(f"person-{person.operator_id}", person, ToOperator(person.operator_id), Group.PEOPLE)


def _breaks(asked: Asked) -> Iterator[Option]:
    for place, reason in enumerate(("", *asked.reasons.pause)):
        yield Option(f"reason-{place}", reason, Pause(asked.desk.counter_id, reason), DeskAction.PAUSE)


def _outcomes(asked: Asked) -> Iterator[Option]:
    for outcome in Outcome:
        yield Option(outcome, outcome, Finish(asked.desk.counter_id, outcome), DeskAction.FINISH)


def _cancels(asked: Asked) -> Iterator[Option]:
    for why in (CancelReason.LEFT, CancelReason.MISTAKE, CancelReason.FALSE_PRIORITY):
        yield Option(why, why, CancelTicket(asked.desk.counter_id, asked.ticket_id, why), DeskAction.CANCEL)


def _walk_ins(asked: Asked) -> Iterator[Option]:
    """Only what the person serves; the hub takes no other."""
    for service in asked.desk.services:
        if service.is_own:
            command = WalkIn(asked.desk.counter_id, service.service_id)
            yield Option(f"service-{service.service_id}", service, command, DeskAction.WALK_IN)


def _covers(asked: Asked) -> Iterator[Option]:
    """For oneself only: services of others to take on, and those taken on to give back."""
    number = asked.desk.number
    me = next((person for person in asked.view.operators if person.counter_number == number), None)
    if me is None:
        return
    for service in asked.desk.services:
        option_id = f"service-{service.service_id}"
        if service.is_covered:
            command = Cover(me.operator_id, service.service_id, None)
            yield Option(option_id, GiveBack(service), command, Errand.COVER)
        elif not service.is_own:
            yield Option(option_id, service, Cover(me.operator_id, service.service_id), Errand.COVER)


def _row_deeds(asked: Asked) -> Iterator[Option]:
    return deeds(asked.desk, asked.ticket_id)


def _choices(asked: Asked) -> Iterator[Option]:
    for place, reason in enumerate(asked.reasons.choose):
        command = CallTicket(asked.desk.counter_id, asked.ticket_id, reason)
        yield Option(f"reason-{place}", reason, command, Errand.CALL_CHOSEN)


_ANSWERS: dict[SheetKind, Callable[[Asked], Iterator[Option]]] = {
    SheetKind.LEAVE: _leave,
    SheetKind.PARK: _park_times,
    SheetKind.TRANSFER: _targets,
    SheetKind.PAUSE: _breaks,
    SheetKind.FINISH: _outcomes,
    SheetKind.CANCEL: _cancels,
    SheetKind.WALK_IN: _walk_ins,
    SheetKind.COVER: _covers,
    SheetKind.ROW: _row_deeds,
    SheetKind.CHOOSE: _choices,
}
