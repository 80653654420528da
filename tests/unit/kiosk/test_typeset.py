"""Where a line may break."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.typeset import kept_together


def places_to_break(text: str) -> list[str]:
    return kept_together(text).split(" ")


def test_the_words_between_dashes_stay_together() -> None:
    pieces = [piece.replace("\u00a0", " ") for piece in places_to_break("Tư pháp – Hộ tịch – Chứng thực")]

    assert pieces == ["Tư pháp –", "Hộ tịch –", "Chứng thực"]


def test_the_words_between_commas_stay_together() -> None:
    pieces = [piece.replace("\u00a0", " ") for piece in places_to_break("Khai sinh, kết hôn, sao y")]

    assert pieces == ["Khai sinh,", "kết hôn,", "sao y"]


def test_a_long_piece_may_break() -> None:
    assert len(places_to_break("Trung tâm Phục vụ hành chính công")) == 7


@given(st.text(st.sampled_from("aĐ –,."), max_size=60))
def test_nothing_but_spaces_is_changed(text: str) -> None:
    assert kept_together(text).replace("\u00a0", " ") == text
