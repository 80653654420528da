"""Which devices are here now, and what they last said about themselves. Facts of the moment: never stored."""

from types import MappingProxyType

import msgspec

from hub.protocol import (
    Alert,
    DeviceId,
    DeviceReport,
    DisplayReport,
    HardwareReport,
    PrinterHealth,
    PrinterId,
    Role,
)


class Presence(msgspec.Struct, frozen=True):
    """A value; each change gives a new one."""

    connected: MappingProxyType[DeviceId, Role] = MappingProxyType({})
    reports: MappingProxyType[DeviceId, DeviceReport] = MappingProxyType({})
    clock_behind_s: float = 0.0
    """How far the machine's clock stands before the last event; more than a second means it was set back."""

    is_accepting: bool = True
    """The disk takes what the hub writes."""
    concerns: tuple[Alert, ...] = ()
    """What the hub's own upkeep has to tell staff."""

    def with_device(self, device_id: DeviceId, role: Role) -> "Presence":
        return msgspec.structs.replace(self, connected=MappingProxyType({**self.connected, device_id: role}))

    def without_device(self, device_id: DeviceId) -> "Presence":
        """What a device said about itself is worth nothing once it is gone."""
        return msgspec.structs.replace(
            self,
            connected=MappingProxyType({d: role for d, role in self.connected.items() if d != device_id}),
            reports=MappingProxyType({d: report for d, report in self.reports.items() if d != device_id}),
        )

    def with_report(self, device_id: DeviceId, report: DeviceReport) -> "Presence":
        return msgspec.structs.replace(self, reports=MappingProxyType({**self.reports, device_id: report}))

    def printer(self, printer_id: PrinterId | None) -> PrinterHealth:
        """What its agent says of a printer; `unknown` when no connected agent speaks for it."""
        if printer_id is None:
            return PrinterHealth.NONE
        said = (
            printer.health
            for report in self.reports.values()
            if isinstance(report, HardwareReport)
            for printer in report.printers
            if printer.printer_id == printer_id
        )
        return next(said, PrinterHealth.UNKNOWN)

    def is_mute(self, device_id: DeviceId) -> bool:
        """A display that said it has no sound."""
        report = self.reports.get(device_id)
        return isinstance(report, DisplayReport) and not report.has_sound
