"""The configuration file: defaults without a file, every mistake at once with one."""

from pathlib import Path

import pytest

from counter_client.config import CounterConfig, read
from hub.client.settings import ConfigError


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "counter.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert read(written(tmp_path, "")) == CounterConfig()


def test_all_settings_can_be_given(tmp_path: Path) -> None:
    config = read(
        written(
            tmp_path,
            'device = "counter-pc-4"\nhub = "ws://10.0.0.2:8765"\nkey = "k"\nlanguage = "en"\ncounter = 4\n'
            '[waiting]\nlong_min = 10\ntoo_long_min = 20\n[keys]\ncall_next = "Shift+F12"\n'
            '[reasons]\npause = ["Họp giao ban"]\n',
        )
    )

    assert (config.device, config.counter, config.language) == ("counter-pc-4", 4, "en")
    assert (config.waiting.long_min, config.waiting.too_long_min) == (10, 20)
    assert config.keys.call_next == "Shift+F12"
    assert config.reasons.pause == ("Họp giao ban",)


def test_wrong_keys_and_wrong_limits_are_told_together(tmp_path: Path) -> None:
    path = written(tmp_path, '[waiting]\nlong_min = 30\n[keys]\nrecall = "F5"\nfinish = "Enter"\n')

    with pytest.raises(ConfigError) as error:
        read(path)

    assert error.value.problems == (
        f"{path}: keys.recall: F5 already means call_next; give each action its own key",
        f'{path}: keys.finish: "Enter" is not a key that can be used; use one of F1 to F12, Shift+F1 to Shift+F12, '
        "Ctrl+A to Ctrl+Z",
        f"{path}: waiting.too_long_min: 30 is not later than long_min (30); it must be more",
    )


def test_an_unknown_setting_names_the_one_that_was_meant(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match='did you mean "waiting"'):
        read(written(tmp_path, "[wating]\nlong_min = 3\n"))
