"""The real programs beside the hub, each in a process of its own, as they stand in a hall."""

import json
import os
from pathlib import Path
from typing import Final

import msgspec

from tests.support.eventually import eventually
from tests.support.processes import HubProcess, Program, free_port
from tests.support.puppet import Played

PORTRAIT: Final = "1080x1920"
LANDSCAPE: Final = "1920x1080"
WARM: Final = {"PYTHONDONTWRITEBYTECODE": ""}
"""A program that was started before has its bytecode on the disk, whatever this shell says."""

_OFFSCREEN: Final = {"QT_QPA_PLATFORM": "offscreen"}
"""Without a window system, so that every machine measures the same."""


class PrintedTicket(msgspec.Struct, frozen=True):
    """What the emulated printer says of a ticket."""

    ticket: int
    size_bytes: int = msgspec.field(name="bytes")
    height_mm: float
    cut_at: float
    """On the monotonic clock, which all programs of a machine share."""


class PrinterProgram(Program):
    """The emulated printer, with a motor that takes no time."""

    def __init__(self, work: Path) -> None:
        self.port = free_port()
        work.mkdir(parents=True, exist_ok=True)
        arguments = ["emulate-printer", "--listen", f"127.0.0.1:{self.port}", "--out", str(work / "tickets")]
        super().__init__(["hardware", *arguments, "--speed", "0"], log=work / "printer.log")

    def tickets(self) -> list[PrintedTicket]:
        lines = (line for line in self.output().splitlines() if line.startswith('{"ticket"'))
        return [msgspec.json.decode(line, type=PrintedTicket) for line in lines]


class AgentProgram(Program):
    """The hardware agent with one printer."""

    def __init__(self, hub: HubProcess, printer: PrinterProgram, work: Path) -> None:
        config = work / "hardware.toml"
        config.write_text(f'[[printer]]\nid = "printer-1"\nport = "tcp://127.0.0.1:{printer.port}"\n')
        arguments = ["hardware", "run", "--hub", hub.url, "--config", str(config)]
        super().__init__(arguments, log=work / "agent.log", environment=_with_key_of(hub))


class Screen(Played):
    """A kiosk, a display or a counter client without a window system, obeying orders."""

    def __init__(self, module: str, hub: HubProcess, work: Path, *, device: str, size: str, settings: str = "") -> None:
        config = work / f"{module}.toml"
        config.write_text(settings)
        options = ["--hub", hub.url, "--device", device, "--size", size, "--config", str(config)]
        super().__init__(
            [module, *options], log=work / f"{module}.log", environment={**_with_key_of(hub), **_OFFSCREEN, **WARM}
        )

    def rss_mb(self) -> float:
        return rss_mb(self.process.pid)


def kiosk(hub: HubProcess, work: Path, settings: str = "") -> Screen:
    return Screen("kiosk", hub, work, device="kiosk-1", size=PORTRAIT, settings=settings)


def display(hub: HubProcess, work: Path) -> Screen:
    """It speaks into files, in no time."""
    sound = f'[sound]\noutput = "files"\nfiles_dir = {json.dumps(str(work / "sounds"))}\nspeed = 0\n'
    return Screen("display", hub, work, device="display-1", size=LANDSCAPE, settings=sound)


def counter_client(hub: HubProcess, work: Path) -> Screen:
    return Screen("counter_client", hub, work, device="counter-pc-1", size=LANDSCAPE)


def wait_for_printer(hub: HubProcess, printer: PrinterProgram, agent: AgentProgram) -> None:
    """Until the agent is with the hub."""

    def is_here() -> bool:
        assert printer.process.poll() is None, f"the emulated printer ended:\n{printer.output()}"
        assert agent.process.poll() is None, f"the agent ended:\n{agent.output()}"
        health = hub.health()
        return health is not None and "agent-1" in health["devices"]

    eventually(is_here, "the agent is with the hub")


def rss_mb(pid: int | str) -> float:
    """Resident memory in MB (10^6 bytes)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) * 1024 / 1e6


def cpu_s(pid: int) -> float:
    """Processor time used so far, in user code and in the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _with_key_of(hub: HubProcess) -> dict[str, str]:
    return {"LAYSO_DATA": str(hub.data)}
