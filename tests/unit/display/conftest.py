"""One voice for all tests that listen to it."""

from pathlib import Path

import pytest

from display.clipmaker import make_clips


@pytest.fixture(scope="session")
def voice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voice")
    make_clips(folder)
    return folder
