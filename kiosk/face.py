"""From what the kiosk knows to what stands on its glass: every text, in the citizen's language. Pure.

The view-model hands these values to QML as they are; no page decides anything.
"""

from datetime import datetime
from typing import Final, assert_never

from hub.protocol import FailureCode, KioskView, RefusalCode
from kiosk import dates, fields, waits
from kiosk.faces import Face, Head, Message, NumberFace
from kiosk.paper import OUT_OF_ORDER, Notice, Question
from kiosk.showing import ends_at, stay_s
from kiosk.state import (
    Flow,
    Issuing,
    Language,
    NoAnswer,
    NotDecided,
    NotGiven,
    Page,
    Rejoining,
    Showing,
    Sorry,
    Times,
)
from kiosk.typeset import kept_together
from kiosk.words import Words
from kiosk.words_en import EN
from kiosk.words_vi import VI

WORDS: Final = {Language.VI: VI, Language.EN: EN}

_UNTIL_LATER: Final = frozenset({RefusalCode.CLOSED, RefusalCode.QUOTA_REACHED, RefusalCode.TOO_LATE_TODAY})
"""Refusals that say when it would work."""

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


def face_of(flow: Flow, now: float, times: Times) -> Face:
    words = WORDS[flow.comfort.language]
    is_printer_out = flow.view is not None and flow.view.printer in OUT_OF_ORDER
    return Face(
        page=flow.page,
        words=words,
        comfort=flow.comfort,
        head=_head(flow, now, words),
        fields=fields.fields(flow, words, _hub_now(flow, now)),
        offer=fields.offer(flow, words),
        question=fields.question(flow, words),
        options=fields.options(flow, words),
        chosen=_chosen(flow),
        printer_line=_printer_line(flow.view, words) if is_printer_out else "",
        banner="" if flow.link.is_up or flow.page is Page.NO_HUB else words.reconnecting,
        number=_number(flow, flow.stage, now, times) if isinstance(flow.stage, Showing) else NumberFace(),
        message=_message(flow, now, times),
        fraction_left=_fraction_left(flow, now, times),
    )


def _chosen(flow: Flow) -> str:
    match flow.stage:
        case Issuing(service_id=service_id):
            return service_id
        case Rejoining(ticket=ticket):
            return ticket.ticket_id
        case _:
            return ""


def _head(flow: Flow, now: float, words: Words) -> Head:
    if flow.view is None:
        return Head()
    face, is_english = flow.view.branch, flow.comfort.language is Language.EN
    hub_now = _hub_now(flow, now)
    return Head(
        agency=(face.agency_en or face.agency) if is_english else face.agency,
        centre=(face.centre_en or face.centre) if is_english else face.centre,
        time=dates.hour(hub_now) if hub_now else "",
        date=dates.day(hub_now, words) if hub_now else "",
    )


def _hub_now(flow: Flow, now: float) -> datetime | None:
    return flow.clock.time(now) if flow.clock else None


def _printer_line(view: KioskView | None, words: Words) -> str:
    return f"{words.printer[view.printer]}. {words.printer_out_detail}" if view else ""


def _number(flow: Flow, shown: Showing, now: float, times: Times) -> NumberFace:
    words, ticket = WORDS[flow.comfort.language], shown.ticket
    notice, detail = words.notices[shown.notice]
    is_asking = shown.notice is Notice.ASKING
    return NumberFace(
        caption=words.recovered_number if shown.is_recovered else words.your_number,
        number=ticket.number,
        mark=ticket.mark,
        service=kept_together(fields.name_of_ticket(ticket, flow.view, flow.comfort.language)),
        service_notice=fields.notice_for(ticket, flow.view),
        taken_at=words.taken_at.format(time=dates.hour(ticket.issued_at), date=dates.day(ticket.issued_at, words)),
        ahead=waits.ahead_fact(ticket, words),
        wait=waits.wait_fact(ticket, words, is_rejoined=shown.is_rejoined),
        tone=TONES[shown.notice],
        notice=notice,
        notice_detail=_notice_detail(shown, flow.view, detail, words),
        is_asking=is_asking,
        qr_url=ticket.qr_url,
        leaving=words.leaving if ends_at(shown, times) - now <= LEAVING_S and not is_asking else "",
    )


def _fraction_left(flow: Flow, now: float, times: Times) -> float:
    match flow.stage:
        case Showing() as shown:
            left = (ends_at(shown, times) - now) / stay_s(shown.notice, times)
        case Sorry(_, since):
            left = (since + times.sorry_s - now) / times.sorry_s
        case _:
            left = 1.0
    return min(1.0, max(0.0, left))


def _notice_detail(shown: Showing, view: KioskView | None, detail: str, words: Words) -> str:
    if shown.notice is Notice.NOT_PRINTED:
        if view is not None and view.printer in OUT_OF_ORDER:
            return words.printer[view.printer]
        return words.paper[shown.ticket.paper] if shown.ticket.paper else detail
    if shown.notice is Notice.PRINTED and shown.question is not Question.UNASKED:
        return words.copy_printed_detail
    return detail


def _message(flow: Flow, now: float, times: Times) -> Message:
    words = WORDS[flow.comfort.language]
    match flow.page:
        case Page.CLOSED:
            return _closed(flow, now, words)
        case Page.NO_HUB:
            return _no_hub(flow, now, times, words)
        case Page.SORRY if isinstance(flow.stage, Sorry):
            return _sorry(flow, flow.stage, now, words)
        case Page.ISSUING:
            return Message(title=words.issuing_title)
        case Page.REJOINING:
            return Message(title=words.rejoining_title)
        case _:
            return Message()


def _closed(flow: Flow, now: float, words: Words) -> Message:
    if flow.view is not None and not flow.view.is_accepting:
        # Better said before the touch than after it: nothing is given that is not on the hub's disk.
        return Message(words.failures[FailureCode.STORE_UNAVAILABLE], words.no_hub_detail, words.no_hub_advice)
    opens_at, hub_now = (flow.view.opens_at if flow.view else None), _hub_now(flow, now)
    holiday = flow.view.closed_because if flow.view else ""
    title = words.closed_holiday.format(name=holiday) if holiday else words.closed_title
    # On a holiday nobody waits.
    note = "" if holiday else words.keep_waiting
    if opens_at is None or hub_now is None:
        return Message(title=title, detail=words.closed_unknown, note=note)
    return Message(
        title=title,
        detail=words.closed_opens,
        value=dates.when(opens_at, hub_now, words),
        note=note,
    )


def _no_hub(flow: Flow, now: float, times: Times, words: Words) -> Message:
    if flow.view is None and now - flow.link.since < times.no_hub_s:
        return Message(words.starting_title, words.starting_detail)
    note = words.troubles[flow.link.trouble] if flow.link.trouble else ""
    return Message(words.no_hub_title, words.no_hub_detail, words.no_hub_advice, note)


def _sorry(flow: Flow, sorry: Sorry, now: float, words: Words) -> Message:
    title = words.sorry_title if sorry.missed is None else words.not_rejoined_title
    match sorry.regret:
        case NoAnswer():
            return Message(title, words.sorry_no_answer, words.see_staff)
        case NotDecided(code):
            return Message(title, words.failures[code], words.see_staff)
        case NotGiven(code, params) if code in _UNTIL_LATER:
            opens = _opens(params.get("opens_at", ""), _hub_now(flow, now), words)
            return Message(title, words.refusals[code], opens)
        case NotGiven(code):
            advice = words.see_staff if sorry.missed is None else words.take_new_number
            return Message(title, words.refusals[code], advice)
    assert_never(sorry.regret)


def _opens(opens_at: str, hub_now: datetime | None, words: Words) -> str:
    try:
        opens = datetime.fromisoformat(opens_at)
    except ValueError:
        return words.closed_unknown
    if hub_now is None or opens.tzinfo is None:
        return words.closed_unknown
    return f"{words.closed_opens} {dates.when(opens, hub_now, words)}"
