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

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from hardware.callpad.settings import PadTable
from hardware.number_display.settings import NumberDisplayTable
from hardware.ports import OpenPort, port_opener
from hardware.printer.design import Design, read_design
from hardware.printer.profile import PROFILES, Profile
from hardware.scanner.settings import ScannerTable
from hardware.tables import Named, sharing_problems, table_problems
from hub.client.device import DeviceSettings, read_settings
from hub.client.settings import ConfigError
from hub.protocol import PrinterId


class PrinterSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One printer of this box."""

    id: str
    """Its name in the centre's set-up."""
    port: str
    """Where it is: `tcp://address:9100` for a printer on the network."""
    profile: str = "generic-80"
    """What it can do; `layso-hardware profiles` lists them."""
    template: str = ""
    """A ticket template of your own, beside this file (docs/ticket-template.md); "" prints the usual ticket."""


_EMULATED = PrinterSettings(id="printer-1", port="tcp://127.0.0.1:9100")


class HardwareConfig(DeviceSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the agent may be told. Without a file: one generic 80 mm printer, or its emulator, on this box."""

    device: str = "agent-1"
    printer: tuple[PrinterSettings, ...] = ()
    """The printers of this box, one `[[printer]]` table each. A file without any device: one at 127.0.0.1:9100."""
    pad: tuple[PadTable, ...] = ()
    """The call pads of this box, one `[[pad]]` table each."""
    number_display: tuple[NumberDisplayTable, ...] = ()
    """The number displays of this box, one `[[number_display]]` table each."""
    scanner: tuple[ScannerTable, ...] = ()
    """The scanners of this box, one `[[scanner]]` table each."""


class PrinterPlace(msgspec.Struct, frozen=True):
    """A printer's settings, understood."""

    printer_id: PrinterId
    profile: Profile
    open_port: OpenPort
    design: Design | None = None
    """The centre's own ticket; None is the usual one."""


def read_config(path: Path | None, *, hub: str | None, device: str | None) -> HardwareConfig:
    """Raises `ConfigError` with every problem."""
    config = read_settings(HardwareConfig, path, hub=hub, device=device)
    source = f"{path}: " if path else ""
    config = msgspec.structs.replace(config, printer=tuple(_found(printer, path) for printer in config.printer))
    if not any((config.printer, config.pad, config.number_display, config.scanner)):
        config = msgspec.structs.replace(config, printer=(_EMULATED,))
    if problems := tuple(source + problem for problem in _problems(config)):
        raise ConfigError(problems)
    return config


def printer_places(config: HardwareConfig) -> tuple[PrinterPlace, ...]:
    return tuple(
        PrinterPlace(
            PrinterId(printer.id), PROFILES[printer.profile], port_opener(printer.port), _design(printer, PROFILES)
        )
        for printer in config.printer
    )


def _found(printer: PrinterSettings, config_path: Path | None) -> PrinterSettings:
    """A template is looked for beside the file that names it."""
    if not printer.template or config_path is None:
        return printer
    return msgspec.structs.replace(printer, template=str(config_path.parent / printer.template))


def _design(printer: PrinterSettings, profiles: Mapping[str, Profile]) -> Design | None:
    """Raises `ConfigError`."""
    if not printer.template:
        return None
    profile = profiles.get(printer.profile)
    return read_design(Path(printer.template), profile.width_dots if profile else None)


def _problems(config: HardwareConfig) -> Iterator[str]:
    yield from _printer_problems(config.printer)
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


def _printer_problems(printers: tuple[PrinterSettings, ...]) -> Iterator[str]:
    for place, printer in enumerate(printers, start=1):
        where = f"printer[{place}]"
        if not printer.id:
            yield f"{where}.id: is empty; it must be the printer's name in the centre's set-up"
        if printer.profile not in PROFILES:
            yield f'{where}.profile: "{printer.profile}" is not known; it must be one of {", ".join(PROFILES)}'
        try:
            port_opener(printer.port)
        except ValueError as error:
            yield f"{where}.port: {error}"
        try:
            _design(printer, PROFILES)
        except ConfigError as error:
            yield from (f"{where}.template: {problem}" for problem in error.problems)
