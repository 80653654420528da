"""The left half of the page: whom this counter has called or serves, and whether the hall saw and heard it."""

from datetime import datetime

import msgspec

from counter_client.hotkeys import Hotkeys
from counter_client.times import minutes_between, seconds_between, stopwatch
from counter_client.tone import Tone
from counter_client.words import Words, fill
from hub.protocol import Desk, DeskAction, DeskTicket, Status

SHOWN_WITHIN_S = 3
"""A wall screen needs far less; after this the clerk must know that nobody saw the call."""
SPOKEN_WITHIN_S = 45
"""Several calls may stand before this one at the loudspeaker."""


class TicketFace(msgspec.Struct, frozen=True):
    """With `number` empty nobody is at the counter, and `headline` and `hint` say what can be done."""

    status: str = ""
    status_tone: Tone = Tone.PLAIN
    timer: str = ""
    number: str = ""
    mark: str = ""
    service: str = ""
    why: str = ""
    truth: str = ""
    truth_tone: Tone = Tone.PLAIN
    headline: str = ""
    hint: str = ""
    spoken: str = ""
    """The whole panel for a screen reader, without the running time."""


def ticket_face(desk: Desk, now: datetime, *, call_age_s: float, keys: Hotkeys, words: Words) -> TicketFace:
    """`call_age_s`: how long the newest call has been known here."""
    if desk.ticket is None:
        return _idle(desk, keys, words) if desk.paused_for is None else _paused(desk, desk.paused_for, keys, words)
    ticket = desk.ticket
    is_serving = ticket.status is Status.SERVING
    since = ticket.started_at if is_serving and ticket.started_at is not None else ticket.called_at
    status = words.is_serving if is_serving else _called(ticket, words)
    truth, truth_tone = _truth(ticket, call_age_s, words)
    if is_serving and truth_tone is not Tone.GOOD:
        truth = ""  # whoever stands at the counter was found all the same
    return TicketFace(
        status=status,
        status_tone=Tone.GOOD if is_serving else Tone.WATCH,
        timer=stopwatch(seconds_between(since, now)),
        number=ticket.number,
        mark=ticket.mark,
        service=ticket.service_name,
        why=_why(ticket, words),
        truth=truth,
        truth_tone=truth_tone,
        spoken=fill(words.accessible_ticket, number=ticket.number, status=status, service=ticket.service_name),
    )


def _idle(desk: Desk, keys: Hotkeys, words: Words) -> TicketFace:
    headline = fill(words.idle_ready, count=desk.waiting) if desk.waiting else words.idle_empty
    hint = fill(_idle_hint(desk, words), key=keys.call_next)
    return TicketFace(status=words.is_idle, headline=headline, hint=hint, spoken=f"{words.is_idle}. {headline}. {hint}")


def _idle_hint(desk: Desk, words: Words) -> str:
    if not desk.waiting:
        return words.idle_empty_hint
    return words.idle_ready_hint if DeskAction.CALL_NEXT in desk.actions else words.idle_closed_hint


def _paused(desk: Desk, reason: str, keys: Hotkeys, words: Words) -> TicketFace:
    headline = reason or words.paused
    waiting = fill(words.idle_ready, count=desk.waiting) if desk.waiting else words.idle_empty
    hint = f"{waiting}. {fill(words.paused_hint, key=keys.pause)}"
    return TicketFace(
        status=words.is_paused,
        status_tone=Tone.WATCH,
        headline=headline,
        hint=hint,
        spoken=f"{words.is_paused}. {headline}. {hint}",
    )


def _why(ticket: DeskTicket, words: Words) -> str:
    """Whoever was never called came to the counter without a ticket."""
    if not ticket.call_count:
        return words.why_walk_in
    waited = minutes_between(ticket.issued_at, ticket.called_at)
    return fill(words.why_picked, minutes=_waited(waited, words), reason=words.reasons[ticket.reason])


def _waited(minutes: int, words: Words) -> str:
    return fill(words.minutes, count=minutes) if minutes else words.under_a_minute


def _called(ticket: DeskTicket, words: Words) -> str:
    return fill(words.is_called_again, count=ticket.call_count) if ticket.call_count > 1 else words.is_called


def _truth(ticket: DeskTicket, age: float, words: Words) -> tuple[str, Tone]:
    """What the hall has seen and heard of the newest call."""
    match ticket.is_shown, ticket.is_spoken:
        case True, True:
            return words.call_shown_spoken, Tone.GOOD
        case True, False if age <= SPOKEN_WITHIN_S:
            return words.call_shown_speaking, Tone.PLAIN
        case True, False:
            return words.call_shown_unspoken, Tone.WATCH
        case False, True:
            return words.call_spoken_unshown, Tone.WATCH
        case _ if age <= SHOWN_WITHIN_S:
            return words.call_on_its_way, Tone.PLAIN
        case _:
            return words.call_unshown, Tone.WATCH
