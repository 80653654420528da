"""Numbers are read as Vietnamese people read them, in every style and width."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.reading import (
    LETTER_NAMES,
    Four,
    Reading,
    Style,
    ZeroTens,
    cardinal,
    read_digits,
    read_ticket,
)
from tests.unit.display import oracle

PAIR, DIGITS, FULL = (Reading(style=style) for style in (Style.PAIR, Style.DIGITS, Style.FULL))


def said(units: tuple[str, ...]) -> str:
    return " ".join(units)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh tư"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (205, "hai trăm linh năm"),
        (999, "chín trăm chín mươi chín"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (10_000, "mười nghìn"),
        (21_300, "hai mươi mốt nghìn ba trăm"),
    ],
)
def test_a_full_number_is_read_as_the_vectors_say(number: int, words: str) -> None:
    assert said(cardinal(number, FULL)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("A025", "a không hai mươi lăm"),
        ("A001", "a không không một"),
        ("A010", "a không mười"),
        ("A015", "a không mười lăm"),
        ("A100", "a một trăm"),
        ("A105", "a một linh năm"),
        ("A110", "a một mười"),
        ("A115", "a một mười lăm"),
        ("A121", "a một hai mươi mốt"),
        ("A000", "a không không không"),
        ("A1049", "a một không bốn mươi chín"),
        ("1001", "một không không một"),
        ("2105", "hai một linh năm"),
        ("2100", "hai một không không"),
        ("B7", "bê bảy"),
        ("B07", "bê không bảy"),
        ("B57", "bê năm mươi bảy"),
        ("Đ021", "đê không hai mươi mốt"),
        ("D021", "dê không hai mươi mốt"),
        ("ƯT005", "ư tê không không năm"),
        ("HT-015", "hát tê không mười lăm"),
        ("ht015", "hát tê không mười lăm"),
        ("12345", "một hai ba bốn mươi lăm"),
        ("7", "bảy"),
        ("25", "hai mươi lăm"),
        ("025", "không hai mươi lăm"),
        ("100", "một trăm"),
        ("105", "một trăm linh năm"),
        ("120", "một trăm hai mươi"),
        ("999", "chín trăm chín mươi chín"),
        ("1000", "một không không không"),
        ("2015", "hai không mười lăm"),
        ("P001", "pê không không một"),
        ("P105", "pê một linh năm"),
        ("LH0930", "e lờ hát không chín ba mươi"),
        ("LH0900", "e lờ hát không chín không không"),
        ("LH0805", "e lờ hát không tám linh năm"),
        ("LH1415", "e lờ hát một bốn mười lăm"),
    ],
)
def test_a_ticket_is_read_digit_by_digit_and_its_last_two_as_a_number(number: str, words: str) -> None:
    assert said(read_ticket(number, PAIR)) == words


def test_other_styles_read_every_digit_or_the_whole_number() -> None:
    assert said(read_ticket("A105", DIGITS)) == "a một không năm"
    assert said(read_ticket("A105", FULL)) == "a một trăm linh năm"
    assert said(read_ticket("A025", FULL)) == "a không hai mươi lăm"
    assert said(read_ticket("A1049", FULL)) == "a một nghìn không trăm bốn mươi chín"


def test_the_south_says_le_and_some_say_bon() -> None:
    south = Reading(zero_tens=ZeroTens.LE, four=Four.BON)

    assert said(read_ticket("A105", south)) == "a một lẻ năm"
    assert said(cardinal(104, south)) == "một trăm lẻ bốn"
    assert said(cardinal(24, south)) == "hai mươi bốn"
    assert said(cardinal(14, south)) == "mười bốn"


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert read_ticket("U\u031bT05", PAIR) == read_ticket("ƯT05", PAIR)


def test_every_letter_of_a_prefix_has_its_own_name() -> None:
    alphabet = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"

    assert set(LETTER_NAMES) == set(alphabet)
    assert len(set(LETTER_NAMES.values())) == len(alphabet)


@given(st.integers(0, 99_999), st.sampled_from(ZeroTens), st.sampled_from(Four))
def test_full_numbers_agree_with_an_independent_reader(number: int, zero_tens: ZeroTens, four: Four) -> None:
    reading = Reading(zero_tens=zero_tens, four=four)

    assert said(cardinal(number, reading)) == oracle.spell(number, zero_tens=zero_tens.value, four=four.value)


@given(st.text("0123456789", min_size=1, max_size=5))
def test_what_is_heard_can_be_written_down_again(digits: str) -> None:
    for reading in (PAIR, DIGITS, FULL):
        assert oracle.written(said(read_digits(digits, reading)), width=len(digits)) == digits


@pytest.mark.parametrize("reading", [PAIR, DIGITS, FULL])
def test_two_tickets_of_a_day_without_letters_never_sound_the_same(reading: Reading) -> None:
    heard = {said(read_ticket(str(number), reading)) for number in range(1, 10_000)}

    assert len(heard) == 9_999


@pytest.mark.parametrize("reading", [PAIR, DIGITS, FULL])
def test_every_booked_minute_sounds_like_itself(reading: Reading) -> None:
    booked = [f"LH{hour:02}{minute:02}" for hour in range(24) for minute in range(60)]

    assert len({said(read_ticket(number, reading)) for number in booked}) == len(booked)


@pytest.mark.parametrize("reading", [PAIR, DIGITS, FULL])
@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_two_tickets_of_a_series_never_sound_the_same(reading: Reading, width: int) -> None:
    numbers = ["".join(digits) for digits in product("0123456789", repeat=width)]

    assert len({said(read_digits(number, reading)) for number in numbers}) == len(numbers)
