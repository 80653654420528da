"""Keeps one device going: opens its port, drives its driver, and begins again when either fails. One thread each, so
that a device that hangs delays no other and never the agent.

The supervisor knows no kind of device. A driver is a state machine without I/O; whatever it says comes out as facts,
and **a fact is delivered before a byte is written**: a listener that puts it on disk can rely on that.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, Generic, Protocol, TypeVar

from hardware.errors import DeviceUnavailable
from hardware.ports import OpenPort, Port

log = logging.getLogger(__name__)

RETRY_AFTER_S: Final = (0.2, 1.0, 2.0)
SETTLED_S: Final = 5.0
"""A connection that lived so long was a good one: the next failure is a new one."""
_LONGEST_WAIT_S: Final = 1.0

F_co = TypeVar("F_co", covariant=True)


class Driver(Protocol[F_co]):
    """What a supervisor drives."""

    @property
    def outgoing(self) -> bytes:
        """What is to be written next."""

    @property
    def is_busy(self) -> bool:
        """In the middle of something a person waits for."""

    wants_reopen: bool

    def opened(self, now: float, /) -> None: ...
    def closed(self, now: float, /) -> None: ...
    def received(self, data: bytes, now: float, /) -> None: ...
    def took(self, count: int, now: float, /) -> None: ...
    def tick(self, now: float, /) -> None: ...
    def next_at(self) -> float: ...
    def take_facts(self) -> Sequence[F_co]: ...


F = TypeVar("F")


class Supervisor(Generic[F]):
    """The life of one device. `on_fact` is called in the supervisor's own thread."""

    def __init__(
        self,
        name: str,
        driver: Driver[F],
        open_port: OpenPort,
        on_fact: Callable[[F], None],
        clock: Callable[[], float],
    ) -> None:
        self._name = name
        self._driver = driver
        self._open_port = open_port
        self._on_fact = on_fact
        self._clock = clock
        self._actions: deque[Callable[[float], None]] = deque()
        self._undelivered: deque[F] = deque()
        self._port: Port | None = None
        self._awake = threading.Event()
        self._is_stopping = False
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def post(self, action: Callable[[float], None]) -> None:
        """Have something done with the driver, soon, in its own thread and told the time. From any thread."""
        self._actions.append(action)
        self._wake()

    def stop(self, within_s: float) -> None:
        """End, after what was posted before; a device in the middle of something gets until `within_s` to finish."""
        self._is_stopping = True
        self._wake()
        self._thread.join(within_s)

    def _wake(self) -> None:
        self._awake.set()
        if (port := self._port) is not None:
            port.wake()

    def _run(self) -> None:
        while not self._is_stopping:
            try:
                self._live_once()
                self._rest()
            except Exception:
                # The boundary of this thread: whatever a driver or a listener does, the device is not given up.
                log.exception("[%s] stopped by a fault of this program; it starts again", self._name)
                self._awake.wait(RETRY_AFTER_S[0])

    def _live_once(self) -> None:
        opened_at: float | None = None
        reason = ""
        try:
            port = self._open_port()
            opened_at = self._clock()
            self._serve(port)
        except DeviceUnavailable as error:
            reason = str(error)
        finally:
            self._close(opened_at)
        if reason:
            # Once per streak: a printer may be switched off for a week.
            level = logging.DEBUG if self._failures else logging.WARNING
            log.log(level, "[%s] unavailable: %s", self._name, reason)

    def _serve(self, port: Port) -> None:
        self._port = port
        log.info("[%s] connected", self._name)
        self._driver.opened(self._clock())
        while not self._is_stopping or self._driver.is_busy or self._actions:
            self._step()
            if self._driver.wants_reopen:
                raise DeviceUnavailable("the device does not react")
            wait_s = min(self._driver.next_at() - self._clock(), _LONGEST_WAIT_S)
            taken, received = port.exchange(self._driver.outgoing, 0.0 if self._actions else wait_s)
            if taken:
                self._driver.took(taken, self._clock())
            if received:
                self._driver.received(received, self._clock())

    def _step(self) -> None:
        """Whatever is due; afterwards every fact is delivered, so that bytes may go."""
        self._awake.clear()
        while self._actions:
            self._actions.popleft()(self._clock())
        self._driver.tick(self._clock())
        self._deliver()

    def _deliver(self) -> None:
        self._undelivered.extend(self._driver.take_facts())
        while self._undelivered:
            self._on_fact(self._undelivered.popleft())

    def _close(self, opened_at: float | None) -> None:
        if self._port is not None:
            self._port.close()
        self._port = None
        if opened_at is not None and self._clock() - opened_at >= SETTLED_S:
            self._failures = 0
        self._driver.closed(self._clock())
        self._deliver()

    def _rest(self) -> None:
        """Wait for the next try, while the driver's own deadlines still pass."""
        until = self._clock() + RETRY_AFTER_S[min(self._failures, len(RETRY_AFTER_S) - 1)]
        self._failures += 1
        while not self._is_stopping and (now := self._clock()) < until:
            self._awake.wait(max(0.0, min(until, self._driver.next_at()) - now))
            self._step()
