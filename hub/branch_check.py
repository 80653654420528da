"""What a well-formed `branch.toml` can still get wrong: the checks between its entries. Pure.

Each problem is one line that starts with the place in the file and ends with what would be right, because the person
who reads it is not the person who wrote this program. All problems come at once. Entries are counted from 1, as
`hub.client.settings` does: the first `[[services]]` is `services[1]`.
"""

import difflib
import re
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import time
from itertools import combinations
from typing import Final

from hub.core.setup import Branch, Operator, Service, WorkingSession

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ID_RULE: Final = 'write small letters a-z, digits, "-" and "_", at most 40, starting with a letter or digit'
_PREFIX: Final = re.compile(r"[A-ZĐƯ]{1,2}")
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2 AA for the white letter on a service's colour."""
_WIDEST_NUMBER: Final = 4
_HIGHEST_COUNTER: Final = 99
"""The voice and the wall have room for two digits."""
_LONGEST_SHORT_NAME: Final = 40
_AGE_LIMITS: Final = (10, 3600)


def problems(branch: Branch) -> tuple[str, ...]:
    """Everything wrong with this set-up, in the order of the file; empty when a centre can work with it."""
    checks: tuple[Callable[[Branch], Iterator[str]], ...] = (
        _check_head,
        _check_texts,
        _check_identifiers,
        _check_services,
        _check_counters,
        _check_operators,
        _check_cover,
        _check_sessions,
        _check_overlaps,
        _check_devices,
    )
    return tuple(problem for check in checks for problem in check(branch))


def _check_head(branch: Branch) -> Iterator[str]:
    if not _ID.fullmatch(branch.code):
        yield f'code: "{branch.code}" is not an id; {_ID_RULE}'
    try:
        zoneinfo.ZoneInfo(branch.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = _did_you_mean(branch.timezone, zoneinfo.available_timezones())
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
            if not _ID.fullmatch(identifier):
                yield f'{part}[{index}].{key}: "{identifier}" is not an id; {_ID_RULE}'
        yield from _duplicates(part, key, ids)


def _check_services(branch: Branch) -> Iterator[str]:
    for index, service in enumerate(branch.services, start=1):
        for problem in _service_problems(service):
            yield f"services[{index}].{problem}"
    yield from _duplicates("services", "prefix", [s.prefix for s in branch.services])


def _service_problems(service: Service) -> Iterator[str]:
    if not _PREFIX.fullmatch(service.prefix):
        yield f'prefix: "{service.prefix}" cannot start a number; write one or two capital letters A-Z, Đ or Ư'
    if not service.name.strip():
        yield "name: is empty; write the name citizens read on the kiosk"
    if not 0 < len(service.short_name.strip()) <= _LONGEST_SHORT_NAME:
        yield f"short_name: has {len(service.short_name)} letters; write 1 to {_LONGEST_SHORT_NAME}"
    if not _COLOUR.fullmatch(service.colour):
        yield f'colour: "{service.colour}" is not a colour; write it like "#9B1C1C"'
    elif (contrast := _contrast_to_white(service.colour)) < _LEAST_CONTRAST:
        yield (
            f'colour: a white letter on "{service.colour}" is hard to read (contrast {contrast:.1f}); '
            f"choose a darker colour, contrast {_LEAST_CONTRAST} or more"
        )
    if not 1 <= service.number_width <= _WIDEST_NUMBER:
        yield f"number_width: {service.number_width} digits do not fit a ticket; write 1 to {_WIDEST_NUMBER}"
    elif not 0 <= service.first_number < 10**service.number_width:
        highest = 10**service.number_width - 1
        yield f"first_number: {service.first_number} does not fit {service.number_width} digits; write 0 to {highest}"


def _check_counters(branch: Branch) -> Iterator[str]:
    numbers = [c.number for c in branch.counters]
    for index, number in enumerate(numbers, start=1):
        if not 1 <= number <= _HIGHEST_COUNTER:
            yield f"counters[{index}].number: {number} is out of range; write 1 to {_HIGHEST_COUNTER}"
    yield from _duplicates("counters", "number", numbers)


def _check_operators(branch: Branch) -> Iterator[str]:
    known = [s.service_id for s in branch.services]
    for index, operator in enumerate(branch.operators, start=1):
        if not operator.name.strip():
            yield f"operators[{index}].name: is empty; write the name shown at the counter"
        if not operator.skills:
            yield f"operators[{index}].skills: is empty; write at least one service this person serves"
        yield from _unknown_skills(index, operator, known)


def _unknown_skills(index: int, operator: Operator, known: Sequence[str]) -> Iterator[str]:
    for service_id in operator.skills:
        if service_id not in known:
            hint = _did_you_mean(service_id, known)
            yield (
                f'operators[{index}].skills: there is no service "{service_id}"{hint}; '
                f"the services are {', '.join(known)}"
            )


def _check_cover(branch: Branch) -> Iterator[str]:
    served = {service_id for operator in branch.operators for service_id in operator.skills}
    for index, service in enumerate(branch.services, start=1):
        if branch.operators and service.service_id not in served:
            yield (
                f'services[{index}]: nobody can serve "{service.service_id}"; '
                "add it to the skills of an operator, or remove the service"
            )


def _check_sessions(branch: Branch) -> Iterator[str]:
    for index, session in enumerate(branch.sessions, start=1):
        for problem in _session_problems(session):
            yield f"sessions[{index}].{problem}"


def _session_problems(session: WorkingSession) -> Iterator[str]:
    if not session.name.strip():
        yield "name: is empty; write for example Buổi sáng"
    if session.opens >= session.closes:
        yield f"closes: {_hm(session.closes)} is not after opens {_hm(session.opens)}; write a later time"
    if session.tickets_from >= session.tickets_until:
        start = _hm(session.tickets_from)
        yield f"tickets_until: {_hm(session.tickets_until)} is not after tickets_from {start}; write a later time"
    if session.tickets_until > session.closes:
        end = _hm(session.closes)
        yield f"tickets_until: {_hm(session.tickets_until)} is after the counters close; write {end} or earlier"
    if session.tickets_from >= session.closes:
        end = _hm(session.closes)
        yield f"tickets_from: {_hm(session.tickets_from)} is not before the counters close; write a time before {end}"
    if not session.weekdays:
        yield "weekdays: is empty; write for example [0, 1, 2, 3, 4] for Monday to Friday"
    for day in session.weekdays:
        if not 0 <= day < len(_DAYS):
            yield f"weekdays: {day} is not a day; write 0 for Monday to 6 for Sunday"
    if len(set(session.weekdays)) != len(session.weekdays):
        yield "weekdays: a day stands there twice; write it once"


def _check_overlaps(branch: Branch) -> Iterator[str]:
    for (first, a), (second, b) in combinations(enumerate(branch.sessions, start=1), 2):
        shared = sorted(set(a.weekdays) & set(b.weekdays) & set(range(len(_DAYS))))
        if not shared:
            continue
        day = _DAYS[shared[0]]
        if a.opens < b.closes and b.opens < a.closes:
            yield f"sessions[{second}]: its hours overlap sessions[{first}] on {day}; separate opens and closes"
        if a.tickets_from < b.tickets_until and b.tickets_from < a.tickets_until:
            yield (
                f"sessions[{second}]: its ticket hours overlap sessions[{first}] on {day}; "
                "separate tickets_from and tickets_until"
            )


def _check_devices(branch: Branch) -> Iterator[str]:
    places = [(f"kiosks[{i}]", k.device_id, k.name) for i, k in enumerate(branch.kiosks, start=1)]
    places += [(f"displays[{i}]", d.device_id, d.name) for i, d in enumerate(branch.displays, start=1)]
    first_place: dict[str, str] = {}
    for place, device_id, name in places:
        if not _ID.fullmatch(device_id):
            yield f'{place}.device_id: "{device_id}" is not an id; {_ID_RULE}'
        if not name.strip():
            yield f"{place}.name: is empty; write where it stands, staff read it in alerts"
        if device_id in first_place:
            yield f'{place}.device_id: "{device_id}" is already {first_place[device_id]}; every device needs its own'
        first_place.setdefault(device_id, place)
    for index, kiosk in enumerate(branch.kiosks, start=1):
        if kiosk.printer_id is not None and not _ID.fullmatch(kiosk.printer_id):
            yield f'kiosks[{index}].printer_id: "{kiosk.printer_id}" is not an id; {_ID_RULE}'


def _duplicates(part: str, key: str, values: Sequence[str | int]) -> Iterator[str]:
    for index, value in enumerate(values, start=1):
        first = values.index(value) + 1
        if first != index:
            shown = f'"{value}"' if isinstance(value, str) else value
            yield f"{part}[{index}].{key}: {shown} is already that of {part}[{first}]; write another"


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""


def _hm(moment: time) -> str:
    return moment.strftime("%H:%M")


def _contrast_to_white(colour: str) -> float:
    """WCAG 2.2 contrast ratio of white on this colour."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
