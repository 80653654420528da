"""The agent's file is read strictly, and every mistake is told at once."""

from pathlib import Path

import pytest

from hardware.config import printer_places, read_config
from hub.client.settings import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "hardware.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        read_config(written(folder, text), hub=None, device=None)
    return [problem.partition("hardware.toml: ")[2] for problem in raised.value.problems]


def test_without_a_file_there_is_one_generic_printer_on_this_box() -> None:
    config = read_config(None, hub=None, device=None)

    (place,) = printer_places(config)
    assert config.device == "agent-1"
    assert (place.printer_id, place.profile.name) == ("printer-1", "generic-80")
    assert config.printer[0].port == "tcp://127.0.0.1:9100"


def test_the_command_line_stands_above_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, 'hub = "10.0.0.1"\ndevice = "agent-2"\n')

    config = read_config(path, hub="10.0.0.9", device=None)

    assert (config.hub, config.device) == ("10.0.0.9", "agent-2")


def test_a_file_with_two_printers_is_understood(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        [[printer]]
        id = "printer-1"
        port = "tcp://192.168.1.50:9100"
        profile = "epson-tm"
        [[printer]]
        id = "printer-2"
        port = "tcp://192.168.1.51:9100"
        profile = "generic-58"
        """,
    )

    places = printer_places(read_config(path, hub=None, device=None))

    assert [(place.printer_id, place.profile.width_dots) for place in places] == [
        ("printer-1", 576),
        ("printer-2", 384),
    ]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        [[printer]]
        id = ""
        port = "lpt1"
        profile = "laser"
        [[printer]]
        id = "printer-2"
        port = "tcp://192.168.1.51"
        """,
    )

    assert [problem.partition(":")[0] for problem in found] == [
        "printer[1].id",
        "printer[1].profile",
        "printer[1].port",
        "printer[2].port",
    ]
    assert "generic-80" in found[1]
    assert "tcp://192.168.1.50:9100" in found[2]


def test_two_printers_with_one_name_or_one_port_are_a_mistake(tmp_path: Path) -> None:
    same = '[[printer]]\nid = "p"\nport = "tcp://10.0.0.1:9100"\n'

    assert problems(tmp_path, same + same) == [
        'id: 2 devices are called "p"; each needs its own name',
        'port: "tcp://10.0.0.1:9100" is given to p, p; only devices of one bus and one kind of table may share a port',
    ]


def test_an_unknown_key_is_told_with_what_was_meant(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, '[[printer]]\nid = "p"\nport = "tcp://10.0.0.1:9100"\nprofil = "epson-tm"\n')

    assert "did you mean" in problem
    assert "profile" in problem
