"""What every port promises, whatever cable it stands for."""

from collections.abc import Callable
from typing import Protocol


class Port(Protocol):
    """An open way to a device."""

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        """Wait at most `wait_s` until some of `data` is taken, something arrives, or `wake` is called.

        Returns how many bytes were taken and what arrived; raises `DeviceUnavailable` when the device is gone. What was
        taken in a call is always returned by it, never lost in an exception.
        """

    def wake(self) -> None:
        """End an `exchange` now; from any thread."""

    def close(self) -> None:
        """Never raises."""


OpenPort = Callable[[], Port]
"""Opens the port afresh; raises `DeviceUnavailable` when there is none, or somebody else has it."""
