"""Pads told by a template, from the table in the file to the bytes on the line."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hardware.callpad.driver import KeyPressed, PadFelt, Unmapped
from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.callpad.settings import TemplatePadTable
from hardware.callpad.template_driver import TemplateDriver
from tests.unit.hardware.callpad.pieces import cut
from tests.unit.hardware.callpad.telling import Told

TEXT = {"pattern": r"P(?P<address>\d\d)K(?P<key>\w)\r", "keys": {"N": PadKey.NEXT, "R": PadKey.RECALL}}
BINARY = {
    "pattern": "hex: 02 address key count 03",
    "keys": {"0c": PadKey.NEXT},
    "reply": r"\x06{address}{count}",
    "show": r"\x1b{address}{waiting:03}{digits}",
    "beep": r"\x07{address}",
}


def table(**options: Any) -> TemplatePadTable:
    settings = TemplatePadTable(id="pad", port="", counter="counter-1", **options)
    assert list(settings.problems()) == []
    return settings


def told(*tables: TemplatePadTable) -> Told:
    return Told(TemplateDriver([each.pad for each in tables], quiet_s=0.3))


@given(st.data(), st.binary(max_size=20).filter(lambda junk: b"P" not in junk))
def test_a_key_is_found_in_any_pieces_between_any_noise(data: st.DataObject, junk: bytes) -> None:
    pad = told(table(**TEXT))
    for piece in data.draw(cut(junk + b"P01KN\r" + junk + b"P01KR\r")):
        pad.hears(piece)

    assert pad.keys() == [PadKey.NEXT, PadKey.RECALL]


def test_every_key_is_answered_at_once_and_counts_when_the_answer_has_left() -> None:
    pad = told(table(**BINARY))
    pad.hears(bytes.fromhex("02 05 0C 01 03"))

    assert pad.written() == b"\x06\x05\x01"
    assert pad.keys() == [PadKey.NEXT]


def test_a_press_with_the_same_count_is_the_same_press_for_seconds() -> None:
    pad = told(table(**BINARY))
    for _ in range(5):
        pad.hears(bytes.fromhex("02 05 0C 01 03"))
        pad.passes(0.9)
    assert pad.keys() == [PadKey.NEXT]
    pad.hears(bytes.fromhex("02 05 0C 02 03"))

    assert pad.keys() == [PadKey.NEXT, PadKey.NEXT]
    pad.passes(0.1)
    assert pad.written().count(b"\x06\x05") == 6


def test_pads_of_one_line_are_told_apart_by_their_address() -> None:
    pad = told(table(**TEXT, address="01"), table(**TEXT, address="02"))
    pad.hears(b"P02KN\rP01KR\r")

    assert pad.facts[-2:] == [KeyPressed("02", PadKey.NEXT), KeyPressed("01", PadKey.RECALL)]


def test_a_pad_and_a_key_of_no_table_are_told_of_once() -> None:
    pad = told(table(**TEXT, address="01"))
    for _ in range(2):
        pad.hears(b"P07KN\rP01KX\r")

    assert [fact.what for fact in pad.facts if isinstance(fact, Unmapped)] == [
        "a pad with address b'07' is on the line and in no [[pad]] table",
        "the key 'X' has no meaning in the [[pad]] table",
    ]


def test_lights_and_beeps_are_what_the_wordings_say() -> None:
    pad = told(table(**BINARY, address="05"))
    pad.driver.show("05", Face(waiting=3, number="A025"), pad.now)
    pad.passes(0.1)
    assert pad.written() == b"\x1b\x05003025"
    pad.driver.signal("05", Signal.NOT_NOW, pad.now)
    pad.passes(1.0)

    assert pad.written() == 2 * b"\x07\x05"


def test_a_pad_that_has_to_be_asked_is_offline_after_five_seconds_of_silence() -> None:
    pad = told(table(**BINARY, address="05", poll=r"\x05{address}", poll_ms=200))
    pad.passes(4.0)
    assert pad.written().count(b"\x05\x05") >= 15
    assert healths(pad) == []
    pad.passes(2.0)
    assert healths(pad) == ["offline"]
    pad.hears(bytes.fromhex("02 05 0C 01 03"))
    assert healths(pad) == ["offline", "ready"]

    assert pad.keys() == [PadKey.NEXT]


def test_a_pad_alone_is_alive_whatever_it_answers() -> None:
    pad = told(table(**TEXT, poll="?", poll_ms=100))
    for _ in range(20):
        pad.hears(b"-")
        pad.passes(1.0)

    assert healths(pad) == ["ready"]


def test_an_endless_stream_without_a_key_costs_no_memory_and_hides_none() -> None:
    pad = told(table(**TEXT))
    for _ in range(100):
        pad.hears(b"\x00P01K" * 100)
    pad.hears(b"P01KN\r")

    assert pad.keys() == [PadKey.NEXT]


def healths(pad: Told) -> list[str]:
    return [str(fact.health) for fact in pad.facts if isinstance(fact, PadFelt)]
