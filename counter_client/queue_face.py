"""The right half of the page: who waits, in which order and why in this order; who is parked; who missed the call."""

from collections.abc import Container
from datetime import datetime
from typing import assert_never

import msgspec

from counter_client.config import Waiting
from counter_client.state import Listed
from counter_client.times import clock_face, minutes_between
from counter_client.tone import Tone
from counter_client.words import Words, fill
from hub.protocol import Desk, MissedRow, ParkedRow, QueueRow, TicketId


class RowFace(msgspec.Struct, frozen=True):
    """One in a list. `warning` says in words what the tone says in colour; `deed` is the key in the row, or ""."""

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
    mark: str = ""
    deed: str = ""
    can_do: bool = False


class TabFace(msgspec.Struct, frozen=True):
    """One of the lists, by its name and how many are in it."""

    listed: Listed
    label: str
    is_shown: bool
    is_empty: bool


class QueueFace(msgspec.Struct, frozen=True):
    """The lists of this counter. `total` counts all of the one shown, `rows` has the first of them."""

    title: str = ""
    short_title: str = ""
    longest: str = ""
    longest_tone: Tone = Tone.PLAIN
    waiting: int = 0
    total: int = 0
    rows: tuple[RowFace, ...] = ()
    tabs: tuple[TabFace, ...] = ()
    empty: str = ""
    listed: Listed = Listed.WAITING


def queue_face(
    desk: Desk, now: datetime, limits: Waiting, words: Words, *, listed: Listed, doable: Container[TicketId]
) -> QueueFace:
    """`doable`: those whose row's key can be pressed now."""
    longest = _minutes(desk.longest_since, now)
    rows = (
        tuple(_row(row, now, limits, words, is_next=not place) for place, row in enumerate(desk.queue))
        if listed is Listed.WAITING
        else _away_rows(desk, words, listed, doable)
    )
    return QueueFace(
        title=fill(words.waiting_title, count=desk.waiting) if desk.waiting else words.nobody_waits,
        short_title=fill(words.waiting_short, count=desk.waiting),
        longest=_longest(longest, limits, words),
        longest_tone=Tone.PLAIN if longest is None else _tone(longest, limits),
        waiting=desk.waiting,
        total=desk.waiting if listed is Listed.WAITING else len(rows),
        rows=rows,
        tabs=_tabs(desk, words, listed),
        empty="" if rows else _empty(words, listed),
        listed=listed,
    )


def _empty(words: Words, listed: Listed) -> str:
    match listed:
        case Listed.WAITING:
            return words.nobody_waits
        case Listed.PARKED:
            return words.nobody_parked
        case Listed.MISSED:
            return words.nobody_missed
    assert_never(listed)


def _tabs(desk: Desk, words: Words, listed: Listed) -> tuple[TabFace, ...]:
    counted = (
        (Listed.WAITING, words.tab_waiting, desk.waiting),
        (Listed.PARKED, words.tab_parked, len(desk.parked)),
        (Listed.MISSED, words.tab_missed, len(desk.missed)),
    )
    return tuple(
        TabFace(tab, fill(label, count=count), is_shown=tab is listed, is_empty=not count)
        for tab, label, count in counted
    )


def _away_rows(desk: Desk, words: Words, listed: Listed, doable: Container[TicketId]) -> tuple[RowFace, ...]:
    if listed is Listed.PARKED:
        return tuple(
            _away(row, fill(words.back_at, time=clock_face(row.until)), words.call_back, row.ticket_id in doable)
            for row in desk.parked
        )
    return tuple(
        _away(row, fill(words.until, time=clock_face(row.until)), words.rejoin, row.ticket_id in doable)
        for row in desk.missed
    )


def _row(row: QueueRow, now: datetime, limits: Waiting, words: Words, *, is_next: bool) -> RowFace:
    minutes = minutes_between(_counts_from(row), now)
    wait, warning = _wait(minutes, words), _warning(minutes, limits, words)
    if row.appointment_at is not None:
        wait = fill(words.appointment, time=clock_face(row.appointment_at))
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
        spoken=", ".join(part for part in (spoken, row.mark, warning) if part),
        mark=row.mark,
    )


def _away(row: ParkedRow | MissedRow, until: str, deed: str, can_do: bool) -> RowFace:
    return RowFace(
        ticket_id=row.ticket_id,
        number=row.number,
        service=row.service_name,
        reason=until,
        wait="",
        warning="",
        tone=Tone.PLAIN,
        is_next=False,
        spoken=f"{row.number}, {row.service_name}, {until}",
        deed=deed,
        can_do=can_do,
    )


def _counts_from(row: QueueRow) -> datetime:
    """Whoever came before the booked time is not late yet."""
    return row.waiting_since if row.appointment_at is None else max(row.waiting_since, row.appointment_at)


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
