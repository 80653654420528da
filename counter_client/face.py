"""What the screen shows, all of it, as plain values: state, hub time and words in, a `Face` out.

The view-model only hands this to QML, so what is on the screen can be tested without one.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from counter_client import words
from counter_client.config import CounterConfig
from counter_client.hotkeys import Hotkeys
from counter_client.hub_time import clock_face
from counter_client.queue_face import QueueFace, queue_face
from counter_client.seat_face import SeatFace, seat_face, skills_line
from counter_client.state import State, Unanswered, can, is_live, is_slow
from counter_client.ticket_face import TicketFace, ticket_face
from counter_client.tone import Tone
from counter_client.words import Words, fill
from hub.protocol import Alert, Desk, DeskAction, Status

KEY_ORDER = (
    DeskAction.CALL_NEXT,
    DeskAction.RECALL,
    DeskAction.START,
    DeskAction.FINISH,
    DeskAction.MARK_NO_SHOW,
)
"""The keys of the grid; leaving the counter has its place in the top bar."""

MOST_ALERTS = 4
"""More would leave no room for those who wait."""

_MAIN_KEYS = {
    None: frozenset({DeskAction.CALL_NEXT}),
    Status.CALLED: frozenset({DeskAction.START}),
    Status.SERVING: frozenset({DeskAction.CALL_NEXT, DeskAction.FINISH}),
}
"""What is most likely to come next, per state of the ticket: these keys are the red ones."""


class Page(StrEnum):
    """One at a time fills the window."""

    CONNECT = "connect"
    SEAT = "seat"
    WORK = "work"
    BAR = "bar"


class KeyFace(msgspec.Struct, frozen=True):
    """One key. `is_offered`: the rules allow it at this moment, even if a command on its way still disables it."""

    intent: DeskAction
    key: str
    label: str
    hint: str
    is_enabled: bool
    is_main: bool
    is_offered: bool


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
    leave_question: str = ""
    """Not empty while the question stands."""


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
    can_leave: bool = False
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
        ticket=ticket_face(
            seated,
            hub_now,
            call_age_s=monotonic - state.call_seen_at,
            call_next_key=config.keys.call_next,
            words=texts,
        ),
        queue=queue_face(seated, hub_now, config.waiting, texts),
        keys=_keys(state, seated, config.keys, texts),
        can_leave=can(state, DeskAction.STAND_UP),
        strip=strip,
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
        "leaveExplained": texts.leave_explained,
        "leaveYes": texts.leave_yes,
        "leaveNo": texts.leave_no,
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
        leave_question=fill(texts.leave_question, number=seated.number) if state.is_leaving else "",
    )


def _alerts(alerts: tuple[Alert, ...], texts: Words) -> tuple[str, ...]:
    lines = tuple(words.alert(texts, alert) for alert in alerts)
    if len(lines) <= MOST_ALERTS:
        return lines
    rest = len(lines) - (MOST_ALERTS - 1)
    return (*lines[: MOST_ALERTS - 1], fill(texts.alerts_more, count=rest))


def _keys(state: State, seated: Desk, hotkeys: Hotkeys, texts: Words) -> tuple[KeyFace, ...]:
    status = None if seated.ticket is None else seated.ticket.status
    main = _MAIN_KEYS.get(status, frozenset())
    return tuple(
        KeyFace(
            intent=action,
            key=hotkeys.key_of(action),
            label=texts.actions[action],
            hint=texts.action_hints[action],
            is_enabled=can(state, action),
            is_main=action in main,
            is_offered=action in seated.actions,
        )
        for action in KEY_ORDER
    )


def _strip(state: State, monotonic: float, texts: Words) -> StripFace:
    if is_slow(state, monotonic) and state.pending is not None:
        return StripFace(fill(texts.sending, action=_about(state.pending.about, texts)))
    notice = state.notice
    if notice is None:
        return StripFace()
    if isinstance(notice.why, Unanswered):
        return StripFace(fill(texts.unanswered, action=_about(notice.about, texts)), Tone.WATCH)
    return StripFace(words.refusal(texts, notice.why), Tone.WATCH)


def _about(action: DeskAction | None, texts: Words) -> str:
    return texts.sit_down_about if action is None else texts.actions[action]
