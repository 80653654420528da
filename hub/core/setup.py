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
    """For each service this person serves: "primary" or "second"."""


class Kiosk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ticket machine. Without a printer it shows numbers on its screen only."""

    device_id: DeviceId
    """The name the kiosk says hello with: "kiosk-1"."""
    name: str
    """Where it stands, as staff read it in alerts."""
    printer_id: PrinterId | None = None
    """Its printer, as the hardware agent names it."""


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


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
