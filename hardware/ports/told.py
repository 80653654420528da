"""What the system says of a device that cannot be opened or used, in words for the technician."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from hardware.errors import DeviceUnavailable

if sys.platform == "win32":
    DEVICE_ERRORS: Final[tuple[type[Exception], ...]] = (OSError, ValueError)
else:
    import termios

    DEVICE_ERRORS: Final[tuple[type[Exception], ...]] = (OSError, ValueError, termios.error)


@contextmanager
def told(name: object) -> Iterator[None]:
    """Any of `DEVICE_ERRORS` becomes `DeviceUnavailable`."""
    try:
        yield
    except DEVICE_ERRORS as error:
        raise DeviceUnavailable(f"{name}: {why(error)}") from None


def why(error: Exception) -> str:
    match getattr(error, "errno", None):
        case errno.EAGAIN | errno.EBUSY:
            return "another program uses it"
        case errno.EACCES | errno.EPERM:
            return "this user may not open it; see: layso-hardware list-ports"
        case errno.ENOENT | errno.ENODEV | errno.ENXIO:
            return "it is not plugged in"
        case _:
            return getattr(error, "strerror", None) or str(error)
