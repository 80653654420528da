"""What was just held to the scanner of a kiosk: kept for seconds in memory, never stored, never logged.

Of a card only the priority class is ever here. Of a ticket its secret is looked up at once and not kept either.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

import msgspec

from hub.core.ids import DeviceId, TicketId
from hub.core.model import State
from hub.protocol import ScanReport, SeenCard, SeenTicket, SeenUnknown

KEPT_S: Final = 20.0
NOT_TODAY: Final = "not_today"


class KnownTicket(msgspec.Struct, frozen=True):
    """A ticket of today."""

    ticket_id: TicketId


class Scan(msgspec.Struct, frozen=True):
    """What a scan means to the hub."""

    scan_id: str
    at: datetime
    what: SeenCard | KnownTicket | SeenUnknown


def understood(report: ScanReport, state: State, now: datetime) -> Scan:
    """The scan in the hub's own terms."""
    match report.what:
        case SeenTicket(token):
            found = next((ticket.ticket_id for ticket in state.tickets if ticket.token == token), None)
            return Scan(report.scan_id, now, SeenUnknown(NOT_TODAY) if found is None else KnownTicket(found))
        case SeenCard() | SeenUnknown() as what:
            return Scan(report.scan_id, now, what)


class Scans:
    """The newest scan of each kiosk. `now_s` is monotonic: the hour of the day may be set, seconds go on."""

    def __init__(self) -> None:
        self._kept: dict[DeviceId, tuple[float, Scan]] = {}

    def keep(self, kiosk: DeviceId, scan: Scan, now_s: float) -> None:
        self._kept[kiosk] = (now_s, scan)

    def forget(self, kiosk: DeviceId) -> bool:
        """Whether there was one."""
        return self._kept.pop(kiosk, None) is not None

    def forget_old(self, now_s: float) -> bool:
        """Whether any was."""
        old = [kiosk for kiosk, (kept_s, _) in self._kept.items() if now_s - kept_s >= KEPT_S]
        for kiosk in old:
            self.forget(kiosk)
        return bool(old)

    def current(self) -> Mapping[DeviceId, Scan]:
        return MappingProxyType({kiosk: scan for kiosk, (_, scan) in self._kept.items()})
