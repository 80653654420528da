"""A printer of Windows' own list, by its name: one RAW job per ticket.

Nothing comes back: no paper end, no open cover, not even whether anything was printed, so that tickets of such a
printer stay "unverified". Windows prints a job when it is ended; it is ended as soon as nothing more is sent for a
moment. A COM port or a network connection of the same printer tells the truth and is to be preferred.

Not tried on Windows: the handling of jobs is tested against a spooler of our own, the few calls at the end are not.
"""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final, Protocol

from hardware.errors import DeviceUnavailable

QUIET_S: Final = 0.2
"""Nothing more was sent for so long: the ticket is whole."""
_WRITE_BYTES: Final = 64 * 1024
_JOB_NAME: Final = "Layso ticket"


class Spooler(Protocol):
    """One open printer of Windows; raises `OSError`."""

    def begin_job(self, name: str) -> None: ...
    def write(self, data: bytes) -> int: ...
    def end_job(self) -> None: ...
    def close(self) -> None: ...


class WinSpoolPort:
    """Between two tickets no job is open."""

    def __init__(self, open_spooler: Callable[[], Spooler]) -> None:
        try:
            self._spooler = open_spooler()
        except OSError as error:
            raise DeviceUnavailable(error.strerror or str(error)) from None
        self._has_job = False
        self._is_open = True
        self._bell = threading.Event()

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        if not self._is_open:
            raise DeviceUnavailable("the port is closed")
        try:
            return (self._write(data) if data else self._rest(max(0.0, wait_s))), b""
        except OSError as error:
            raise DeviceUnavailable(error.strerror or str(error)) from None

    def wake(self) -> None:
        self._bell.set()

    def close(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        with suppress(OSError):
            self._end_job()
        with suppress(OSError):
            self._spooler.close()

    def _write(self, data: bytes) -> int:
        if not self._has_job:
            self._spooler.begin_job(_JOB_NAME)
            self._has_job = True
        return self._spooler.write(data[:_WRITE_BYTES])

    def _rest(self, wait_s: float) -> int:
        was_woken = self._bell.wait(min(wait_s, QUIET_S) if self._has_job else wait_s)
        self._bell.clear()
        if not was_woken:
            self._end_job()
        return 0

    def _end_job(self) -> None:
        if self._has_job:
            self._has_job = False
            self._spooler.end_job()


def open_winspool(name: str) -> WinSpoolPort:
    """Raises `DeviceUnavailable`."""
    if sys.platform == "win32":
        return WinSpoolPort(partial(_Windows, name))
    raise DeviceUnavailable("winspool:// exists only on Windows")


class _Windows:
    """The real one. pywin32's errors are no `OSError`."""

    def __init__(self, name: str) -> None:
        import win32print

        self._win32print = win32print
        self._printer: Any = self._do("OpenPrinter", name)

    def begin_job(self, name: str) -> None:
        self._do("StartDocPrinter", self._printer, 1, (name, None, "RAW"))
        self._do("StartPagePrinter", self._printer)

    def write(self, data: bytes) -> int:
        return int(self._do("WritePrinter", self._printer, data))

    def end_job(self) -> None:
        self._do("EndPagePrinter", self._printer)
        self._do("EndDocPrinter", self._printer)

    def close(self) -> None:
        self._do("ClosePrinter", self._printer)

    def _do(self, what: str, *values: object) -> Any:  # noqa: ANN401 - pywin32 has no types
        try:
            return getattr(self._win32print, what)(*values)
        except self._win32print.error as error:
            raise OSError(error.winerror, f"{what}: {error.strerror}") from None
