"""The [[pad]] tables: every mistake is told, and what may share a port."""

import re
import textwrap
from pathlib import Path

import pytest

from hardware.callpad.post import driver_of
from hardware.config import read_config
from hardware.tables import lines
from hub.client.settings import ConfigError
from tests.support.processes import ROOT

BUS = 'port = "serial:///dev/ttyUSB0?baud=115200"\ncounter = "counter-1"\n'
NUMPAD = '[[pad]]\nkind = "numpad"\nid = "a"\nport = "evdev:///dev/input/event3"\ncounter = "counter-1"\n'


def pad(name: str, **options: object) -> str:
    lines = {"id": f'"{name}"', **{key: str(value) for key, value in options.items()}}
    return "[[pad]]\n" + BUS + "".join(f"{key} = {value}\n" for key, value in lines.items())


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "hardware.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_config(path, hub=None, device=None)
    return [problem.partition("hardware.toml: ")[2] for problem in raised.value.problems]


def ports(folder: Path, text: str) -> list[list[str]]:
    """The names of the pads at each port of a good file."""
    path = folder / "hardware.toml"
    path.write_text(text, encoding="utf-8")
    config = read_config(path, hub=None, device=None)
    for line in lines(config.pad):
        driver_of(line.tables)
    return [[table.id for table in line.tables] for line in lines(config.pad)]


def test_a_box_with_pads_only_has_no_printer(tmp_path: Path) -> None:
    path = tmp_path / "hardware.toml"
    path.write_text(NUMPAD, encoding="utf-8")

    assert read_config(path, hub=None, device=None).printer == ()


def test_every_kind_is_understood_and_a_bus_is_one_port(tmp_path: Path) -> None:
    text = (
        NUMPAD
        + pad("b", kind='"ff68"', address=5, keys='{rating = "finish"}')
        + pad("c", kind='"ff68"', address=6)
        + pad("d", kind='"modbus"', address=1, inputs='{0 = "next", 4 = "recall"}', lamps="{waiting = 0}").replace(
            "ttyUSB0", "ttyUSB1"
        )
        + pad("e", kind='"template"', pattern="'K(?P<key>.)'", keys='{"1" = "next"}').replace("ttyUSB0", "ttyUSB2")
    )

    assert ports(tmp_path, text) == [["a"], ["b", "c"], ["d"], ["e"]]


@pytest.mark.parametrize("page", ["hardware-pads.md", "ban-phim-goi-so.md"])
def test_what_the_pages_say_is_a_good_file(tmp_path: Path, page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = [
        textwrap.dedent(block) for block in re.findall(r"^ *```toml\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    ]

    assert len(ports(tmp_path, "\n".join(blocks))) == len(blocks) >= 2


def test_every_mistake_of_every_table_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        pad("a", kind='"ff68"', keys='{cal = "next"}')
        + pad("b", kind='"modbus"', inputs='{x = "next"}', lamps="{wating = 1, called = 1}").replace("USB0", "USB1")
        + pad("c", kind='"template"', pattern='"("', keys="{}", reply="'{foo}'").replace("USB0", "USB2")
        + NUMPAD.replace('"counter-1"', '""')
        + 'keys = {entr = "next"}\n',
    )

    assert [problem.partition(":")[0] for problem in found] == [
        "pad[1].keys",
        "pad[2].inputs",
        "pad[2].lamps",
        "pad[2].lamps",
        "pad[3].keys",
        "pad[3].pattern",
        "pad[3].reply",
        "pad[4].counter",
        "pad[4].keys",
        "id",
    ]


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        (NUMPAD.replace("numpad", "numpd"), "pad[1].kind", 'did you mean "numpad"'),
        (NUMPAD.replace('counter = "counter-1"\n', ""), "pad[1].counter", "is missing"),
        (NUMPAD + 'keys = {enter = "nxt"}\n', "pad[1].keys.enter", 'did you mean "next"'),
        (NUMPAD + "adress = 3\n", "pad[1].adress", "there is no such setting"),
        (NUMPAD.replace("evdev", "evdv"), "pad[1].port", "evdev://"),
        (NUMPAD + 'next_settles = "serve"\n', "pad[1].next_settles", 'did you mean "served"'),
    ],
)
def test_a_slip_is_told_with_what_was_meant(tmp_path: Path, text: str, where: str, hint: str) -> None:
    (problem,) = problems(tmp_path, text)

    assert problem.startswith(where)
    assert hint in problem


def test_one_address_twice_on_a_bus_is_a_mistake(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, pad("a", kind='"ff68"', address=5) + pad("b", kind='"ff68"', address=5))

    assert "address 5" in problem


def test_one_line_spoken_to_at_two_speeds_is_a_mistake(tmp_path: Path) -> None:
    slow = pad("b", kind='"ff68"', address=6).replace("?baud=115200", "")
    (problem,) = problems(tmp_path, pad("a", kind='"ff68"', address=5) + slow)

    assert "written differently for a, b" in problem


@pytest.mark.parametrize(
    "other",
    [
        pad("b", kind='"modbus"', address=2, inputs='{0 = "next"}'),
        '[[number_display]]\nkind = "dm-d"\nid = "s"\n' + BUS,
        '[[printer]]\nid = "p"\nport = "serial:///dev/ttyUSB0?baud=115200"\n',
    ],
    ids=["pads of another language", "a sign", "a printer"],
)
def test_a_port_is_for_one_language_and_one_kind_of_device(tmp_path: Path, other: str) -> None:
    (problem,) = problems(tmp_path, pad("a", kind='"ff68"') + other)

    assert "may share a port" in problem
    assert "/dev/ttyUSB0" in problem
