"""A technician's text is understood at start, or told to be wrong then; what is shown is always ASCII."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.number_display.scene import Face, Scene
from hardware.number_display.words import Template, digits, letters, plain
from tests.unit.hardware.number_display.samples import FREE, call


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Q{counter}-{number:>3}\\r", "Q3-A025\r"),
        ("Q{counter}-{digits:>5}", "Q3-  025"),
        ("{digits:0>4}|{letters}", "0025|A"),
        ("{counter:02}:{number}", "03:A025"),
        ("\\x02{number}\\x03", "\x02A025\x03"),
        ("\\xff\\x7B\\t\\\\", "\xff{\t\\"),
        ("{{{number}}}", "{A025}"),
        ("${address:03},{number}#", "$007,A025#"),
        ("Mời số {number}", "Moi so A025"),
        ("{number:*^8}", "**A025**"),
        ("Q1-\r\n", "Q1-\r\n"),
        ("{waiting}", "0"),
    ],
)
def test_a_text_is_filled(text: str, said: str) -> None:
    assert Template(text, address=7).render(call("A025", 3)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Q{counter}-{number:>3}", "Q3-   "),
        ("{digits:0>4}", "    "),
        ("{number}", ""),
        ("{letters}{counter:02}", "03"),
    ],
)
def test_nothing_to_show_is_dark_not_zeros(text: str, said: str) -> None:
    assert Template(text).render(FREE) == said


def test_a_hall_without_a_call_leaves_the_counters_place_dark() -> None:
    assert Template("Q{counter:02}").render(Scene(Face.FREE)) == "Q  "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{ticket}", 'no placeholder; there are number, digits'),
        ("{}", "no placeholder"),
        ("{number.__class__}", "no placeholder"),
        ("{number[0]}", "no placeholder"),
        ("{number!r}", "no width"),
        ("{number:03}", "{number:0>3}"),
        ("{number:>999999999}", "no width"),
        ("{number:{counter}}", "no width"),
        ("{counter:x}", "{counter:02}"),
        ("{number", "brace"),
        ("number}", "brace"),
        ("\\x2", "no escape"),
        ("\\q", "no escape"),
        ("end\\", "no escape"),
        ("x" * 200, "longer than"),
        ("{address}", "has an address"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_text_is_told_at_start(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        Template(text)


def test_the_hall_knows_no_number_of_waiting() -> None:
    with pytest.raises(ValueError, match="has a counter"):
        Template("{waiting}", has_counter=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [("TẠM NGHỈ", "TAM NGHI"), ("Đóng cửa", "Dong cua"), ("Ưu tiên", "Uu tien"), ("đ", "d"), ("→", "?"), ("ẵ", "a")],
)
def test_vietnamese_loses_its_marks_and_nothing_else(text: str, said: str) -> None:
    assert plain(text) == said


@given(st.text())
def test_whatever_is_written_comes_out_as_printable_ascii(text: str) -> None:
    assert plain(text).isascii()
    assert all(letter.isprintable() for letter in plain(text))


@given(st.text(), st.text(max_size=20))
def test_a_text_is_either_refused_at_start_or_says_one_byte_for_each_character(text: str, number: str) -> None:
    try:
        template = Template(text, address=1)
    except ValueError:
        return
    template.render(Scene(Face.CALL, number=number, counter=3)).encode("latin-1")


def test_a_number_comes_apart_into_letters_and_digits() -> None:
    assert (letters("ƯT0123"), digits("ƯT0123")) == ("UT", "0123")
    assert digits("A²٣1") == "1"
