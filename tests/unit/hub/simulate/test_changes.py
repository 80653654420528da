"""What a head of centre may ask about, in words."""

import pytest
from msgspec.structs import replace

from hub.core.ids import ServiceId
from hub.core.policy import Strength
from hub.core.setup import SkillLevel
from hub.simulate import changes
from hub.simulate.changes import ChangeError
from hub.simulate.records import Record
from hub.simulate.study import SetUp
from tests.support.centres import ANH, BINH, CENTRE, CHI, JUSTICE, LAND, ONE, SOCIETY, THREE, TWO, with_policy
from tests.unit.hub.simulate.small import BRANCH, played, small


def skills(set_up: SetUp, place: int) -> dict[ServiceId, SkillLevel]:
    return set_up.branch.operators[place].skills


def two_counters() -> SetUp:
    return changes.set_up_of(BRANCH, 40, "binh,chi", None, None)


def test_the_first_people_of_the_file_sit_at_the_counters() -> None:
    assert small().staff == ((ONE, ANH), (TWO, BINH), (THREE, CHI))
    fewer = replace(BRANCH, counters=BRANCH.counters[:2])
    assert changes.set_up_of(fewer, 40, None, None, None).staff == ((ONE, ANH), (TWO, BINH))


def test_who_sits_and_what_people_come_for_can_be_said() -> None:
    set_up = changes.set_up_of(BRANCH, 40, "chi,anh", "justice=3,land=1.0", 0.5)

    assert set_up.staff == ((ONE, CHI), (TWO, ANH))
    assert set_up.habits.shares == {JUSTICE: 0.75, LAND: 0.25}
    assert set_up.habits.priority_share == 0.5


@pytest.mark.parametrize(
    ("staff", "shares", "said"),
    [
        ("anh,nam", None, 'no operator "nam"; there are: anh, binh, chi'),
        ("anh,anh", None, "nobody twice"),
        ("anh,binh,chi,anh", None, "3 counters"),
        (None, "jutsice=3", 'no service "jutsice"; there are: justice, society, land'),
        (None, "justice", '"justice" is no share'),
        (None, "justice=0", "justice=60"),
        (None, "justice=-3", "is no share"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(staff: str | None, shares: str | None, said: str) -> None:
    with pytest.raises(ChangeError) as told:
        changes.set_up_of(BRANCH, 40, staff, shares, None)

    assert said in str(told.value)


def test_one_more_skill() -> None:
    assert skills(changes.with_skill(small(), "anh=land:reserve"), 0)[LAND] is SkillLevel.RESERVE
    assert skills(changes.with_skill(small(), "anh=land"), 0)[LAND] is SkillLevel.SECOND
    with pytest.raises(ChangeError, match='no skill "best"; there are: primary, second, reserve'):
        changes.with_skill(small(), "anh=land:best")


def test_one_more_counter_with_somebody_who_sits_nowhere_yet() -> None:
    set_up = changes.with_counter(two_counters(), "anh")

    assert [who for _, who in set_up.staff] == [BINH, CHI, ANH]
    assert len({counter for counter, _ in set_up.staff}) == 3
    assert set_up.branch.counter(set_up.staff[-1][0]) is not None
    with pytest.raises(ChangeError, match="chi sits at a counter already; free are: anh"):
        changes.with_counter(two_counters(), "chi")
    with pytest.raises(ChangeError, match="free are: none"):
        changes.with_counter(small(), "chi")


def test_nobody_or_everybody_helps() -> None:
    assert skills(changes.with_skills(small(), "own"), 0) == {JUSTICE: SkillLevel.PRIMARY}
    assert skills(changes.with_skills(small(), "all"), 0) == {
        JUSTICE: SkillLevel.PRIMARY,
        SOCIETY: SkillLevel.SECOND,
        LAND: SkillLevel.SECOND,
    }


def test_a_discipline_by_its_name() -> None:
    strict = changes.with_discipline(small(), "strict").branch.policy
    turns = changes.with_discipline(small(), "turns:3:45").branch.policy
    first_come = changes.with_discipline(small(), "first-come").branch.policy
    head_start = changes.with_discipline(small(), "head-start:20").branch.policy

    assert {found.strength for found in strict.priority} == {Strength.STRICT}
    assert strict.priority_in_a_row > 1000 < strict.priority_cap_min
    assert (turns.priority_in_a_row, turns.priority_cap_min) == (3, 45)
    assert {(found.strength, found.head_start_min) for found in first_come.priority} == {(Strength.HEAD_START, 0)}
    assert {found.head_start_min for found in head_start.priority} == {20}


def test_a_centre_without_priority_gets_a_class_to_ask_about() -> None:
    plain = changes.set_up_of(with_policy(CENTRE, priority=()), 40, None, None, None)
    with_class = changes.with_priority(plain)

    assert len(with_class.branch.policy.priority) == 1
    assert changes.with_priority(small()) == small()
    assert changes.with_discipline(plain, "strict").branch.policy.priority[0].strength is Strength.STRICT


@pytest.mark.parametrize("text", ["first", "turns", "head-start", "strict:5", "turns:a:b"])
def test_what_is_no_discipline_is_told(text: str) -> None:
    with pytest.raises(ChangeError, match="discipline"):
        changes.with_discipline(small(), text)


def test_a_class_without_preference_changes_nothing_for_anybody() -> None:
    plain = changes.set_up_of(with_policy(CENTRE, priority=()), 60, None, None, None)
    waits = [record.wait_min for record in played(plain).records]

    assert [record.wait_min for record in played(changes.with_priority(plain)).records] == waits


def test_priority_helps_those_who_have_it_and_costs_the_others() -> None:
    strict, first_come = (
        played(changes.with_discipline(small(70), text), days=8).records for text in ("strict", "first-come")
    )

    def mean(records: list[Record], *, prior: bool) -> float:
        waits = [r.wait_min for r in records if bool(r.class_id) is prior and r.wait_min is not None]
        return sum(waits) / len(waits)

    assert mean(strict, prior=True) < mean(first_come, prior=True)
    assert mean(strict, prior=False) >= mean(first_come, prior=False)


def test_help_across_fields_shortens_waits() -> None:
    own, helped = (played(changes.with_skills(small(70), kind), days=6).records for kind in ("own", "all"))

    assert sum(r.waited_s for r in helped) < 0.8 * sum(r.waited_s for r in own)
