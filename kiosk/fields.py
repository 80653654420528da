"""What stands on the things to touch: fields of work, priority classes, missed numbers. Pure."""

from datetime import datetime

from msgspec.structs import replace

from hub.protocol import KioskPriority, KioskService, KioskTicket, KioskView
from kiosk import dates, showing, waits
from kiosk.choosing import WITH_CLAIM, WITHOUT_CLAIM
from kiosk.faces import Field, Message, Offer
from kiosk.picture import is_off, means_priority
from kiosk.state import EVERYBODY, Flow, Language, Page
from kiosk.typeset import kept_together
from kiosk.words import Words

_LISTS = frozenset({Page.PRIORITY, Page.MISSED, Page.CLAIM, Page.REJOINING})


def fields(flow: Flow, words: Words, hub_now: datetime | None) -> tuple[Field, ...]:
    """The services of the home page."""
    services = flow.view.services if flow.view else ()
    return tuple(_field(service, flow, words, hub_now) for service in services)


def offer(flow: Flow, words: Words) -> Offer:
    """What else the home page has: the two questions and the chosen class."""
    if flow.view is None:
        return Offer()
    claimed = next((each for each in flow.view.priorities if each.class_id == flow.claimed), None)
    language = flow.comfort.language
    return Offer(
        claim=words.claim.format(name=_class_name(claimed, language)) if claimed else "",
        has_priorities=bool(flow.view.priorities) and claimed is None,
        has_missed=bool(showing.missed(flow.view)),
    )


def options(flow: Flow, words: Words) -> tuple[Field, ...]:
    """The rows of a list."""
    if flow.view is None or flow.page not in _LISTS:
        return ()
    if flow.page is Page.PRIORITY:
        return tuple(_class(each, flow.comfort.language) for each in flow.view.priorities)
    if flow.page is Page.CLAIM:
        return _claims(flow, words)
    return tuple(_missed(ticket, flow, words) for ticket in showing.missed(flow.view))


def question(flow: Flow, words: Words) -> Message:
    """What a list asks."""
    if flow.page is Page.PRIORITY:
        return Message(words.priority_title, words.priority_detail)
    if flow.page is Page.CLAIM:
        offered = _offered(flow)
        name = _class_name(offered, flow.comfort.language) if offered else ""
        return Message(words.claim_title.format(name=name), words.claim_detail)
    return Message(words.missed_title, words.missed_detail) if flow.page in _LISTS else Message()


def service_name(service: KioskService, language: Language) -> str:
    """English where the centre has written any."""
    return (service.name_en or service.name) if language is Language.EN else service.name


def name_of_ticket(ticket: KioskTicket, view: KioskView | None, language: Language) -> str:
    service = _service_of(ticket, view)
    return service_name(service, language) if service else ticket.service_name


def notice_for(ticket: KioskTicket, view: KioskView | None) -> str:
    """What holds for its service at this hour."""
    service = _service_of(ticket, view)
    return service.notice if service else ""


def _service_of(ticket: KioskTicket, view: KioskView | None) -> KioskService | None:
    return next((each for each in view.services if each.service_id == ticket.service_id), None) if view else None


def _field(service: KioskService, flow: Flow, words: Words, hub_now: datetime | None) -> Field:
    language, has_claim = flow.comfort.language, flow.claimed != EVERYBODY
    examples = (service.examples_en or service.examples) if language is Language.EN else service.examples
    field = Field(
        option_id=service.service_id,
        prefix=service.prefix,
        name=kept_together(service_name(service, language)),
        colour=service.colour,
    )
    if is_off(service, has_claim=means_priority(flow)):
        return _off(field, service, words, hub_now)
    queue, detail, separator = _queue(service, words, has_claim=has_claim)
    return replace(
        field,
        examples=kept_together(examples),
        notice=service.notice,
        queue=queue,
        queue_detail=detail,
        queue_line=f"{queue}{separator}{detail}" if detail else queue,
        is_free=service.waiting == 0 and service.is_served_now,
    )


def _off(field: Field, service: KioskService, words: Words, hub_now: datetime | None) -> Field:
    """Why, where the examples stand; until when, where the queue stands."""
    again, at = "", ""
    if service.opens_at is not None and hub_now is not None:
        again, at = words.opens_again, dates.shortly(service.opens_at, hub_now, words)
    return replace(
        field,
        examples=words.quota_reached if service.remaining == 0 else words.too_late,
        queue=again,
        queue_detail=at,
        queue_line=f"{again} {at}".strip(),
        is_off=True,
    )


def _queue(service: KioskService, words: Words, *, has_claim: bool) -> tuple[str, str, str]:
    """Two lines, and what joins them where there is room for one. The range is for those without priority."""
    wait = "" if has_claim else waits.in_words(service.wait_low_min, service.wait_high_min, words)
    if service.waiting == 0:
        return (words.no_wait, "", "") if service.is_served_now else (words.nobody_waiting, wait, " · ")
    people = (words.people_one if service.waiting == 1 else words.people).format(count=service.waiting)
    return (people, words.are_waiting, " ") if has_claim else (people, wait or words.wait_unknown, " · ")


def _offered(flow: Flow) -> KioskPriority | None:
    """The class that the card just read gives by age."""
    priorities = flow.view.priorities if flow.view else ()
    return next((each for each in priorities if each.class_id == flow.offered), None)


def _claims(flow: Flow, words: Words) -> tuple[Field, ...]:
    """The two answers; who belongs to the class stands under the first."""
    offered = _offered(flow)
    who = kept_together(offered.who) if offered else ""
    return (Field(WITH_CLAIM, name=words.claim_yes, examples=who), Field(WITHOUT_CLAIM, name=words.claim_no))


def _class(priority: KioskPriority, language: Language) -> Field:
    return Field(
        option_id=priority.class_id,
        name=kept_together(_class_name(priority, language)),
        examples=kept_together(priority.who),
    )


def _class_name(priority: KioskPriority, language: Language) -> str:
    return (priority.name_en or priority.name) if language is Language.EN else priority.name


def _missed(ticket: KioskTicket, flow: Flow, words: Words) -> Field:
    service = _service_of(ticket, flow.view)
    return Field(
        option_id=ticket.ticket_id,
        prefix=service.prefix if service else "",
        colour=service.colour if service else "",
        name=f"{ticket.number} {ticket.mark}".strip(),
        examples=kept_together(name_of_ticket(ticket, flow.view, flow.comfort.language)),
        queue=dates.hour(ticket.issued_at),
        queue_detail=words.taken,
        queue_line=f"{words.taken} {dates.hour(ticket.issued_at)}",
    )
