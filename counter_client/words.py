"""Everything the counter's screen says, in Vietnamese first and in English, complete.

`Words` has a field for each sentence, so a language that forgets one does not load; the tables have an entry for every
code (a test counts them). `{name}` in a sentence is filled in by `fill`.
"""

import msgspec

from counter_client.about import About, Deed, Errand
from counter_client.sheets import SheetKind
from hub.client.port import Trouble
from hub.protocol import (
    Alert,
    AlertCode,
    CancelReason,
    DeskAction,
    DeviceHealth,
    DeviceKind,
    Failed,
    FailureCode,
    Outcome,
    PrinterHealth,
    Reason,
    RefusalCode,
    Refused,
)


class Words(msgspec.Struct, frozen=True):
    """One language."""

    actions: dict[DeskAction, str]
    action_hints: dict[DeskAction, str]
    """What a key does, for a screen reader."""
    errands: dict[Errand, str]
    """What is sent without a key of its own, by its name."""
    deeds: dict[Deed, str]
    """What can be done with one who waits, is parked or was missed."""
    outcomes: dict[Outcome, str]
    cancel_reasons: dict[CancelReason, str]
    questions: dict[SheetKind, str]
    explained: dict[SheetKind, str]
    reasons: dict[Reason, str]
    refusals: dict[RefusalCode, str]
    failures: dict[FailureCode, str]
    alerts: dict[AlertCode, str]
    tickets_left: str
    """After the health of a printer whose roll ends soon."""
    device_kinds: dict[DeviceKind, str]
    device_healths: dict[DeviceHealth, str]
    at_counter: str
    at_kiosk: str
    in_hall: str
    printers: dict[PrinterHealth, str]
    troubles: dict[Trouble, str]

    window_title: str
    counter: str
    waiting_title: str
    waiting_short: str
    nobody_waits: str
    more_waiting: str
    longest: str
    minutes: str
    seconds: str
    just_now: str
    under_a_minute: str
    is_long: str
    is_too_long: str
    appointment: str
    skills_second: str

    tab_waiting: str
    tab_parked: str
    tab_missed: str
    nobody_parked: str
    nobody_missed: str
    back_at: str
    until: str
    call_back: str
    rejoin: str

    is_called: str
    is_called_again: str
    is_serving: str
    is_idle: str
    idle_ready: str
    idle_empty: str
    idle_ready_hint: str
    idle_empty_hint: str
    idle_closed_hint: str
    is_paused: str
    paused: str
    paused_hint: str
    why_picked: str
    why_walk_in: str
    no_show_later: str
    undo_left: str
    finish_as: str

    call_shown_spoken: str
    call_shown_speaking: str
    call_shown_unspoken: str
    call_spoken_unshown: str
    call_on_its_way: str
    call_unshown: str

    sending: str
    unanswered: str
    lost: str
    lost_short: str

    choose_title: str
    choose_counter: str
    choose_person: str
    choose_hint: str
    choose_keys: str
    seat_free: str
    seat_cut_off: str
    person_at: str
    sit_down: str
    sit_down_as: str
    move_to: str

    leave_no: str
    park_usual: str
    to_services: str
    to_counters: str
    to_people: str
    nobody_there: str
    back_to_line: str
    to_front: str
    by_arrival: str
    pause_plain: str
    pause_reasons: tuple[str, ...]
    cover: str
    cover_short: str
    cover_gives_back: str
    choose_reasons: tuple[str, ...]
    other_reason: str
    take: str
    close: str

    to_bar: str
    from_bar: str
    alerts_short: str
    alerts_more: str
    connecting: str
    this_device: str

    accessible_ticket: str
    accessible_row: str


class _Filled(dict[str, str]):
    """A parameter an older hub does not send is a gap in the sentence, not a crash."""

    def __missing__(self, key: str) -> str:
        return "…"


def about(words: Words, what: About) -> str:
    """What a press was for."""
    return words.errands[what] if isinstance(what, Errand) else words.actions[what]


def fill(sentence: str, **params: str | int) -> str:
    return sentence.format_map(_Filled({name: str(value) for name, value in params.items()}))


def refusal(words: Words, answer: Refused | Failed) -> str:
    """Why the hub said no, or could not say anything."""
    if isinstance(answer, Failed):
        return words.failures[answer.code]
    return fill(words.refusals[answer.code], **answer.params)


def alert(words: Words, told: Alert) -> str:
    params = dict(told.params)
    if told.code is AlertCode.PRINTER:
        health = _printer(words, params.get("health", ""))
        params["health"] = health + fill(words.tickets_left, left=params["left"]) if "left" in params else health
    if told.code is AlertCode.DEVICE:
        params |= _device(words, told.params)
    if told.code is AlertCode.CLOCK_JUMPED:
        params["span"] = _span(words, params.get("seconds", ""))
    return fill(words.alerts[told.code], **params)


def _printer(words: Words, health: str) -> str:
    try:
        return words.printers[PrinterHealth(health)]
    except ValueError:
        return words.printers[PrinterHealth.UNKNOWN]


def _device(words: Words, params: dict[str, str]) -> dict[str, str]:
    """What it is, where it stands and what is wrong with it; what a newer hub knows besides is called by its name."""
    kinds = {kind.value: said for kind, said in words.device_kinds.items()}
    healths = {health.value: said for health, said in words.device_healths.items()}
    place = words.in_hall
    if "counter" in params:
        place = words.at_counter
    elif "kiosk" in params:
        place = words.at_kiosk
    return {
        "kind": kinds.get(params.get("kind", ""), params.get("name", "")),
        "place": fill(place, **params),
        "health": healths.get(params.get("health", ""), words.device_healths[DeviceHealth.FAULT]),
    }


def _span(words: Words, seconds: str) -> str:
    if not seconds.isdecimal():
        return "…"
    count = int(seconds)
    return fill(words.seconds, count=count) if count < 120 else fill(words.minutes, count=count // 60)


def in_language(language: str) -> Words:
    """The words of a language of the configuration."""
    from counter_client import words_en, words_vi

    return words_en.WORDS if language == "en" else words_vi.WORDS
