"""Which devices are here now, and what they last said about themselves. Facts of the moment: never stored."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import msgspec

from hub.protocol import (
    Alert,
    DeviceId,
    DeviceState,
    DisplayReport,
    HardwareReport,
    PrinterHealth,
    PrinterId,
    PrinterReport,
    Role,
)
from hub.scans import Scan

StandingReport = HardwareReport | DisplayReport
"""How a device is, until it says otherwise."""


class Presence(msgspec.Struct, frozen=True):
    """A value; each change gives a new one."""

    connected: MappingProxyType[DeviceId, Role] = MappingProxyType({})
    reports: MappingProxyType[DeviceId, StandingReport] = MappingProxyType({})
    clock_behind_s: float = 0.0
    """How far the machine's clock stands before the last event; more than a second means it was set back."""

    is_accepting: bool = True
    """The disk takes what the hub writes."""
    concerns: tuple[Alert, ...] = ()
    """What the hub's own upkeep has to tell staff."""
    lost_agents: frozenset[DeviceId] = frozenset()
    """Agents that spoke for pads, signs or scanners, and are gone."""
    scans: Mapping[DeviceId, Scan] = MappingProxyType({})
    """What was just held to the scanner of a kiosk."""

    def with_device(self, device_id: DeviceId, role: Role) -> "Presence":
        return msgspec.structs.replace(
            self,
            connected=MappingProxyType({**self.connected, device_id: role}),
            lost_agents=self.lost_agents - {device_id},
        )

    def without_device(self, device_id: DeviceId) -> "Presence":
        """What a device said about itself is worth nothing once it is gone."""
        said = self.reports.get(device_id)
        had_devices = isinstance(said, HardwareReport) and bool(said.devices)
        return msgspec.structs.replace(
            self,
            connected=MappingProxyType({d: role for d, role in self.connected.items() if d != device_id}),
            reports=MappingProxyType({d: report for d, report in self.reports.items() if d != device_id}),
            lost_agents=self.lost_agents | {device_id} if had_devices else self.lost_agents,
        )

    def with_report(self, device_id: DeviceId, report: StandingReport) -> "Presence":
        return msgspec.structs.replace(self, reports=MappingProxyType({**self.reports, device_id: report}))

    def printer(self, printer_id: PrinterId | None) -> PrinterHealth:
        """What its agent says of a printer; `unknown` when no connected agent speaks for it."""
        if printer_id is None:
            return PrinterHealth.NONE
        said = self.printer_report(printer_id)
        return said.health if said else PrinterHealth.UNKNOWN

    def printer_report(self, printer_id: PrinterId | None) -> PrinterReport | None:
        """All that its agent says of a printer."""
        said = (printer for report in self._hardware() for printer in report.printers)
        return next((printer for printer in said if printer.printer_id == printer_id), None)

    def devices(self) -> tuple[DeviceState, ...]:
        """Every pad, sign and scanner a connected agent speaks for."""
        return tuple(device for report in self._hardware() for device in report.devices)

    def _hardware(self) -> Iterator[HardwareReport]:
        return (report for report in self.reports.values() if isinstance(report, HardwareReport))

    def is_mute(self, device_id: DeviceId) -> bool:
        """A display that said it has no sound."""
        report = self.reports.get(device_id)
        return isinstance(report, DisplayReport) and not report.has_sound
