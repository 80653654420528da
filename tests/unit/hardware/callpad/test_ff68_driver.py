"""FF 68 pads: heard once, answered at once, shown what is true."""

import pytest

from hardware.callpad import ff68
from hardware.callpad.driver import KeyPressed, PadFelt, Unmapped
from hardware.callpad.face import Face, Signal
from hardware.callpad.ff68_driver import DEFAULTS, Ff68Driver
from hardware.callpad.keys import PadKey
from hub.protocol import DeviceHealth
from tests.unit.hardware.callpad.telling import Told

CALL = ff68.key_frame(5, "call").encoded()


@pytest.fixture
def pad() -> Told:
    told = Told(Ff68Driver({5: DEFAULTS, 6: DEFAULTS}, quiet_s=0.3))
    told.written()
    return told


@pytest.mark.parametrize(
    ("name", "key"),
    [("call", PadKey.NEXT), ("recall", PadKey.RECALL), ("pause", PadKey.BREAK), ("give_up", PadKey.NO_SHOW),
     ("hang", PadKey.PARK)],
)  # fmt: skip
def test_each_key_is_echoed_word_for_word_and_has_its_meaning(pad: Told, name: str, key: PadKey) -> None:
    frame = ff68.key_frame(6, name).encoded()
    pad.hears(frame)

    assert pad.written() == frame
    assert pad.facts[-1] == KeyPressed(6, key)


def test_a_key_counts_only_when_its_echo_has_left(pad: Told) -> None:
    pad.driver.received(CALL, pad.now)
    pad.driver.tick(pad.now)
    pad.driver.took(len(CALL) - 1, pad.now)
    assert pad.driver.take_facts() == []

    pad.driver.took(1, pad.now)
    assert pad.driver.take_facts() == [KeyPressed(5, PadKey.NEXT)]


def test_a_key_whose_echo_never_left_is_none_and_the_repetition_on_the_new_line_is_one(pad: Told) -> None:
    pad.driver.received(CALL, pad.now)
    pad.close()
    pad.passes(1.0)
    assert pad.keys() == []

    pad.open()
    pad.hears(CALL)
    assert pad.keys() == [PadKey.NEXT]


def test_what_is_repeated_is_echoed_again_and_counts_once(pad: Told) -> None:
    for _ in range(4):
        pad.hears(CALL)
        pad.passes(0.1)

    assert pad.keys() == [PadKey.NEXT]
    assert pad.written() == 4 * CALL


def test_after_a_pause_the_same_key_counts_again(pad: Told) -> None:
    pad.hears(CALL)
    pad.passes(0.35)
    pad.hears(CALL)

    assert pad.keys() == [PadKey.NEXT, PadKey.NEXT]


def test_an_adapter_that_hears_its_own_echo_does_not_answer_itself_for_ever(pad: Told) -> None:
    pad.hears(CALL)
    for _ in range(5):
        pad.passes(0.01)
        if voice := pad.written():
            pad.hears(voice)

    assert pad.written() == b""
    assert pad.keys() == [PadKey.NEXT]


def test_two_pads_at_once_are_both_answered_in_turn(pad: Told) -> None:
    other = ff68.key_frame(6, "call").encoded()
    pad.hears(CALL + other)
    assert pad.written() == CALL
    pad.passes(0.05)

    assert pad.written() == other
    assert [fact.station for fact in pad.facts if isinstance(fact, KeyPressed)] == [5, 6]


def test_keys_without_a_meaning_are_answered_and_do_nothing(pad: Told) -> None:
    rating = ff68.Frame(5, ff68.RATING, b"\x03")
    pad.hears(ff68.key_frame(5, "rating").encoded())
    pad.passes(0.1)
    pad.hears(rating.encoded())

    assert pad.keys() == []
    assert pad.written().endswith(ff68.Frame(5, ff68.RATING_HEARD, b"\x03").encoded())


def test_a_pad_of_no_table_is_told_of_once_and_not_answered(pad: Told) -> None:
    for _ in range(3):
        pad.hears(ff68.key_frame(9, "call").encoded())
        pad.passes(0.5)

    assert pad.written() == b""
    (said,) = [fact.what for fact in pad.facts if isinstance(fact, Unmapped)]
    assert "address 9" in said


def test_a_key_after_half_a_frame_is_found(pad: Told) -> None:
    pad.hears(CALL[:5])
    pad.passes(0.2)
    pad.hears(CALL)

    assert pad.keys() == [PadKey.NEXT]


def test_a_false_beginning_swallows_a_key_for_a_tenth_of_a_second_at_most(pad: Told) -> None:
    pad.hears(bytes.fromhex("FF 68 1E 1E 68") + CALL)
    assert pad.keys() == []
    pad.passes(0.11)

    assert pad.keys() == [PadKey.NEXT]


def test_the_pad_shows_who_waits_and_who_is_called_once_per_change(pad: Told) -> None:
    face = Face(waiting=12, number="A025", is_called=True)
    pad.driver.show(5, face, pad.now)
    pad.passes(0.1)
    assert pad.written() == ff68.show(5, "012", "025").encoded()

    pad.driver.show(5, face, pad.now)
    pad.passes(1.0)
    assert pad.written() == b""


def test_quick_changes_show_only_the_last(pad: Told) -> None:
    pad.driver.show(5, Face(waiting=1), pad.now)
    pad.passes(0.0)
    pad.written()
    for waiting in (2, 3, 4):
        pad.driver.show(5, Face(waiting=waiting), pad.now)
    pad.passes(0.1)

    assert pad.written() == ff68.show(5, "004", "000").encoded()


def test_a_pad_that_lost_its_power_is_painted_again_within_seconds(pad: Told) -> None:
    pad.driver.show(5, Face(waiting=1), pad.now)
    pad.passes(0.1)
    pad.written()
    pad.passes(10.0)

    assert pad.written() == ff68.show(5, "001", "000").encoded()


def test_a_line_that_comes_back_is_painted_at_once(pad: Told) -> None:
    pad.driver.show(5, Face(waiting=1), pad.now)
    pad.passes(0.1)
    pad.close()
    pad.driver.show(5, Face(waiting=2), pad.now)
    pad.written()
    pad.passes(1.0)
    assert pad.written() == b""
    pad.open()

    assert pad.written() == ff68.show(5, "002", "000").encoded()


def test_an_echo_goes_before_news(pad: Told) -> None:
    pad.driver.show(6, Face(waiting=1), pad.now)
    pad.driver.signal(6, Signal.REFUSED, pad.now)
    pad.hears(CALL)

    assert pad.written().startswith(CALL)


@pytest.mark.parametrize(("signal", "beeps"), [(Signal.DONE, 0), (Signal.REFUSED, 1), (Signal.NOT_NOW, 2)])
def test_a_no_is_a_beep_and_not_now_two(pad: Told, signal: Signal, beeps: int) -> None:
    pad.driver.signal(5, signal, pad.now)
    pad.passes(0.1)
    assert pad.line.count(ff68.beep(5).encoded()) == min(beeps, 1)
    pad.passes(1.0)

    assert pad.written() == beeps * ff68.beep(5).encoded()


def test_health_is_said_once_per_change() -> None:
    pad = Told(Ff68Driver({5: DEFAULTS}, quiet_s=0.3), opens=False)
    for _ in range(3):
        pad.close()
    pad.open()
    pad.close()

    said = [fact.health for fact in pad.facts if isinstance(fact, PadFelt)]
    assert said == [DeviceHealth.OFFLINE, DeviceHealth.READY, DeviceHealth.OFFLINE]


def test_a_beep_for_a_line_that_breaks_is_not_heard_when_it_is_back(pad: Told) -> None:
    pad.driver.signal(5, Signal.NOT_NOW, pad.now)
    pad.close()
    pad.open()
    pad.passes(1.0)

    assert ff68.beep(5).encoded() not in pad.written()
