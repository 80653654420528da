"""A list of frozen structs as a Qt model: one role per field, named in camelCase.

Views hand over their whole list every time; this finds the difference, so that QML keeps its delegates (and the person
their keyboard focus) and only what changed is drawn again. Rows are recognised by their first field.
"""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T", bound=msgspec.Struct)

_NOWHERE = QModelIndex()


class StructListModel(QAbstractListModel, Generic[T]):
    """Rows of one struct type; `show` replaces them all."""

    def __init__(self, row_type: type[T], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = row_type.__struct_fields__
        self._rows: list[T] = []

    def show(self, rows: Sequence[T]) -> None:
        """Become `rows`, by removing, inserting and changing as little as a list of a screen needs."""
        keys = {self._key(row) for row in rows}
        for place in reversed(range(len(self._rows))):
            if self._key(self._rows[place]) not in keys:
                self._remove(place)
        for place, row in enumerate(rows):
            while not self._stands_at(place, row) and self._stands_after(place, row):
                self._remove(place)
            if self._stands_at(place, row):
                self._change(place, row)
            else:
                self._insert(place, row)
        for place in reversed(range(len(rows), len(self._rows))):
            self._remove(place)

    def rowCount(  # noqa: N802 - Qt names
        self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE
    ) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt names
        return {_role(place): QByteArray(_camel(name).encode()) for place, name in enumerate(self._fields)}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:  # noqa: ANN401 - Qt's own
        place = role - _role(0)
        if not index.isValid() or not 0 <= place < len(self._fields):
            return None
        return getattr(self._rows[index.row()], self._fields[place])

    def _key(self, row: T) -> object:
        return getattr(row, self._fields[0])

    def _stands_at(self, place: int, row: T) -> bool:
        return place < len(self._rows) and self._key(self._rows[place]) == self._key(row)

    def _stands_after(self, place: int, row: T) -> bool:
        """The row has moved up: what stands before it goes, and comes back behind it."""
        return any(self._key(old) == self._key(row) for old in self._rows[place + 1 :])

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(_NOWHERE, place, place)
        del self._rows[place]
        self.endRemoveRows()

    def _insert(self, place: int, row: T) -> None:
        self.beginInsertRows(_NOWHERE, place, place)
        self._rows.insert(place, row)
        self.endInsertRows()

    def _change(self, place: int, row: T) -> None:
        old = self._rows[place]
        roles = [_role(i) for i, name in enumerate(self._fields) if getattr(old, name) != getattr(row, name)]
        if not roles:
            return
        self._rows[place] = row
        index = self.index(place)
        self.dataChanged.emit(index, index, roles)


def _role(place: int) -> int:
    return int(Qt.ItemDataRole.UserRole) + 1 + place


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
