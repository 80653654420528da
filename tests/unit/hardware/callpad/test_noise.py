"""Whatever a line carries, no driver fails, spins, speaks without end or hears a key that was not pressed."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hardware.callpad import ff68
from hardware.callpad.driver import PadDriver, Station
from hardware.callpad.face import Face, Signal
from hardware.callpad.ff68_driver import DEFAULTS, Ff68Driver
from hardware.callpad.keys import PadKey
from hardware.callpad.modbus_driver import ModbusDriver, Module
from hardware.callpad.numpad import LIGHTS, NumpadDriver
from hardware.callpad.settings import NumpadTable, TemplatePadTable
from hardware.callpad.template_driver import TemplateDriver
from hardware.modbus import READ_INPUTS
from hardware.ports.evdev import EVENT, key_stroke, parse
from tests.unit.hardware.callpad.telling import Told


def ff68_bus() -> PadDriver:
    return Ff68Driver({5: DEFAULTS}, quiet_s=0.3)


def numpad() -> PadDriver:
    table = NumpadTable(id="pad", port="", counter="c")
    return NumpadDriver(table.key_codes, light=LIGHTS["num_lock"], quiet_s=0.3)


def template() -> PadDriver:
    table = TemplatePadTable(
        id="pad", port="", counter="c", pattern="hex: 02 address key 03", keys={"0C": PadKey.NEXT}, address="05",
        reply="{frame}", show="{waiting}", beep="!", poll="?",
    )  # fmt: skip
    return TemplateDriver([table.pad], quiet_s=0.3)


def modbus() -> PadDriver:
    return ModbusDriver([Module(1, READ_INPUTS, {0: PadKey.NEXT}, {})], poll_s=0.05, quiet_s=0.3)


KEYS = {ff68_bus: ff68.key_frame(5, "call").encoded(), numpad: key_stroke(96), template: bytes.fromhex("02 05 0C 03")}
STATIONS: dict[Callable[[], PadDriver], Station] = {ff68_bus: 5, numpad: 0, template: "05", modbus: 1}

lines = st.lists(st.tuples(st.binary(max_size=40), st.floats(0.0, 0.5)), max_size=12)


@pytest.mark.parametrize("make", STATIONS)
@given(lines, st.lists(st.sampled_from(Signal), max_size=4))
@example([(b"\xff\x68\x20\x20\x68", 0.0)] * 3, [])
def test_noise_is_survived(make: Callable[[], PadDriver], line: list[tuple[bytes, float]], said: list[Signal]) -> None:
    pad = Told(make())
    pad.driver.show(STATIONS[make], Face(waiting=3), pad.now)
    for data, seconds in line:
        pad.hears(data)
        pad.passes(seconds)
    for signal in said:
        pad.driver.signal(STATIONS[make], signal, pad.now)
    pad.close()
    pad.open()
    pad.written()
    pad.passes(30.0)

    # A question every 50 ms at most, and each some ten bytes.
    assert len(pad.written()) < 30 * 20 * 12


def from_a_kernel(data: bytes) -> bytes:
    """It gives whole events of kinds there are; noise is what a wire makes."""
    whole = (data[start : start + EVENT.size] for start in range(0, len(data), EVENT.size))
    return b"".join(event for event in whole if parse(event))


@pytest.mark.parametrize("make", KEYS)
@given(lines)
@example([(bytes(17) + b"\1" + bytes(6), 0.0)])
def test_after_noise_and_a_moment_of_silence_a_key_is_heard(
    make: Callable[[], PadDriver], line: list[tuple[bytes, float]]
) -> None:
    pad = Told(make())
    for data, seconds in line:
        pad.hears(from_a_kernel(data) if make is numpad else data)
        pad.passes(seconds)
    pad.passes(6.0)
    before = len(pad.keys())
    pad.hears(KEYS[make])
    pad.passes(0.2)

    assert pad.keys()[before:] == [PadKey.NEXT]


@given(lines)
def test_no_key_is_made_of_noise_on_a_checked_line(line: list[tuple[bytes, float]]) -> None:
    for make in (ff68_bus, modbus):
        pad = Told(make())
        for data, seconds in line:
            pad.hears(data)
            pad.passes(seconds)

        assert pad.keys() == []
