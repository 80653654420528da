"""The right half of the page: who waits, in which order, and why in this order."""

from datetime import datetime

import msgspec

from counter_client.config import Waiting
from counter_client.hub_time import minutes_between
from counter_client.tone import Tone
from counter_client.words import Words, fill
from hub.protocol import Desk, QueueRow


class RowFace(msgspec.Struct, frozen=True):
    """One who waits. `warning` says in words what the tone says in colour."""

    ticket_id: str
    number: str
    service: str
    reason: str
    wait: str
    warning: str
    tone: Tone
    is_next: bool
    spoken: str
    """The whole row for a screen reader."""


class QueueFace(msgspec.Struct, frozen=True):
    """The line of this counter. `waiting` counts all, `rows` has the first of them."""

    title: str = ""
    short_title: str = ""
    longest: str = ""
    longest_tone: Tone = Tone.PLAIN
    waiting: int = 0
    rows: tuple[RowFace, ...] = ()


def queue_face(desk: Desk, now: datetime, limits: Waiting, words: Words) -> QueueFace:
    longest = _minutes(desk.longest_since, now)
    return QueueFace(
        title=fill(words.waiting_title, count=desk.waiting) if desk.waiting else words.nobody_waits,
        short_title=fill(words.waiting_short, count=desk.waiting),
        longest=_longest(longest, limits, words),
        longest_tone=Tone.PLAIN if longest is None else _tone(longest, limits),
        waiting=desk.waiting,
        rows=tuple(_row(row, now, limits, words, is_next=not place) for place, row in enumerate(desk.queue)),
    )


def _row(row: QueueRow, now: datetime, limits: Waiting, words: Words, *, is_next: bool) -> RowFace:
    minutes = minutes_between(row.waiting_since, now)
    wait, warning = _wait(minutes, words), _warning(minutes, limits, words)
    reason = words.reasons[row.reason]
    spoken = fill(words.accessible_row, number=row.number, service=row.service_name, reason=reason, minutes=wait)
    return RowFace(
        ticket_id=row.ticket_id,
        number=row.number,
        service=row.service_name,
        reason=reason,
        wait=wait,
        warning=warning,
        tone=_tone(minutes, limits),
        is_next=is_next,
        spoken=f"{spoken}, {warning}" if warning else spoken,
    )


def _wait(minutes: int, words: Words) -> str:
    return fill(words.minutes, count=minutes) if minutes else words.just_now


def _longest(minutes: int | None, limits: Waiting, words: Words) -> str:
    if not minutes:
        return ""
    text = fill(words.longest, minutes=_wait(minutes, words))
    warning = _warning(minutes, limits, words)
    return f"{text} – {warning}" if warning else text


def _minutes(since: datetime | None, now: datetime) -> int | None:
    return None if since is None else minutes_between(since, now)


def _tone(minutes: int, limits: Waiting) -> Tone:
    if minutes > limits.too_long_min:
        return Tone.ALARM
    return Tone.WATCH if minutes > limits.long_min else Tone.PLAIN


def _warning(minutes: int, limits: Waiting, words: Words) -> str:
    match _tone(minutes, limits):
        case Tone.ALARM:
            return words.is_too_long
        case Tone.WATCH:
            return words.is_long
        case _:
            return ""
