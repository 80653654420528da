"""Rows of frozen structs as a Qt model that changes as little as possible.

A view brings the whole list every time; the screen must not: a list that is reset loses its place, its animation and
the row under a finger. So the new rows are compared with the old by key (the first field, unless another is named), and
only what differs is removed, moved, inserted or said to have changed. Roles are the struct's fields in camelCase.
"""

from collections.abc import Callable, Hashable, Sequence
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

Row = TypeVar("Row", bound=msgspec.Struct)

_NO_PARENT = QModelIndex()


class StructListModel(QAbstractListModel, Generic[Row]):
    """Rows of one struct type; `show` says what they are now."""

    countChanged = Signal()  # noqa: N815 - Qt names

    def __init__(
        self, row_type: type[Row], parent: QObject | None = None, *, key: Callable[[Row], Hashable] | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        fields = row_type.__struct_fields__
        self._key: Callable[[Row], Hashable] = key or attrgetter(fields[0])
        self._roles = {Qt.ItemDataRole.UserRole + 1 + place: field for place, field in enumerate(fields)}
        self._role_names = {role: QByteArray(_camel(field).encode()) for role, field in self._roles.items()}

    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """These are the rows now."""
        wanted = [self._key(row) for row in rows]
        count = len(self._rows)
        self._remove_all_but(set(wanted))
        for place, row in enumerate(rows):
            self._bring(row, wanted[place], place)
        self._remove(len(rows), len(self._rows) - 1)
        if len(self._rows) != count:
            self.countChanged.emit()

    def rowCount(  # noqa: N802 - Qt names
        self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT
    ) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        field = self._roles.get(role)
        if field is None or not 0 <= index.row() < len(self._rows):
            return None
        return _for_qml(getattr(self._rows[index.row()], field))

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt names
        return self._role_names

    def count_value(self) -> int:
        return len(self._rows)

    count = Property(int, count_value, notify=countChanged)

    def _remove_all_but(self, wanted: set[Hashable]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self._key(self._rows[last]) in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._key(self._rows[first - 1]) not in wanted:
                first -= 1
            self._remove(first, last)
            last = first - 1

    def _remove(self, first: int, last: int) -> None:
        if first <= last:
            self.beginRemoveRows(_NO_PARENT, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _bring(self, row: Row, key: Hashable, place: int) -> None:
        """Everything before `place` is right already."""
        found = next((n for n in range(place, len(self._rows)) if self._key(self._rows[n]) == key), None)
        if found is None:
            self.beginInsertRows(_NO_PARENT, place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
            return
        if found != place:
            self.beginMoveRows(_NO_PARENT, found, found, _NO_PARENT, place)
            self._rows.insert(place, self._rows.pop(found))
            self.endMoveRows()
        self._update(row, place)

    def _update(self, row: Row, place: int) -> None:
        old = self._rows[place]
        changed = [role for role, field in self._roles.items() if getattr(old, field) != getattr(row, field)]
        self._rows[place] = row
        if changed:
            index = self.index(place, 0)
            self.dataChanged.emit(index, index, changed)


def _camel(field: str) -> str:
    first, *others = field.split("_")
    return first + "".join(word.capitalize() for word in others)


def _for_qml(value: object) -> object:
    match value:
        case Enum():
            return str(value.value)
        case tuple():
            return [_for_qml(inner) for inner in value]
        case _:
            return value
