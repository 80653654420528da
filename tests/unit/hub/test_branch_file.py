"""The sample centre can work; every mistake a commune can make in its files is told, all at once, with its place."""

import tomllib
from datetime import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.branch_check import problems
from hub.branch_file import load_branch, load_procedures
from hub.client.settings import ConfigError
from hub.core.ids import CounterId, DeviceId, OperatorId, PrinterId, ServiceId
from hub.core.policy import Policy
from hub.core.setup import Branch, Counter, Display, Kiosk, Operator, SkillLevel, Texts, WorkingSession
from hub.samples import THANG_BINH

JUSTICE = ServiceId("justice")
HEADER = "code,name,service,field,days,fee,level\n"


@pytest.fixture(scope="module")
def sample() -> Branch:
    return load_branch(THANG_BINH / "branch.toml")


def with_service(branch: Branch, **changes: object) -> Branch:
    return replace(branch, services=(replace(branch.services[0], **changes), *branch.services[1:]))


def with_session(branch: Branch, **changes: object) -> Branch:
    return replace(branch, sessions=(replace(branch.sessions[0], **changes), *branch.sessions[1:]))


def only(branch: Branch) -> str:
    """The one problem this branch has."""
    (problem,) = problems(branch)
    return problem


def test_the_sample_centre_is_the_one_the_articles_describe(sample: Branch) -> None:
    assert [service.prefix for service in sample.services] == ["A", "B", "C", "D", "T", "H"]
    assert [counter.number for counter in sample.counters] == [1, 2, 3, 4, 5]
    assert len(sample.operators) == 7
    assert [(s.opens, s.tickets_until) for s in sample.sessions] == [
        (time(7, 30), time(11, 15)),
        (time(13, 30), time(16, 45)),
    ]


def test_every_field_of_the_sample_has_its_own_official_and_somebody_who_covers(sample: Branch) -> None:
    for service in sample.services:
        levels = [operator.skills.get(service.service_id) for operator in sample.operators]
        assert SkillLevel.PRIMARY in levels, service.name
        assert SkillLevel.SECOND in levels, service.name


def test_five_of_the_seven_officials_keep_every_field_served(sample: Branch) -> None:
    for justice in ("staff-1", "staff-2"):
        for desk in ("staff-6", "staff-7"):
            seated = {justice, "staff-3", "staff-4", "staff-5", desk}
            served = {skill for o in sample.operators if o.operator_id in seated for skill in o.skills}
            assert served == {service.service_id for service in sample.services}


def test_the_sample_promises_a_missed_number_what_its_policy_keeps(sample: Branch) -> None:
    promised = [line for line in sample.texts.ticker if "quay lại" in line]

    assert [f"trong {sample.policy.rejoin_within_min} phút" in line for line in promised] == [True]
    assert sample.policy.rejoin_times > 0


def test_the_sample_says_the_last_ticket_hours_it_keeps(sample: Branch) -> None:
    said = " ".join(sample.texts.ticker)

    for session in sample.sessions:
        assert f"{session.tickets_until.hour} giờ {session.tickets_until.minute}" in said


def test_the_discipline_of_the_sample_is_that_of_a_small_commune(sample: Branch) -> None:
    classes = {found.class_id: found.strength for found in sample.policy.priority}

    assert classes == {"elderly": "strict", "disabled": "strict", "expecting": "strict", "merit": "head_start"}
    assert replace(sample.policy, priority=()) == Policy()
    assert [service.service_id for service in sample.services if service.head_start_min] == ["results"]
    assert [day.day.isoformat() for day in sample.exceptional_days][:2] == ["2027-01-01", "2027-02-05"]
    assert not any(day.day.weekday() > 4 for day in sample.exceptional_days), "a weekend is closed anyway"


def test_the_sample_has_only_verified_procedures_each_with_a_service(sample: Branch) -> None:
    services = [service.service_id for service in sample.services]

    procedures = load_procedures(THANG_BINH / "procedures.csv", services)

    assert len(procedures) == 113
    assert {p.service_id for p in procedures} == {"justice", "society", "business", "agriculture", "digital"}
    births = next(p for p in procedures if p.code == "1.001193")
    assert (births.name, births.service_id, births.days, births.fee) == (
        "Thủ tục đăng ký khai sinh",
        "justice",
        "1",
        "Miễn phí",
    )


def test_the_procedures_queue_where_the_table_of_fields_says(sample: Branch) -> None:
    services = [service.service_id for service in sample.services]
    table = tomllib.loads((THANG_BINH / "fields.toml").read_text(encoding="utf-8"))["fields"]

    procedures = load_procedures(THANG_BINH / "procedures.csv", services)

    assert [p.code for p in procedures if table[p.field] != p.service_id] == []
    assert set(table.values()) <= set(services)


def test_every_mistake_of_a_file_comes_at_once_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "branch.toml"
    text = (THANG_BINH / "branch.toml").read_text(encoding="utf-8")
    text = text.replace('prefix = "B"', 'prefix = "A"').replace("number = 2", "number = 1")
    file.write_text(text.replace('society = "second"', 'sociaty = "second"'), encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_branch(file)

    assert caught.value.problems == (
        f'{file}: services[2].prefix: "A" is already that of services[1]; write another',
        f"{file}: counters[2].number: 1 is already that of counters[1]; write another",
        f'{file}: operators[2].skills: there is no service "sociaty" (did you mean "society"?); '
        "the services are justice, society, business, agriculture, results, digital",
    )


def test_a_file_of_the_wrong_form_is_told_with_its_key(tmp_path: Path) -> None:
    file = tmp_path / "branch.toml"
    text = (THANG_BINH / "branch.toml").read_text(encoding="utf-8")
    file.write_text(text.replace("opens = 07:30:00", 'opens = "7h30"'), encoding="utf-8")

    with pytest.raises(ConfigError, match=r"sessions\[1\]\.opens: "):
        load_branch(file)


@pytest.mark.parametrize("prefix", ["Đ", "Ư", "HT", "Z"])
def test_one_or_two_capital_letters_start_a_number(sample: Branch, prefix: str) -> None:
    assert problems(with_service(sample, prefix=prefix)) == ()


@pytest.mark.parametrize("prefix", ["", "a", "ABC", "A1", "Ă", "U\u031b", "А"])
def test_nothing_else_starts_a_number(sample: Branch, prefix: str) -> None:
    problem = only(with_service(sample, prefix=prefix))

    assert problem.startswith("services[1].prefix: ")
    assert problem.endswith("write one or two capital letters A-Z, Đ or Ư")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": " "}, "services[1].name: "),
        ({"short_name": ""}, "services[1].short_name: "),
        ({"short_name": "x" * 41}, "services[1].short_name: "),
        ({"colour": "red"}, "services[1].colour: "),
        ({"colour": "#F2C14E"}, "services[1].colour: a white letter"),
        ({"number_width": 0}, "services[1].number_width: "),
        ({"number_width": 5}, "services[1].number_width: "),
        ({"number_width": 2, "first_number": 100}, "services[1].first_number: "),
        ({"first_number": -1}, "services[1].first_number: "),
    ],
)
def test_a_service_must_be_readable_and_printable(sample: Branch, changes: dict[str, object], place: str) -> None:
    assert only(with_service(sample, **changes)).startswith(place)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": ""}, "sessions[1].name: "),
        ({"tickets_until": time(11, 31)}, "sessions[1].tickets_until: "),
        ({"tickets_until": time(6)}, "sessions[1].tickets_until: "),
        ({"opens": time(12)}, "sessions[1].closes: "),
        ({"weekdays": ()}, "sessions[1].weekdays: "),
        ({"weekdays": (0, 7)}, "sessions[1].weekdays: 7 is not a day"),
        ({"weekdays": (0, 0)}, "sessions[1].weekdays: a day stands there twice"),
    ],
)
def test_hours_must_be_possible(sample: Branch, changes: dict[str, object], place: str) -> None:
    assert only(with_session(sample, **changes)).startswith(place)


def test_ticket_hours_must_begin_before_the_counters_close(sample: Branch) -> None:
    found = problems(with_session(sample, tickets_from=time(11, 30), tickets_until=time(11, 40)))

    assert [problem.partition(":")[0] for problem in found] == ["sessions[1].tickets_until", "sessions[1].tickets_from"]


def test_sessions_of_one_day_must_not_overlap(sample: Branch) -> None:
    late = with_session(sample, closes=time(14), tickets_until=time(13, 30))

    assert problems(late) == (
        "sessions[2]: its hours overlap sessions[1] on Monday; separate opens and closes",
        "sessions[2]: its ticket hours overlap sessions[1] on Monday; separate tickets_from and tickets_until",
    )
    assert problems(with_session(late, weekdays=(5, 6))) == ()


def test_every_service_needs_somebody_who_can_serve_it(sample: Branch) -> None:
    without = tuple(
        replace(o, skills={k: v for k, v in o.skills.items() if k != "digital"} or {JUSTICE: SkillLevel.PRIMARY})
        for o in sample.operators
    )

    assert only(replace(sample, operators=without)).startswith('services[6]: nobody can serve "digital"; ')


def test_an_official_without_a_skill_or_a_name_is_told(sample: Branch) -> None:
    idle = Operator(operator_id=OperatorId("idle"), name="")

    found = problems(replace(sample, operators=(*sample.operators, idle)))

    assert [problem.partition(":")[0] for problem in found] == ["operators[8].name", "operators[8].skills"]


def test_ids_are_plain_and_used_once(sample: Branch) -> None:
    twin = replace(sample.operators[0], name="Người khác")
    spaced = Counter(counter_id=CounterId("Quầy 6"), number=100)

    found = problems(replace(sample, operators=(*sample.operators, twin), counters=(*sample.counters, spaced)))

    assert [problem.partition(":")[0] for problem in found] == [
        "counters[6].counter_id",
        "operators[8].operator_id",
        "counters[6].number",
    ]


def test_a_kiosk_and_a_display_never_share_a_device_id(sample: Branch) -> None:
    clash = Display(device_id=DeviceId("kiosk-1"), name="Màn hình 2")
    odd = Kiosk(device_id=DeviceId("kiosk-2"), name="", printer_id=PrinterId("Máy in"))

    found = problems(replace(sample, displays=(*sample.displays, clash), kiosks=(*sample.kiosks, odd)))

    assert found[0].startswith("kiosks[2].name: is empty; ")
    assert found[1] == 'displays[2].device_id: "kiosk-1" is already kiosks[1]; every device needs its own'
    assert found[2].startswith('kiosks[2].printer_id: "Máy in" is not an id; ')


def test_a_wrong_time_zone_is_told_with_the_nearest_right_one(sample: Branch) -> None:
    assert '(did you mean "Asia/Ho_Chi_Minh"?)' in only(replace(sample, timezone="Asia/Ho_Chi_Min"))
    assert only(replace(sample, timezone="../etc/passwd")).startswith("timezone: ")


def test_an_empty_centre_is_told_all_it_lacks() -> None:
    texts = Texts(agency="", centre="", ticker=("",))
    empty = Branch(
        code=load_branch(THANG_BINH / "branch.toml").code,
        timezone="Asia/Ho_Chi_Minh",
        texts=texts,
        services=(),
        counters=(),
        operators=(),
        sessions=(),
        call_max_age_s=0,
    )

    assert [problem.partition(":")[0] for problem in problems(empty)] == [
        "call_max_age_s",
        "services",
        "counters",
        "operators",
        "sessions",
        "texts.agency",
        "texts.centre",
        "texts.ticker[1]",
    ]


def test_a_session_of_another_weekday_overlaps_nothing(sample: Branch) -> None:
    saturday = WorkingSession(
        name="Trực thứ Bảy",
        opens=time(7, 30),
        closes=time(11),
        tickets_from=time(7),
        tickets_until=time(10, 45),
        weekdays=(5,),
    )

    assert problems(replace(sample, sessions=(*sample.sessions, saturday))) == ()


def test_every_mistake_in_the_procedures_comes_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "procedures.csv"
    rows = (
        "1.001193,Khai sinh,justice,Hộ tịch,1,Miễn phí,Cấp xã\n"
        "1.001193,Khai sinh lần nữa,justice,Hộ tịch,1,Miễn phí,Cấp xã\n"
        "1193,,police,Cư trú,,,Cấp xã\n"
        "\n"
        "1.000894,Kết hôn, có yếu tố nước ngoài,justice,Hộ tịch,1,Miễn phí,Cấp xã\n"
    )
    file.write_text("\ufeff" + HEADER + rows, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_procedures(file, [JUSTICE])

    assert caught.value.problems == (
        f"{file}: line 3: code 1.001193 already stands in line 2; keep one of them",
        f'{file}: line 4: code "1193" is not a procedure code; write it like 1.001193',
        f"{file}: line 4: the name is empty; write the procedure's name",
        f'{file}: line 4: there is no service "police"; the services are justice',
        f"{file}: line 6: has 8 values for 7 columns; write a value with a comma in it in quotes",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: has no column code, name"),
        (b"code;name;service\n", "line 1: has no column code, name"),
        ("Mã".encode("utf-16"), "is not UTF-8 text"),
        (HEADER.encode() + b'"1.001193,open quote\n', "is not a table of comma-separated values"),
    ],
)
def test_a_file_that_is_no_such_table_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "procedures.csv"
    file.write_bytes(content)

    with pytest.raises(ConfigError, match=said):
        load_procedures(file, [JUSTICE])


def test_a_missing_file_of_procedures_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        load_procedures(tmp_path / "none.csv", [JUSTICE])
    with pytest.raises(ConfigError, match="cannot be read"):
        load_procedures(tmp_path, [JUSTICE])
