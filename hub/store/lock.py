"""One hub for one data directory, one backup at a time: locks that a process holds until it dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.store.errors import StoreError

HUB, BACKUP = "hub.lock", "backup.lock"

_SAID = {
    HUB: "another hub is already running with the data in {}: stop it first, or choose another --data",
    BACKUP: "another backup of {} is being made: wait until it is done",
}


def lock(data_dir: Path, name: str = HUB) -> int:
    """Take it, or raise `StoreError`; let go by closing the descriptor."""
    descriptor = os.open(data_dir / name, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise StoreError(_SAID[name].format(data_dir)) from None
    return descriptor


@contextmanager
def held(data_dir: Path, name: str = HUB) -> Iterator[None]:
    """For a while; raises `StoreError` when another process has it."""
    descriptor = lock(data_dir, name)
    try:
        yield
    finally:
        os.close(descriptor)
