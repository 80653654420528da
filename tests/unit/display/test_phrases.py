"""The sentence of a call."""

from hypothesis import given
from hypothesis import strategies as st

from display.clipset import all_units
from display.phrases import sentence
from display.reading import LETTER_NAMES, Four, Reading, Style, ZeroTens

READINGS = st.builds(
    Reading, style=st.sampled_from(Style), zero_tens=st.sampled_from(ZeroTens), four=st.sampled_from(Four)
)
PREFIXES = st.text("".join(LETTER_NAMES), max_size=2)


def words(number: str, counter: int, *, is_recall: bool = False) -> list[str]:
    return [said.unit for said in sentence(number, counter, Reading(), is_recall=is_recall)]


def test_a_call_is_said_as_the_hall_expects_it() -> None:
    assert words("A025", 15) == ["xin mời số", "a", "không", "hai mươi lăm", "đến quầy số", "mười lăm"]


def test_a_recall_says_that_it_is_one() -> None:
    assert words("A025", 2, is_recall=True)[:2] == ["xin nhắc lại", "xin mời số"]


def test_a_counter_is_a_whole_number_even_where_tickets_are_read_by_digits() -> None:
    units = [said.unit for said in sentence("A025", 105, Reading(style=Style.DIGITS))]

    assert units[units.index("đến quầy số") + 1 :] == ["một trăm", "linh năm"]


def test_the_longest_pauses_are_between_the_parts_of_the_sentence() -> None:
    pauses = {said.unit: said.pause_ms for said in sentence("A025", 15, Reading())}

    assert pauses["hai mươi lăm"] > pauses["xin mời số"] > pauses["a"] > pauses["không"]
    assert pauses["mười lăm"] == 0


@given(PREFIXES, st.text("0123456789", min_size=1, max_size=5), st.integers(1, 999), READINGS, st.booleans())
def test_whatever_is_called_there_are_clips_for_it(
    prefix: str, digits: str, counter: int, reading: Reading, is_recall: bool
) -> None:
    units = {said.unit for said in sentence(prefix + digits, counter, reading, is_recall=is_recall)}

    assert units <= set(all_units())
