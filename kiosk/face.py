"""From what the kiosk knows to what stands on its glass: every text, in the citizen's language. Pure.

The view-model hands these values to QML as they are; no page decides anything.
"""

from datetime import datetime
from typing import Final, assert_never

from hub.protocol import KioskService, KioskView, RefusalCode, Status
from kiosk import dates
from kiosk.faces import Face, Fact, Field, Head, Message, NumberFace
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
    Regret,
    Showing,
    Sorry,
    Times,
)
from kiosk.typeset import kept_together
from kiosk.words import Words
from kiosk.words_en import EN
from kiosk.words_vi import VI

WORDS: Final = {Language.VI: VI, Language.EN: EN}

LEAVING_S: Final = 10.0
"""The citizen is warned this long before the number leaves the screen."""

TONES: Final = {
    Notice.SCREEN_ONLY: "plain",
    Notice.PRINTING: "busy",
    Notice.COPYING: "busy",
    Notice.PRINTED: "good",
    Notice.KEPT: "good",
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
        fields=tuple(_field(service, flow.comfort.language, words) for service in _services(flow.view)),
        chosen=flow.stage.service_id if isinstance(flow.stage, Issuing) else "",
        printer_line=_printer_line(flow.view, words) if is_printer_out else "",
        banner="" if flow.link.is_up or flow.page is Page.NO_HUB else words.reconnecting,
        number=_number(flow, flow.stage, now, times) if isinstance(flow.stage, Showing) else NumberFace(),
        message=_message(flow, now, times),
        fraction_left=_fraction_left(flow, now, times),
    )


def service_name(service: KioskService, language: Language) -> str:
    """English where the centre has written any."""
    return (service.name_en or service.name) if language is Language.EN else service.name


def _services(view: KioskView | None) -> tuple[KioskService, ...]:
    return view.services if view else ()


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


def _field(service: KioskService, language: Language, words: Words) -> Field:
    queue, detail = _queue(service, words)
    examples = service.examples
    if language is Language.EN:
        examples = service.examples_en or service.examples
    return Field(
        service_id=service.service_id,
        prefix=service.prefix,
        name=kept_together(service_name(service, language)),
        examples=kept_together(examples),
        colour=service.colour,
        queue=queue,
        queue_detail=detail,
        is_free=service.waiting == 0 and service.is_served_now,
    )


def _queue(service: KioskService, words: Words) -> tuple[str, str]:
    if service.waiting > 0:
        people = words.people_one if service.waiting == 1 else words.people
        return people.format(count=service.waiting), words.are_waiting
    return (words.no_wait if service.is_served_now else words.nobody_waiting), ""


def _printer_line(view: KioskView | None, words: Words) -> str:
    return f"{words.printer[view.printer]}. {words.printer_out_detail}" if view else ""


def _number(flow: Flow, shown: Showing, now: float, times: Times) -> NumberFace:
    words, ticket = WORDS[flow.comfort.language], shown.ticket
    notice, detail = words.notices[shown.notice]
    is_asking = shown.notice is Notice.ASKING
    return NumberFace(
        caption=words.recovered_number if shown.is_recovered else words.your_number,
        number=ticket.number,
        service=kept_together(_name_of_ticket(flow, shown)),
        taken_at=words.taken_at.format(time=dates.hour(ticket.issued_at), date=dates.day(ticket.issued_at, words)),
        ahead=_ahead(shown, words),
        wait=Fact(words.no_estimate, words.no_estimate_detail, is_number=False),
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


def _name_of_ticket(flow: Flow, shown: Showing) -> str:
    for service in _services(flow.view):
        if service.service_id == shown.ticket.service_id:
            return service_name(service, flow.comfort.language)
    return shown.ticket.service_name


def _ahead(shown: Showing, words: Words) -> Fact:
    match shown.ticket.status:
        case Status.WAITING:
            meaning = words.ahead_one if shown.ticket.ahead == 1 else words.ahead
            return Fact(str(shown.ticket.ahead), meaning)
        case Status.CALLED:
            return Fact(words.called, words.called_detail, is_number=False)
        case _:
            return Fact(words.past, words.past_detail, is_number=False)


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
            return _sorry(flow, flow.stage.regret, now, words)
        case Page.ISSUING:
            return Message(title=words.issuing_title)
        case _:
            return Message()


def _closed(flow: Flow, now: float, words: Words) -> Message:
    opens_at, hub_now = (flow.view.opens_at if flow.view else None), _hub_now(flow, now)
    if opens_at is None or hub_now is None:
        return Message(title=words.closed_title, detail=words.closed_unknown, note=words.keep_waiting)
    return Message(
        title=words.closed_title,
        detail=words.closed_opens,
        value=dates.when(opens_at, hub_now, words),
        note=words.keep_waiting,
    )


def _no_hub(flow: Flow, now: float, times: Times, words: Words) -> Message:
    if flow.view is None and now - flow.link.since < times.no_hub_s:
        return Message(words.starting_title, words.starting_detail)
    note = words.troubles[flow.link.trouble] if flow.link.trouble else ""
    return Message(words.no_hub_title, words.no_hub_detail, words.no_hub_advice, note)


def _sorry(flow: Flow, regret: Regret, now: float, words: Words) -> Message:
    match regret:
        case NoAnswer():
            return Message(words.sorry_title, words.sorry_no_answer, words.see_staff)
        case NotDecided(code):
            return Message(words.sorry_title, words.failures[code], words.see_staff)
        case NotGiven(RefusalCode.CLOSED as code, params):
            opens = _opens(params.get("opens_at", ""), _hub_now(flow, now), words)
            return Message(words.sorry_title, words.refusals[code], opens)
        case NotGiven(code):
            return Message(words.sorry_title, words.refusals[code], words.see_staff)
    assert_never(regret)


def _opens(opens_at: str, hub_now: datetime | None, words: Words) -> str:
    try:
        opens = datetime.fromisoformat(opens_at)
    except ValueError:
        return words.closed_unknown
    if hub_now is None or opens.tzinfo is None:
        return words.closed_unknown
    return f"{words.closed_opens} {dates.when(opens, hub_now, words)}"
