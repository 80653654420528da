"""What a well-formed `branch.toml` can still get wrong: the checks between its entries. Pure.

Each problem is one line that starts with the place in the file and ends with what would be right, because the person
who reads it is not the person who wrote this program. All problems come at once. Entries are counted from 1, as
`hub.client.settings` does: the first `[[services]]` is `services[1]`.
"""

import re
import zoneinfo
from collections.abc import Callable, Iterator
from typing import Final

from hub.branch_checks.colour import contrast_to_white
from hub.branch_checks.devices import check_devices
from hub.branch_checks.discipline import check_lines, check_policy
from hub.branch_checks.hours import check_hours
from hub.branch_checks.numbers import check_numbers
from hub.branch_checks.wording import ID, ID_RULE, did_you_mean, duplicates, prefix_problems, unknown
from hub.core.setup import Branch, Service

_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2 AA for the white letter on a service's colour."""
_WIDEST_NUMBER: Final = 4
_HIGHEST_COUNTER: Final = 99
"""The voice and the wall have room for two digits."""
_LONGEST_SHORT_NAME: Final = 40
_MOST_TO_BRING: Final = 3
_LONGEST_TO_BRING: Final = 80
"""Two lines of narrow paper."""
_AGE_LIMITS: Final = (10, 3600)


def problems(branch: Branch) -> tuple[str, ...]:
    """Everything wrong with this set-up, in the order of the file; empty when a centre can work with it."""
    checks: tuple[Callable[[Branch], Iterator[str]], ...] = (
        _check_head,
        _check_texts,
        _check_identifiers,
        _check_services,
        check_lines,
        _check_counters,
        _check_operators,
        _check_cover,
        check_hours,
        check_policy,
        check_numbers,
        check_devices,
    )
    return tuple(problem for check in checks for problem in check(branch))


def _check_head(branch: Branch) -> Iterator[str]:
    if not ID.fullmatch(branch.code):
        yield f'code: "{branch.code}" is not an id; {ID_RULE}'
    try:
        zoneinfo.ZoneInfo(branch.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(branch.timezone, zoneinfo.available_timezones())
        yield f'timezone: "{branch.timezone}" is unknown{hint}; write for example "Asia/Ho_Chi_Minh"'
    low, high = _AGE_LIMITS
    for key, value in (("call_max_age_s", branch.call_max_age_s), ("print_max_age_s", branch.print_max_age_s)):
        if not low <= value <= high:
            yield f"{key}: {value} is out of range; write seconds from {low} to {high}"
    parts = (("services", branch.services), ("counters", branch.counters), ("operators", branch.operators))
    for key, entries in (*parts, ("sessions", branch.sessions)):
        if not entries:
            yield f"{key}: there are none; write at least one [[{key}]]"


def _check_texts(branch: Branch) -> Iterator[str]:
    texts = branch.texts
    for key, text in (("agency", texts.agency), ("centre", texts.centre), ("ticket_title", texts.ticket_title)):
        if not text.strip():
            yield f"texts.{key}: is empty; write the words that stand there"
    for key, lines in (("ticket_footer", texts.ticket_footer), ("ticker", texts.ticker)):
        for index, line in enumerate(lines, start=1):
            if not line.strip():
                yield f"texts.{key}[{index}]: is empty; write a line or remove it"


def _check_identifiers(branch: Branch) -> Iterator[str]:
    named = (
        ("services", "service_id", [s.service_id for s in branch.services]),
        ("counters", "counter_id", [c.counter_id for c in branch.counters]),
        ("operators", "operator_id", [o.operator_id for o in branch.operators]),
    )
    for part, key, ids in named:
        for index, identifier in enumerate(ids, start=1):
            if not ID.fullmatch(identifier):
                yield f'{part}[{index}].{key}: "{identifier}" is not an id; {ID_RULE}'
        yield from duplicates(part, key, ids)


def _check_services(branch: Branch) -> Iterator[str]:
    for index, service in enumerate(branch.services, start=1):
        for problem in _service_problems(service):
            yield f"services[{index}].{problem}"
    yield from duplicates("services", "prefix", [s.prefix for s in branch.services])


def _service_problems(service: Service) -> Iterator[str]:
    yield from prefix_problems("prefix", service.prefix)
    if not service.name.strip():
        yield "name: is empty; write the name citizens read on the kiosk"
    if not 0 < len(service.short_name.strip()) <= _LONGEST_SHORT_NAME:
        yield f"short_name: has {len(service.short_name)} letters; write 1 to {_LONGEST_SHORT_NAME}"
    if not _COLOUR.fullmatch(service.colour):
        yield f'colour: "{service.colour}" is not a colour; write it like "#9B1C1C"'
    elif (contrast := contrast_to_white(service.colour)) < _LEAST_CONTRAST:
        yield (
            f'colour: a white letter on "{service.colour}" is hard to read (contrast {contrast:.1f}); '
            f"choose a darker colour, contrast {_LEAST_CONTRAST} or more"
        )
    if not 1 <= service.number_width <= _WIDEST_NUMBER:
        yield f"number_width: {service.number_width} digits do not fit a ticket; write 1 to {_WIDEST_NUMBER}"
    elif not 0 <= service.first_number < 10**service.number_width:
        highest = 10**service.number_width - 1
        yield f"first_number: {service.first_number} does not fit {service.number_width} digits; write 0 to {highest}"
    yield from _bring_problems(service.bring)


def _bring_problems(lines: tuple[str, ...]) -> Iterator[str]:
    if len(lines) > _MOST_TO_BRING:
        yield f"bring: has {len(lines)} lines; a ticket has room for {_MOST_TO_BRING}"
    for index, line in enumerate(lines, start=1):
        if not 0 < len(line.strip()) <= _LONGEST_TO_BRING:
            yield f"bring[{index}]: has {len(line.strip())} letters; write 1 to {_LONGEST_TO_BRING}"


def _check_counters(branch: Branch) -> Iterator[str]:
    numbers = [c.number for c in branch.counters]
    for index, number in enumerate(numbers, start=1):
        if not 1 <= number <= _HIGHEST_COUNTER:
            yield f"counters[{index}].number: {number} is out of range; write 1 to {_HIGHEST_COUNTER}"
    yield from duplicates("counters", "number", numbers)


def _check_operators(branch: Branch) -> Iterator[str]:
    known = [s.service_id for s in branch.services]
    for index, operator in enumerate(branch.operators, start=1):
        if not operator.name.strip():
            yield f"operators[{index}].name: is empty; write the name shown at the counter"
        if not operator.skills:
            yield f"operators[{index}].skills: is empty; write at least one service this person serves"
        yield from unknown(f"operators[{index}].skills", "service", operator.skills, known)


def _check_cover(branch: Branch) -> Iterator[str]:
    served = {service_id for operator in branch.operators for service_id in operator.skills}
    for index, service in enumerate(branch.services, start=1):
        if branch.operators and service.service_id not in served:
            yield (
                f'services[{index}]: nobody can serve "{service.service_id}"; '
                "add it to the skills of an operator, or remove the service"
            )
