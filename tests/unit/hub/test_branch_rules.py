"""Every mistake a commune can make in its discipline, hours of exceptional days and numbers is told with its place."""

from datetime import date, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.branch_check import problems
from hub.branch_file import load_branch
from hub.client.settings import ConfigError
from hub.core.ids import ClassId, CounterId, DeviceId
from hub.core.policy import NumberReset, NumberStyle, Policy, PriorityClass, Strength
from hub.core.setup import Branch, ExceptionalDay, WorkingSession
from hub.samples import THANG_BINH
from tests.support.centres import (
    CENTRE,
    JUSTICE,
    LAND,
    ONE,
    PRINTER,
    PRIORITIES,
    SOCIETY,
    SPARE,
    TWO,
    TWO_PRINTERS,
    with_policy,
    with_service,
)

NOON_TO_TEN = WorkingSession("Sáng", time(12), time(10), time(7), time(9))


def only(branch: Branch) -> str:
    """The one problem this branch has."""
    (problem,) = problems(branch)
    return problem


def places(branch: Branch) -> list[str]:
    return [problem.partition(":")[0] for problem in problems(branch)]


def with_class(**changes: object) -> Branch:
    return with_policy(priority=(replace(PRIORITIES[0], **changes),))


def starts(*first_numbers: int | None, branch: Branch = CENTRE) -> Branch:
    sessions = tuple(replace(s, first_number=n) for s, n in zip(branch.sessions, first_numbers, strict=True))
    return replace(branch, sessions=sessions)


def with_days(*days: ExceptionalDay) -> Branch:
    return replace(CENTRE, exceptional_days=days)


def test_the_centre_of_the_tests_has_no_problem() -> None:
    assert problems(with_policy(priority=PRIORITIES)) == ()


# --- limits


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("priority_in_a_row", -1),
        ("priority_cap_min", -5),
        ("help_after_min", 999),
        ("recall_limit", 99),
        ("recall_gap_s", 3600),
        ("no_show_after_calls", 0),
        ("rejoin_within_min", -1),
        ("rejoin_places_back", -1),
        ("rejoin_times", -1),
        ("park_min", 0),
        ("undo_within_s", -1),
        ("appointment_early_min", -1),
        ("appointment_late_min", 1000),
    ],
)
def test_every_limit_has_its_range(key: str, value: int) -> None:
    problem = only(with_policy(CENTRE, **{key: value}))

    assert problem.startswith(f"policy.{key}: {value} is out of range; write ")


def test_the_defaults_are_within_all_ranges() -> None:
    assert problems(replace(CENTRE, policy=Policy())) == ()


def test_a_no_show_must_be_reachable() -> None:
    assert only(with_policy(recall_limit=1, no_show_after_calls=3)) == (
        "policy.no_show_after_calls: 3 calls cannot be reached with recall_limit = 1; "
        "write 2 or fewer, or a higher recall_limit"
    )


# --- classes


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"class_id": ClassId("Người già")}, "class_id: "),
        ({"name": " "}, "name: is empty"),
        ({"mark": ""}, "mark: "),
        ({"mark": "ƯU TIÊN"}, "mark: "),
        ({"head_start_min": 10}, "head_start_min: counts only with"),
        ({"strength": Strength.HEAD_START}, "head_start_min: 0 is out of range"),
        ({"own_prefix": "p"}, 'own_prefix: "p" cannot start a number'),
    ],
)
def test_a_priority_class_must_be_readable_and_mean_something(changes: dict[str, object], place: str) -> None:
    assert only(with_class(**changes)).startswith(f"policy.priority[1].{place}")


def test_a_class_is_written_once() -> None:
    twice = with_policy(priority=(PRIORITIES[0], PRIORITIES[0]))

    assert only(twice) == 'policy.priority[2].class_id: "elderly" is already that of policy.priority[1]; write another'


# --- what a service says of its line


def test_a_service_belongs_to_counters_of_the_file() -> None:
    problem = only(with_service(SOCIETY, counters=(ONE, CounterId("counter-22"))))

    assert problem == (
        'services[2].counters: there is no counter "counter-22" (did you mean "counter-2"?); '
        "the counters are counter-1, counter-2, counter-3"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"counters": (ONE, ONE)}, "counters: a counter stands there twice"),
        ({"head_start_min": -1}, "head_start_min: -1 is out of range"),
        ({"quota": 0}, "quota: 0 gives nobody a number"),
        ({"typical_min": 0.0}, "typical_min: 0 is out of range"),
        ({"notice_from": time(15)}, "notice: is empty"),
        ({"notice": "Trả kết quả ngày mai"}, "notice: nobody would read it"),
    ],
)
def test_a_service_says_only_what_can_be_kept(changes: dict[str, object], said: str) -> None:
    assert only(with_service(JUSTICE, CENTRE, **changes)).startswith(f"services[1].{said}")


# --- exceptional days


def test_a_holiday_and_a_day_on_duty_are_well() -> None:
    duty = ExceptionalDay(date(2027, 2, 13), "Trực", (replace(CENTRE.sessions[0], weekdays=()),))

    assert problems(with_days(ExceptionalDay(date(2027, 2, 6), "Tết"), duty)) == ()


def test_impossible_hours_of_an_exceptional_day_are_told_where_they_stand() -> None:
    duty = ExceptionalDay(date(2027, 2, 13), "", (CENTRE.sessions[0], NOON_TO_TEN))
    again = ExceptionalDay(date(2027, 2, 13), "Trực")

    assert problems(with_days(duty, again)) == (
        "exceptional_days[1].name: is empty; write why, citizens read it on the closed kiosk",
        "exceptional_days[1].sessions[2].closes: 10:00 is not after opens 12:00; write a later time",
        "exceptional_days[1].sessions[2]: its ticket hours overlap sessions[1]; "
        "separate tickets_from and tickets_until",
        "exceptional_days[2].day: 2027-02-13 is already that of exceptional_days[1]; write each date once",
    )


def test_sessions_of_one_day_have_names_of_their_own() -> None:
    same = replace(CENTRE, sessions=tuple(replace(session, name="Buổi") for session in CENTRE.sessions))
    weekend = replace(CENTRE.sessions[0], weekdays=(5,))

    assert only(same) == 'sessions[2].name: "Buổi" is already that of sessions[1] on Monday; write another'
    assert problems(replace(CENTRE, sessions=(*CENTRE.sessions, weekend))) == ()


# --- numbers


@pytest.mark.parametrize("prefix", ["A", "P"])
def test_appointments_classes_and_services_never_share_a_letter(prefix: str) -> None:
    branch = with_policy(priority=PRIORITIES, appointment_prefix=prefix)
    of = {"A": "services[1]", "P": "policy.priority[3].own_prefix"}

    assert only(branch) == (
        f'policy.appointment_prefix: "{prefix}" already starts the numbers of {of[prefix]}; write another'
    )


def test_a_class_does_not_take_a_services_letter() -> None:
    assert places(with_class(own_prefix="B")) == ["policy.priority[1].own_prefix"]


def test_with_one_series_the_letters_of_services_do_not_count() -> None:
    one = with_policy(with_service(LAND, first_number=1), numbers=NumberStyle.ONE_SERIES, appointment_prefix="A")

    assert problems(one) == ()
    assert places(with_policy(one, one_series_prefix="A")) == ["policy.appointment_prefix"]


def test_one_series_starts_once_and_is_one_width() -> None:
    mixed = with_service(SOCIETY, with_policy(numbers=NumberStyle.ONE_SERIES), number_width=4)

    assert problems(mixed) == (
        "services[2].number_width: 4 cannot be with one series; write 3 as in services[1]",
        "services[3].first_number: 101 cannot be with one series; write 1 as in services[1]",
    )


@pytest.mark.parametrize("key", ["appointment_prefix", "one_series_prefix"])
def test_only_capital_letters_start_a_number(key: str) -> None:
    branch = with_policy(with_service(LAND, first_number=1), **{key: "l1"}, numbers=NumberStyle.ONE_SERIES)

    assert only(branch).startswith(f'policy.{key}: "l1" cannot start a number; ')


def test_a_letter_for_one_series_needs_one_series() -> None:
    assert only(with_policy(one_series_prefix="K")).startswith("policy.one_series_prefix: counts only with ")


def test_thousands_per_counter_need_services_of_one_counter() -> None:
    per_counter = with_policy(numbers=NumberStyle.PER_COUNTER)

    assert only(per_counter).startswith('policy.numbers: "per_counter" needs services that belong to one counter; ')
    assert problems(with_service(JUSTICE, per_counter, counters=(ONE,))) == ()
    assert problems(with_service(JUSTICE, per_counter, counters=(ONE,), number_width=4, first_number=1000)) == (
        "services[1].first_number: 1000 leaves its thousand; write 0 to 999",
    )


def session_wise(branch: Branch) -> Branch:
    return with_policy(branch, reset=NumberReset.SESSION)


def test_numbers_that_start_anew_each_session_say_where() -> None:
    assert problems(session_wise(starts(1, 501))) == ()
    assert problems(session_wise(starts(None, 501))) == ()
    assert only(session_wise(CENTRE)).startswith('policy.reset: "session" needs to know where to start; ')


def test_a_sessions_start_counts_only_where_numbers_start_anew() -> None:
    assert places(starts(1, 501)) == ["sessions[1].first_number", "sessions[2].first_number"]


def test_a_sessions_start_must_fit_the_numbers() -> None:
    assert only(session_wise(starts(1, 1000))) == (
        "sessions[2].first_number: 1000 does not fit the numbers; write 0 to 999"
    )
    wide = with_policy(with_service(JUSTICE, starts(1, 1000), counters=(TWO,)), numbers=NumberStyle.PER_COUNTER)
    wide = replace(wide, services=tuple(replace(service, number_width=4) for service in wide.services))
    assert places(session_wise(wide)) == ["sessions[2].first_number"]


def test_sessions_of_one_day_do_not_start_at_one_number() -> None:
    assert only(session_wise(starts(1, 1))).startswith("sessions[2].first_number: 1 overlaps sessions[1]; ")
    weekend = replace(CENTRE.sessions[0], weekdays=(5,), first_number=1)
    both = session_wise(starts(1, 501))
    assert problems(replace(both, sessions=(*both.sessions, weekend))) == ()


def test_the_starts_of_an_exceptional_day_are_judged_too() -> None:
    day = ExceptionalDay(date(2027, 2, 13), "Trực", (replace(CENTRE.sessions[0], first_number=-1),))

    assert places(session_wise(replace(starts(1, 501), exceptional_days=(day,)))) == [
        "exceptional_days[1].sessions[1].first_number"
    ]


# --- in the file


def test_every_mistake_in_the_discipline_of_a_file_comes_at_once(tmp_path: Path) -> None:
    file = tmp_path / "branch.toml"
    text = (THANG_BINH / "branch.toml").read_text(encoding="utf-8")
    text = text.replace("recall_limit = 3", "recall_limit = -3").replace("day = 2027-01-01", "day = 2027-02-05", 1)
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_branch(file)

    assert [problem.removeprefix(f"{file}: ").partition(":")[0] for problem in caught.value.problems] == [
        "exceptional_days[2].day",
        "policy.recall_limit",
        "policy.no_show_after_calls",
    ]


def test_a_wrong_word_in_the_discipline_is_told_with_its_key(tmp_path: Path) -> None:
    file = tmp_path / "branch.toml"
    text = (THANG_BINH / "branch.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('strength = "head_start"', 'strength = "headstart"', 1), encoding="utf-8")

    with pytest.raises(ConfigError, match=r"policy\.priority\[\d\]\.strength: "):
        load_branch(file)


def test_a_class_that_is_a_head_start_says_how_much() -> None:
    good = PriorityClass(ClassId("child"), "Có con nhỏ", strength=Strength.HEAD_START, head_start_min=15)

    assert problems(with_policy(priority=(good,))) == ()


# --- papers to bring


def test_a_ticket_has_room_for_three_short_lines_of_papers_to_bring() -> None:
    assert problems(with_service(LAND, bring=("Căn cước", "Giấy chứng sinh", "Bản chính"))) == ()
    assert problems(with_service(LAND, bring=("a", "b", "c", "d"))) == (
        "services[3].bring: has 4 lines; a ticket has room for 3",
    )
    assert problems(with_service(LAND, bring=("Căn cước", " ", "x" * 81))) == (
        "services[3].bring[2]: has 0 letters; write 1 to 80",
        "services[3].bring[3]: has 81 letters; write 1 to 80",
    )


# --- ages and spare printers


@pytest.mark.parametrize("age", [0, 17, 121])
def test_an_age_is_one_that_people_reach(age: int) -> None:
    assert only(with_class(min_age=age)).startswith(f"policy.priority[1].min_age: {age} is out of range; write ")


@pytest.mark.parametrize("age", [None, 60, 80])
def test_a_class_may_have_an_age(age: int | None) -> None:
    assert problems(with_class(min_age=age)) == ()


def with_kiosk(**changes: object) -> Branch:
    first, *others = TWO_PRINTERS.kiosks
    return replace(CENTRE, kiosks=(replace(first, **changes), *others))


def test_a_kiosk_may_have_another_kiosks_printer_as_its_spare() -> None:
    assert problems(TWO_PRINTERS) == ()


def test_a_spare_nobody_has_is_told_with_the_printers_there_are() -> None:
    problem = only(with_kiosk(spare_printer_id="printer-3"))

    assert problem.startswith('kiosks[1].spare_printer_id: there is no printer "printer-3" (did you mean "printer-2"?)')


def test_a_printer_is_not_its_own_spare() -> None:
    assert "is this kiosk's own printer" in only(with_kiosk(spare_printer_id=PRINTER))


def test_a_kiosk_without_a_printer_needs_no_spare() -> None:
    assert "has no printer of its own" in only(with_kiosk(printer_id=None))


def test_two_kiosks_with_one_printer_agree_on_its_spare() -> None:
    third = replace(TWO_PRINTERS.kiosks[0], device_id=DeviceId("kiosk-3"), name="Sân", spare_printer_id=None)
    agreed = replace(third, spare_printer_id=SPARE)

    problem = only(replace(CENTRE, kiosks=(*TWO_PRINTERS.kiosks, third)))

    assert problem.startswith("kiosks[3].spare_printer_id: kiosk-1 has the same printer and another spare")
    assert problems(replace(CENTRE, kiosks=(*TWO_PRINTERS.kiosks, agreed))) == ()
