"""One future: counters that pick by the rule, people who join meanwhile, and those who ask."""

from collections.abc import Mapping, Sequence

import pytest

from hub.core.choice import Head, Level, Limits
from hub.core.ids import Ordinal
from hub.core.roll import HORIZON_S, Desk, Future, Joiner, Line, Plan, nobody_of

NOW = 100_000.0
OWN, SECOND = Level.OWN, Level.SECOND
SERVICE_S = 600.0
STRICT, ASKING = (2, 3), (4, 5)


def head(number: int, waited_min: float = 0, *, strict: bool = False, service: int = 0) -> Head:
    since = NOW - waited_min * 60
    return Head(since, number, since, strict, service, Ordinal(number))


def desk(*services: tuple[int, Level], busy_s: float = 0, held: tuple[tuple[Line, Head], ...] = ()) -> Desk:
    """A service has its usual people in the line of its number, preferred ones in `STRICT`, who asks in `ASKING`."""
    lines = tuple((line, level) for service, level in services for line in (service, STRICT[service]))
    askers = tuple((ASKING[service], level) for service, level in services)
    return Desk(lines, askers, (busy_s,) if busy_s else (), held)


def plan(
    desks: Sequence[Desk],
    *lines: Sequence[Head],
    is_strict: bool = False,
    mates: Mapping[Ordinal, tuple[Ordinal, ...]] | None = None,
    runs: tuple[int, int] = (0, 0),
    personal: frozenset[Line] = frozenset(),
    opens_s: float = NOW,
) -> Plan:
    """Two services, and somebody who asks in each."""
    queues = [list(lines[line]) if line < len(lines) else [] for line in range(6)]
    joined = STRICT if is_strict else (0, 1)
    return Plan(
        now_s=NOW,
        opens_s=opens_s,
        lines=tuple(tuple(reversed(queue)) for queue in queues),
        callers=tuple(tuple(sorted(_callers(desks, line), key=lambda caller: caller[1])) for line in range(6)),
        line_of={one.ordinal: line for line, heads in enumerate(queues) for one in heads},
        mates=mates or {},
        askers={ASKING[s]: Head(NOW, 10**6, NOW, is_strict, s, nobody_of(ASKING[s])) for s in (0, 1)},
        joins=dict(zip(ASKING, joined, strict=True)),
        asker_of=dict(zip(joined, ASKING, strict=True)),
        desks=tuple(desks),
        personal=personal,
        runs=runs,
        seconds=((SERVICE_S,), (SERVICE_S,)),
        limits=Limits(in_a_row=2, cap_s=1800, help_after_s=1800),
    )


def _callers(desks: Sequence[Desk], line: Line) -> list[tuple[int, Level]]:
    return [
        (place, level) for place, one in enumerate(desks) for own, level in (*one.lines, *one.askers) if own == line
    ]


def waits(of: Plan, *joiners: Joiner) -> tuple[float | None, float | None]:
    """Minutes until whoever asks in each line was called."""
    found = Future.whole(of, iter(joiners), chance=1).waits
    first, second = (found.get(line) for line in ASKING)
    return (None if first is None else first / 60, None if second is None else second / 60)


def comer(after_min: float, service: int, *, strict: bool = False) -> Joiner:
    at_s, line = NOW + after_min * 60, STRICT[service] if strict else service
    return Joiner(at_s, line, Head(at_s, 10**7, at_s, strict, service, nobody_of(line)))


def test_a_free_counter_calls_at_once() -> None:
    assert waits(plan([desk((0, OWN), (1, OWN))])) == (0, 0)


def test_each_who_waits_before_takes_a_service() -> None:
    line = [head(1, 9), head(2, 5)]

    assert waits(plan([desk((0, OWN))], line)) == (20, None)
    assert waits(plan([desk((0, OWN)), desk((0, OWN))], line)) == (10, None)


def test_whoever_is_served_now_takes_what_is_left() -> None:
    assert waits(plan([desk((0, OWN), busy_s=240)])) == (4, None)


def test_nobody_is_called_before_the_counters_open() -> None:
    assert waits(plan([desk((0, OWN)), desk((0, OWN), busy_s=60)], opens_s=NOW + 900)) == (15, None)


def test_a_second_skill_helps_when_nobody_waits_for_the_own_service() -> None:
    assert waits(plan([desk((0, OWN), (1, SECOND))], [head(1, 5)], [head(2, 9)])) == (10, 20)


def test_a_line_that_has_waited_too_long_is_helped_before_the_own_one() -> None:
    """However many come for the own service: after half an hour the next call is for the other line."""
    one = plan([desk((0, OWN), (1, SECOND))], [head(1, 1)])

    assert waits(one, *(comer(n, 0) for n in range(5, 95, 10))) == (10, 40)


def test_priority_passes_the_others_but_not_those_who_waited_too_long() -> None:
    assert waits(plan([desk((0, OWN))], [head(1, 2), head(2, 1)], is_strict=True)) == (0, None)
    assert waits(plan([desk((0, OWN))], [head(1, 31), head(2, 31)], is_strict=True)) == (20, None)


def test_priority_does_not_pass_priority() -> None:
    strict = [head(1, 2, strict=True), head(2, 1, strict=True)]

    assert waits(plan([desk((0, OWN))], [], [], strict, is_strict=True)) == (20, None)


def test_after_priority_in_a_row_somebody_else_is_called() -> None:
    strict = [head(n, 1, strict=True) for n in (1, 2, 3)]

    assert waits(plan([desk((0, OWN))], [], [], strict)) == (20, None)
    assert waits(plan([desk((0, OWN))], [], [], strict, runs=(2, 0))) == (0, None)


def test_a_call_from_the_line_of_one_counter_is_nobodys_turn() -> None:
    """It ends no run of priority calls, so the next call goes to somebody else all the same."""
    sent, strict = [head(9, 5)], [head(n, 1, strict=True) for n in (3, 4)]
    one = plan([desk((0, OWN), (1, OWN))], [], sent, strict, runs=(2, 0))

    assert waits(one)[0] == 30
    assert waits(one._replace(personal=frozenset({1})))[0] == 10


def test_people_who_come_later_delay_nobody_before_them_unless_preferred() -> None:
    one = plan([desk((0, OWN))], [head(1, 5)])

    assert waits(one, comer(2, 0)) == (10, None)
    assert waits(one, comer(2, 0, strict=True)) == (20, None)


def test_people_who_come_take_a_counter_away_from_where_it_helps() -> None:
    helps = plan([desk((0, OWN), (1, SECOND), busy_s=300)])

    assert waits(helps) == (5, 5)
    assert waits(helps, comer(3, 0), comer(4, 0)) == (5, 25)


def test_who_comes_wakes_the_nearest_idle_counter() -> None:
    """The helper stays free, and takes the next one; so whoever asks elsewhere waits for the other counter."""
    both = plan([desk((0, SECOND)), desk((0, OWN)), desk((1, OWN), busy_s=1500)])
    one = plan([desk((0, SECOND), (1, SECOND)), desk((0, OWN)), desk((1, OWN), busy_s=1500)], [], [head(1, 2)])

    assert waits(both, comer(1, 0), comer(2, 0)) == (0, 25)
    assert waits(one, comer(1, 0))[1] == 10


def test_a_joiner_stands_at_its_place_not_at_the_end() -> None:
    """Somebody parked comes back before those who came after."""
    one = plan([desk((0, OWN), busy_s=120)], [head(1, 5)])
    known = one._replace(line_of={Ordinal(1): 0, Ordinal(7): 0})

    assert waits(one) == (12, None)
    assert waits(known, Joiner(NOW + 60, 0, head(7, 60))) == (22, None)
    assert waits(known, Joiner(NOW + 60, 0, head(7, 3))) == (22, None)


def test_a_person_with_two_numbers_is_at_one_counter_at_a_time() -> None:
    """The second counter takes number 3 while number 2's person is at the first."""
    desks = [desk((0, OWN)), desk((1, OWN))]
    mates = {Ordinal(1): (Ordinal(2),), Ordinal(2): (Ordinal(1),)}

    assert waits(plan(desks, [head(1, 9)], [head(2, 8, service=1)])) == (10, 10)
    assert waits(plan(desks, [head(1, 9)], [head(2, 8, service=1)], mates=mates)) == (10, 0)
    assert waits(plan(desks, [head(1, 9)], [head(3, 9, service=1), head(2, 8, service=1)], mates=mates)) == (10, 20)


def test_numbers_of_one_person_are_taken_one_after_the_other() -> None:
    mates = {Ordinal(n): tuple(Ordinal(m) for m in (1, 2, 3) if m != n) for n in (1, 2, 3)}
    one = plan([desk((0, OWN), (1, OWN))], [head(1, 9), head(2, 8)], [head(3, 7, service=1)], mates=mates)

    assert waits(one) == (30, 30)


def test_the_other_number_of_who_is_at_a_counter_waits_for_its_end() -> None:
    """And then wakes the counter that may serve it, after whoever asked there was answered."""
    desks = [desk((0, OWN), busy_s=300, held=((1, head(4, 9, service=1)),)), desk((1, OWN))]
    one = plan(desks)._replace(line_of={Ordinal(4): 1})

    assert waits(one) == (5, 0)
    assert waits(one._replace(opens_s=NOW + 301))[1] == pytest.approx(15, abs=0.1)


def test_whoever_nobody_can_serve_has_no_answer() -> None:
    assert waits(plan([desk((0, OWN))])) == (0, None)
    assert waits(plan([])) == (None, None)


def test_what_lies_beyond_the_horizon_is_not_answered() -> None:
    crowd = [head(n, 1) for n in range(1, int(HORIZON_S / SERVICE_S) + 3)]

    assert waits(plan([desk((0, OWN))], crowd)) == (None, None)


def test_the_chance_of_one_draw_leads_to_the_next() -> None:
    one = plan([desk((0, OWN))], [head(1, 5)])._replace(seconds=((60.0, 600.0, 1200.0), (60.0,)))
    first = Future.whole(one, iter(()), chance=1)

    assert Future.whole(one, iter(()), chance=1).waits == first.waits
    assert first.chance != 1


def test_a_future_played_a_few_calls_at_a_time_is_the_same_future() -> None:
    one = plan([desk((0, OWN), (1, SECOND))], [head(n, 9) for n in range(1, 200)])
    slowly = Future(one, iter([comer(5, 1)]), chance=1)
    pauses = 0
    while not slowly.play(calls=3):
        pauses += 1

    assert pauses > 5
    assert slowly.waits == Future.whole(one, iter([comer(5, 1)]), chance=1).waits
    assert slowly.play(calls=3), "what is over stays over"


def test_a_whole_future_has_no_end_but_its_own() -> None:
    crowd = plan([desk((0, OWN))], [head(n, 9) for n in range(1, 200)])._replace(seconds=((60.0,), (60.0,)))

    assert waits(crowd) == (199, None)
