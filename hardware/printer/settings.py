"""The `[[printer]]` tables, and the `[[profile]]` tables for printers this program does not know.

[[printer]]
id = "printer-1"
port = "tcp://192.168.1.50:9100"
profile = "auto"
roll_m = 80

[[profile]]
name = "our-kiosk"
width_dots = 640
confirm = ["paper_sensor", "idle"]
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from hardware.ports import OpenPort, PortAddress, parse_port, printing_check
from hardware.printer.design import Design, read_design
from hardware.printer.profile import AUTO, PROFILES, Presenter, Profile, by_name
from hub.client.settings import ConfigError
from hub.protocol import PrinterId


class PrinterSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One printer of this box."""

    id: str
    """Its name in the centre's set-up."""
    port: str
    """Where it is, as a URL: `tcp://address:9100` for a printer on the network; `layso-hardware doctor` finds it."""
    profile: str = "generic-80"
    """What it can do; `layso-hardware profiles` lists them. "auto" asks the printer."""
    paper: Literal[58, 80] | None = None
    """Width of the paper in mm, for a printer that "auto" does not recognise; without it 80."""
    roll_m: Annotated[float, msgspec.Meta(gt=0, le=500)] = 80.0
    """Length of a new roll: staff are warned when less than 5 m are left."""
    template: str = ""
    """A ticket template of your own, beside this file (docs/ticket-template.md); "" prints the usual ticket."""


class PrinterPlace(msgspec.Struct, frozen=True):
    """A printer's settings, understood."""

    printer_id: PrinterId
    profile: Profile
    open_port: OpenPort
    candidates: tuple[Profile, ...] = ()
    """What it may turn out to be when it is asked; empty: it is what the profile says."""
    roll_m: float = 80.0
    design: Design | None = None
    """The centre's own ticket; None is the usual one."""


def beside(config_path: Path | None, printer: PrinterSettings) -> PrinterSettings:
    """A template is looked for beside the file that names it."""
    if not printer.template or config_path is None:
        return printer
    return msgspec.structs.replace(printer, template=str(config_path.parent / printer.template))


def printer_places(printers: Sequence[PrinterSettings], own: Sequence[Profile] = ()) -> tuple[PrinterPlace, ...]:
    """The tables must have been checked before."""
    known = known_profiles(own)
    return tuple(_place(printer, known) for printer in printers)


def known_profiles(own: Sequence[Profile]) -> dict[str, Profile]:
    """Those of this program and the site's, which stand above them."""
    return {**PROFILES, **by_name(own)}


def fallback(paper: int | None) -> Profile:
    """For a printer that says nothing about itself; it is asked in the way that suits all."""
    generic = PROFILES["generic-58" if paper == 58 else "generic-80"]
    return msgspec.structs.replace(generic, realtime_mask=0x13)


def fitted(profile: Profile, address: PortAddress) -> Profile:
    """The profile as far as the cable lets it be: a slow line takes its time, a spooler says nothing back."""
    if not address.hears:
        return msgspec.structs.replace(
            profile, confirm=(), has_status=False, has_auto_status=False, presenter=Presenter.NONE
        )
    speed = address.bytes_per_s or profile.bytes_per_s
    return msgspec.structs.replace(profile, bytes_per_s=min(speed, profile.bytes_per_s))


def _place(printer: PrinterSettings, known: Mapping[str, Profile]) -> PrinterPlace:
    address = parse_port(printer.port)
    is_auto = printer.profile == AUTO
    candidates = (profile for profile in known.values() if printer.paper in (None, profile.paper_mm))
    return PrinterPlace(
        printer_id=PrinterId(printer.id),
        profile=fitted(fallback(printer.paper) if is_auto else known[printer.profile], address),
        open_port=address.open,
        candidates=tuple(fitted(profile, address) for profile in candidates) if is_auto and address.hears else (),
        roll_m=printer.roll_m,
        design=_design(printer, known),
    )


def _design(printer: PrinterSettings, known: Mapping[str, Profile]) -> Design | None:
    """Raises `ConfigError`."""
    if not printer.template:
        return None
    profile = known.get(printer.profile)
    return read_design(Path(printer.template), profile.width_dots if profile else None)


def printer_problems(printers: Sequence[PrinterSettings], own: Sequence[Profile]) -> Iterator[str]:
    """What is wrong in the tables, each by itself."""
    for name, times in Counter(profile.name for profile in own).items():
        if times > 1:
            yield f'profile: {times} profiles are called "{name}"; each needs its own name'
        if name == AUTO:
            yield f'profile: "{AUTO}" is no name for a profile: it means that the printer is asked'
    known = known_profiles(own)
    for place, printer in enumerate(printers, start=1):
        where = f"printer[{place}]"
        if not printer.id:
            yield f"{where}.id: is empty; it must be the printer's name in the centre's set-up"
        if printer.profile not in {AUTO, *known}:
            yield f'{where}.profile: "{printer.profile}" is not known; it must be one of {", ".join((AUTO, *known))}'
        yield from (f"{where}.port: {problem}" for problem in _port_problems(printer.port))
        try:
            _design(printer, known)
        except ConfigError as error:
            yield from (f"{where}.template: {problem}" for problem in error.problems)


def _port_problems(url: str) -> Iterator[str]:
    try:
        address = parse_port(url)
    except ValueError as error:
        yield str(error)
    else:
        yield from printing_check(address).refusals
