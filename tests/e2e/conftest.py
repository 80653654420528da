"""What drills share."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from display.clipmaker import make_clips
from hub.store.backup import backups_in
from tests.support.processes import HubProcess
from tests.support.taps import WARM, numbers_taken


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


@pytest.fixture(scope="session")
def day_killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("killed") / "hub"
    with HubProcess(data, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "one", "two", "three") == ["A001", "A002", "A003"]
        hub.kill()
    return data


@pytest.fixture(scope="session")
def day_stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("stopped") / "hub"
    with HubProcess(data, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "one", "two", "three") == ["A001", "A002", "A003"]
        hub.stop()
    assert len(backups_in([data / "backups"])) == 1
    (data / "output.log").unlink()
    return data


@pytest.fixture
def killed(day_killed: Path, tmp_path: Path) -> Path:
    """A hub's data: three tickets, all still in the write-ahead log, for the hub was killed."""
    data = shutil.copytree(day_killed, tmp_path / "hub")
    assert (data / "layso.db-wal").stat().st_size > 4096
    return data


@pytest.fixture
def stopped(day_stopped: Path, tmp_path: Path) -> Path:
    """A hub's data: three tickets; the hub was stopped, so there is a backup."""
    return shutil.copytree(day_stopped, tmp_path / "hub")
