"""Everything the counter's screen says, in Vietnamese first and in English, complete.

`Words` has a field for each sentence, so a language that forgets one does not load; the tables have an entry for every
code (a test counts them). `{name}` in a sentence is filled in by `fill`.
"""

import msgspec

from hub.client.port import Trouble
from hub.protocol import (
    Alert,
    AlertCode,
    DeskAction,
    Failed,
    FailureCode,
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
    reasons: dict[Reason, str]
    refusals: dict[RefusalCode, str]
    failures: dict[FailureCode, str]
    alerts: dict[AlertCode, str]
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
    skills_second: str

    is_called: str
    is_called_again: str
    is_serving: str
    is_idle: str
    idle_ready: str
    idle_empty: str
    idle_ready_hint: str
    idle_empty_hint: str
    why_picked: str

    call_shown_spoken: str
    call_shown_speaking: str
    call_shown_unspoken: str
    call_spoken_unshown: str
    call_on_its_way: str
    call_unshown: str

    sending: str
    unanswered: str
    sit_down_about: str
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

    leave_question: str
    leave_explained: str
    leave_yes: str
    leave_no: str

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
        params["health"] = _printer(words, params.get("health", ""))
    if told.code is AlertCode.CLOCK_JUMPED:
        params["span"] = _span(words, params.get("seconds", ""))
    return fill(words.alerts[told.code], **params)


def _printer(words: Words, health: str) -> str:
    try:
        return words.printers[PrinterHealth(health)]
    except ValueError:
        return words.printers[PrinterHealth.UNKNOWN]


def _span(words: Words, seconds: str) -> str:
    if not seconds.isdecimal():
        return "…"
    count = int(seconds)
    return fill(words.seconds, count=count) if count < 120 else fill(words.minutes, count=count // 60)


def in_language(language: str) -> Words:
    """The words of a language of the configuration."""
    from counter_client import words_en, words_vi

    return words_en.WORDS if language == "en" else words_vi.WORDS
