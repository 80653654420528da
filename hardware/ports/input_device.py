"""A numpad or a scanner that types, read below the keyboard: nobody else hears what it says.

The kernel's events come as they are (see `evdev`). A real device is grabbed, so that no digit of a citizen's card falls
into a field on the screen; at an emulator's pseudo-terminal or pipe there is nothing to grab.
"""

import os
import sys
from pathlib import Path
from typing import Final

from hardware.errors import DeviceUnavailable
from hardware.ports.descriptor import DescriptorPort
from hardware.ports.told import told

_VERSION: Final = 0x80044501
"""EVIOCGVERSION: only an input device knows it."""
_GRAB: Final = 0x40044590
"""EVIOCGRAB."""


class InputPort(DescriptorPort):
    """Hears keys. What is written switches the device's lights, where this user may."""

    def __init__(self, path: Path) -> None:
        with told(path):
            may_write = path.is_char_device() and os.access(path, os.W_OK)
            way = os.O_RDWR if may_write else os.O_RDONLY
            descriptor = os.open(path, way | os.O_NONBLOCK | os.O_NOCTTY)
            try:
                _make_ours(descriptor)
            except BaseException:
                os.close(descriptor)
                raise
        super().__init__(descriptor, takes=may_write)


def _make_ours(descriptor: int) -> None:
    if sys.platform == "win32":
        raise DeviceUnavailable("evdev:// exists only on Linux; here the device's keys cannot be kept from the screen")
    import fcntl
    import termios
    import tty

    if os.isatty(descriptor):
        tty.setraw(descriptor)
        # What was typed before anybody listened was meant for nobody.
        termios.tcflush(descriptor, termios.TCIFLUSH)
        return
    try:
        fcntl.ioctl(descriptor, _VERSION, bytearray(4))
    except OSError:
        return
    fcntl.ioctl(descriptor, _GRAB, 1)
