"""What the emulated printer says about itself is what our driver's own reading makes of it: both follow the manual."""

import pytest

from hardware.emulators.machine import Machine
from hardware.printer.condition import Condition, from_auto, from_ejector, from_full, from_realtime
from hardware.printer.status import AutoStatus, Full, Realtime, StatusParser

TROUBLES = ["is_paper_out", "is_near_end", "is_cover_open", "is_cutter_stuck", "is_hot", "is_broken"]


@pytest.mark.parametrize("trouble", ["", *TROUBLES])
def test_each_trouble_is_understood_both_ways(trouble: str) -> None:
    machine = Machine(**{trouble: True} if trouble else {})
    asked = from_realtime(*(machine.realtime(question) for question in (1, 2, 3, 4)))
    told = from_auto(machine.automatic())

    for condition in (asked, told):
        assert bool(trouble) is any(getattr(condition, name) for name in TROUBLES)
        assert not trouble or getattr(condition, trouble)
    assert (asked.trouble, asked.is_near_end) == (told.trouble, told.is_near_end)


def test_an_idle_printer_says_so() -> None:
    assert from_realtime(*(Machine().realtime(question) for question in (1, 2, 3, 4))) == Condition()


@pytest.mark.parametrize("trouble", ["", *TROUBLES])
def test_its_bytes_are_told_apart_by_their_fixed_bits(trouble: str) -> None:
    machine = Machine(**{trouble: True} if trouble else {})
    data = b"".join(bytes((machine.realtime(question),)) for question in (1, 2, 3, 4)) + machine.automatic()

    kinds = [type(message) for message in StatusParser().feed(data)]

    assert kinds == [Realtime] * 4 + [AutoStatus]


def test_a_ticket_in_the_mouth_is_told_by_each_kind_of_kiosk_in_its_own_way() -> None:
    machine = Machine(has_mouth=True, tells_by_bit_7=True, is_ticket_held=True)

    assert from_realtime(*(machine.realtime(question) for question in (1, 2, 3, 4))).has_ticket
    assert from_ejector(machine.ejector()).has_ticket
    assert StatusParser(has_auto_status=False, has_full_status=True).feed(machine.full()) == (Full(b"\x20\0\0\0"),)


@pytest.mark.parametrize("trouble", ["is_paper_out", "is_near_end", "is_hot", "is_broken"])
def test_a_custom_printer_says_the_same_in_its_four_bytes(trouble: str) -> None:
    full = from_full(Machine(**{trouble: True}).full()[2:])

    assert full == Condition(**{trouble: True})
