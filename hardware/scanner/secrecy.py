"""A program through whose memory citizens' cards pass leaves no picture of that memory behind when it crashes."""

import ctypes
import sys
from typing import Final

_SET_DUMPABLE: Final = 4


def refuse_core_dumps() -> None:
    """Neither as a file nor to a collector of crashes. Where the system has no such thing, nothing is to be refused."""
    if sys.platform != "linux":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    # A size of 0 does not stop a dump that goes down a pipe, as systemd's and Ubuntu's do.
    ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
