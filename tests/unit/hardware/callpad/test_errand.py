"""What a key asks of the hub, and what it refuses by itself."""

from datetime import UTC, datetime

import pytest

from hardware.callpad.errand import Errand, Hindrance, Sight, Watch, errand
from hardware.callpad.keys import NextSettles, PadKey
from hub.protocol import (
    CallId,
    CallNext,
    CounterId,
    Finish,
    HallCounter,
    MarkNoShow,
    Park,
    Pause,
    Recall,
    Resume,
    StartService,
    Status,
    Undo,
)

HERE = CounterId("counter-1")


def counter(status: Status | None = None, *, call: str = "c1", is_paused: bool = False) -> HallCounter:
    return HallCounter(
        counter_id=HERE,
        number=1,
        is_staffed=True,
        is_paused=is_paused,
        ticket_number="A001" if status else "",
        status=status,
        call_id=CallId(call) if status else None,
        called_at=datetime(2026, 11, 23, tzinfo=UTC) if status else None,
        waiting=2,
    )


def asked(
    key: PadKey, seen: HallCounter | None, *, age_s: float = 60.0, settles: NextSettles = NextSettles.SERVED
) -> Errand | Hindrance:
    return errand(key, HERE, Sight(seen, age_s), settles, 3.0)


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (PadKey.RECALL, Recall(HERE)),
        (PadKey.START, StartService(HERE)),
        (PadKey.FINISH, Finish(HERE)),
        (PadKey.NO_SHOW, MarkNoShow(HERE)),
        (PadKey.PARK, Park(HERE)),
        (PadKey.PAUSE, Pause(HERE)),
        (PadKey.RESUME, Resume(HERE)),
        (PadKey.UNDO, Undo(HERE)),
        (PadKey.BREAK, Pause(HERE)),
    ],
)
def test_a_key_is_one_command_whatever_was_seen(key: PadKey, command: object) -> None:
    for seen in (None, counter(), counter(Status.CALLED)):
        assert asked(key, seen, age_s=0.0) == Errand((command,))  # type: ignore[arg-type]


def test_the_key_for_a_break_ends_one_where_there_is_one() -> None:
    assert asked(PadKey.BREAK, counter(is_paused=True)) == Errand((Resume(HERE),))


@pytest.mark.parametrize("seen", [None, counter()])
def test_next_at_a_free_counter_calls(seen: HallCounter | None) -> None:
    assert asked(PadKey.NEXT, seen, age_s=0.0) == Errand((CallNext(HERE),))


def test_next_while_serving_calls_and_ends_the_service_where_nobody_waits() -> None:
    assert asked(PadKey.NEXT, counter(Status.SERVING), age_s=0.0) == Errand((CallNext(HERE),), Finish(HERE))


def test_next_settles_a_called_ticket_as_served() -> None:
    assert asked(PadKey.NEXT, counter(Status.CALLED)) == Errand((StartService(HERE), CallNext(HERE)), Finish(HERE))


def test_next_settles_it_as_missed_where_the_settings_say_so() -> None:
    assert asked(PadKey.NEXT, counter(Status.CALLED), settles=NextSettles.NO_SHOW) == Errand(
        (MarkNoShow(HERE), CallNext(HERE))
    )


@pytest.mark.parametrize("status", [None, Status.CALLED, Status.SERVING])
def test_next_settles_nothing_where_the_settings_say_so(status: Status | None) -> None:
    assert asked(PadKey.NEXT, counter(status), settles=NextSettles.REFUSE) == Errand((CallNext(HERE),))


@pytest.mark.parametrize("settles", [NextSettles.SERVED, NextSettles.NO_SHOW])
def test_next_never_settles_who_was_called_a_moment_ago(settles: NextSettles) -> None:
    assert asked(PadKey.NEXT, counter(Status.CALLED), age_s=2.9, settles=settles) is Hindrance.JUST_CALLED


def test_a_call_is_as_old_as_the_time_it_was_seen() -> None:
    watch = Watch()
    watch.see(counter(Status.CALLED), 10.0)
    watch.see(counter(Status.CALLED), 14.0)
    assert watch.sight(15.0).call_age_s == 5.0

    watch.see(counter(Status.CALLED, call="c2"), 15.0)
    assert watch.sight(16.0).call_age_s == 1.0


def test_a_call_made_before_the_agent_started_counts_as_made_just_now() -> None:
    watch = Watch()
    watch.see(counter(Status.CALLED), 1000.0)

    assert watch.sight(1000.5).call_age_s == 0.5
