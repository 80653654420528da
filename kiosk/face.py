"""From what the kiosk knows to what stands on its glass: every text, in the citizen's language. Pure.

The view-model hands these values to QML as they are; no page decides anything.
"""

from datetime import datetime
from typing import Final, assert_never

from hub.protocol import FailureCode, KioskView, RefusalCode
from kiosk import dates, fields
from kiosk.choosing import WITH_CLAIM
from kiosk.faces import Face, Head, Message
from kiosk.number_face import number_face
from kiosk.paper import OUT_OF_ORDER, has_printer_line
from kiosk.showing import ends_at, stay_s
from kiosk.state import (
    RESTING_PAGES,
    Confirming,
    Flow,
    Found,
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
from kiosk.words import Words
from kiosk.words_en import EN
from kiosk.words_vi import VI

WORDS: Final = {Language.VI: VI, Language.EN: EN}

NOT_TODAY: Final = "not_today"
_HEARS_SCANS: Final = {True: RESTING_PAGES, False: frozenset({Page.HOME})}

_UNTIL_LATER: Final = frozenset({RefusalCode.CLOSED, RefusalCode.QUOTA_REACHED, RefusalCode.TOO_LATE_TODAY})
"""Refusals that say when it would work."""


def face_of(flow: Flow, now: float, times: Times) -> Face:
    words = WORDS[flow.comfort.language]
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
        printer_line=_printer_line(flow.view, words),
        scan_line=_scan_line(flow, words),
        banner="" if flow.link.is_up or flow.page is Page.NO_HUB else words.reconnecting,
        number=number_face(flow, now, times, words),
        message=_message(flow, now, times),
        fraction_left=_fraction_left(flow, now, times),
    )


def _chosen(flow: Flow) -> str:
    match flow.stage:
        case Issuing(service_id=service_id):
            return service_id
        case Rejoining(ticket=ticket):
            return ticket.ticket_id
        case Confirming():
            return WITH_CLAIM
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
    if view is None or not has_printer_line(view):
        return ""
    if view.printer not in OUT_OF_ORDER:
        return words.ticket_not_taken
    if view.paper_at:
        return words.printer_elsewhere.format(place=view.paper_at)
    return f"{words.printer[view.printer]}. {words.printer_out_detail}"


def _scan_line(flow: Flow, words: Words) -> str:
    """What was scanned and is no ticket of today; where nothing can be chosen nobody is told to choose."""
    # Where the line would stand, the banner says that the hub is away.
    if flow.note is None or not flow.link.is_up or flow.page not in _HEARS_SCANS[flow.note.about == NOT_TODAY]:
        return ""
    return words.scan_notes.get(flow.note.about, words.scan_notes["unreadable"])


def _fraction_left(flow: Flow, now: float, times: Times) -> float:
    match flow.stage:
        case Showing() as shown:
            left = (ends_at(shown, times) - now) / stay_s(shown.notice, times)
        case Sorry(_, since):
            left = (since + times.sorry_s - now) / times.sorry_s
        case Found(since=since):
            left = (since + times.found_s - now) / times.found_s
        case _:
            left = 1.0
    return min(1.0, max(0.0, left))


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
