"""Stories of signs, in told time: what stands on them always follows what is, whatever happens to the line."""

import pytest

from hardware.emulators.registers import SegmentSigns
from hardware.emulators.screens import BoardScreen, Cd5220Screen, DmDScreen, Screen
from hardware.number_display.boards import Board
from hardware.number_display.codec import Codec
from hardware.number_display.driver import ANSWER_WITHIN_S, GRACE_S, STALL_S
from hardware.number_display.place import Sign
from hardware.number_display.scene import CLOSED, Face
from hardware.number_display.segments import DigitRegisters, NumberRegister
from hardware.number_display.vfd import Cd5220, DmD
from hardware.number_display.words import Template
from tests.unit.hardware.number_display.samples import FREE, PAUSED, call
from tests.unit.hardware.number_display.simulated import Line
from tests.unit.hardware.number_display.test_codecs import TEXTS, rows


def sign(codec: Codec, name: str = "sign", repaint_s: float = 60.0) -> Sign:
    return Sign(name, codec, blink_s=10.0, repaint_s=repaint_s)


def line_of(codec: Codec, screen: Screen, *, repaint_s: float = 60.0) -> Line:
    line = Line(screen, sign(codec, repaint_s=repaint_s))
    line.open()
    return line


@pytest.fixture
def dm_d() -> Line:
    return line_of(DmD(TEXTS, 4), DmDScreen())


@pytest.fixture
def cd5220() -> Line:
    return line_of(Cd5220(TEXTS, 4), Cd5220Screen())


def register(address: int) -> NumberRegister:
    return NumberRegister(address, 0, answers=True, blank=None, paused=None)


def bus_of(count: int) -> tuple[Line, SegmentSigns]:
    signs = SegmentSigns(tuple(range(1, count + 1)))
    line = Line(signs, *(sign(register(n), f"sign-{n}") for n in range(1, count + 1)))
    line.open()
    return line, signs


def test_a_sign_is_dark_until_the_hub_has_spoken(dm_d: Line) -> None:
    dm_d.run(1)

    assert rows(dm_d.screen) == ["", ""]
    assert dm_d.told == ["ready"]


def test_a_call_stands_there_at_once_and_blinks_for_its_time(dm_d: Line) -> None:
    dm_d.run(1)
    dm_d.show(call(), 10.0)
    dm_d.run(0.05)
    assert rows(dm_d.screen) == ["MOI SO A025", "DEN QUAY 3"]
    assert dm_d.screen.shown()["blink_ms"] == 500

    dm_d.run(9.9)
    assert dm_d.screen.shown()["blink_ms"] == 500
    dm_d.run(0.1)
    assert dm_d.screen.shown()["blink_ms"] == 0
    assert rows(dm_d.screen) == ["MOI SO A025", "DEN QUAY 3"]


def test_a_sign_that_cannot_blink_goes_dark_in_turns_and_ends_bright(cd5220: Line) -> None:
    cd5220.show(call(), 3.0)
    cd5220.run(0.3)
    seen = []
    for _ in range(6):
        seen.append(rows(cd5220.screen)[0])
        cd5220.run(0.5)

    assert seen == ["MOI SO A025", "", "MOI SO A025", "", "MOI SO A025", ""]
    assert rows(cd5220.screen)[0] == "MOI SO A025"


def test_the_same_call_shown_again_blinks_no_longer_and_a_recall_blinks_anew(dm_d: Line) -> None:
    dm_d.show(call(), 10.0)
    dm_d.run(6)
    dm_d.show(call(), 10.0)
    dm_d.run(6)
    assert dm_d.screen.shown()["blink_ms"] == 0

    dm_d.show(call(call_id="c2"), 10.0)
    dm_d.run(1)
    assert dm_d.screen.shown()["blink_ms"] == 500


def test_a_pause_replaces_the_call_and_nothing_of_it_stays(dm_d: Line) -> None:
    dm_d.show(call(), 10.0)
    dm_d.run(1)
    dm_d.show(PAUSED, 10.0)
    dm_d.run(0.1)

    assert rows(dm_d.screen) == ["Tam nghi", ""]
    assert dm_d.screen.shown()["blink_ms"] == 0


def test_what_has_not_changed_is_not_said_again_before_its_minute(dm_d: Line) -> None:
    dm_d.show(FREE)
    dm_d.run(5)
    before = len(dm_d.said)
    for _ in range(50):
        dm_d.show(FREE)
        dm_d.run(1)
    assert len(dm_d.said) == before

    dm_d.run(15)
    assert len(dm_d.said) == before + 1


def test_a_sign_that_lost_its_power_unnoticed_is_right_within_a_minute(dm_d: Line) -> None:
    dm_d.show(call())
    dm_d.run(5)
    dm_d.screen.lose_power()
    dm_d.run(60)

    assert rows(dm_d.screen) == ["MOI SO A025", "DEN QUAY 3"]


def test_a_board_that_beeps_is_told_only_what_is_new_if_so_wished() -> None:
    board = Board({Face.CALL: Template("{number:>4}\\r")})
    line = line_of(board, BoardScreen(), repaint_s=0.0)
    line.show(call(call_id="c1"))
    line.run(600)
    assert [said for _, said in line.said].count(b"A025\r") == 1

    line.show(call(call_id="c2"))
    line.run(600)
    assert [said for _, said in line.said].count(b"A025\r") == 2


def test_an_unplugged_sign_is_offline_and_painted_whole_when_it_is_back(dm_d: Line) -> None:
    dm_d.show(call("A025"))
    dm_d.run(5)
    dm_d.close()
    dm_d.show(call("A026", call_id="c2"))
    dm_d.run(GRACE_S + 0.1)
    assert dm_d.told == ["ready", "offline unreachable"]

    dm_d.screen.lose_power()
    dm_d.open()
    dm_d.run(1)
    assert rows(dm_d.screen) == ["MOI SO A026", "DEN QUAY 3"]
    assert dm_d.told[-1] == "ready"


def test_a_short_break_is_no_news_but_a_new_painting(dm_d: Line) -> None:
    dm_d.show(call())
    dm_d.run(5)
    dm_d.close()
    dm_d.run(GRACE_S / 2)
    dm_d.screen.lose_power()
    dm_d.open()
    dm_d.run(1)

    assert dm_d.told == ["ready"]
    assert rows(dm_d.screen) == ["MOI SO A025", "DEN QUAY 3"]


def test_a_line_that_takes_nothing_asks_for_a_new_connection(dm_d: Line) -> None:
    dm_d.run(1)
    dm_d.takes = False
    dm_d.show(call())
    dm_d.run(STALL_S + 0.1)
    assert dm_d.driver.wants_reopen
    assert dm_d.told == ["ready", "offline stalled"]

    dm_d.close()
    dm_d.takes = True
    dm_d.open()
    dm_d.run(1)
    assert rows(dm_d.screen)[0] == "MOI SO A025"
    assert dm_d.told[-1] == "ready"


def test_a_scene_that_changes_while_one_is_written_is_painted_after_it_and_never_mixed(dm_d: Line) -> None:
    dm_d.run(1)
    driver = dm_d.driver
    dm_d.show(call("A025"))
    driver.tick(dm_d.now)
    first = driver.outgoing
    dm_d.screen.hear(first[:13])
    driver.took(13, dm_d.now)
    dm_d.show(call("A026", call_id="c2"))
    driver.tick(dm_d.now)
    assert driver.outgoing == first[13:]

    dm_d.run(1)
    assert rows(dm_d.screen)[0] == "MOI SO A026"
    assert dm_d.screen.warnings == []


def test_before_the_agent_ends_every_sign_goes_dark_and_then_nothing_is_waited_for(cd5220: Line) -> None:
    cd5220.show(call(), 10.0)
    cd5220.run(1)
    cd5220.driver.leave(cd5220.now)
    assert cd5220.driver.is_busy

    cd5220.run(0.2)
    assert rows(cd5220.screen) == ["", ""]
    assert not cd5220.driver.is_busy


def test_a_line_that_takes_nothing_does_not_hold_the_agent_back(dm_d: Line) -> None:
    dm_d.show(call())
    dm_d.run(1)
    dm_d.takes = False
    dm_d.driver.leave(dm_d.now)
    dm_d.run(1.1)

    assert not dm_d.driver.is_busy


def test_an_unplugged_sign_does_not_hold_the_agent_back(dm_d: Line) -> None:
    dm_d.close()
    dm_d.driver.leave(dm_d.now)

    assert not dm_d.driver.is_busy


def test_each_sign_of_a_bus_shows_its_own() -> None:
    line, signs = bus_of(3)
    for n in (1, 2, 3):
        line.show(call(f"A00{n}", n), name=f"sign-{n}")
    line.run(1)

    assert signs.shown() == {"1": "   1", "2": "   2", "3": "   3"}
    assert line.told == ["ready"] * 3


def test_a_dead_sign_is_told_and_delays_the_others_by_an_answers_time_at_most() -> None:
    line, signs = bus_of(3)
    signs.silent.add(2)
    line.run(2)
    assert [(fact.name, fact.health.value, fact.detail) for fact in line.facts if fact.name == "sign-2"] == [
        ("sign-2", "offline", "silent")
    ]

    for number in range(100, 130):
        line.show(call(f"A{number}", 1, call_id=f"c{number}"), name="sign-1")
        line.run(ANSWER_WITHIN_S + 0.1)
        assert signs.shown()["1"] == f" {number}"


def test_a_sign_that_answers_again_shows_what_is_now() -> None:
    line, signs = bus_of(2)
    signs.silent.add(2)
    line.run(2)
    line.show(call("A044", 2), name="sign-2")
    line.run(2)
    signs.silent.clear()
    line.run(6)

    assert signs.shown()["2"] == "  44"
    assert line.told[-1] == "ready"


def test_noise_on_the_line_costs_one_repetition_and_no_news() -> None:
    line, signs = bus_of(1)
    line.run(1)
    signs.silent.add(1)
    line.show(call("A025", 1), name="sign-1")
    line.run(ANSWER_WITHIN_S)
    signs.silent.clear()
    line.run(0.5)

    assert signs.shown()["1"] == "  25"
    assert line.told == ["ready"]


def test_a_sign_that_refuses_is_a_fault_and_is_not_asked_again_and_again() -> None:
    line, signs = bus_of(1)
    signs.refusing.add(1)
    line.run(50)

    assert line.told == ["fault refused"]
    assert len(line.said) == 1


def test_a_number_too_wide_for_the_sign_is_told_to_the_staff() -> None:
    line = line_of(
        DigitRegisters(1, 0, answers=True, places=3, has_letters=False, paused="---"),
        SegmentSigns(places=3, is_number=False),
    )
    line.show(call("A1025"))
    line.run(1)
    assert line.screen.shown() == {"1": "---"}
    assert line.told == ["fault too_narrow"]

    line.show(call("A025", call_id="c2"))
    line.run(1)
    assert line.told == ["fault too_narrow", "ready"]


def test_a_counter_that_is_not_of_the_centre_is_told(dm_d: Line) -> None:
    dm_d.show(CLOSED, fault="unknown_counter")
    dm_d.run(1)

    assert dm_d.told == ["fault unknown_counter"]


def test_a_sign_that_has_nothing_to_do_costs_next_to_nothing(dm_d: Line) -> None:
    dm_d.show(FREE)
    dm_d.run(5)
    before = dm_d.ticks
    dm_d.run(50)

    assert dm_d.ticks - before < 60
