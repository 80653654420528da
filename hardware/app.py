"""`layso-hardware`: the composition root. The only place of the agent that reads the clock or draws by chance."""

import asyncio
import logging
import random
import signal
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import msgspec

from hardware.agent import Agent
from hardware.config import HardwareConfig
from hardware.emulators import scanner_control, sign_control
from hardware.emulators.console import obey, say_json
from hardware.emulators.pad import EmulatedPad, PadOptions
from hardware.emulators.pad_control import read_order
from hardware.emulators.place import line_at
from hardware.emulators.printer import EmulatedPrinter, EmulatorOptions
from hardware.emulators.scanner import EmulatedScanner, ScannerOptions
from hardware.emulators.sign import EmulatedSign, SignOptions
from hardware.emulators.tray import Tray
from hardware.errors import JournalError
from hardware.install import install
from hardware.journal import Journal
from hardware.printer import fonts
from hardware.scanner.secrecy import refuse_core_dumps
from hub.client.device import connection_to_hub
from hub.client.settings import ConfigError
from hub.protocol import DeviceId, Role

log = logging.getLogger(__name__)


class EmulatorPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where the emulated printer is plugged in and drops its tickets."""

    pty: Path | None
    listen: str | None
    control_port: int | None
    folder: Path


def run_agent(config: HardwareConfig, data_dir: Path) -> None:
    """Until Ctrl-C or SIGTERM. Raises `ConfigError` for what the operator has to mend."""
    if config.scanner:
        refuse_core_dumps()
    try:
        fonts.check()
        journal = Journal(data_dir / f"hardware-{config.device}.journal")
    except (fonts.FontMissing, JournalError) as error:
        raise ConfigError((str(error),)) from None
    try:
        _run(_live(config, data_dir, journal))
    finally:
        journal.close()


async def _live(config: HardwareConfig, data_dir: Path, journal: Journal) -> None:
    agent = Agent(
        DeviceId(config.device), partial(install, config), journal, clock=time.monotonic, new_id=lambda: uuid4().hex
    )
    connection = connection_to_hub(config, role=Role.HARDWARE, data_dir=data_dir, listener=agent, jitter=random.random)
    await agent.run(connection)


def run_doctor(
    *,
    url: str | None,
    config: Path | None,
    paper: int | None,
    profile: str | None,
    prints: Callable[[], bool],
    is_whole: Callable[[], bool],
    say: Callable[[str], None],
) -> bool:
    """Whether all is well. Raises `ConfigError`."""
    from hardware.doctor.round import make_round, plugged_in
    from hardware.doctor.visit import Wish

    wish = Wish(paper_mm=paper, prints=prints, is_whole=is_whole)
    return make_round(
        url=url, config=config, profile=profile, wish=wish, found=plugged_in, clock=time.monotonic, say=say
    )


def run_emulated_printer(options: EmulatorOptions, place: EmulatorPlace, say: Callable[[str], None]) -> None:
    """Until Ctrl-C or SIGTERM. The first line said tells the port, each further one a ticket."""
    with _told_plainly(place.listen or place.pty):
        tray = Tray(place.folder, options.width_dots, options.dpi, say)
        _run(_emulate(options, place, tray, say))


async def _emulate(options: EmulatorOptions, place: EmulatorPlace, tray: Tray, say: Callable[[str], None]) -> None:
    printer = EmulatedPrinter(options, on_ticket=tray.drop, clock=time.monotonic)
    url = await printer.start_at(line_at(place.pty, place.listen, time.monotonic, options.bytes_per_s))
    control = None if place.control_port is None else await printer.take_orders("127.0.0.1", place.control_port)
    say_json(say, {"listening": url, "control": control})
    try:
        await asyncio.Event().wait()
    finally:
        await printer.stop()


def run_emulated_pad(options: PadOptions, pty: Path | None, listen: str | None, say: Callable[[str], None]) -> None:
    """Until Ctrl-C or SIGTERM. The first line said tells the port; orders come from standard input."""
    with _told_plainly(listen or pty):
        pad = EmulatedPad(options, line_at(pty, listen, time.monotonic), partial(say_json, say))
        _run(_at_console(pad, lambda line: pad.do(read_order(line)), say))


def run_emulated_sign(options: SignOptions, pty: Path | None, listen: str | None, say: Callable[[str], None]) -> None:
    """The same for a number sign; each further line said is what stands on it."""
    with _told_plainly(listen or pty):
        sign = EmulatedSign(options, line_at(pty, listen, time.monotonic), partial(say_json, say))
        _run(_at_console(sign, lambda line: sign.do(sign_control.read_order(line)), say))


def run_emulated_scanner(
    options: ScannerOptions, pty: Path | None, listen: str | None, say: Callable[[str], None]
) -> None:
    """The same for a scanner."""
    with _told_plainly(listen or pty):
        scanner = EmulatedScanner(options, line_at(pty, listen, time.monotonic), time.monotonic)
        _run(_at_console(scanner, lambda line: scanner.do(scanner_control.read_order(line)), say))


class _Emulated(Protocol):
    @property
    def url(self) -> str: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...


@contextmanager
def _told_plainly(place: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigError((f"{error.filename2 or error.filename or place}: {error.strerror or error}",)) from None
    except ValueError as error:
        raise ConfigError((str(error),)) from None


async def _at_console(device: _Emulated, do: Callable[[str], None], say: Callable[[str], None]) -> None:
    await device.start()
    say_json(say, {"listening": device.url})
    obey(do, say)
    try:
        await asyncio.Event().wait()
    finally:
        await device.stop()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run until it ends or the process is asked to end."""

    async def until_asked() -> None:
        task = asyncio.current_task()
        if task is not None:
            for name in (signal.SIGINT, signal.SIGTERM):
                with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
                    asyncio.get_running_loop().add_signal_handler(name, task.cancel)
        await work

    with suppress(asyncio.CancelledError, KeyboardInterrupt):
        asyncio.run(until_asked())
