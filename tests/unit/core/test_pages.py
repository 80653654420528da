"""The persistent list behaves as a list would, and never changes an older version of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.pages import Pages


def filled(count: int) -> Pages[int]:
    pages: Pages[int] = Pages()
    for item in range(count):
        pages = pages.appended(item)
    return pages


@given(st.integers(0, 400), st.data())
def test_pages_hold_what_a_list_would_hold(count: int, data: st.DataObject) -> None:
    pages, plain = filled(count), list(range(count))
    for index in data.draw(st.lists(st.integers(0, count - 1), max_size=5)) if count else []:
        pages, plain[index] = pages.replaced(index, -index), -index

    assert len(pages) == count
    assert list(pages) == plain
    assert [pages[index] for index in range(count)] == plain


@pytest.mark.parametrize("count", [1, 127, 128, 129, 300])
def test_an_older_version_stays_as_it_was(count: int) -> None:
    before = filled(count)

    before.appended(-1)
    before.replaced(count - 1, -1)

    assert list(before) == list(range(count))


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_nothing_outside_of_the_list(index: int) -> None:
    with pytest.raises(IndexError):
        filled(3)[index]
    with pytest.raises(IndexError):
        filled(3).replaced(index, 0)


def test_equal_contents_are_equal_values() -> None:
    assert filled(130) == filled(130)
    assert filled(130) != filled(131)
