"""What the emulated printer says about itself is what our driver's own reading makes of it: both follow the manual."""

import pytest

from hardware.emulators.machine import Machine
from hardware.printer.condition import AutoStatus, Condition, Realtime, StatusParser, from_auto, from_realtime

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
