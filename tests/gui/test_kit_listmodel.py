"""The list model as Qt's own inspector and as QML see it."""

from enum import StrEnum

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from hub.client.qt.listmodel import StructListModel


class State(StrEnum):
    FREE = "free"
    BUSY = "busy"


class Counter(msgspec.Struct, frozen=True):
    number: int
    state: State = State.FREE
    skills: tuple[str, ...] = ()
    ticket_number: str | None = None


def counters(*numbers: int) -> list[Counter]:
    return [Counter(number) for number in numbers]


def model_of(*numbers: int) -> StructListModel[Counter]:
    model = StructListModel(Counter)
    model.show(counters(*numbers))
    return model


def watched(model: StructListModel[Counter]) -> list[tuple[object, ...]]:
    seen: list[tuple[object, ...]] = []
    model.rowsInserted.connect(lambda _, first, last: seen.append(("inserted", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: seen.append(("removed", first, last)))
    model.rowsMoved.connect(lambda _, first, last, __, to: seen.append(("moved", first, last, to)))
    model.dataChanged.connect(lambda first, _, roles: seen.append(("changed", first.row(), len(roles))))
    model.modelReset.connect(lambda: seen.append(("reset",)))
    model.countChanged.connect(lambda: seen.append(("count",)))
    return seen


@given(st.lists(st.lists(st.integers(0, 9), unique=True), min_size=2, max_size=5))
def test_qt_finds_nothing_wrong_whatever_is_shown(lists: list[list[int]]) -> None:
    model = StructListModel(Counter)
    inspector = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    for numbers in lists:
        model.show(counters(*numbers))
        assert list(model.rows()) == counters(*numbers)
    assert inspector.model() is model


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ((1, 2, 3), (1, 2, 3), []),
        ((1, 2, 3), (3, 1, 2), [("moved", 2, 2, 0)]),
        ((1, 2, 3), (1, 4, 2, 3), [("inserted", 1, 1), ("count",)]),
        ((1, 2, 3, 4, 5), (1, 5), [("removed", 1, 3), ("count",)]),
        ((1, 2), (), [("removed", 0, 1), ("count",)]),
        ((1, 2), (3, 2), [("removed", 0, 0), ("inserted", 0, 0)]),
    ],
)
def test_no_more_is_touched_than_differs(
    before: tuple[int, ...], after: tuple[int, ...], seen: list[tuple[object, ...]]
) -> None:
    model = model_of(*before)
    touched = watched(model)

    model.show(counters(*after))

    assert touched == seen


def test_a_row_that_moved_and_changed_is_the_same_row() -> None:
    model = model_of(1, 2)
    touched = watched(model)

    model.show([Counter(2, State.BUSY), Counter(1)])

    assert touched == [("moved", 1, 1, 0), ("changed", 0, 1)]


def test_roles_are_the_fields_in_camel_case_and_values_are_what_qml_understands() -> None:
    model = StructListModel(Counter)
    model.show([Counter(1, State.BUSY, ("Hộ tịch", "Chứng thực"), "A025")])
    names = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
    row = {name: model.data(model.index(0), role) for name, role in names.items()}

    assert row == {"number": 1, "state": "busy", "skills": ["Hộ tịch", "Chứng thực"], "ticketNumber": "A025"}
    assert type(row["state"]) is str


def test_another_key_may_be_named() -> None:
    model = StructListModel(Counter, key=lambda row: row.ticket_number)
    model.show([Counter(1, ticket_number="A1")])
    touched = watched(model)

    model.show([Counter(2, ticket_number="A1")])

    assert touched == [("changed", 0, 1)]


def test_what_is_not_there_has_no_data() -> None:
    model = model_of(1)

    assert model.data(QModelIndex(), Qt.ItemDataRole.UserRole + 1) is None
    assert model.data(model.index(0), Qt.ItemDataRole.DisplayRole) is None
    assert model.rowCount(model.index(0)) == 0
    assert model.count_value() == 1
