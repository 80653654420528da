"""Days that are played: by the rules, with everybody accounted for, the same for the same seed."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.context import NO_WAITS, LineName, Waits
from hub.core.evolve import evolve
from hub.core.ids import CommandId, DeviceId
from hub.core.lifecycle import ENDED, Status
from hub.core.model import State
from hub.core.refusal import Refusal
from hub.core.setup import Branch
from hub.simulate.agenda import Agenda
from hub.simulate.day import Day
from hub.simulate.figures import checks
from hub.simulate.habits import habits_of
from hub.simulate.hall import Hall
from hub.simulate.records import DayBook, Step
from hub.simulate.study import OURS
from hub.simulate.visitors import visitors_of_day
from tests.support.centres import ANH, BINH, JUSTICE, LAND, MONDAY, MORNING, ONE, PC_1, TWO, with_policy
from tests.support.core_day import CoreDay
from tests.unit.hub.simulate.small import BRANCH, played, small


class Log:
    """Sees every event of a day."""

    def __init__(self) -> None:
        self.entries: list[events.Recorded] = []

    def watch(self, step: Step) -> None:
        self.entries.append(step.entry)

    def waits(self, _state: State, _now: datetime, _name: LineName) -> Waits:
        return NO_WAITS


def a_day(branch: Branch = BRANCH, visits: int = 60, break_min: float = 0.0) -> tuple[Day, State, Log]:
    log = Log()
    visitors = visitors_of_day(branch, habits_of(branch, {}), MONDAY, visits, seed=5)
    day = Day(branch, MONDAY, visitors, small().staff, log, break_min=break_min, seed=5)
    return day, day.play(), log


def test_moments_come_in_order_and_those_of_one_moment_as_they_were_entered() -> None:
    start = datetime(2026, 11, 23, 8, tzinfo=UTC)
    agenda = Agenda(start)
    seen: list[tuple[str, datetime]] = []

    def note(name: str) -> None:
        seen.append((name, agenda.now))

    for name, after_s in (("late", 60), ("first", 5), ("second", 5)):
        agenda.after(after_s, partial(note, name))
    agenda.at(start - timedelta(hours=1), partial(note, "past"))
    agenda.run()

    assert [name for name, _ in seen] == ["past", "first", "second", "late"]
    assert seen[0][1] == start
    assert seen[-1][1] == start + timedelta(seconds=60)


def test_a_refused_command_changes_nothing_in_the_hall() -> None:
    hall = Hall(BRANCH, MORNING, lambda *_: None)

    assert isinstance(hall.do(PC_1, commands.CallNext(ONE), hall.state.last_at), Refusal)
    assert hall.state.seq == 1


def test_everybody_comes_is_called_and_goes() -> None:
    _, state, log = a_day(visits=150)

    assert len(state.tickets) == 150
    assert all(ticket.status in ENDED for ticket in state.tickets)
    assert state.seats == {}
    assert {type(entry.event) for entry in log.entries} >= {
        events.TicketCalled,
        events.TicketRecalled,
        events.TicketNoShow,
        events.TicketParked,
        events.TicketTransferred,
        events.TicketRejoined,
    }


def test_the_days_of_a_play_are_days_of_the_hub() -> None:
    """Its events replay to its state, as any log does."""
    _, state, log = a_day()
    first = events.Recorded(1, log.entries[0].at, CommandId("open"), DeviceId("hub"), events.DayOpened(MONDAY, BRANCH))
    replayed: State | None = None
    for entry in (first, *log.entries):
        replayed = evolve(replayed, entry)

    assert replayed == state


def test_officials_work_in_both_sessions_and_go_when_nobody_waits() -> None:
    _, _, log = a_day()
    sat = Counter(type(entry.event) for entry in log.entries)

    assert sat[events.OperatorSatDown] == 6
    assert sat[events.OperatorStoodUp] == 6
    assert sat[events.CounterPaused] == 0


def test_each_official_takes_a_break_in_each_session_when_asked_for() -> None:
    _, _, log = a_day(break_min=10)
    breaks = Counter(type(entry.event) for entry in log.entries)

    assert breaks[events.CounterPaused] == breaks[events.CounterResumed] == 6


def test_nobody_is_called_before_the_counters_open() -> None:
    _, _, log = a_day()
    called = min(entry.at for entry in log.entries if isinstance(entry.event, events.TicketCalled))

    assert called.time().isoformat() >= "07:30:00"


def test_where_nobody_is_carried_over_the_hub_closes_who_still_waits() -> None:
    """And the officials go to lunch: those who are left are closed by the end of the session."""
    branch = with_policy(BRANCH, carry_over=False)
    _, state, _ = a_day(branch, visits=200)

    assert any(ticket.status is Status.CANCELLED for ticket in state.tickets)
    assert all(ticket.status in ENDED for ticket in state.tickets)


def test_whoever_gets_no_number_is_counted() -> None:
    services = tuple(replace(service, quota=3) for service in BRANCH.services)
    day, state, _ = a_day(replace(BRANCH, services=services))

    assert day.turned_away == 60 - len(state.tickets) > 0


@pytest.mark.parametrize("visits", [10, 80])
def test_a_study_is_sound_whatever_the_load(visits: int) -> None:
    study = played(small(visits), days=3)
    found = checks(study)

    assert found.is_sound
    assert found.idle_s == 0
    assert study.visits == 3 * visits == len(study.records)


def test_the_same_seed_plays_the_same_days() -> None:
    assert played(seed=4).records == played(seed=4).records
    assert played(seed=4).records != played(seed=5).records


def test_only_working_days_are_played() -> None:
    days = sorted({record.day for record in played(days=6).records})

    assert len(days) == 6
    assert all(day.weekday() < 5 for day in days)
    assert days[-1] - days[0] == timedelta(days=7)


def test_a_centre_that_never_opens_is_played_without_days() -> None:
    closed = replace(small(), branch=replace(BRANCH, sessions=()))

    assert played(closed, days=3).days == 0


def test_with_estimates_every_wait_is_predicted_in_four_ways_after_days_of_learning() -> None:
    study = played(small(15), days=2, has_estimates=True)
    told = [record for record in study.records if record.low_min is not None]

    assert len(told) > len(study.records) / 2
    assert all(set(record.predicted) == {OURS, "work ahead", "LES", "HOL"} for record in told)
    assert {len(record.predicted) for record in study.records if record.low_min is None} == {3}


def test_a_counter_that_rests_while_somebody_waits_whom_it_could_serve_is_seen() -> None:
    """The check does not ask the rule: a rule that forgot somebody could not hide it."""
    day = CoreDay(BRANCH)
    day.sit(ANH)
    book = DayBook(MONDAY)
    since = day.now
    for service, idle_s in ((JUSTICE, 0.0), (JUSTICE, 60.0)):
        before = day.state
        day.pass_time(minutes=1)
        day.issue(service)
        book.watch(Step(before, day.log[-2], day.state, {ONE: since}))
        assert book.idle_s == idle_s


def test_a_counter_that_rests_because_nobody_waits_whom_it_could_serve_is_none_of_that() -> None:
    day = CoreDay(BRANCH)
    day.sit(ANH)
    day.sit(BINH, TWO)
    day.issue(JUSTICE)
    day.call_next(TWO)
    day.issue(JUSTICE, visit=day.at(TWO).visit_id)
    book = DayBook(MONDAY)
    for _ in range(2):
        before = day.state
        day.pass_time(minutes=1)
        day.issue(LAND)
        book.watch(Step(before, day.log[-2], day.state, {ONE: MORNING, TWO: MORNING}))

    assert book.idle_s == 0
