"""What time alone makes happen falls due at its moment, not before, and is foretold."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core import commands
from hub.core.actions import DeskAction, allowed
from hub.core.deadlines import due, next_deadline
from hub.core.ids import job_id
from hub.core.lifecycle import PAPER_PENDING, PaperState
from tests.support.centres import AGENT, CENTRE, JUSTICE, KIOSK, MORNING, ONE, SCREEN_ONLY, WALL, with_policy
from tests.support.core_day import CoreDay
from tests.unit.core.hall import hall

MIDNIGHT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
WANTED = timedelta(seconds=CENTRE.print_max_age_s)
END_OF_TICKETS = datetime(2026, 11, 23, 4, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_an_empty_morning_has_nothing_due_until_the_hours_change() -> None:
    day = CoreDay()

    assert due(day.state, CENTRE, MORNING) == ()
    assert next_deadline(day.state, MORNING) == END_OF_TICKETS


def test_a_paper_expires_when_its_citizen_has_long_read_the_screen() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)

    assert due(day.state, CENTRE, MORNING + WANTED - timedelta(milliseconds=1)) == ()
    assert next_deadline(day.state, MORNING) == MORNING + WANTED
    assert due(day.state, CENTRE, MORNING + WANTED) == (commands.ExpirePaper(job_id(ticket.ticket_id, 1)),)


def test_a_ticket_without_paper_has_no_deadline() -> None:
    day = CoreDay()
    day.issue(JUSTICE, SCREEN_ONLY)

    assert next_deadline(day.state, MORNING) == END_OF_TICKETS


def test_a_new_day_is_opened_at_midnight_with_the_set_up_of_the_hub() -> None:
    day = CoreDay()
    newer = replace(CENTRE, call_max_age_s=30)

    assert due(day.state, newer, MIDNIGHT - timedelta(seconds=1)) == ()
    assert due(day.state, newer, MIDNIGHT) == (commands.OpenDay(newer),)
    assert next_deadline(day.state, MIDNIGHT - timedelta(seconds=1)) == MIDNIGHT


def test_papers_of_a_day_that_has_passed_are_no_longer_asked_after() -> None:
    day = CoreDay()
    day.issue(JUSTICE)

    assert due(day.state, CENTRE, MIDNIGHT) == (commands.OpenDay(CENTRE),)


# --- people who come back, keys that come and go


def test_a_parked_ticket_is_due_at_its_time_and_not_before() -> None:
    day = hall(1)
    day.call_next()
    ticket = day.park(minutes=5)
    until = day.now + timedelta(minutes=5)

    assert due(day.state, CENTRE, until - SECOND) == ()
    assert due(day.state, CENTRE, until) == (commands.UnparkDue(ticket.ticket_id),)
    assert next_deadline(day.state, until - SECOND) == until


def test_the_moment_a_ticket_may_be_called_again_is_foretold() -> None:
    day = hall(1)
    day.call_next()
    day.do(commands.ConfirmShown(day.last_call().call_id), WALL)

    assert next_deadline(day.state, day.now) == day.now + timedelta(seconds=15)
    assert DeskAction.RECALL not in keys(day, day.now + timedelta(seconds=14))
    assert DeskAction.RECALL in keys(day, day.now + timedelta(seconds=15))


def test_the_moment_an_undo_is_too_late_is_foretold() -> None:
    day = hall(1)
    day.call_next()
    day.start()
    gone = day.now + timedelta(seconds=15)
    day.now = gone

    over = next_deadline(day.state, day.now)

    assert over == gone + timedelta(seconds=15, milliseconds=1)
    assert DeskAction.UNDO in keys(day, over - timedelta(milliseconds=1))
    assert DeskAction.UNDO not in keys(day, over)


def test_a_walk_in_was_never_called_so_no_call_of_it_comes_up() -> None:
    day = hall(0)
    day.walk_in()
    day.pass_time(minutes=1)

    assert next_deadline(day.state, day.now) == END_OF_TICKETS


def test_the_end_of_a_session_is_foretold() -> None:
    day = CoreDay(with_policy(carry_over=False))
    end = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)

    assert next_deadline(day.state, end - SECOND) == end
    assert due(day.state, day.state.branch, end - SECOND) == ()
    assert due(day.state, day.state.branch, end) == (commands.CloseSession("Buổi sáng"),)


def keys(day: CoreDay, now: datetime) -> tuple[DeskAction, ...]:
    return allowed(day.state, ONE, day.state.seats[ONE], now)


@given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["issue", "confirm", "fail", "reprint"])), max_size=25))
def test_every_paper_past_its_time_is_due_and_no_other(steps: list[tuple[int, str]]) -> None:
    day = CoreDay()
    for seconds, what in steps:
        day.pass_time(seconds=seconds)
        step(day, what)

    late = {
        commands.ExpirePaper(ticket.paper.job_id)
        for ticket in day.state.tickets
        if ticket.paper and ticket.paper.state in PAPER_PENDING and ticket.paper.requested_at + WANTED <= day.now
    }
    assert set(due(day.state, CENTRE, day.now)) == late
    if not late:
        assert due(day.state, CENTRE, next_deadline(day.state, day.now) - timedelta(microseconds=1)) == ()


def step(day: CoreDay, what: str) -> None:
    """One thing that happens to the oldest ticket it can happen to, if any."""
    if what == "issue":
        day.issue(JUSTICE)
        return
    for ticket in day.state.tickets:
        assert ticket.paper is not None
        job = ticket.paper.job_id
        wished: dict[str, tuple[commands.Command, ...]] = {
            "confirm": (
                commands.ReportPaper(job, PaperState.SENDING),
                commands.ReportPaper(job, PaperState.CONFIRMED),
            ),
            "fail": (commands.ReportPaper(job, PaperState.FAILED),),
            "reprint": (commands.ReprintTicket(ticket.ticket_id),),
        }
        if day.accepts(wished[what][0], KIOSK):
            for command in wished[what]:
                day.do(command, KIOSK if what == "reprint" else AGENT)
            return
