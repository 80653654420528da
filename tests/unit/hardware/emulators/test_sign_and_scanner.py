"""The emulated signs and scanners obey their orders, and say plainly what they cannot do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from hardware.cli import main
from hardware.emulators import scanner_control, sign_control
from hardware.emulators.line import Hear
from hardware.emulators.scanner import EmulatedScanner, ScannerOptions
from hardware.emulators.sign import EmulatedSign, SignOptions
from hardware.ports.evdev import EVENT
from tests.support.eventually import eventually_async


class FakeLine:
    """A line nobody listens to."""

    url = "serial:///tmp/x"
    is_connected = True

    def __init__(self, hear: Hear) -> None:
        self.hear = hear
        self.on_end: Callable[[], None] = lambda: None
        self.said: list[bytes] = []
        self.life: list[str] = []

    async def start(self) -> None:
        self.life.append("start")

    async def stop(self) -> None:
        self.life.append("stop")

    def say(self, data: bytes) -> None:
        self.said.append(data)

    def deafen(self, *, is_on: bool) -> None:
        self.life.append(f"deaf {is_on}")

    def drop(self) -> None:
        self.life.append("drop")

    def unplug(self) -> None:
        self.life.append("unplug")

    def plug_in(self) -> None:
        self.life.append("plug_in")

    def power(self, *, is_on: bool) -> None:
        self.life.append(f"power {is_on}")


def sign(kind: str = "dm-d") -> tuple[EmulatedSign, FakeLine, list[dict[str, object]]]:
    shown: list[dict[str, object]] = []
    made = EmulatedSign(SignOptions(kind), FakeLine, shown.append)
    assert isinstance(made.line, FakeLine)
    return made, made.line, shown


async def test_a_sign_says_each_change_once_and_forgets_all_with_its_power() -> None:
    made, line, shown = sign()
    await line.hear(b"\x0cA025")
    await line.hear(b"\x1f\x24\x01\x01")
    made.do(sign_control.LosePower())
    made.do(sign_control.Unplug())
    made.do(sign_control.PlugIn())

    assert [str(each["lines"])[2:6] for each in shown] == ["A025", "    "]
    assert line.life == ["unplug", "plug_in"]


async def test_a_sign_tells_what_it_does_not_understand() -> None:
    made, line, shown = sign("cd5220")
    await line.hear(b"\x1bQAone\r\x1b\x2a\x02\x07")

    assert {"warning": "deaf to: 1b 2a"} in shown
    made.do(sign_control.Show())
    assert shown[-1]["brightness"] == 4


async def test_only_a_sign_on_a_bus_can_be_silent() -> None:
    made, line, _ = sign("modbus")
    made.do(sign_control.Silent())
    await line.hear(bytes.fromhex("010600000032081F"))
    assert line.said == []

    made.do(sign_control.Silent(is_on=False))
    await line.hear(bytes.fromhex("010600000032081F"))
    assert line.said == [bytes.fromhex("010600000032081F")]
    with pytest.raises(ValueError, match="only signs on a bus"):
        sign("utc")[0].do(sign_control.Refuse())


@pytest.mark.parametrize("read", [sign_control.read_order, scanner_control.read_order])
def test_an_order_nobody_knows_is_told(read: object) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match="explode"):
        read('{"do": "explode"}')


async def test_scans_follow_one_another_and_never_mix() -> None:
    scanner = EmulatedScanner(ScannerOptions(), FakeLine, lambda: 0.0)
    assert isinstance(scanner.line, FakeLine)
    line = scanner.line
    scanner.do(scanner_control.Scan("one", gap_s=0.001))
    scanner.do(scanner_control.read_order("two"))
    scanner.do(scanner_control.Glue(("a", "b")))
    scanner.do(scanner_control.Garbage("ff"))
    await eventually_async(lambda: line.said[-1:] == [b"\xff"])

    assert b"".join(line.said) == b"one\rtwo\rab\r\xff"
    assert line.said[:4] == [b"o", b"n", b"e", b"\r"]


async def test_a_scanner_that_types_speaks_in_key_events() -> None:
    scanner = EmulatedScanner(ScannerOptions(is_wedge=True), FakeLine, lambda: 0.0)
    assert isinstance(scanner.line, FakeLine)
    line = scanner.line
    scanner.do(scanner_control.Scan("a1"))
    await eventually_async(lambda: len(line.said) == 3)

    assert scanner.url == "evdev:///tmp/x"
    assert [len(each) // EVENT.size for each in line.said] == [4, 4, 4]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["emulate-sign", "--kind", "dm-d"], "--pty LINK or --listen"),
        (["emulate-sign", "--kind", "ascii", "--pty", "x", "--end", "zz"], "not hex"),
        (["emulate-sign", "--kind", "ascii", "--pty", "x", "--end", ""], "is empty"),
        (["emulate-sign", "--kind", "neon", "--pty", "x"], "neon"),
        (["emulate-scanner", "--kind", "serial", "--listen", "here"], "HOST:PORT"),
        (["emulate-scanner", "--kind", "serial", "--pty", "/nowhere/x"], "/nowhere"),
    ],
)
def test_a_mistake_on_the_command_line_is_told(tmp_path: Path, arguments: list[str], told: str) -> None:
    ended = CliRunner().invoke(main, arguments)

    assert ended.exit_code == 2
    assert told in ended.output
    assert "Traceback" not in ended.output
