"""A persistent list: append and replace give a new list and leave the old one as it was.

The state of a day is a value, so nothing may change in place; and a day has thousands of tickets, so nothing may copy
all of them for each event. The items lie in pages of 128: a change copies one page and the list of pages.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

_PAGE = 128


class Pages(msgspec.Struct, Generic[T], frozen=True):
    """An immutable list of items indexed from 0."""

    pages: tuple[tuple[T, ...], ...] = ()
    length: int = 0

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> T:
        if not 0 <= index < self.length:
            raise IndexError(index)
        return self.pages[index // _PAGE][index % _PAGE]

    def __iter__(self) -> Iterator[T]:
        for page in self.pages:
            yield from page

    def appended(self, item: T) -> "Pages[T]":
        if self.length % _PAGE == 0:
            return Pages((*self.pages, (item,)), self.length + 1)
        return Pages((*self.pages[:-1], (*self.pages[-1], item)), self.length + 1)

    def replaced(self, index: int, item: T) -> "Pages[T]":
        if not 0 <= index < self.length:
            raise IndexError(index)
        which, place = divmod(index, _PAGE)
        page = self.pages[which]
        page = (*page[:place], item, *page[place + 1 :])
        return Pages((*self.pages[:which], page, *self.pages[which + 1 :]), self.length)
