"""From the words of a command line to a set-up, and to the changes of it that a head of centre may ask about.

Whatever is asked for and does not exist raises `ChangeError`, which says what does.
"""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec.structs import replace

from hub.core.ids import ClassId, CounterId, OperatorId, ServiceId
from hub.core.policy import Policy, PriorityClass, Strength
from hub.core.setup import Branch, Counter, Operator, SkillLevel
from hub.simulate.habits import habits_of
from hub.simulate.study import SetUp

_WITHOUT_LIMIT: Final = 100_000
"""In a row, or in minutes: more than any day has."""


class ChangeError(ValueError):
    """What was asked for does not exist; the message says what does."""


def set_up_of(branch: Branch, visits: int, staff: str | None, shares: str | None, priority: float | None) -> SetUp:
    """A centre on usual days. `staff` is "staff-1,staff-3", `shares` is "justice=60,society=15"."""
    seated = [_operator(branch, name).operator_id for name in staff.split(",")] if staff else _first(branch)
    if len(seated) > len(branch.counters) or len(set(seated)) < len(seated):
        raise ChangeError(f"{len(branch.counters)} counters: name at most so many people, and nobody twice")
    places = tuple(zip((counter.counter_id for counter in branch.counters), seated, strict=False))
    habits = habits_of(branch, dict(_share(branch, text) for text in shares.split(",")) if shares else {})
    if priority is not None:
        habits = replace(habits, priority_share=priority)
    return SetUp(branch, habits, places, visits)


def _first(branch: Branch) -> list[OperatorId]:
    return [operator.operator_id for operator in branch.operators[: len(branch.counters)]]


def _share(branch: Branch, text: str) -> tuple[ServiceId, float]:
    name, _, share = text.partition("=")
    service_id = _service(branch, name)
    if not share.replace(".", "", 1).isdecimal() or float(share) <= 0:
        raise ChangeError(f'"{text}" is no share; write for example {service_id}=60')
    return service_id, float(share)


def with_skill(set_up: SetUp, text: str) -> SetUp:
    """`staff-6=justice:second`: that person also serves that service."""
    name, _, rest = text.partition("=")
    service, _, level = rest.partition(":")
    operator = _operator(set_up.branch, name)
    service_id = _service(set_up.branch, service)
    skill = SkillLevel(_one_of(level or SkillLevel.SECOND, list(SkillLevel), "skill"))
    return _with_skills(set_up, operator.operator_id, {**operator.skills, service_id: skill})


def with_counter(set_up: SetUp, operator: str) -> SetUp:
    """One more counter, and that person at it."""
    operator_id = _operator(set_up.branch, operator).operator_id
    if any(operator_id == seated for _, seated in set_up.staff):
        free = [o.operator_id for o in set_up.branch.operators if o.operator_id not in {who for _, who in set_up.staff}]
        raise ChangeError(f"{operator} sits at a counter already; free are: {', '.join(free) or 'none'}")
    number = max(counter.number for counter in set_up.branch.counters) + 1
    added = Counter(CounterId(f"what-if-{number}"), number)
    branch = replace(set_up.branch, counters=(*set_up.branch.counters, added))
    return replace(set_up, branch=branch, staff=(*set_up.staff, (added.counter_id, operator_id)))


def with_skills(set_up: SetUp, kind: str) -> SetUp:
    """`own`: nobody helps another field; `all`: everybody helps in every field."""
    _one_of(kind, ["own", "all"], "kind of skills")
    for operator in set_up.branch.operators:
        own = {s: level for s, level in operator.skills.items() if level is SkillLevel.PRIMARY}
        helps = {s.service_id: SkillLevel.SECOND for s in set_up.branch.services} if kind == "all" else {}
        set_up = _with_skills(set_up, operator.operator_id, {**helps, **own})
    return set_up


def with_priority(set_up: SetUp) -> SetUp:
    """With a priority class that is served like everybody else, where a centre has none: so nothing changes yet."""
    policy = set_up.branch.policy
    if policy.priority:
        return set_up
    one = PriorityClass(ClassId("priority"), "Ưu tiên", strength=Strength.HEAD_START, name_en="Priority")
    return replace(set_up, branch=replace(set_up.branch, policy=replace(policy, priority=(one,))))


def with_discipline(set_up: SetUp, text: str) -> SetUp:
    """`first-come`, `strict`, `head-start:15`, or `turns:2:30`."""
    set_up = with_priority(set_up)
    name, *numbers = text.split(":")
    known: dict[str, Callable[..., Policy]] = {
        "first-come": lambda policy: _head_start(policy, 0),
        "strict": lambda policy: _turns(policy, _WITHOUT_LIMIT, _WITHOUT_LIMIT),
        "head-start": _head_start,
        "turns": _turns,
    }
    change = known[_one_of(name, list(known), "discipline")]
    try:
        policy = change(set_up.branch.policy, *map(int, numbers))
    except (TypeError, ValueError):
        raise ChangeError(f'"{text}" is no discipline; write for example head-start:15 or turns:2:30') from None
    return replace(set_up, branch=replace(set_up.branch, policy=policy))


def _head_start(policy: Policy, minutes: int) -> Policy:
    classes = (replace(c, strength=Strength.HEAD_START, head_start_min=minutes) for c in policy.priority)
    return replace(policy, priority=tuple(classes))


def _turns(policy: Policy, in_a_row: int, cap_min: int) -> Policy:
    classes = tuple(replace(found, strength=Strength.STRICT) for found in policy.priority)
    return replace(policy, priority=classes, priority_in_a_row=in_a_row, priority_cap_min=cap_min)


def _with_skills(set_up: SetUp, operator_id: OperatorId, skills: dict[ServiceId, SkillLevel]) -> SetUp:
    operators = (replace(o, skills=skills) if o.operator_id == operator_id else o for o in set_up.branch.operators)
    return replace(set_up, branch=replace(set_up.branch, operators=tuple(operators)))


def _operator(branch: Branch, name: str) -> Operator:
    names = {operator.operator_id: operator for operator in branch.operators}
    return names[OperatorId(_one_of(name, list(names), "operator"))]


def _service(branch: Branch, name: str) -> ServiceId:
    return ServiceId(_one_of(name, [service.service_id for service in branch.services], "service"))


def _one_of(name: str, known: Iterable[str], what: str) -> str:
    if name not in (names := list(known)):
        raise ChangeError(f'no {what} "{name}"; there are: {", ".join(names)}')
    return name
