"""Texts break as a typesetter would break them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.wrap import clean, wrap

texts = st.text(alphabet="aăâ đêôơư ABC 0123 –-,.", max_size=120)


def by_length(text: str) -> int:
    return len(text)


@given(texts, st.integers(4, 40), st.integers(1, 4))
def test_no_line_is_wider_than_the_paper_and_there_are_never_more_than_allowed(
    text: str, width: int, max_lines: int
) -> None:
    lines = wrap(text, width, max_lines, by_length)

    assert len(lines) <= max_lines
    assert all(len(line) <= width for line in lines)


@given(texts, st.integers(12, 60))
def test_what_fits_is_not_changed(text: str, width: int) -> None:
    lines = wrap(text, width, 99, by_length)

    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


def test_lines_are_about_equally_long_so_that_no_word_is_left_alone() -> None:
    assert wrap("Trung tâm Phục vụ hành chính công", 30, 2, by_length) == ("Trung tâm Phục vụ", "hành chính công")


def test_parts_between_dashes_are_not_torn_when_they_need_no_more_lines() -> None:
    assert wrap("Tư pháp – Hộ tịch – Chứng thực", 22, 3, by_length) == ("Tư pháp – Hộ tịch –", "Chứng thực")


def test_no_line_begins_with_a_dash() -> None:
    lines = wrap("Văn hoá – Xã hội – Thể thao – Du lịch", 12, 9, by_length)

    assert not [line for line in lines if line.startswith("–")]


def test_what_does_not_fit_ends_in_an_ellipsis_at_a_word() -> None:
    assert wrap("một hai ba bốn năm sáu", 8, 2, by_length) == ("một hai", "ba bốn…")


def test_a_word_wider_than_the_paper_is_broken() -> None:
    assert wrap("abcdefghij", 4, 9, by_length) == ("abcd", "efgh", "ij")


@pytest.mark.parametrize("text", ["Nguyễn Ặng", "ữ ợ ậ ễ"])
def test_decomposed_letters_are_put_together(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == text


def test_control_and_invisible_characters_are_left_out() -> None:
    assert clean("a\tb\n\u200bc\x1b@\ufeff") == "a b c @"
