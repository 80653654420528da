"""A port made of nothing: what is written is kept, what is said is read."""

import threading

from hardware.errors import DeviceUnavailable


class Cable:
    """Given to a supervisor as its `open_port`; the same for every opening."""

    def __init__(self) -> None:
        self.written = b""
        self._said = b""
        self._is_out = False
        self._news = threading.Condition()

    def __call__(self) -> "Cable":
        if self._is_out:
            raise DeviceUnavailable("pulled out")
        return self

    def says(self, data: bytes) -> None:
        with self._news:
            self._said += data
            self._news.notify_all()

    def pull_out(self) -> None:
        self._is_out = True
        self.wake()

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        with self._news:
            if not (data or self._said or self._is_out):
                self._news.wait(wait_s)
            if self._is_out:
                raise DeviceUnavailable("pulled out")
            said, self._said = self._said, b""
            self.written += data
            return len(data), said

    def wake(self) -> None:
        with self._news:
            self._news.notify_all()

    def close(self) -> None:
        """It stays where it is."""
