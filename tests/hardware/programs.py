"""The agent and the emulated printer as real programs of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image

from tests.support.eventually import PATIENCE_S, eventually
from tests.support.processes import ROOT, Program


class _Emulator:
    """A device made of software, in a process of its own; each of its lines is JSON, the first tells where it is."""

    def __init__(self, *arguments: str) -> None:
        self.lines: list[dict[str, Any]] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hardware", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._input, self._output = self.process.stdin, self.process.stdout
        self.first: dict[str, Any] = json.loads(self._output.readline())
        self.url: str = self.first["listening"]
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def stop(self) -> int:
        self._input.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        self._output.close()
        return code

    def _read(self) -> None:
        for line in self._output:
            self.lines.append(json.loads(line))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()


class EmulatorProgram(_Emulator):
    """`layso-hardware emulate-printer`; `tickets` are its lines, `do` flips its switches."""

    def __init__(self, folder: Path, *options: str, port: int = 0, pty: Path | None = None) -> None:
        place = ["--pty", str(pty)] if pty else ["--listen", f"127.0.0.1:{port}"]
        super().__init__("emulate-printer", *place, "--control", "0", "--out", str(folder), *options)
        self.port = 0 if pty else int(self.url.rpartition(":")[2])
        self._control = socket.create_connection(("127.0.0.1", self.first["control"]), timeout=PATIENCE_S)
        self._answers = self._control.makefile("r")

    @property
    def tickets(self) -> list[dict[str, Any]]:
        return self.lines

    def do(self, what: str, **parameters: object) -> dict[str, Any]:
        self._control.sendall(json.dumps({"do": what, **parameters}).encode() + b"\n")
        answer: dict[str, Any] = json.loads(self._answers.readline())
        return answer

    def picture(self, place: int = -1) -> Image.Image:
        with Image.open(self.tickets[place]["file"]) as picture:
            return picture.copy()

    def wait_for_tickets(self, count: int) -> None:
        eventually(lambda: len(self.tickets) == count, f"{count} tickets; {len(self.tickets)} so far")

    def stop(self) -> int:
        self._answers.close()
        self._control.close()
        return super().stop()


class ConsoleProgram(_Emulator):
    """An emulator at a pseudo-terminal that is told what to do by lines; `told` are its lines, `do` its switches."""

    command: str

    def __init__(self, link: Path, kind: str, *options: str) -> None:
        super().__init__(self.command, "--kind", kind, "--pty", str(link), *options)

    @property
    def told(self) -> list[dict[str, Any]]:
        return self.lines

    def do(self, what: str, **parameters: object) -> None:
        answered = sum("ok" in line for line in self.told)
        self._input.write(json.dumps({"do": what, **parameters}) + "\n")
        self._input.flush()
        eventually(lambda: sum("ok" in line for line in self.told) > answered, f"the emulator obeys {what}")
        assert [line for line in self.told if "ok" in line][answered]["ok"], self.told


class PadProgram(ConsoleProgram):
    """`layso-hardware emulate-pad`."""

    command = "emulate-pad"

    def press(self, key: str, **how: object) -> None:
        self.do("key", name=key, **how)


class SignProgram(ConsoleProgram):
    """`layso-hardware emulate-sign`."""

    command = "emulate-sign"

    @property
    def shown(self) -> dict[str, Any]:
        """What stands on it now."""
        return next((line for line in reversed(self.told) if "ok" not in line and "warning" not in line), {})

    @property
    def warnings(self) -> list[str]:
        return [line["warning"] for line in self.told if "warning" in line]


class ScannerProgram(ConsoleProgram):
    """`layso-hardware emulate-scanner`."""

    command = "emulate-scanner"

    def scan(self, code: str, **how: object) -> None:
        self.do("scan", code=code, **how)


def box_program(
    folder: Path,
    hub_url: str,
    devices: str,
    *options: str,
    key: str = "k",
    first_path: Path | None = None,
    dies_at: str = "",
) -> Program:
    """`layso-hardware run` with any devices, told in TOML; its journal is in `folder` and outlives it.

    `first_path`: where Python looks for modules before anywhere else. `dies_at`: see `hardware.faults`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "hardware.toml"
    config.write_text(f'key = "{key}"\n{devices}', encoding="utf-8")
    return Program(
        ["hardware", "run", "--hub", hub_url, "--config", str(config), *options],
        log=folder / "agent.log",
        environment={
            "LAYSO_DATA": str(folder),
            "LAYSO_FAULT": dies_at,
            "PYTHONPATH": os.pathsep.join((*([str(first_path)] if first_path else []), *sys.path)),
        },
    )


def agent_program(
    folder: Path, hub_url: str, printer_port: int, *, profile: str = "generic-80", dies_at: str = ""
) -> Program:
    """`layso-hardware run` with one printer; its journal is in `folder` and outlives it."""
    printer = f'[[printer]]\nid = "printer-1"\nport = "tcp://127.0.0.1:{printer_port}"\nprofile = "{profile}"\n'
    return box_program(folder, hub_url, printer, dies_at=dies_at)
