"""The settings of a wall screen."""

from datetime import datetime, time
from pathlib import Path

import pytest

from display.config import DisplayConfig, Output, Sound, VolumeAt
from display.reading import Style, ZeroTens
from hub.client.device import read_settings
from hub.client.hub_time import HALL_ZONE
from hub.client.settings import ConfigError


def read(tmp_path: Path, text: str) -> DisplayConfig:
    file = tmp_path / "display.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(DisplayConfig, file, hub=None, device=None)


def test_no_file_is_needed() -> None:
    config = read_settings(DisplayConfig, None, hub=None, device=None)

    assert (config.device, config.sound.output, config.sound.repeats) == ("display-1", Output.DEVICE, 2)


def test_everything_can_be_set(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        """
        device = "display-2"
        [screen]
        rows = 6
        reduce_motion = true
        [sound]
        output = "files"
        files_dir = "wavs"
        speed = 0
        volume = 80
        hours = [{ begins = 11:30:00, ends = 13:00:00, volume = 0 }]
        [reading]
        style = "full"
        zero_tens = "lẻ"
        """,
    )

    assert (config.device, config.screen.rows, config.sound.output) == ("display-2", 6, Output.FILES)
    assert (config.reading.style, config.reading.zero_tens) == (Style.FULL, ZeroTens.LE)
    assert config.sound.hours[0].begins == time(11, 30)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, '[sound]\nouput = "off"\nvolume = 130\n[reading]\nstyle = "pairs"\n[screen]\nrows = 50\n')

    problems = "\n".join(raised.value.problems)
    assert len(raised.value.problems) == 4
    assert 'did you mean "output"' in problems
    assert "a whole number from 0 to 100" in problems
    assert 'did you mean "pair"' in problems


def test_hours_that_end_before_they_begin_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="begins must be earlier than ends"):
        read(tmp_path, "[sound]\nhours = [{ begins = 13:00:00, ends = 11:00:00, volume = 0 }]\n")


def test_the_first_span_that_fits_sets_the_volume() -> None:
    sound = Sound(
        volume=80,
        hours=(VolumeAt(time(11, 30), time(13, 0), 0), VolumeAt(time(11, 0), time(14, 0), 40)),
    )

    def volume(hour: int, minute: int) -> float:
        return sound.volume_at(datetime(2026, 11, 20, hour, minute, tzinfo=HALL_ZONE))

    assert [volume(10, 59), volume(11, 0), volume(11, 30), volume(12, 59), volume(13, 0)] == [0.8, 0.4, 0, 0, 0.4]
