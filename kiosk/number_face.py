"""What stands on the page with the number: one just taken, one that waits again, or one that was scanned. Pure."""

from typing import Final

from hub.protocol import FoundTicket, KioskTicket, KioskView, Status
from kiosk import dates, fields, waits
from kiosk.faces import Fact, NumberFace
from kiosk.paper import NOT_TAKEN, OUT_OF_ORDER, Notice, Question
from kiosk.showing import ends_at
from kiosk.state import Flow, Found, Showing, Times
from kiosk.typeset import kept_together
from kiosk.words import Words

LEAVING_S: Final = 10.0
"""The citizen is warned this long before the number leaves the screen."""

TONES: Final = {
    Notice.SCREEN_ONLY: "plain",
    Notice.PRINTING: "busy",
    Notice.COPYING: "busy",
    Notice.PRINTED: "good",
    Notice.KEPT: "good",
    Notice.REJOINED: "good",
    Notice.NOT_PRINTED: "watch",
    Notice.UNSURE: "watch",
    Notice.ASKING: "ask",
}
"""The colour of a notice; its words say the same."""


FOUND_TONES: Final = {Status.CALLED: "good", Status.NO_SHOW: "watch", Status.CANCELLED: "watch"}
"""Of a scanned ticket, where it is not plain."""


def number_face(flow: Flow, now: float, times: Times, words: Words) -> NumberFace:
    match flow.stage:
        case Showing() as shown:
            return _shown(flow, shown, now, times, words)
        case Found(found=found):
            return _found(flow, found, words)
        case _:
            return NumberFace()


def _shown(flow: Flow, shown: Showing, now: float, times: Times, words: Words) -> NumberFace:
    ticket = shown.ticket
    _, detail = words.notices[shown.notice]
    is_asking = shown.notice is Notice.ASKING
    return NumberFace(
        caption=words.recovered_number if shown.is_recovered else words.your_number,
        number=ticket.number,
        mark=ticket.mark,
        service=kept_together(fields.name_of_ticket(ticket, flow.view, flow.comfort.language)),
        service_notice=fields.notice_for(ticket, flow.view),
        taken_at=_taken_at(ticket, words),
        ahead=waits.ahead_fact(ticket, words),
        wait=waits.wait_fact(ticket, words, is_rejoined=shown.is_rejoined),
        tone=TONES[shown.notice],
        notice=_notice(shown, words),
        notice_detail=_notice_detail(shown, flow.view, detail, words),
        is_asking=is_asking,
        qr_url=ticket.qr_url,
        leaving=words.leaving if ends_at(shown, times) - now <= LEAVING_S and not is_asking else "",
    )


def _notice(shown: Showing, words: Words) -> str:
    place = shown.ticket.paper_at
    if place and shown.notice in words.notices_elsewhere:
        return kept_together(words.notices_elsewhere[shown.notice].format(place=place))
    return words.notices[shown.notice][0]


def _notice_detail(shown: Showing, view: KioskView | None, detail: str, words: Words) -> str:
    if shown.notice is Notice.NOT_PRINTED:
        return _why_not(shown, view, detail, words)
    if shown.notice is Notice.PRINTED and shown.question is not Question.UNASKED:
        return words.copy_printed_detail
    if shown.ticket.paper_at:
        return _elsewhere(shown, detail, words)
    if view is not None and view.printer_detail == NOT_TAKEN:
        return words.in_slot.get(shown.notice, detail)
    return detail


def _why_not(shown: Showing, view: KioskView | None, detail: str, words: Words) -> str:
    if view is not None and view.printer in OUT_OF_ORDER:
        return words.printer[view.printer]
    return words.paper[shown.ticket.paper] if shown.ticket.paper else detail


def _elsewhere(shown: Showing, detail: str, words: Words) -> str:
    """Of a paper that comes out at another machine."""
    if shown.notice is Notice.ASKING:
        return words.asking_elsewhere.format(place=shown.ticket.paper_at)
    return words.elsewhere_detail if shown.notice in words.notices_elsewhere else detail


def _found(flow: Flow, found: FoundTicket, words: Words) -> NumberFace:
    """A ticket as it stands now; its range is what is left of the wait."""
    ticket = found.ticket
    notice, detail = words.found[ticket.status]
    return NumberFace(
        caption=words.scanned_number,
        number=ticket.number,
        mark=ticket.mark,
        service=kept_together(fields.name_of_ticket(ticket, flow.view, flow.comfort.language)),
        taken_at=_taken_at(ticket, words),
        ahead=_place(found, words),
        wait=waits.wait_fact(ticket, words, is_rejoined=False),
        tone=FOUND_TONES.get(ticket.status, "plain"),
        notice=notice.format(counter=found.counter_number) if found.counter_number else _without_counter(ticket, words),
        notice_detail=words.found_may_rejoin if ticket.can_rejoin else detail,
        rejoin=words.rejoin if ticket.can_rejoin else "",
    )


def _place(found: FoundTicket, words: Words) -> Fact:
    """How many people stand before it, or the counter it is called to."""
    if found.ticket.status is Status.WAITING:
        return waits.ahead_fact(found.ticket, words)
    return Fact(str(found.counter_number), words.counter) if found.counter_number else Fact()


def _without_counter(ticket: KioskTicket, words: Words) -> str:
    """Called to a counter that is not in the set-up any more: the wall knows more."""
    is_called = ticket.status in {Status.CALLED, Status.SERVING}
    return words.called_detail if is_called else words.found[ticket.status][0]


def _taken_at(ticket: KioskTicket, words: Words) -> str:
    return words.taken_at.format(time=dates.hour(ticket.issued_at), date=dates.day(ticket.issued_at, words))
