"""What drills share."""

import fcntl
import os
from pathlib import Path

import pytest

from display.clipmaker import make_clips


@pytest.fixture(scope="session")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wall screen's voice, which takes seconds to make: made once for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "voice"
    folder.mkdir(exist_ok=True)
    is_made = folder / "made"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made.exists():
            make_clips(folder / "clips" / "vi")
            is_made.touch()
    return folder
