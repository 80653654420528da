"""The list model becomes what it is shown, and touches no more than it must."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex

from hub.client.qt.listmodel import StructListModel


class Row(msgspec.Struct, frozen=True):
    row_id: str
    wait_min: int


def a_model() -> StructListModel[Row]:
    return StructListModel(Row)


def shown(model: StructListModel[Row]) -> list[Row]:
    names = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
    return [
        Row(model.data(model.index(row), names["rowId"]), model.data(model.index(row), names["waitMin"]))
        for row in range(model.rowCount())
    ]


rows = st.lists(
    st.builds(Row, st.sampled_from("abcdef"), st.integers(0, 2)), max_size=6, unique_by=lambda row: row.row_id
)


@given(st.lists(rows, min_size=1, max_size=6))
def test_it_becomes_whatever_it_is_shown(lists: list[list[Row]]) -> None:
    model = a_model()

    for wanted in lists:
        model.show(wanted)
        assert shown(model) == wanted


def test_a_changed_row_is_changed_in_its_place() -> None:
    model = a_model()
    model.show([Row("a", 1), Row("b", 1), Row("c", 1)])
    touched: list[object] = []
    model.dataChanged.connect(lambda first, last, roles: touched.append((first.row(), last.row(), len(roles))))
    model.rowsInserted.connect(lambda *_: touched.append("inserted"))
    model.rowsRemoved.connect(lambda *_: touched.append("removed"))

    model.show([Row("a", 1), Row("b", 2), Row("c", 1)])

    assert touched == [(1, 1, 1)]


def test_the_first_in_line_leaving_removes_one_row() -> None:
    model = a_model()
    model.show([Row("a", 1), Row("b", 1), Row("c", 1)])
    touched: list[object] = []
    model.rowsInserted.connect(lambda _, first, last: touched.append(("inserted", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: touched.append(("removed", first, last)))

    model.show([Row("b", 1), Row("c", 1), Row("d", 1)])

    assert touched == [("removed", 0, 0), ("inserted", 2, 2)]


def test_a_place_that_is_none_has_no_data() -> None:
    assert a_model().data(QModelIndex(), 257) is None
