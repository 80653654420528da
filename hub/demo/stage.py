"""Starts the programs of the play as a user would, each in a process of its own, and stops every one of them."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path

import msgspec

_STOP_WITHIN_S = 4.0
_LINE_LIMIT = 1 << 20


class StageError(Exception):
    """A program of the play did not do its part; says which and where its log is."""


class Actor:
    """A program in its process. Its error output goes to a log file; its standard output can be read by line."""

    def __init__(self, name: str, process: Process, log: Path) -> None:
        self.name = name
        self.log = log
        self.process = process

    async def line(self, timeout_s: float) -> str:
        """The next line the program prints."""
        if self.process.stdout is None:
            raise StageError(f"{self.name} prints nothing")
        try:
            async with asyncio.timeout(timeout_s):
                line = await self.process.stdout.readline()
        except TimeoutError:
            raise StageError(f"{self.name} said nothing for {timeout_s:.0f} s; see {self.log}") from None
        if not line:
            raise StageError(f"{self.name} ended; see {self.log}")
        return line.decode()

    async def order(self, within_s: float = 20.0, /, **order: object) -> object:
        """Have a puppet screen do something (hub.client.qt.orders); its answer's value."""
        if self.process.stdin is None:
            raise StageError(f"{self.name} takes no orders")
        self.process.stdin.write(msgspec.json.encode({"do": order.pop("what"), **order}) + b"\n")
        with contextlib.suppress(ConnectionError):
            await self.process.stdin.drain()
        answer: dict[str, object] = msgspec.json.decode(await self.line(within_s))
        if not answer.get("ok"):
            raise StageError(f"{self.name}: {order}: {answer.get('error')}")
        return answer.get("value")

    async def stop(self) -> None:
        """Ask it to end, and end it if it does not."""
        for sign in (signal.SIGINT, signal.SIGKILL):
            if self.process.returncode is not None:
                return
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(sign)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_STOP_WITHIN_S):
                    await self.process.wait()


class Stage:
    """All programs of the play."""

    def __init__(self, logs: Path, environment: dict[str, str]) -> None:
        self._logs = logs
        self._environment = {**os.environ, **environment}
        self.actors: list[Actor] = []

    async def start(self, name: str, module: str, arguments: Sequence[str]) -> Actor:
        log = self._logs / f"{name}.log"
        with log.open("wb") as errors:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", module, *arguments,
                stdin=PIPE, stdout=PIPE, stderr=errors, env=self._environment, limit=_LINE_LIMIT,
            )  # fmt: skip
        actor = Actor(name, process, log)
        self.actors.append(actor)
        return actor

    async def first_to_end(self) -> Actor:
        """Wait until any program ends: a window was closed, or something broke."""
        ends = {asyncio.create_task(actor.process.wait()): actor for actor in self.actors}
        try:
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in ends:
                task.cancel()
        return ends[done.pop()]

    async def strike(self) -> None:
        """Stop all, the hub last: it was started first."""
        for actor in reversed(self.actors):
            await actor.stop()
