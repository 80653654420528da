"""The hardware agent's TOML file: one table per device, and its port is a URL. The kinds of devices have their tables
beside them (`hardware/*/settings.py`); here they come together and are checked across.

device = "agent-1"
hub = "192.168.1.10"

[[printer]]
id = "printer-1"
port = "tcp://192.168.1.50:9100"
profile = "epson-tm"

[[pad]]
kind = "ff68"
id = "pad-2"
port = "serial:///dev/ttyUSB0"
counter = "counter-2"
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from hardware.callpad.settings import PadTable
from hardware.number_display.settings import NumberDisplayTable
from hardware.printer.profile import Profile
from hardware.printer.settings import PrinterSettings, beside, printer_problems
from hardware.scanner.settings import ScannerTable
from hardware.tables import Named, sharing_problems, table_problems
from hub.client.device import DeviceSettings, read_settings
from hub.client.settings import ConfigError

_EMULATED = PrinterSettings(id="printer-1", port="tcp://127.0.0.1:9100")


class HardwareConfig(DeviceSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the agent may be told. Without a file: one generic 80 mm printer, or its emulator, on this box."""

    device: str = "agent-1"
    printer: tuple[PrinterSettings, ...] = ()
    """The printers of this box, one `[[printer]]` table each. A file without any device: one at 127.0.0.1:9100."""
    profile: tuple[Profile, ...] = ()
    """Printers this program does not know, one `[[profile]]` table each; `docs/hardware.md` explains the keys."""
    pad: tuple[PadTable, ...] = ()
    """The call pads of this box, one `[[pad]]` table each."""
    number_display: tuple[NumberDisplayTable, ...] = ()
    """The number displays of this box, one `[[number_display]]` table each."""
    scanner: tuple[ScannerTable, ...] = ()
    """The scanners of this box, one `[[scanner]]` table each."""


def read_config(path: Path | None, *, hub: str | None, device: str | None) -> HardwareConfig:
    """Raises `ConfigError` with every problem."""
    config = read_settings(HardwareConfig, path, hub=hub, device=device)
    source = f"{path}: " if path else ""
    config = msgspec.structs.replace(config, printer=tuple(beside(path, printer) for printer in config.printer))
    if not any((config.printer, config.pad, config.number_display, config.scanner)):
        config = msgspec.structs.replace(config, printer=(_EMULATED,))
    if problems := tuple(source + problem for problem in _problems(config)):
        raise ConfigError(problems)
    return config


def _problems(config: HardwareConfig) -> Iterator[str]:
    yield from printer_problems(config.printer, config.profile)
    printers = tuple(Named("printer", printer.id, printer.port) for printer in config.printer)
    others: tuple[Named, ...] = ()
    for name, tables in (
        ("pad", config.pad),
        ("number_display", config.number_display),
        ("scanner", config.scanner),
    ):
        yield from table_problems(name, tables)
        others += tuple(Named(name, table.id, table.port, table.bus, table.station) for table in tables)
    yield from sharing_problems(printers + others)
