"""A branch's set-up: its services, counters, people and hours, as data a commune can change.

The set-up is stored inside `DayOpened` and `SetupChanged`, so a day's log replays without any file beside it.
Fields may be added with a default, never renamed or removed.
"""

from datetime import time
from enum import StrEnum

import msgspec

from hub.core.ids import BranchCode, CounterId, DeviceId, OperatorId, PrinterId, ServiceId


class SkillLevel(StrEnum):
    """How readily an operator serves a service: `second` only when no `primary` work waits."""

    PRIMARY = "primary"
    SECOND = "second"


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a citizen comes for. `prefix` is the letter of its number series, unique in the branch."""

    service_id: ServiceId
    prefix: str
    name: str
    short_name: str
    examples: str = ""
    """Everyday words under the name on the kiosk: "Khai sinh, kết hôn, sao y"."""
    name_en: str = ""
    examples_en: str = ""
    colour: str = "#9B1C1C"
    number_width: int = 3
    first_number: int = 1


class Counter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A numbered place of service. People have skills; a counter has only a number."""

    counter_id: CounterId
    number: int


class Operator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An official. `skills` maps a service to how readily this person serves it."""

    operator_id: OperatorId
    name: str
    title: str = ""
    skills: dict[ServiceId, SkillLevel] = {}


class Kiosk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ticket machine. Without a printer it shows numbers on its screen only."""

    device_id: DeviceId
    name: str
    printer_id: PrinterId | None = None


class Display(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wall screen of the waiting room."""

    device_id: DeviceId
    name: str


class WorkingSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A span of the working day in local time. Tickets are handed out in [tickets_from, tickets_until)."""

    name: str
    opens: time
    closes: time
    tickets_from: time
    tickets_until: time
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Monday is 0."""


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words a centre may change without touching a program."""

    agency: str
    centre: str
    ticket_title: str = "PHIẾU SỐ THỨ TỰ"
    ticket_footer: tuple[str, ...] = ("Vui lòng giữ phiếu và chờ gọi số.", "Xin cảm ơn Ông/Bà!")
    ticker: tuple[str, ...] = ()
    agency_en: str = ""
    centre_en: str = ""


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One centre with one hub."""

    code: BranchCode
    timezone: str
    texts: Texts
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    operators: tuple[Operator, ...]
    sessions: tuple[WorkingSession, ...]
    kiosks: tuple[Kiosk, ...] = ()
    displays: tuple[Display, ...] = ()
    call_max_age_s: int = 60
    """A call older than this is shown but no longer spoken by a display that comes back."""
    print_max_age_s: int = 120
    """A ticket not printed within this time is no longer wanted on paper: its citizen has read the screen."""

    def service(self, service_id: ServiceId) -> Service | None:
        return next((s for s in self.services if s.service_id == service_id), None)

    def counter(self, counter_id: CounterId) -> Counter | None:
        return next((c for c in self.counters if c.counter_id == counter_id), None)

    def operator(self, operator_id: OperatorId) -> Operator | None:
        return next((o for o in self.operators if o.operator_id == operator_id), None)

    def kiosk(self, device_id: DeviceId) -> Kiosk | None:
        return next((k for k in self.kiosks if k.device_id == device_id), None)
