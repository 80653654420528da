"""Push-buttons on a Modbus bus, with modules that answer, refuse, fall silent and come back."""

import pytest

from hardware.callpad.driver import KeyPressed, PadFelt
from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.callpad.lamps import Lamp
from hardware.callpad.modbus_driver import ModbusDriver, Module
from hardware.emulators.pad_machines import ModbusPads
from hardware.modbus import READ_COILS, READ_INPUTS
from hub.protocol import DeviceHealth

ALL_LAMPS = {Lamp.WAITING: 0, Lamp.CALLED: 1, Lamp.REFUSED: 3}


class Bus:
    """The driver and its modules on one wire, each answering after 10 ms."""

    def __init__(self, *stations: int, lamps: dict[Lamp, int] | None = None, function: int = READ_INPUTS) -> None:
        keys = {0: PadKey.NEXT, 3: PadKey.RECALL}
        modules = [Module(station, function, keys, lamps or {}) for station in stations]
        self.driver = ModbusDriver(modules, poll_s=0.05, quiet_s=0.3)
        self.pads = ModbusPads(stations)
        self.absent: set[int] = set()
        self.lamps: dict[tuple[int, int], bool] = {}
        self.asked: list[tuple[float, int]] = []
        self.facts: list[object] = []
        self.now = 100.0
        self.driver.opened(self.now)

    def passes(self, seconds: float) -> None:
        end = self.now + seconds
        while True:
            self.driver.tick(self.now)
            self.facts += self.driver.take_facts()
            if request := self.driver.outgoing:
                self._carry(request)
            at = self.driver.next_at()
            if at > end:
                break
            self.now = max(self.now, at)
        self.now = end

    def _carry(self, request: bytes) -> None:
        self.driver.took(len(request), self.now)
        self.asked.append((self.now, request[0]))
        if request[0] in self.absent:
            return
        answer, told = self.pads.hear(request)
        for lamp in told:
            self.lamps[lamp["address"], lamp["output"]] = lamp["is_on"]
        self.now += 0.01
        for place in range(len(answer)):
            self.driver.received(answer[place : place + 1], self.now)

    def keys(self) -> list[tuple[object, PadKey]]:
        return [(fact.station, fact.key) for fact in self.facts if isinstance(fact, KeyPressed)]

    def healths(self) -> list[tuple[object, str, str]]:
        return [(f.station, str(f.health), f.detail) for f in self.facts if isinstance(f, PadFelt)]


def press(bus: Bus, key: str, station: int = 1, held_s: float = 0.15) -> None:
    bus.pads.press(key, str(station))
    bus.passes(held_s)
    bus.pads.release(key, str(station))
    bus.passes(0.4)


def test_a_button_that_comes_on_is_one_key_however_long_it_is_held() -> None:
    bus = Bus(1)
    bus.passes(0.2)
    press(bus, "0", held_s=3.0)
    press(bus, "3")

    assert bus.keys() == [(1, PadKey.NEXT), (1, PadKey.RECALL)]


def test_a_press_of_a_tenth_of_a_second_is_never_missed() -> None:
    bus = Bus(1, 2)
    bus.passes(0.2)
    for _ in range(20):
        press(bus, "0", station=2, held_s=0.1)

    assert len(bus.keys()) == 20


def test_a_button_stuck_from_the_start_calls_nobody() -> None:
    bus = Bus(1)
    bus.pads.press("0", "1")
    bus.passes(2.0)

    assert bus.keys() == []


def test_a_bouncing_button_is_one_key() -> None:
    bus = Bus(1)
    bus.passes(0.2)
    for _ in range(4):
        bus.pads.press("0", "1")
        bus.passes(0.07)
        bus.pads.release("0", "1")
        bus.passes(0.07)

    assert bus.keys() == [(1, PadKey.NEXT)]


def test_several_modules_share_the_bus_fairly() -> None:
    bus = Bus(1, 2, 3)
    bus.passes(2.0)

    counts = [sum(station == asked for _, asked in bus.asked) for station in (1, 2, 3)]
    assert max(counts) - min(counts) <= 1
    assert min(counts) >= 25


def test_a_module_silent_for_five_seconds_is_offline_and_ready_when_it_answers() -> None:
    bus = Bus(1)
    bus.passes(0.2)
    bus.absent = {1}
    bus.passes(4.5)
    assert bus.healths() == [(1, "ready", "")]
    bus.passes(1.0)
    assert bus.healths()[1:] == [(1, "offline", "no_answer")]
    bus.absent = set()
    bus.passes(1.5)

    assert bus.healths()[2:] == [(1, "ready", "")]


def test_a_module_that_never_answered_is_offline_after_five_seconds() -> None:
    bus = Bus(1)
    bus.absent = {1}
    bus.passes(5.5)

    assert bus.healths() == [(1, "offline", "no_answer")]


def test_an_absent_module_hardly_slows_the_others() -> None:
    bus = Bus(1, 2)
    bus.absent = {1}
    bus.passes(8.0)
    bus.asked.clear()
    bus.passes(5.0)

    assert sum(asked == 2 for _, asked in bus.asked) > 60
    assert sum(asked == 1 for _, asked in bus.asked) <= 6


def test_what_was_pressed_while_a_module_was_away_is_no_key() -> None:
    bus = Bus(1)
    bus.passes(0.2)
    bus.absent = {1}
    bus.passes(6.0)
    bus.pads.press("0", "1")
    bus.absent = set()
    bus.passes(2.0)

    assert bus.keys() == []


def test_lamps_follow_the_counter_and_are_lit_again_after_the_module_was_away() -> None:
    bus = Bus(1, lamps=ALL_LAMPS)
    bus.driver.show(1, Face(waiting=2, is_called=True), bus.now)
    bus.passes(0.5)
    assert bus.lamps == {(1, 0): True, (1, 1): True}
    bus.absent = {1}
    bus.passes(6.0)
    bus.lamps.clear()
    bus.pads = ModbusPads((1,))
    bus.absent = set()
    bus.passes(2.0)

    assert bus.lamps == {(1, 0): True, (1, 1): True}


@pytest.mark.parametrize(("signal", "pulses"), [(Signal.DONE, 0), (Signal.REFUSED, 1), (Signal.NOT_NOW, 2)])
def test_a_no_is_a_pulse_and_not_now_two(signal: Signal, pulses: int) -> None:
    bus = Bus(1, lamps=ALL_LAMPS)
    bus.driver.show(1, Face(), bus.now)
    bus.passes(0.5)
    bus.driver.signal(1, signal, bus.now)
    seen = []
    for _ in range(100):
        bus.passes(0.01)
        seen.append(bus.lamps.get((1, 3), False))

    assert sum(now and not before for before, now in zip([False, *seen], seen, strict=False)) == pulses
    assert not seen[-1]


def test_buttons_are_asked_on_while_lamps_are_lit() -> None:
    bus = Bus(1, lamps=ALL_LAMPS)
    bus.passes(0.2)
    bus.driver.show(1, Face(waiting=1), bus.now)
    press(bus, "0", held_s=0.1)

    assert bus.keys() == [(1, PadKey.NEXT)]


def test_a_module_that_refuses_is_a_fault_with_its_code() -> None:
    bus = Bus(1)
    bus.pads = ModbusPads((1,), inputs=2)
    bus.passes(0.5)

    assert bus.healths() == [(1, "fault", "modbus_2_2")]


def test_a_module_without_outputs_is_not_pestered_and_its_buttons_work() -> None:
    bus = Bus(1, lamps={Lamp.WAITING: 100})
    bus.pads = _WithoutOutputs((1,))
    bus.driver.show(1, Face(waiting=1), bus.now)
    bus.passes(1.0)
    press(bus, "0")

    assert bus.keys() == [(1, PadKey.NEXT)]
    assert bus.pads.refused == 1


def test_coils_are_read_where_the_buttons_are_coils() -> None:
    bus = Bus(1, function=READ_COILS)
    bus.passes(0.2)
    bus.pads.hear(bytes.fromhex("01 05 00 00 FF 00 8C 3A"))
    bus.passes(0.2)

    assert bus.keys() == [(1, PadKey.NEXT)]


def test_a_closed_port_is_offline_at_once() -> None:
    bus = Bus(1, 2)
    bus.passes(0.2)
    bus.driver.closed(bus.now)

    assert [fact.health for fact in bus.driver.take_facts() if isinstance(fact, PadFelt)] == [
        DeviceHealth.OFFLINE,
        DeviceHealth.OFFLINE,
    ]


class _WithoutOutputs(ModbusPads):
    refused = 0

    def hear(self, data: bytes) -> tuple[bytes, list[dict[str, object]]]:
        from hardware.modbus import framed

        if data[1] in (5, 15):
            self.refused += 1
            return framed(bytes((data[0], data[1] | 0x80, 2))), []
        return super().hear(data)
