"""Real programs, started as a user would, and always ended."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.eventually import PATIENCE_S, eventually

ROOT = Path(__file__).parents[2]
A_MORNING = "2026-11-23 07:31:00"
"""A Monday inside the sample centre's ticket hours."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Program:
    """A program of ours in its own process; its output goes to a file that can be read at any time."""

    def __init__(self, arguments: Sequence[str], *, log: Path, environment: dict[str, str] | None = None) -> None:
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    def stop(self) -> int:
        """As Ctrl-C would; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def rss_mb(self) -> float:
        """Resident memory in MB (10^6 bytes)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
        return kib * 1024 / 1e6

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE_S)


class HubProcess(Program):
    """A real hub on a free port with its data in `data`, at a time of day at which it hands out tickets."""

    def __init__(
        self,
        data: Path,
        *,
        port: int | None = None,
        branch: Path | None = None,
        options: Sequence[str] = (),
        environment: dict[str, str] | None = None,
        log: Path | None = None,
        module: str = "hub",
    ) -> None:
        self.port = port or free_port()
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        chosen = ["--branch", str(branch)] if branch else []
        clock = [] if "--demo-clock" in options else ["--demo-clock", A_MORNING]
        super().__init__(
            [module, "run", "--listen", "127.0.0.1", "--port", str(self.port), "--data", str(data), "--no-announce",
             *clock, *chosen, *options],
            log=log or data / "output.log",
            environment=environment,
        )  # fmt: skip

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws"

    @property
    def key(self) -> str:
        return (self.data / "local.key").read_text(encoding="ascii").strip()

    def health(self) -> dict[str, Any] | None:
        """What /health says; None while the hub does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as answer:
                return dict(json.load(answer))
        except (urllib.error.URLError, OSError):
            return None

    def wait_until_open(self) -> Self:
        def is_open() -> bool:
            assert self.process.poll() is None, f"the hub ended at once:\n{self.output()}"
            return self.health() is not None

        eventually(is_open, "the hub answers")
        return self
