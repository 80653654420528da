"""What the screen shows, all of it, as plain values: state, hub time and words in, a `Face` out.

The view-model only hands this to QML, so what is on the screen can be tested without one.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from counter_client import words
from counter_client.asking import row_deed
from counter_client.config import CounterConfig
from counter_client.hotkeys import Hotkeys, ScreenKey
from counter_client.keys import meant
from counter_client.queue_face import QueueFace, queue_face
from counter_client.seat_face import SeatFace, seat_face, skills_line
from counter_client.sheet_face import SheetFace, sheet_face
from counter_client.state import State, Unanswered, can, can_open, is_live, is_slow
from counter_client.ticket_face import TicketFace, ticket_face
from counter_client.times import clock_face, seconds_between
from counter_client.tone import Tone
from counter_client.words import Words, fill
from hub.protocol import Alert, Desk, DeskAction, Status, TicketId

KEY_ORDER = (
    DeskAction.CALL_NEXT,
    DeskAction.RECALL,
    DeskAction.START,
    DeskAction.FINISH,
    DeskAction.MARK_NO_SHOW,
    DeskAction.PARK,
    DeskAction.TRANSFER,
    DeskAction.PAUSE,
)
"""The keys of the grid; leaving the counter has its place in the top bar. A break's key also ends it."""

MOST_ALERTS = 4
"""More would leave no room for those who wait."""

_MAIN_KEYS = {
    None: frozenset({DeskAction.CALL_NEXT}),
    Status.CALLED: frozenset({DeskAction.START}),
    Status.SERVING: frozenset({DeskAction.CALL_NEXT, DeskAction.FINISH}),
}
"""What is most likely to come next, per state of the ticket: these keys are the red ones."""

_MINOR_KEYS = frozenset({DeskAction.PARK, DeskAction.TRANSFER, DeskAction.PAUSE, DeskAction.WALK_IN, DeskAction.CANCEL})
"""These do not come with every person."""


class Page(StrEnum):
    """One at a time fills the window."""

    CONNECT = "connect"
    SEAT = "seat"
    WORK = "work"
    BAR = "bar"


class KeyFace(msgspec.Struct, frozen=True):
    """One key. `is_offered`: the rules allow it at this moment, even if a command on its way still disables it."""

    place: int
    """For good, so that the key of a break becomes the one that ends it without moving."""
    intent: DeskAction
    key: str
    label: str
    hint: str
    is_enabled: bool
    is_main: bool
    is_offered: bool
    is_minor: bool = False
    """A narrow strip has no room for it."""


class TopFace(msgspec.Struct, frozen=True):
    """The line above everything. `trouble` is empty while connected, `explained` says what to do about it."""

    page: Page = Page.CONNECT
    counter: str = ""
    operator: str = ""
    skills: str = ""
    clock: str = ""
    trouble: str = ""
    explained: str = ""
    alerts: tuple[str, ...] = ()
    """At most `MOST_ALERTS` lines; the last says how many more there are."""
    alert_count: int = 0
    can_cover: bool = False


class StripFace(msgspec.Struct, frozen=True):
    """The calm line that says what became of a press."""

    text: str = ""
    tone: Tone = Tone.PLAIN


class Face(msgspec.Struct, frozen=True):
    """Everything, in the groups that change together."""

    top: TopFace = TopFace()
    ticket: TicketFace = TicketFace()
    queue: QueueFace = QueueFace()
    keys: tuple[KeyFace, ...] = ()
    extra_keys: tuple[KeyFace, ...] = ()
    """The smaller ones below: what the state of the ticket adds, and undoing."""
    key_hint: str = ""
    """Why an expected key is off."""
    can_leave: bool = False
    sheet: SheetFace = SheetFace()
    strip: StripFace = StripFace()
    seat: SeatFace = SeatFace()


def face(state: State, hub_now: datetime | None, monotonic: float, config: CounterConfig, texts: Words) -> Face:
    """`hub_now` is None until the hub has told its time."""
    strip = _strip(state, monotonic, texts)
    top = _top(state, hub_now, texts)
    if state.view is None or hub_now is None:
        return Face(top=top, strip=strip)
    seated = state.view.desk
    if seated is None:
        return Face(top=top, strip=strip, seat=seat_face(state, state.view, texts))
    return Face(
        top=top,
        ticket=ticket_face(seated, hub_now, call_age_s=monotonic - state.call_seen_at, keys=config.keys, words=texts),
        queue=queue_face(seated, hub_now, config.waiting, texts, listed=state.listed, doable=_doable(state, seated)),
        keys=_keys(state, seated, config.keys, texts),
        extra_keys=_extra_keys(state, seated, hub_now, config.keys, texts),
        key_hint=_key_hint(seated, texts),
        can_leave=can(state, DeskAction.STAND_UP),
        strip=strip,
        sheet=sheet_face(state, texts),
    )


def fixed_words(config: CounterConfig, texts: Words) -> dict[str, str]:
    """What never changes while the program runs, by the names QML has for it."""
    return {
        "title": texts.window_title,
        "connecting": texts.connecting,
        "device": fill(texts.this_device, device=config.device),
        "chooseTitle": texts.choose_title,
        "chooseCounter": texts.choose_counter,
        "choosePerson": texts.choose_person,
        "chooseKeys": texts.choose_keys,
        "leave": texts.actions[DeskAction.STAND_UP],
        "leaveHint": texts.action_hints[DeskAction.STAND_UP],
        "leaveKey": config.keys.stand_up,
        "cover": texts.cover,
        "coverShort": texts.cover_short,
        "coverKey": config.keys.cover,
        "listsKey": config.keys.lists,
        "finishAs": texts.finish_as,
        "finishAsKey": config.keys.finish_as,
        "toBar": texts.to_bar,
        "fromBar": texts.from_bar,
        "barKey": config.keys.bar,
        "lost": texts.lost_short,
    }


def _top(state: State, hub_now: datetime | None, texts: Words) -> TopFace:
    explained = "" if state.trouble is None else texts.troubles[state.trouble]
    if state.view is None or hub_now is None:
        return TopFace(explained=explained or texts.connecting)
    top = TopFace(
        page=Page.SEAT,
        clock=clock_face(hub_now),
        trouble="" if is_live(state) else texts.lost,
        explained=explained,
        alerts=_alerts(state.view.alerts, texts),
        alert_count=len(state.view.alerts),
    )
    seated = state.view.desk
    if seated is None:
        return top
    return msgspec.structs.replace(
        top,
        page=Page.BAR if state.is_bar else Page.WORK,
        counter=fill(texts.counter, number=seated.number),
        operator=seated.operator_name,
        skills=skills_line(seated.primary, seated.second, texts),
        can_cover=can_open(state, ScreenKey.COVER),
    )


def _alerts(alerts: tuple[Alert, ...], texts: Words) -> tuple[str, ...]:
    lines = tuple(words.alert(texts, alert) for alert in alerts)
    if len(lines) <= MOST_ALERTS:
        return lines
    rest = len(lines) - (MOST_ALERTS - 1)
    return (*lines[: MOST_ALERTS - 1], fill(texts.alerts_more, count=rest))


def _keys(state: State, seated: Desk, hotkeys: Hotkeys, texts: Words) -> tuple[KeyFace, ...]:
    keys = (_key(meant(action, seated), state, seated, hotkeys, texts) for action in KEY_ORDER)
    return tuple(msgspec.structs.replace(key, place=place) for place, key in enumerate(keys))


def _extra_keys(state: State, seated: Desk, now: datetime, hotkeys: Hotkeys, texts: Words) -> tuple[KeyFace, ...]:
    """Without a ticket: to take a walk-in; with one: to cancel it. Undoing stands there only while it can be done."""
    own = DeskAction.WALK_IN if seated.ticket is None else DeskAction.CANCEL
    keys = (_key(own, state, seated, hotkeys, texts),)
    if DeskAction.UNDO not in seated.actions or seated.undo_until is None:
        return keys
    left = seconds_between(now, seated.undo_until)
    undo = _key(DeskAction.UNDO, state, seated, hotkeys, texts)
    return (*keys, msgspec.structs.replace(undo, place=1, label=fill(texts.undo_left, count=left)))


def _key(action: DeskAction, state: State, seated: Desk, hotkeys: Hotkeys, texts: Words) -> KeyFace:
    return KeyFace(
        place=0,
        intent=action,
        key=hotkeys.key_of(action),
        label=texts.actions[action],
        hint=texts.action_hints[action],
        is_enabled=can(state, action),
        is_main=action in _main_keys(seated),
        is_offered=action in seated.actions,
        is_minor=action in _MINOR_KEYS,
    )


def _main_keys(seated: Desk) -> frozenset[DeskAction]:
    if seated.paused_for is not None:
        return frozenset({DeskAction.RESUME})
    return _MAIN_KEYS.get(None if seated.ticket is None else seated.ticket.status, frozenset())


def _key_hint(seated: Desk, texts: Words) -> str:
    is_called = seated.ticket is not None and seated.ticket.status is Status.CALLED
    return texts.no_show_later if is_called and DeskAction.MARK_NO_SHOW not in seated.actions else ""


def _doable(state: State, seated: Desk) -> frozenset[TicketId]:
    """Those whose row has a key that can be pressed now."""
    away = [row.ticket_id for row in seated.parked] + [row.ticket_id for row in seated.missed]
    return frozenset(ticket_id for ticket_id in away if row_deed(state, ticket_id) is not None)


def _strip(state: State, monotonic: float, texts: Words) -> StripFace:
    if is_slow(state, monotonic) and state.pending is not None:
        return StripFace(fill(texts.sending, action=words.about(texts, state.pending.about)))
    notice = state.notice
    if notice is None:
        return StripFace()
    if isinstance(notice.why, Unanswered):
        return StripFace(fill(texts.unanswered, action=words.about(texts, notice.about)), Tone.WATCH)
    return StripFace(words.refusal(texts, notice.why), Tone.WATCH)
