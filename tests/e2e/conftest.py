"""What drills share."""

from pathlib import Path

import pytest

from display.clipmaker import make_clips


@pytest.fixture(scope="session")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wall screen's voice: made once, for it takes seconds."""
    folder = tmp_path_factory.mktemp("voice")
    make_clips(folder / "clips" / "vi")
    return folder
