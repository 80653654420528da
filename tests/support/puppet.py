"""A real screen in its own process, driven as by a person through `--puppet`."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.eventually import PATIENCE_S

ROOT = Path(__file__).parents[2]


class Played:
    """Use as a context manager. `log` gets what the program says on standard error."""

    def __init__(self, arguments: Sequence[str], *, log: Path, environment: dict[str, str] | None = None) -> None:
        self.log = log
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *arguments, "--puppet"],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    def do(self, what: str, **order: Any) -> dict[str, Any]:
        """Give one order, whatever it is answered."""
        return self.say(json.dumps({"do": what, **order}))

    def say(self, line: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the screen has ended: {self.errors()}"
        answered: dict[str, Any] = json.loads(answer)
        return answered

    def must(self, what: str, **order: Any) -> Any:
        """Give an order that is to succeed; the value it answers."""
        answer = self.do(what, **order)
        assert answer["ok"], answer["error"]
        return answer.get("value")

    def errors(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end_of_orders(self) -> int:
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(PATIENCE_S)

    def signal(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE_S)
