"""A branch's set-up: its services, counters, people and hours, as data a commune can change.

The set-up is stored inside `DayOpened` and `SetupChanged`, so a day's log replays without any file beside it.
Fields may be added with a default, never renamed or removed.
"""

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from functools import cached_property

import msgspec

from hub.core.ids import BranchCode, ClassId, CounterId, DeviceId, OperatorId, PrinterId, ServiceId
from hub.core.policy import Policy, PriorityClass


class SkillLevel(StrEnum):
    """How readily an operator serves a service.

    `second` helps when nobody waits for a `primary` one; `reserve` only when nobody waits for either.
    """

    PRIMARY = "primary"
    SECOND = "second"
    RESERVE = "reserve"


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a citizen comes for. `prefix` is the letter of its number series, unique in the branch."""

    service_id: ServiceId
    """The name of the service in files and logs: "justice". Never reused for another service."""
    prefix: str
    """One or two capital letters: "A" gives A001, A002 ..."""
    name: str
    """As citizens read it."""
    short_name: str
    """For narrow places: the lists of the counters."""
    examples: str = ""
    """Everyday words under the name on the kiosk: "Khai sinh, kết hôn, sao y"."""
    name_en: str = ""
    """The English name; "" shows the Vietnamese one."""
    examples_en: str = ""
    """The English everyday words."""
    colour: str = "#9B1C1C"
    """Behind the letter on the kiosk; dark enough for a white letter."""
    number_width: int = 3
    """Digits of a number, with leading zeros."""
    first_number: int = 1
    """The first number of each day."""
    counters: tuple[CounterId, ...] = ()
    """Only these counters serve it; empty: wherever somebody with the skill sits."""
    head_start_min: int = 0
    """A short job counts as if it had come that many minutes earlier (picking up a result)."""
    quota: int | None = None
    """Tickets per working session; leave out for no limit."""
    typical_min: float = 12.0
    """Minutes a service takes as long as too few have been measured."""
    notice_from: time | None = None
    """From this local time on the kiosk and the ticket carry `notice`."""
    notice: str = ""
    """For example that files handed in after 15:00 are answered on the next working day."""
    bring: tuple[str, ...] = ()
    """Papers to have ready, printed on the ticket: at most 3 short lines."""


class Counter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A numbered place of service. People have skills; a counter has only a number."""

    counter_id: CounterId
    """The name of the counter in files and logs: "counter-1"."""
    number: int
    """As it stands over the counter and is called out."""


class Operator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official. `skills` maps a service to how readily this person serves it."""

    operator_id: OperatorId
    """The name of the person in files and logs: "staff-1"."""
    name: str
    """As it stands on the counter and in the list to sit down."""
    title: str = ""
    """Post or office, shown beside the name."""
    skills: dict[ServiceId, SkillLevel] = {}
    """For each service this person serves: "primary", "second" or "reserve"."""
    may_choose: bool = False
    """May call a chosen ticket out of turn, with a reason."""


class Kiosk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ticket machine. Without a printer it shows numbers on its screen only."""

    device_id: DeviceId
    """The name the kiosk says hello with: "kiosk-1"."""
    name: str
    """Where it stands, as staff read it in alerts."""
    printer_id: PrinterId | None = None
    """Its printer, as the hardware agent names it."""
    spare_printer_id: PrinterId | None = None
    """Another kiosk's printer, which takes over the papers of this one while its own printer cannot print."""


class Display(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wall screen of the waiting room."""

    device_id: DeviceId
    """The name the screen says hello with: "display-1"."""
    name: str
    """Where it hangs, as staff read it in alerts."""


class WorkingSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A span of the working day in local time. Tickets are handed out in [tickets_from, tickets_until)."""

    name: str
    """Printed on tickets: "Buổi sáng"."""
    opens: time
    """When the counters begin."""
    closes: time
    """When the counters end."""
    tickets_from: time
    """The first moment a number can be taken; may be before the counters begin."""
    tickets_until: time
    """From this moment on no number can be taken."""
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Monday is 0."""
    first_number: int | None = None
    """With `reset = "session"`: where this session's numbers start, unless the day is already past it."""

    @property
    def begins(self) -> time:
        """When the first citizen may come."""
        return min(self.opens, self.tickets_from)

    @property
    def ends(self) -> time:
        """From then on it is over."""
        return max(self.closes, self.tickets_until)


class ExceptionalDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A date with hours of its own: a holiday (no sessions), a Saturday on duty, a make-up day."""

    day: date
    """The date, in the branch's own time zone."""
    name: str
    """Why, as citizens read it on the closed kiosk: "Tết Nguyên đán"."""
    sessions: tuple[WorkingSession, ...] = ()
    """Their `weekdays` do not count; empty: closed all day."""


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words a centre may change without touching a program."""

    agency: str
    """The small line over the door: "UBND XÃ THĂNG BÌNH"."""
    centre: str
    """The name of the centre."""
    ticket_title: str = "PHIẾU SỐ THỨ TỰ"
    """The head of every ticket."""
    ticket_footer: tuple[str, ...] = ("Vui lòng giữ phiếu và chờ gọi số.", "Xin cảm ơn Ông/Bà!")
    """The last lines of every ticket."""
    ticker: tuple[str, ...] = ()
    """Lines that run along the bottom of the wall screen, one after the other."""
    agency_en: str = ""
    """The agency in English; "" shows the Vietnamese one."""
    centre_en: str = ""
    """The centre in English; "" shows the Vietnamese one."""


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One centre with one hub."""

    code: BranchCode
    """The name of this centre in the world; never changed once the first ticket is issued."""
    timezone: str
    """Decides when a service day begins: "Asia/Ho_Chi_Minh"."""
    texts: Texts
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    operators: tuple[Operator, ...]
    sessions: tuple[WorkingSession, ...]
    kiosks: tuple[Kiosk, ...] = ()
    displays: tuple[Display, ...] = ()
    policy: Policy = Policy()
    """The discipline of the queue."""
    exceptional_days: tuple[ExceptionalDay, ...] = ()
    """Holidays (the lunar ones typed in each year), Saturdays on duty, make-up days."""
    call_max_age_s: int = 60
    """A call older than this is shown but no longer spoken by a display that comes back."""
    print_max_age_s: int = 120
    """A ticket not printed within this time is no longer wanted on paper: its citizen has read the screen."""

    def service(self, service_id: ServiceId) -> Service | None:
        return self._services.get(service_id)

    def counter(self, counter_id: CounterId) -> Counter | None:
        return self._counters.get(counter_id)

    def operator(self, operator_id: OperatorId) -> Operator | None:
        return self._operators.get(operator_id)

    def priority_class(self, class_id: ClassId) -> PriorityClass | None:
        """None for "", the class of everybody."""
        return self._classes.get(class_id)

    def kiosk(self, device_id: DeviceId) -> Kiosk | None:
        return self._kiosks.get(device_id)

    def sessions_on(self, day: date) -> tuple[WorkingSession, ...]:
        """The working sessions of a date, in order: an exceptional day has its own, or none."""
        found = self._exceptions.get(day)
        return self._weekdays[day.weekday()] if found is None else found

    @cached_property
    def _services(self) -> dict[ServiceId, Service]:
        return {service.service_id: service for service in self.services}

    @cached_property
    def _counters(self) -> dict[CounterId, Counter]:
        return {counter.counter_id: counter for counter in self.counters}

    @cached_property
    def _operators(self) -> dict[OperatorId, Operator]:
        return {operator.operator_id: operator for operator in self.operators}

    @cached_property
    def _classes(self) -> dict[ClassId, PriorityClass]:
        return {found.class_id: found for found in self.policy.priority}

    @cached_property
    def _kiosks(self) -> dict[DeviceId, Kiosk]:
        return {kiosk.device_id: kiosk for kiosk in self.kiosks}

    @cached_property
    def _exceptions(self) -> dict[date, tuple[WorkingSession, ...]]:
        return {day.day: _in_order(day.sessions) for day in self.exceptional_days}

    @cached_property
    def _weekdays(self) -> tuple[tuple[WorkingSession, ...], ...]:
        """Of each day of the week, Monday first."""
        return tuple(_in_order(s for s in self.sessions if weekday in s.weekdays) for weekday in range(7))


def _in_order(sessions: Iterable[WorkingSession]) -> tuple[WorkingSession, ...]:
    return tuple(sorted(sessions, key=lambda session: session.begins))
