"""The tables of signs: sane without a word more than needed, and every mistake told in the file's own terms."""

import re
from pathlib import Path

import pytest

from hardware.config import read_config
from hardware.number_display.codec import Look
from hardware.number_display.scene import Face, Scene
from hardware.number_display.segments import DigitRegisters, NumberRegister
from hub.client.settings import ConfigError
from tests.support.processes import ROOT
from tests.unit.hardware.number_display.samples import FREE, PAUSED, call

SHORTEST = {
    "dm-d": "",
    "cd5220": "",
    "utc": "",
    "modbus": "",
    "ascii": "call = 'Q{counter}-{number:>3}\\r'",
}


def config(folder: Path, *tables: str) -> Path:
    path = folder / "hardware.toml"
    path.write_text("".join(f"[[number_display]]\n{table}\n" for table in tables), encoding="utf-8")
    return path


def sign(kind: str, more: str = "", *, name: str = "sign-1", port: str = "tcp://127.0.0.1:4001") -> str:
    return f'kind = "{kind}"\nid = "{name}"\nport = "{port}"\n{SHORTEST[kind]}\n{more}\n'


def problems(path: Path) -> str:
    with pytest.raises(ConfigError) as error:
        read_config(path, hub=None, device=None)
    return "\n".join(error.value.problems)


@pytest.mark.parametrize("kind", SHORTEST)
@pytest.mark.parametrize("counter", ["", 'counter = "counter-3"'])
def test_each_kind_works_with_the_shortest_table(tmp_path: Path, kind: str, counter: str) -> None:
    read = read_config(config(tmp_path, sign(kind, counter)), hub=None, device=None)
    (table,) = read.number_display
    codec = table.codec()

    for scene in (call(), FREE, PAUSED, Scene(Face.CLOSED), Scene(Face.FREE)):
        assert codec.paint(scene, Look.STEADY)
        assert codec.fits(scene)


def test_a_counters_own_sign_says_which_it_is_while_nobody_is_called(tmp_path: Path) -> None:
    read = read_config(config(tmp_path, sign("cd5220", 'counter = "counter-3"')), hub=None, device=None)

    assert b"QUAY 3" in read.number_display[0].codec().paint(FREE, Look.STEADY)


def test_vietnamese_texts_are_taken_and_shown_without_marks(tmp_path: Path) -> None:
    read = read_config(config(tmp_path, sign("utc", 'paused = ["Tạm nghỉ", "Xin đợi"]')), hub=None, device=None)
    painted = read.number_display[0].codec().paint(PAUSED, Look.STEADY)

    assert b"Tam nghi" in painted
    assert b"Xin doi" in painted


def test_by_default_digits_show_the_digits_and_letters_on_demand(tmp_path: Path) -> None:
    read = read_config(
        config(
            tmp_path,
            sign("modbus", name="a", port="tcp://h:1"),
            sign("modbus", 'layout = "digits"', name="b", port="tcp://h:2"),
            sign("modbus", 'layout = "digits"\nletters = "show"', name="c", port="tcp://h:3"),
        ),
        hub=None,
        device=None,
    )
    number, digits, letters = (table.codec() for table in read.number_display)

    assert isinstance(number, NumberRegister)
    assert isinstance(digits, DigitRegisters)
    assert digits.paint(call("A025"), Look.STEADY)[7:-2] == b"\0 \x000\x002\x005"
    assert letters.paint(call("A025"), Look.STEADY)[7:-2] == b"\0A\x000\x002\x005"


def test_signs_of_a_bus_share_a_port_by_their_addresses(tmp_path: Path) -> None:
    read = read_config(
        config(tmp_path, *(sign("modbus", f"address = {n}", name=f"sign-{n}") for n in (1, 2, 3))),
        hub=None,
        device=None,
    )

    assert len(read.number_display) == 3
    assert "have the address 1" in problems(config(tmp_path, sign("modbus", name="a"), sign("modbus", name="b")))
    assert "may share a port" in problems(config(tmp_path, sign("utc", name="a"), sign("utc", name="b")))
    assert "may share a port" in problems(config(tmp_path, sign("ascii", name="a"), sign("ascii", name="b")))
    boards = (sign("ascii", f"address = {n}\nfree = '{{address}}\\r'", name=f"b-{n}") for n in (1, 2))
    assert len(read_config(config(tmp_path, *boards), hub=None, device=None).number_display) == 2


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("ascii", "free = '{ticket}'", 'number_display[1].free: "{ticket}" is no placeholder'),
        ("ascii", "new_call = '\\xZ'", "number_display[1].new_call:"),
        ("dm-d", 'call = ["MOI QUY CONG DAN {number}", ""]', "call[1]:"),
        ("dm-d", 'call = ["{number}"]', "number_display[1].call"),
        ("dm-d", 'closed = ["", "{nummer}"]', "closed[2]:"),
        ("dm-d", "brightness = 9", "brightness"),
        ("dm-d", "blink_s = -1", "blink_s"),
        ("modbus", "address = 0", "address"),
        ("modbus", 'letters = "show"', 'layout = "digits"'),
        ("modbus", 'layout = "segments"', "layout"),
        ("modbus", 'paused = "70000"', "paused: 70000"),
        ("modbus", 'layout = "digits"\nregister = 65535', "register:"),
        ("cd5220", "address = 1", "there is no such setting"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, kind: str, more: str, told: str) -> None:
    assert told in problems(config(tmp_path, sign(kind, more)))


def test_a_board_that_could_not_be_made_dark_is_refused(tmp_path: Path) -> None:
    table = 'kind = "ascii"\nid = "b"\nport = "tcp://h:1"\ncall = "{number}"'

    assert "without a number it would say nothing" in problems(config(tmp_path, table))
    assert "call: is empty" in problems(config(tmp_path, table.replace("{number}", "")))


@pytest.mark.parametrize("page", ["hardware-signs.md", "hardware-scanners.md", "bang-so-dau-doc-ma.md"])
def test_every_table_the_manual_shows_can_be_used(tmp_path: Path, page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL)
    for block in blocks:
        path = tmp_path / "hardware.toml"
        path.write_text(block, encoding="utf-8")
        read = read_config(path, hub=None, device=None)
        assert read.number_display or read.scanner
    assert blocks
