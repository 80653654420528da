"""The four steps of the rule, on heads of lines alone."""

from hub.core.choice import Chosen, Head, Level, Limits, choose
from hub.core.ids import Ordinal

NOW = 100_000.0
LIMITS = Limits(in_a_row=2, cap_s=1800, help_after_s=1800)


def head(minutes: float, *, strict: bool = False, service: int = 0, credit_min: float = 0, seq: int = 0) -> Head:
    """Somebody who has waited so long; with a head start of `credit_min`."""
    came = NOW - minutes * 60
    return Head(came - credit_min * 60, seq, came, strict, service, Ordinal(int(minutes * 10)))


def pick(*heads: tuple[Head | None, Level], runs: tuple[int, ...] = (0, 0), limits: Limits = LIMITS) -> Chosen | None:
    lines = [(place, level) for place, (_, level) in enumerate(heads)]
    return choose(lines, lambda line: heads[line][0], runs, NOW, limits)


def first(*heads: tuple[Head | None, Level], runs: tuple[int, ...] = (0, 0)) -> Head:
    chosen = pick(*heads, runs=runs)
    assert chosen is not None
    return chosen.head


OWN, SECOND, RESERVE = Level.OWN, Level.SECOND, Level.RESERVE


def test_nobody_is_chosen_of_nobody() -> None:
    assert pick() is None
    assert pick((None, OWN)) is None


def test_own_services_come_before_second_ones_and_those_before_a_reserve() -> None:
    a, b, c = head(1), head(20), head(25)

    assert pick((c, RESERVE), (b, SECOND), (a, OWN)) == Chosen(a, OWN, is_overdue=False)
    assert pick((c, RESERVE), (b, SECOND), (None, OWN)) == Chosen(b, SECOND, is_overdue=False)
    assert pick((c, RESERVE), (None, SECOND)) == Chosen(c, RESERVE, is_overdue=False)


def test_a_line_that_has_waited_too_long_is_everybodys_own() -> None:
    long, own = head(31), head(5)

    assert first((own, OWN), (long, SECOND)) is long
    assert first((own, OWN), (long, RESERVE)) is long
    assert first((own, OWN), (head(30), SECOND)) is own


def test_among_equals_who_counts_as_waiting_longest_is_first() -> None:
    a, b = head(10, service=0), head(12, service=1)

    assert first((a, OWN), (b, OWN)) is b
    assert first((head(10, seq=2), OWN), (one := head(10, seq=1), OWN)) is one


def test_a_head_start_counts_as_waiting() -> None:
    early, short = head(10), head(5, credit_min=6)

    assert first((early, OWN), (short, OWN)) is short


def test_strict_priority_goes_before_the_others() -> None:
    usual, strict = head(20), head(1, strict=True)

    assert first((usual, OWN), (strict, OWN)) is strict


def test_after_so_many_in_a_row_one_other_of_the_service_is_called() -> None:
    usual, strict = head(20), head(1, strict=True)

    assert first((usual, OWN), (strict, OWN), runs=(1, 0)) is strict
    assert first((usual, OWN), (strict, OWN), runs=(2, 0)) is usual


def test_a_row_in_one_service_does_not_hold_back_priority_in_another() -> None:
    usual, tired, fresh = head(20), head(1, strict=True), head(2, strict=True, service=1)

    assert first((usual, OWN), (tired, OWN), (fresh, OWN), runs=(2, 0)) is fresh


def test_priority_goes_on_where_nobody_else_of_its_service_waits() -> None:
    other_service, strict = head(20, service=1), head(1, strict=True)

    assert first((other_service, OWN), (strict, OWN), runs=(9, 0)) is strict


def test_whoever_has_waited_longer_than_the_cap_goes_before_priority_the_longest_first() -> None:
    strict, long, longer = head(1, strict=True), head(31), head(32, service=1)

    chosen = pick((strict, OWN), (long, OWN), (longer, OWN))

    assert chosen == Chosen(longer, OWN, is_overdue=True)
    assert first((strict, OWN), (head(30), OWN)) is strict


def test_priority_that_has_waited_longest_of_all_is_not_passed_by_those_who_waited_too_long() -> None:
    """In a hall where everybody waits longer than the cap, priority would else never be called."""
    patient, long, longer = head(40, strict=True), head(31), head(35, service=1)

    assert pick((patient, OWN), (long, OWN), (longer, OWN)) == Chosen(patient, OWN, is_overdue=True)
    assert first((head(33, strict=True), OWN), (long, OWN), (longer, OWN)) is longer


def test_the_cap_counts_the_wait_itself_without_any_head_start() -> None:
    strict, credited = head(1, strict=True), head(20, credit_min=20)

    assert first((strict, OWN), (credited, OWN)) is strict


def test_priority_alone_and_usual_people_alone_go_by_time() -> None:
    assert first((a := head(9, strict=True), OWN), (head(8, strict=True), OWN)) is a
    assert first((b := head(99), OWN), (head(98), OWN)) is b
