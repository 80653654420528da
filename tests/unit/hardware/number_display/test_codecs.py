"""What a codec says, an emulated sign that shares nothing with it shows, in whatever pieces it arrives."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import modbus
from hardware.emulators.registers import SegmentSigns, checksum
from hardware.emulators.screens import BoardScreen, Cd5220Screen, DmDScreen, Screen, UtcScreen
from hardware.number_display.boards import Board
from hardware.number_display.codec import Codec, Look, Verdict
from hardware.number_display.scene import Face, Scene
from hardware.number_display.segments import DigitRegisters, NumberRegister
from hardware.number_display.vfd import Cd5220, DmD, Texts, Utc
from hardware.number_display.words import Template
from tests.unit.hardware.number_display.samples import CLOSED_3, FREE, PAUSED, call


def _lines(upper: str, lower: str) -> tuple[Template, Template]:
    return Template(upper), Template(lower)


TEXTS = Texts(
    call=_lines("MOI SO {number}", "DEN QUAY {counter}"),
    free=_lines("QUAY {counter}", ""),
    paused=_lines("Tạm nghỉ", ""),
    closed=_lines("DONG CUA", ""),
)
VFDS: dict[str, tuple[Codec, Callable[[], Screen]]] = {
    "dm-d": (DmD(TEXTS, 3), DmDScreen),
    "cd5220": (Cd5220(TEXTS, 3), Cd5220Screen),
    "utc": (Utc(TEXTS, 3), UtcScreen),
}
NUMBERS = st.from_regex(r"[A-Z]{0,2}[0-9]{1,4}", fullmatch=True)
SCENES = st.one_of(NUMBERS.map(call), st.sampled_from((FREE, PAUSED, CLOSED_3)))


def hear(screen: Screen, data: bytes, cuts: list[int]) -> None:
    """In pieces."""
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    for start, end in pairwise(edges):
        screen.hear(data[start:end])


def rows(screen: Screen) -> list[str]:
    lines = screen.shown()["lines"]
    assert isinstance(lines, list)
    return [line.strip() for line in lines]


@pytest.mark.parametrize("kind", VFDS)
@pytest.mark.parametrize(
    ("scene", "shown"),
    [
        (call("A025", 3), ["MOI SO A025", "DEN QUAY 3"]),
        (call("ƯT0123", 12), ["MOI SO UT0123", "DEN QUAY 12"]),
        (PAUSED, ["Tam nghi", ""]),
        (FREE, ["QUAY 3", ""]),
        (CLOSED_3, ["DONG CUA", ""]),
    ],
)
def test_a_customer_display_shows_the_scene(kind: str, scene: Scene, shown: list[str]) -> None:
    codec, make = VFDS[kind]
    screen = make()
    screen.hear(codec.greeting() + codec.paint(scene, Look.STEADY))

    assert rows(screen) == shown
    assert screen.warnings == []


@pytest.mark.parametrize("kind", VFDS)
@given(scenes=st.lists(SCENES, min_size=1, max_size=4), cuts=st.lists(st.integers(0, 500)))
def test_only_the_last_of_many_scenes_stands_there_whatever_the_pieces(
    kind: str, scenes: list[Scene], cuts: list[int]
) -> None:
    codec, make = VFDS[kind]
    screen, fresh = make(), make()
    hear(screen, codec.greeting() + b"".join(codec.paint(scene, Look.STEADY) for scene in scenes), cuts)
    fresh.hear(codec.greeting() + codec.paint(scenes[-1], Look.STEADY))

    assert screen.shown() == fresh.shown()
    assert screen.warnings == []
    assert scenes[-1].number in rows(screen)[0]


@pytest.mark.parametrize("kind", VFDS)
def test_a_display_that_lost_its_power_unnoticed_is_right_again_after_one_painting(kind: str) -> None:
    codec, make = VFDS[kind]
    screen = make()
    screen.hear(codec.greeting() + codec.paint(FREE, Look.STEADY))
    screen.lose_power()
    screen.hear(codec.paint(call(), Look.STEADY))

    assert rows(screen) == ["MOI SO A025", "DEN QUAY 3"]


@pytest.mark.parametrize("kind", ["cd5220", "utc"])
def test_the_dark_half_of_a_blink_is_dark(kind: str) -> None:
    codec, make = VFDS[kind]
    screen = make()
    screen.hear(codec.greeting() + codec.paint(call(), Look.STEADY) + codec.paint(call(), Look.DARK))

    assert rows(screen) == ["", ""]


def test_the_exact_bytes_of_each_language() -> None:
    twenty = [line.encode() for line in ("    MOI SO A025     ", "     DEN QUAY 3     ")]
    assert DmD(TEXTS, 4).paint(call(), Look.BLINKING) == (
        b"\x1f\x01\x1fC\x00\x1fX\x04\x1f$\x01\x01" + twenty[0] + b"\x1f$\x01\x02" + twenty[1] + b"\x1fE\x0a"
    )
    assert Cd5220(TEXTS, 4).paint(call(), Look.STEADY) == b"\x1bQA" + twenty[0] + b"\r\x1bQB" + twenty[1] + b"\r"
    assert Utc(TEXTS, 4).paint(call(), Look.STEADY) == b"\x1bd\x1buA" + twenty[0] + b"\r\x1buB" + twenty[1] + b"\r"
    assert number_register().paint(call("A050"), Look.STEADY) == bytes.fromhex("01 06 00 00 00 32 08 1F")


def test_a_dm_d_blinks_by_itself_and_stops_when_told() -> None:
    codec, screen = DmD(TEXTS, 2), DmDScreen()
    screen.hear(codec.greeting() + codec.paint(call(), Look.BLINKING))
    assert screen.shown()["blink_ms"] == 500
    assert screen.shown()["brightness"] == 2

    screen.hear(codec.paint(call(), Look.STEADY))
    assert screen.shown()["blink_ms"] == 0


def test_a_display_in_one_cable_with_a_printer_is_spoken_to_by_name_and_the_printer_after_it() -> None:
    codec, screen = DmD(TEXTS, 4, pass_through=True), DmDScreen(shares_cable=True)
    said = codec.greeting() + codec.paint(call(), Look.STEADY)
    screen.hear(b"for the printer" + said + b"A ticket")

    assert rows(screen) == ["MOI SO A025", "DEN QUAY 3"]
    assert said.endswith(b"\x1b\x3d\x01")


def test_a_text_too_long_for_a_number_shows_the_number_alone_and_never_cuts_it() -> None:
    texts = TEXTS._replace(call=_lines("XIN MOI CONG DAN {number}", "{counter}"))
    screen = Cd5220Screen()
    screen.hear(Cd5220(texts, 4).paint(call("A0251"), Look.STEADY))

    assert rows(screen)[0] == "A0251"


def number_register(*, blank: int | None = None, paused: int | None = None) -> NumberRegister:
    return NumberRegister(1, 0, answers=True, blank=blank, paused=paused)


def digit_registers(places: int = 4, *, has_letters: bool = False) -> DigitRegisters:
    return DigitRegisters(1, 0, answers=True, places=places, has_letters=has_letters, paused="----")


@pytest.mark.parametrize(
    ("codec", "scene", "shown"),
    [
        (number_register(), call("A025"), "  25"),
        (number_register(blank=8888), FREE, "8888"),
        (number_register(paused=999), PAUSED, " 999"),
        (number_register(), call("ABC"), "   0"),
        (number_register(), call("A070000"), "   0"),
        (digit_registers(), call("A025"), " 025"),
        (digit_registers(has_letters=True), call("A025"), "A025"),
        (digit_registers(3, has_letters=True), call("A025"), "025"),
        (digit_registers(has_letters=True), call("M025"), " 025"),
        (digit_registers(6, has_letters=True), call("ƯT0123"), "UT0123"),
        (digit_registers(3), call("A1025"), "---"),
        (digit_registers(), PAUSED, "----"),
        (digit_registers(), FREE, "    "),
        (digit_registers(), CLOSED_3, "    "),
    ],
)
def test_a_sign_of_digits_shows_what_it_can_and_never_half_a_number(codec: Codec, scene: Scene, shown: str) -> None:
    signs = SegmentSigns(places=len(shown), is_number=isinstance(codec, NumberRegister))
    painting = codec.paint(scene, Look.STEADY)

    answer = signs.hear(painting)

    assert signs.shown() == {"1": shown}
    assert codec.verdict(painting, answer) is Verdict.TAKEN


def test_a_number_that_does_not_fit_is_known() -> None:
    assert not digit_registers(3).fits(call("A1025"))
    assert not number_register().fits(call("A70000"))
    assert not number_register().fits(call("ABC"))
    assert digit_registers(3).fits(call("A025"))
    assert number_register().fits(FREE)


def test_a_number_blinks_only_on_a_sign_that_can_be_dark() -> None:
    can, cannot = number_register(blank=0xFFFF), number_register()

    assert can.paint(call(), Look.DARK) == can.paint(FREE, Look.STEADY)
    assert cannot.paint(call(), Look.DARK) == cannot.paint(call(), Look.STEADY)
    assert cannot.paint(FREE, Look.DARK) == modbus.write_register(1, 0, 0)


@given(
    number=NUMBERS,
    noise=st.tuples(st.binary(max_size=12), st.binary(max_size=12)),
    cuts=st.lists(st.integers(0, 60), max_size=5),
)
def test_an_answer_is_found_in_any_pieces_and_any_noise(
    number: str, noise: tuple[bytes, bytes], cuts: list[int]
) -> None:
    codec, signs = digit_registers(), SegmentSigns(is_number=False)
    painting = codec.paint(call(number), Look.STEADY)
    heard = noise[0] + signs.hear(painting) + noise[1]

    assert codec.verdict(painting, heard) is Verdict.TAKEN
    assert all(codec.verdict(painting, heard[: cut % len(noise[0] + b"!")]) is None for cut in cuts)


@given(st.binary(max_size=64))
def test_noise_is_no_answer(noise: bytes) -> None:
    codec = number_register()
    painting = codec.paint(call(), Look.STEADY)

    is_answer = any(noise[at : at + 8] == painting for at in range(len(noise)))
    is_refusal = any(
        noise[at : at + 2] == b"\x01\x86" and checksum(noise[at : at + 3]) == noise[at + 3 : at + 5]
        for at in range(len(noise))
    )
    assert (codec.verdict(painting, noise) is None) == (not is_answer and not is_refusal)


def test_a_sign_that_refuses_is_heard() -> None:
    codec, signs = number_register(), SegmentSigns()
    signs.refusing.add(1)
    painting = codec.paint(call(), Look.STEADY)

    assert codec.verdict(painting, signs.hear(painting)) is Verdict.REFUSED


def test_only_the_sign_that_is_meant_takes_a_painting() -> None:
    signs = SegmentSigns((1, 2), is_number=True)

    assert signs.hear(modbus.write_register(2, 0, 25)) != b""
    assert signs.hear(modbus.write_register(3, 0, 99)) == b""
    assert signs.shown() == {"1": "   0", "2": "  25"}


@pytest.mark.parametrize(
    ("scene", "look", "said"),
    [
        (call("A025"), Look.STEADY, b"Q3-025\r"),
        (call("A025"), Look.DARK, b"Q3-   \r"),
        (FREE, Look.STEADY, b"Q3-   \r"),
        (CLOSED_3, Look.STEADY, b"Q3-   \r"),
        (PAUSED, Look.STEADY, b"Q3-PAU\r"),
        (call("A025"), Look.BLINKING, b"B3-025\r"),
    ],
)
def test_a_board_is_told_in_the_technicians_words(scene: Scene, look: Look, said: bytes) -> None:
    texts = {Face.CALL: Template("Q{counter}-{digits:>3}\\r"), Face.PAUSED: Template("Q{counter}-PAU\\r")}
    board = Board(texts, Template("B{counter}-{digits:>3}\\r"))
    screen = BoardScreen()

    assert board.paint(scene, look) == said
    screen.hear(b"garbage\r" + said)
    assert screen.shown() == {"text": said[:-1].decode()}
