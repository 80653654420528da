"""Number series that never meet: the letters of services, classes and appointments, the thousands of counters."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from hub.branch_checks.wording import prefix_problems
from hub.core.numbering import PER_COUNTER
from hub.core.policy import NumberReset, NumberStyle
from hub.core.setup import Branch


def check_numbers(branch: Branch) -> Iterator[str]:
    policy = branch.policy
    for key in ("appointment_prefix", "one_series_prefix"):
        if getattr(policy, key):
            yield from prefix_problems(f"policy.{key}", getattr(policy, key))
    if policy.one_series_prefix and policy.numbers is not NumberStyle.ONE_SERIES:
        yield 'policy.one_series_prefix: counts only with numbers = "one_series"; remove it, or change numbers'
    yield from _shared_letters(branch)
    match policy.numbers:
        case NumberStyle.ONE_SERIES:
            yield from _one_start(branch)
        case NumberStyle.PER_COUNTER:
            yield from _thousands(branch)
        case NumberStyle.PER_SERVICE:
            pass
    yield from _session_starts(branch)


def _shared_letters(branch: Branch) -> Iterator[str]:
    """Two series with one letter would count together, and nobody could tell them apart."""
    first_place: dict[str, str] = {}
    for place, prefix in _letters(branch):
        if prefix in first_place:
            yield f'{place}: "{prefix}" already starts the numbers of {first_place[prefix]}; write another'
        first_place.setdefault(prefix, place)


def _letters(branch: Branch) -> Iterator[tuple[str, str]]:
    """Every letter in use, with its place. Twice the same among services is told with the services."""
    policy = branch.policy
    if policy.numbers is NumberStyle.ONE_SERIES:
        named = [("policy.one_series_prefix", policy.one_series_prefix)]
    else:
        prefixes = [service.prefix for service in branch.services]
        named = [(f"services[{prefixes.index(prefix) + 1}]", prefix) for prefix in dict.fromkeys(prefixes)]
    own = [found.own_prefix for found in policy.priority]
    named += [(f"policy.priority[{index}].own_prefix", prefix) for index, prefix in enumerate(own, start=1)]
    named.append(("policy.appointment_prefix", policy.appointment_prefix))
    return ((place, prefix) for place, prefix in named if prefix)


def _one_start(branch: Branch) -> Iterator[str]:
    """One series begins once, whichever service is taken first."""
    for index, service in enumerate(branch.services[1:], start=2):
        for key in ("first_number", "number_width"):
            wanted, found = getattr(branch.services[0], key), getattr(service, key)
            if found != wanted:
                yield f"services[{index}].{key}: {found} cannot be with one series; write {wanted} as in services[1]"


def _thousands(branch: Branch) -> Iterator[str]:
    bound = [(n, service) for n, service in enumerate(branch.services, start=1) if len(service.counters) == 1]
    if branch.services and not bound:
        yield (
            'policy.numbers: "per_counter" needs services that belong to one counter; '
            'write their counters, or numbers = "per_service"'
        )
    for index, service in bound:
        if not 0 <= service.first_number < PER_COUNTER:
            yield f"services[{index}].first_number: {service.first_number} leaves its thousand; write 0 to 999"


class _Start(NamedTuple):
    """Where the numbers of a session start."""

    place: str
    days: frozenset[object]
    """Its weekdays, or its date."""
    number: int


def _session_starts(branch: Branch) -> Iterator[str]:
    starts = tuple(_starts(branch))
    if branch.policy.reset is not NumberReset.SESSION:
        for start in starts:
            yield f'{start.place}.first_number: counts only with policy.reset = "session"; remove it, or set reset'
        return
    if branch.sessions and not starts:
        yield 'policy.reset: "session" needs to know where to start; write first_number in the sessions'
    highest = _highest_start(branch)
    for start in starts:
        if not 0 <= start.number <= highest:
            yield f"{start.place}.first_number: {start.number} does not fit the numbers; write 0 to {highest}"
    for first, second in combinations(starts, 2):
        if first.number == second.number and first.days & second.days:
            yield (
                f"{second.place}.first_number: {second.number} overlaps {first.place}; "
                "write a higher one, no number comes twice in a day"
            )


def _starts(branch: Branch) -> Iterator[_Start]:
    for index, session in enumerate(branch.sessions, start=1):
        if session.first_number is not None:
            yield _Start(f"sessions[{index}]", frozenset(session.weekdays), session.first_number)
    for number, exception in enumerate(branch.exceptional_days, start=1):
        for index, session in enumerate(exception.sessions, start=1):
            if session.first_number is not None:
                place = f"exceptional_days[{number}].sessions[{index}]"
                yield _Start(place, frozenset({exception.day}), session.first_number)


def _highest_start(branch: Branch) -> int:
    """What every series has room for."""
    width = min((service.number_width for service in branch.services), default=1)
    highest: int = 10 ** max(width, 1) - 1
    return min(highest, PER_COUNTER - 1) if branch.policy.numbers is NumberStyle.PER_COUNTER else highest
