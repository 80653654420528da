"""A number on the screen: how it comes there, how the hub's views change what is said of it, when it leaves.

Pure. The screen goes home a while after its last change or touch; longer while no paper is out, because then the screen
is the only ticket there is.
"""

from collections.abc import Iterator

import msgspec

from hub.protocol import (
    Accepted,
    Answer,
    CommandId,
    FoundTicket,
    KioskTicket,
    KioskView,
    PaperState,
    PrinterHealth,
    Status,
    TicketSlip,
)
from kiosk.paper import WITH_PAPER, Notice, Question, health_for, notice_of
from kiosk.state import Flow, Showing, Times


def of_slip(slip: TicketSlip) -> KioskTicket:
    """A ticket as its first answer tells it, until a view tells more."""
    return KioskTicket(
        ticket_id=slip.ticket_id,
        number=slip.number,
        service_id=slip.service_id,
        service_name=slip.service_name,
        ahead=slip.ahead,
        issued_at=slip.issued_at,
        status=Status.WAITING,
        paper=PaperState.ISSUED if slip.has_paper else None,
        qr_url=slip.qr_url,
        mark=slip.mark,
        wait_low_min=slip.wait_low_min,
        wait_high_min=slip.wait_high_min,
    )


def show(ticket: KioskTicket, view: KioskView | None, now: float, *, is_recovered: bool = False) -> Showing:
    """Put a number on the screen."""
    ticket = _in_view(ticket, view)
    return Showing(
        ticket=ticket,
        since=now,
        notice=notice_of(ticket.paper, _health(ticket, view), Question.UNASKED, is_overdue=False),
        notice_since=now,
        paper_since=now,
        touched_at=now,
        is_recovered=is_recovered,
    )


def show_rejoined(missed: KioskTicket, view: KioskView | None, now: float) -> Showing:
    """A missed number that waits again."""
    shown = show(missed, view, now)
    return msgspec.structs.replace(shown, is_rejoined=True, notice=Notice.REJOINED)


def renewed(showing: Showing, view: KioskView | None, now: float, times: Times) -> Showing:
    """The same number with what is true now."""
    ticket = _in_view(showing.ticket, view)
    paper_since = now if ticket.paper is not showing.ticket.paper else showing.paper_since
    question = showing.question
    if question is Question.WANTS_COPY and ticket.paper is not PaperState.UNKNOWN:
        question = Question.COPYING
    is_overdue = now - paper_since >= times.printing_s
    notice = notice_of(ticket.paper, _health(ticket, view), question, is_overdue=is_overdue)
    if showing.is_rejoined:
        notice = Notice.REJOINED
    return msgspec.structs.replace(
        showing,
        ticket=ticket,
        paper_since=paper_since,
        question=question,
        notice=notice,
        notice_since=showing.notice_since if notice is showing.notice else now,
    )


def answered(showing: Showing, *, has_paper: bool, command_id: CommandId, now: float) -> Showing:
    """The citizen says whether the ticket is in their hand; if not, `command_id` asks for a copy."""
    if has_paper:
        return msgspec.structs.replace(showing, question=Question.HAS_PAPER)
    return msgspec.structs.replace(showing, question=Question.WANTS_COPY, copy_request=command_id, paper_since=now)


def copy_replied(showing: Showing, answer: Answer) -> Showing:
    """The hub's word on the copy. When it agrees, its next view shows the new paper."""
    if isinstance(answer, Accepted):
        return msgspec.structs.replace(showing, copy_request=None)
    return without_copy(showing)


def without_copy(showing: Showing) -> Showing:
    question = Question.NO_COPY if showing.question is Question.WANTS_COPY else showing.question
    return msgspec.structs.replace(showing, copy_request=None, question=question)


def is_copy_late(showing: Showing, now: float, times: Times) -> bool:
    """The request for a copy has had no answer for too long."""
    return showing.copy_request is not None and now - showing.paper_since >= times.answer_s


def stay_s(notice: Notice, times: Times) -> float:
    """How long the screen stays as it is while this is said."""
    if notice is Notice.ASKING:
        return times.question_s
    return times.result_s if notice in WITH_PAPER else times.photo_s


def ends_at(showing: Showing, times: Times) -> float:
    """When this notice's time is over: a question is then taken as unanswered, anything else goes home."""
    if showing.notice is Notice.ASKING:
        return showing.notice_since + times.question_s
    last_sign = max(showing.notice_since, showing.touched_at)
    return min(last_sign + stay_s(showing.notice, times), showing.since + times.result_most_s)


def worth_showing(flow: Flow, now: float, times: Times) -> KioskTicket | None:
    """A young ticket of this kiosk that no citizen has seen: its answer, or this very process, was lost on the way."""
    if flow.view is None or flow.clock is None:
        return None
    hub_now = flow.clock.time(now)
    for ticket in flow.view.tickets:
        age_s = (hub_now - ticket.issued_at).total_seconds()
        is_wanted = ticket.status in {Status.WAITING, Status.CALLED}
        if is_wanted and age_s <= times.recover_s and ticket.ticket_id not in flow.shown:
            return ticket
    return None


def missed(view: KioskView | None) -> tuple[KioskTicket, ...]:
    """The tickets of this kiosk that missed their call and may come back."""
    return tuple(ticket for ticket in view.tickets if ticket.can_rejoin) if view else ()


def waits_again(ticket: KioskTicket, view: KioskView | None) -> bool:
    """The view tells that the hub has heard the missed ticket, though its answer was lost."""
    return _in_view(ticket, view).status in {Status.WAITING, Status.CALLED}


def _in_view(ticket: KioskTicket, view: KioskView | None) -> KioskTicket:
    """A view that does not know the ticket yet, or no more, changes nothing."""
    return next((seen for seen in _known(view) if seen.ticket_id == ticket.ticket_id), ticket)


def _known(view: KioskView | None) -> Iterator[KioskTicket]:
    """Those of this kiosk; and the one that was just scanned here, of whatever kiosk."""
    if view is None:
        return
    yield from view.tickets
    if view.scan is not None and isinstance(view.scan.found, FoundTicket):
        yield view.scan.found.ticket


def _health(ticket: KioskTicket, view: KioskView | None) -> PrinterHealth:
    return health_for(ticket.paper, ticket.paper_at, view)
