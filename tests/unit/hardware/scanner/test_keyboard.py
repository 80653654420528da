"""A scanner that types: what is fast, long and ended is a code; what a person types is not."""

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.emulators.typist import DIGITS_OF_KEYPAD, ENTER, Typist
from hardware.ports.evdev import EVENT, key_stroke
from hardware.scanner.framing import MAX_BYTES
from hardware.scanner.keyboard import MAX_GAP_S, MIN_CHARACTERS, WedgeFraming
from tests.unit.hardware.scanner.samples import CARD, TICKET

TYPED = st.text(string.ascii_letters + string.digits + string.punctuation + " ", min_size=MIN_CHARACTERS, max_size=80)


def typed(data: bytes) -> list[bytearray]:
    return WedgeFraming().feed(data, 1.0)


def silent(framing: WedgeFraming, now: float) -> list[bytearray]:
    return framing.due(now) + framing.due(now)


@given(text=TYPED, cuts=st.lists(st.integers(0, 10_000), max_size=6))
def test_everything_a_us_keyboard_types_is_read_in_any_pieces(text: str, cuts: list[int]) -> None:
    data = Typist().type(text)
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    framing = WedgeFraming()

    out = [code for start, end in pairwise(edges) for code in framing.feed(data[start:end], 1.0)]

    assert out == [text.encode()]


@given(TYPED)
def test_a_key_that_bounces_types_once(text: str) -> None:
    assert typed(Typist(bounces=True).type(text)) == [text.encode()]


def test_letters_without_a_key_come_by_alt_and_their_number() -> None:
    assert typed(Typist().type(CARD)) == [CARD.encode()]


def test_what_a_person_types_is_no_code() -> None:
    assert typed(Typist(gap_s=MAX_GAP_S * 1.2).type("0001234567890")) == []
    assert typed(Typist().type("x" * (MIN_CHARACTERS - 1))) == []


def test_a_key_touched_before_a_scan_is_not_part_of_it() -> None:
    typist = Typist()
    touched = typist.type("77", ends=False)
    typist.pause(0.2)

    assert typed(touched + typist.type(TICKET)) == [TICKET.encode()]


def test_two_codes_one_after_the_other_are_two() -> None:
    typist = Typist()

    assert typed(typist.type(TICKET) + typist.type(CARD)) == [TICKET.encode(), CARD.encode()]


def test_gaps_are_the_kernels_and_not_this_programs() -> None:
    framing = WedgeFraming()
    data = Typist().type(TICKET)
    half = len(data) // 2

    assert framing.feed(data[:half], 1.0) == []
    assert framing.due(30.0) == []
    assert framing.feed(data[half:], 30.0) == [TICKET.encode()]


def test_a_burst_without_its_end_is_told_as_unreadable_and_not_guessed() -> None:
    framing = WedgeFraming()
    framing.feed(Typist().type(TICKET, ends=False), 1.0)

    assert framing.next_at < 2.0
    assert silent(framing, 2.0) == [b""]
    assert framing.next_at == float("inf")


def test_some_keys_without_an_end_are_forgotten() -> None:
    framing = WedgeFraming()
    framing.feed(Typist().type("123", ends=False), 1.0)

    assert silent(framing, 2.0) == []
    assert framing.feed(Typist(started_s=2_000_000.0).type(TICKET), 3.0) == [TICKET.encode()]


def test_a_code_with_a_hole_is_told_as_unreadable_and_the_next_is_read() -> None:
    typist = Typist()
    data = typist.type(CARD[:30], ends=False) + typist.lose_some() + typist.type(CARD[34:])
    typist.pause(1.0)

    assert typed(data + typist.type(TICKET)) == [b"", TICKET.encode()]


def test_keys_held_when_the_kernel_lost_some_are_not_held_for_ever() -> None:
    typist = Typist()
    lost = key_stroke(42)[: EVENT.size] + typist.lose_some()
    typist.pause(1.0)

    assert typed(lost + typist.type("abcdefghijkl")) == [b"abcdefghijkl"]


@pytest.mark.parametrize("end", [28, 96, 15])
def test_enter_of_either_kind_and_tab_end_a_code(end: int) -> None:
    typist = Typist()

    assert typed(typist.type(TICKET, ends=False) + typist.key(end)) == [TICKET.encode()]


def test_the_keypads_digits_are_digits() -> None:
    typist = Typist()
    keys = b"".join(typist.key(DIGITS_OF_KEYPAD[digit]) for digit in "001099000001")

    assert typed(keys + typist.key(ENTER)) == [b"001099000001"]


def test_what_is_far_too_long_is_told_as_unreadable() -> None:
    assert typed(Typist(gap_s=0.001).type("x" * (MAX_BYTES + 50))) == [b""]


def test_a_new_connection_knows_nothing_of_half_a_code() -> None:
    framing = WedgeFraming()
    typist = Typist()
    framing.feed(typist.type(CARD, ends=False)[:-7], 1.0)
    framing.reset()

    assert framing.feed(typist.type(TICKET), 1.0) == [TICKET.encode()]


@given(st.binary(max_size=600))
def test_noise_makes_nothing_fall_over(noise: bytes) -> None:
    framing = WedgeFraming()
    framing.feed(noise, 1.0)
    silent(framing, 5.0)
