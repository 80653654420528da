"""The configuration file of a kiosk."""

from pathlib import Path

import pytest

from hub.client.device import read_settings
from hub.client.settings import ConfigError
from kiosk.config import KioskConfig


def read(tmp_path: Path, text: str) -> KioskConfig:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(KioskConfig, file, hub=None, device=None)


def test_no_file_is_needed() -> None:
    config = read_settings(KioskConfig, None, hub=None, device=None)

    assert (config.device, config.screen.dpi, config.times.result_s) == ("kiosk-1", 96.0, 20.0)


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    config = read(tmp_path, 'device = "kiosk-2"\n[screen]\ndpi = 69\nreduce_motion = true\n[times]\nresult_s = 30\n')

    assert (config.device, config.screen.dpi, config.times.result_s) == ("kiosk-2", 69.0, 30.0)
    assert config.screen.reduce_motion


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, "[screen]\ndpi = 9\nreduce_motoin = true\n[times]\nanswer_s = 0\n")

    problems = "\n".join(error.value.problems)
    assert len(error.value.problems) == 3
    assert "screen.dpi" in problems
    assert 'did you mean "reduce_motion"' in problems
    assert "times.answer_s" in problems
