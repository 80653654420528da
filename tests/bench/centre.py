"""A centre large enough for the load: the sample commune with more kiosks, screens, counters and people."""

from collections.abc import Iterator
from pathlib import Path

from hub.core.ids import CounterId, DeviceId, OperatorId, ServiceId
from tests.support.processes import ROOT

SAMPLE = ROOT / "hub" / "samples" / "thang_binh" / "branch.toml"
SERVICES = tuple(ServiceId(name) for name in ("justice", "society", "business", "agriculture", "results", "digital"))
SCREENS = 25
"""Displays, and as many counters, each with somebody who serves every field."""

_IN_SAMPLE = {"kiosks": 1, "displays": 1, "counters": 5}


def kiosk_id(number: int) -> DeviceId:
    return DeviceId(f"kiosk-{number}")


def display_id(number: int) -> DeviceId:
    return DeviceId(f"display-{number}")


def counter_pc(number: int) -> DeviceId:
    return DeviceId(f"counter-pc-{number}")


def counter_id(number: int) -> CounterId:
    return CounterId(f"counter-{number}")


def helper_id(number: int) -> OperatorId:
    return OperatorId(f"helper-{number}")


def write_centre(folder: Path, *, kiosks: int, screens: int) -> Path:
    """A `branch.toml` with so many kiosks, every second without a printer, and so many wall screens and counters."""
    path = folder / "branch.toml"
    path.write_text("\n".join((SAMPLE.read_text(encoding="utf-8"), *_additions(kiosks, screens))), encoding="utf-8")
    return path


def _additions(kiosks: int, screens: int) -> Iterator[str]:
    for n in range(_IN_SAMPLE["kiosks"] + 1, kiosks + 1):
        printer = f'printer_id = "printer-{n}"' if n % 2 else ""
        yield f'[[kiosks]]\ndevice_id = "{kiosk_id(n)}"\nname = "Kiosk {n}"\n{printer}'
    for n in range(_IN_SAMPLE["displays"] + 1, screens + 1):
        yield f'[[displays]]\ndevice_id = "{display_id(n)}"\nname = "Màn hình {n}"'
    for n in range(_IN_SAMPLE["counters"] + 1, screens + 1):
        yield f'[[counters]]\ncounter_id = "{counter_id(n)}"\nnumber = {n}'
    skills = ", ".join(f'{service} = "primary"' for service in SERVICES)
    for n in range(1, screens + 1):
        yield f'[[operators]]\noperator_id = "{helper_id(n)}"\nname = "Cán bộ số {n}"\nskills = {{ {skills} }}'
