"""A discipline that can be kept: the limits of `[policy]`, its classes, and what services say of their lines."""

from collections.abc import Iterator, Mapping
from typing import Final

from hub.branch_checks.wording import ID, ID_RULE, duplicates, prefix_problems, unknown
from hub.core.policy import Policy, PriorityClass, Strength
from hub.core.setup import Branch, Service

_LIMITS: Final[Mapping[str, tuple[int, int]]] = {
    "priority_in_a_row": (0, 20),
    "priority_cap_min": (0, 480),
    "help_after_min": (0, 480),
    "recall_limit": (0, 20),
    "recall_gap_s": (0, 600),
    "no_show_after_calls": (1, 20),
    "rejoin_within_min": (0, 600),
    "rejoin_places_back": (0, 100),
    "rejoin_times": (0, 20),
    "park_min": (1, 600),
    "undo_within_s": (0, 600),
    "appointment_early_min": (0, 480),
    "appointment_late_min": (0, 480),
}
_LONGEST_START_MIN: Final = 480
_LONGEST_MARK: Final = 6
"""What stands beside the number on paper and screens."""
_AGES: Final = (18, 120)
_TYPICAL_MIN: Final = (0.5, 240)


def check_policy(branch: Branch) -> Iterator[str]:
    policy = branch.policy
    for key, (low, high) in _LIMITS.items():
        value = getattr(policy, key)
        if not low <= value <= high:
            yield f"policy.{key}: {value} is out of range; write {low} to {high}"
    yield from _calls(policy)
    for index, found in enumerate(policy.priority, start=1):
        for problem in _class_problems(found):
            yield f"policy.priority[{index}].{problem}"
    yield from duplicates("policy.priority", "class_id", [found.class_id for found in policy.priority])


def check_lines(branch: Branch) -> Iterator[str]:
    """What the services say of their lines."""
    known = [counter.counter_id for counter in branch.counters]
    for index, service in enumerate(branch.services, start=1):
        yield from unknown(f"services[{index}].counters", "counter", service.counters, known)
        for problem in _service_problems(service):
            yield f"services[{index}].{problem}"


def _calls(policy: Policy) -> Iterator[str]:
    most = policy.recall_limit + 1
    if policy.no_show_after_calls > most:
        yield (
            f"policy.no_show_after_calls: {policy.no_show_after_calls} calls cannot be reached with recall_limit = "
            f"{policy.recall_limit}; write {most} or fewer, or a higher recall_limit"
        )


def _class_problems(found: PriorityClass) -> Iterator[str]:
    if not ID.fullmatch(found.class_id):
        yield f'class_id: "{found.class_id}" is not an id; {ID_RULE}'
    if not found.name.strip():
        yield "name: is empty; write the name citizens read on the kiosk"
    if not 0 < len(found.mark.strip()) <= _LONGEST_MARK:
        yield f'mark: "{found.mark}" does not fit beside a number; write 1 to {_LONGEST_MARK} letters'
    if found.strength is Strength.HEAD_START and not 1 <= found.head_start_min <= _LONGEST_START_MIN:
        yield f"head_start_min: {found.head_start_min} is out of range; write 1 to {_LONGEST_START_MIN}"
    if found.strength is Strength.STRICT and found.head_start_min:
        yield 'head_start_min: counts only with strength = "head_start"; remove it, or change the strength'
    low, high = _AGES
    if found.min_age is not None and not low <= found.min_age <= high:
        yield f"min_age: {found.min_age} is out of range; write full years from {low} to {high}, or leave it out"
    if found.own_prefix:
        yield from prefix_problems("own_prefix", found.own_prefix)


def _service_problems(service: Service) -> Iterator[str]:
    if len(set(service.counters)) != len(service.counters):
        yield "counters: a counter stands there twice; write it once"
    if not 0 <= service.head_start_min <= _LONGEST_START_MIN:
        yield f"head_start_min: {service.head_start_min} is out of range; write 0 to {_LONGEST_START_MIN}"
    if service.quota is not None and service.quota < 1:
        yield f"quota: {service.quota} gives nobody a number; write 1 or more, or leave it out for no limit"
    low, high = _TYPICAL_MIN
    if not low <= service.typical_min <= high:
        yield f"typical_min: {service.typical_min:g} is out of range; write minutes from {low:g} to {high}"
    if service.notice_from is not None and not service.notice.strip():
        yield "notice: is empty; write what holds from notice_from on, or remove notice_from"
    if service.notice_from is None and service.notice:
        yield "notice: nobody would read it; write notice_from, the time from which it holds"
