"""Facts to words: what the QML shows, ready to draw. Pure."""

from datetime import datetime

import msgspec

from display.board import Row, Scene
from display.wall import Situation
from display.words import Words, trouble_in_words
from hub.client.hub_time import HALL_ZONE
from hub.protocol import DisplayCounter, DisplayLine


class StageFace(msgspec.Struct, frozen=True):
    """The newest call. `key` changes with every call, so that the wall can catch the eye; "" is the welcome."""

    key: str = ""
    number: str = ""
    counter: str = ""
    is_speaking: bool = False


class RowFace(msgspec.Struct, frozen=True):
    """A call beside it."""

    number: str
    place: str
    is_pending: bool


class LineFace(msgspec.Struct, frozen=True):
    """How many still wait for a letter."""

    prefix: str
    text: str
    is_open: bool
    """One may go straight to a counter."""


class CounterFace(msgspec.Struct, frozen=True):
    """A counter: its number, and its ticket or its state in words."""

    name: str
    text: str
    condition: str
    """busy, free, unstaffed, paused, lost"""


class Face(msgspec.Struct, frozen=True):
    """The whole wall."""

    agency: str
    centre: str
    clock: str
    date: str
    banner: str
    note: str
    stage: StageFace
    rows: tuple[RowFace, ...]
    lines: tuple[LineFace, ...]
    counters: tuple[CounterFace, ...]
    ticker: tuple[str, ...]


def face_of(situation: Situation, now: datetime | None, words: Words, *, is_english: bool = False) -> Face:
    view = situation.view
    local = now.astimezone(HALL_ZONE) if now else None
    agency, centre = _over_the_door(situation, is_english=is_english)
    return Face(
        agency=agency,
        centre=centre,
        clock=local.strftime("%H:%M") if local else "",
        date=f"{words.weekdays[local.weekday()]} {local.strftime('%d/%m/%Y')}" if local else "",
        banner=_banner(situation, words),
        note=words.no_voice if situation.is_voice_missing and not situation.trouble else "",
        stage=_stage(situation.scene),
        rows=tuple(_row(row, words) for row in situation.scene.rows),
        lines=tuple(_line(line, words) for line in view.lines) if view else (),
        counters=tuple(_counter(counter, words) for counter in view.counters) if view else (),
        ticker=view.ticker if view else (),
    )


def _over_the_door(situation: Situation, *, is_english: bool) -> tuple[str, str]:
    if situation.view is None:
        return "", ""
    branch = situation.view.branch
    if is_english:
        return branch.agency_en or branch.agency, branch.centre_en or branch.centre
    return branch.agency, branch.centre


def _banner(situation: Situation, words: Words) -> str:
    if situation.trouble is None:
        is_accepting = situation.view is None or situation.view.is_accepting
        return "" if is_accepting else words.not_accepting
    return trouble_in_words(situation.trouble, words, has_ever_connected=situation.view is not None)


def _stage(scene: Scene) -> StageFace:
    if scene.stage is None:
        return StageFace()
    return StageFace(
        key=scene.stage.call_id,
        number=scene.stage.number,
        counter=str(scene.stage.counter_number),
        is_speaking=scene.is_speaking,
    )


def _row(row: Row, words: Words) -> RowFace:
    template = words.row_pending if row.is_pending else words.row_counter
    return RowFace(row.call.number, template.format(row.call.counter_number), row.is_pending)


def _line(line: DisplayLine, words: Words) -> LineFace:
    if line.waiting:
        return LineFace(line.prefix, words.waiting.format(line.waiting), is_open=False)
    return LineFace(line.prefix, words.can_call_now if line.can_call_now else words.nobody_waits, line.can_call_now)


def _counter(counter: DisplayCounter, words: Words) -> CounterFace:
    name = words.counter.format(counter.number)
    if not counter.is_staffed:
        return CounterFace(name, words.unstaffed, "unstaffed")
    if counter.is_paused:
        return CounterFace(name, words.paused, "paused")
    if not counter.is_connected:
        return CounterFace(name, words.not_connected, "lost")
    if counter.ticket_number:
        return CounterFace(name, counter.ticket_number, "busy")
    return CounterFace(name, words.free, "free")
