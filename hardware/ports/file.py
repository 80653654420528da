"""A file that takes everything and says nothing: for archives and tests. Devices have ports of their own."""

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from hardware.errors import DeviceUnavailable

_WRITE_BYTES: Final = 64 * 1024


class FilePort:
    """Appends. When the file is moved away it is opened anew, and so begins again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bell = threading.Event()
        try:
            if path.exists() and not path.is_file():
                raise DeviceUnavailable(f"{path} is not a plain file")
            self._descriptor: int | None = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        except OSError as error:
            raise DeviceUnavailable(f"{path}: {error.strerror or error}") from None

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        if self._descriptor is None or not self._is_in_place(self._descriptor):
            raise DeviceUnavailable(f"{self._path} was moved away")
        if not data:
            self._bell.wait(max(0.0, wait_s))
            self._bell.clear()
            return 0, b""
        try:
            return os.write(self._descriptor, data[:_WRITE_BYTES]), b""
        except OSError as error:
            raise DeviceUnavailable(f"{self._path}: {error.strerror or error}") from None

    def wake(self) -> None:
        self._bell.set()

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)

    def _is_in_place(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(descriptor))
        except OSError:
            return False
