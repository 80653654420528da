"""Orders from standard input, one a line, each answered by a JSON line on standard output."""

import asyncio
import sys
import threading
from collections.abc import Callable
from typing import Any

import msgspec

Say = Callable[[str], None]


def obey(do: Callable[[str], Any], say: Say) -> None:
    """From now on, on the loop that runs now. `do` raises `ValueError` in words for an order it does not understand."""
    loop = asyncio.get_running_loop()

    def answered(line: str) -> None:
        try:
            do(line)
        except ValueError as error:
            say_json(say, {"ok": False, "error": str(error)})
        else:
            say_json(say, {"ok": True})

    def read() -> None:
        for line in sys.stdin:
            if line.strip():
                loop.call_soon_threadsafe(answered, line.strip())

    # Nothing can interrupt a read of the console: this thread must not hold up the end of the program.
    threading.Thread(target=read, name="console", daemon=True).start()


def say_json(say: Say, told: object) -> None:
    say(msgspec.json.encode(told).decode())
