"""A numpad: which key means what, and what is no press."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.callpad.driver import Unmapped
from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.callpad.numpad import EV_LED, LIGHTS, NumpadDriver
from hardware.callpad.settings import NumpadTable
from hardware.ports.evdev import EV_KEY, EV_SYN, REPEATED, InputEvent, key_stroke, pack, parse
from tests.unit.hardware.callpad.pieces import cut
from tests.unit.hardware.callpad.telling import Told

TABLE = NumpadTable(id="pad", port="", counter="counter-1")


def numpad(table: NumpadTable = TABLE, light: str = "") -> Told:
    return Told(NumpadDriver(table.key_codes, light=LIGHTS[light], quiet_s=0.3))


@pytest.mark.parametrize(
    ("code", "key"),
    [(96, PadKey.NEXT), (28, PadKey.NEXT), (78, PadKey.RECALL), (74, PadKey.NO_SHOW), (82, PadKey.START),
     (83, PadKey.FINISH), (98, PadKey.BREAK), (55, PadKey.PARK), (14, PadKey.UNDO)],
)  # fmt: skip
def test_keys_mean_what_the_manual_says(code: int, key: PadKey) -> None:
    pad = numpad()
    pad.hears(key_stroke(code))

    assert pad.keys() == [key]


def test_single_keys_can_be_changed_and_the_others_stay() -> None:
    table = NumpadTable(
        id="pad", port="", counter="c", keys={"dot": PadKey.NOTHING, "1": PadKey.NEXT, "code-113": PadKey.UNDO}
    )
    pad = numpad(table)
    for code in (83, 79, 113, 96):
        pad.hears(key_stroke(code))
        pad.passes(1.0)

    assert pad.keys() == [PadKey.NEXT, PadKey.UNDO, PadKey.NEXT]


def test_a_key_held_down_is_one_press() -> None:
    pad = numpad()
    pad.hears(key_stroke(96))
    for _ in range(50):
        pad.passes(0.033)
        pad.hears(pack([InputEvent(EV_KEY, 96, REPEATED), InputEvent(EV_SYN, 0, 0)]))

    assert pad.keys() == [PadKey.NEXT]


@given(st.data(), st.lists(st.floats(0.0, 0.29), max_size=20))
def test_a_bouncing_contact_is_one_press_however_it_is_cut(data: st.DataObject, gaps: list[float]) -> None:
    pad = numpad()
    for gap in [0.0, *gaps]:
        pad.passes(gap)
        for piece in data.draw(cut(key_stroke(96))):
            pad.hears(piece)

    assert pad.keys() == [PadKey.NEXT]


def test_an_unknown_key_is_told_of_once_and_num_lock_never() -> None:
    pad = numpad()
    for code in (69, 113, 113, 69):
        pad.hears(key_stroke(code))

    assert [fact.what for fact in pad.facts if isinstance(fact, Unmapped)] == [
        "the key with code 113 has no meaning in the [[pad]] table"
    ]


def test_the_light_is_on_while_somebody_waits_and_blinks_for_a_no() -> None:
    pad = numpad(light="num_lock")
    pad.driver.show(0, Face(waiting=3), pad.now)
    pad.passes(0.1)
    assert lights(pad) == [True]
    pad.driver.signal(0, Signal.REFUSED, pad.now)
    pad.passes(1.0)
    assert lights(pad) == [False, True]
    pad.driver.signal(0, Signal.NOT_NOW, pad.now)
    pad.passes(1.0)
    assert lights(pad) == [False, True, False, True]
    pad.driver.show(0, Face(), pad.now)
    pad.passes(0.1)

    assert lights(pad) == [False]


def test_without_a_light_nothing_is_ever_written() -> None:
    pad = numpad()
    pad.driver.show(0, Face(waiting=3), pad.now)
    pad.driver.signal(0, Signal.NOT_NOW, pad.now)
    pad.passes(60.0)

    assert pad.written() == b""


def lights(pad: Told) -> list[bool]:
    return [bool(event.value) for event in parse(pad.written()) if event.type == EV_LED]
