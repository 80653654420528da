"""What pads and signs show of a counter, and who is old enough for a priority class."""

from typing import Any

from hub.core import commands
from hub.core.lifecycle import PaperState, Status
from hub.projections import HardwareViews, hardware_view
from hub.protocol import AgeClass, HallCounter
from tests.support.centres import (
    AGENT,
    ANH,
    CHILD,
    ELDERLY,
    JUSTICE,
    ONE,
    PC_1,
    PRIORITIES,
    RULED,
    SCREEN_ONLY,
    TWO,
    with_policy,
    with_service,
)
from tests.support.core_day import CoreDay
from tests.support.queue_checks import qr_url
from tests.unit.core.hall import hall


def counter(day: CoreDay, number: int = 1) -> HallCounter:
    return hardware_view(day.state, qr_url).counters[number - 1]


def free(number: int, **changes: Any) -> HallCounter:
    known: dict[str, Any] = {
        "counter_id": f"counter-{number}",
        "number": number,
        "is_staffed": False,
        "is_paused": False,
        "ticket_number": "",
        "status": None,
        "call_id": None,
        "called_at": None,
        "waiting": 0,
    }
    return HallCounter(**{**known, **changes})


def test_every_counter_of_the_centre_is_shown_also_where_nobody_sits() -> None:
    assert hardware_view(CoreDay().state, qr_url).counters == (free(1), free(2), free(3))


def test_whoever_sits_there_sees_how_many_wait_for_them() -> None:
    assert counter(hall(3)) == free(1, is_staffed=True, waiting=3)


def test_a_called_ticket_stands_there_with_its_newest_call() -> None:
    day = hall(3)
    day.call_next()
    again = day.recall()

    call = day.last_call()
    assert again.calls_made == 2
    assert counter(day) == free(
        1,
        is_staffed=True,
        ticket_number="A001",
        status=Status.CALLED,
        call_id=call.call_id,
        called_at=call.called_at,
        waiting=2,
    )


def test_a_walk_in_was_called_by_nobody() -> None:
    day = hall(0)
    walked_in = day.walk_in()

    shown = counter(day)

    assert (shown.ticket_number, shown.status) == (walked_in.number, Status.SERVING)
    assert (shown.call_id, shown.called_at) == (None, None)


def test_a_counter_at_rest_says_so() -> None:
    day = hall(1)
    day.do(commands.Pause(ONE), PC_1)

    assert counter(day).is_paused
    assert not counter(day, 2).is_paused


def test_only_lines_the_counter_may_call_from_are_counted() -> None:
    day = CoreDay(with_service(JUSTICE, counters=(TWO,)))
    day.issue(JUSTICE, SCREEN_ONLY)
    day.sit(ANH)

    assert counter(day).waiting == 0


def test_classes_by_age_are_told_with_the_highest_age_first() -> None:
    elderly, child, merit = PRIORITIES
    older = type(child)(CHILD, "Thử", min_age=100)

    assert hardware_view(CoreDay(RULED).state, qr_url).ages == (AgeClass(ELDERLY, 80),)
    day = CoreDay(with_policy(priority=(elderly, older, merit)))
    assert hardware_view(day.state, qr_url).ages == (AgeClass(CHILD, 100), AgeClass(ELDERLY, 80))


# --- made once


def test_what_has_not_changed_is_not_made_again() -> None:
    day, views = CoreDay(), HardwareViews(qr_url)
    day.issue(JUSTICE)
    before, encoded = views.of(day.state), views.encoded(day.state)

    day.issue(JUSTICE)

    assert views.of(day.state).jobs[0] is before.jobs[0]
    assert views.encoded(day.state) != encoded
    assert views.encoded(day.state) is views.encoded(day.state)


def test_what_has_changed_is_made_anew() -> None:
    day, views = CoreDay(), HardwareViews(qr_url)
    day.issue(JUSTICE)
    (before,) = views.of(day.state).jobs

    day.do(commands.ReportPaper(before.job_id, PaperState.SENDING), AGENT)

    assert views.of(day.state) == hardware_view(day.state, qr_url)
    assert views.of(day.state).jobs[0].state is PaperState.SENDING


def test_a_changed_set_up_is_on_the_next_paper() -> None:
    day, views = CoreDay(), HardwareViews(qr_url)
    day.issue(JUSTICE)
    views.of(day.state)

    day.do(commands.OpenDay(with_service(JUSTICE, name="Hộ tịch")), SCREEN_ONLY)

    assert views.of(day.state).jobs[0].paper.service_name == "Hộ tịch"
