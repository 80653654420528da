"""Parts of the screen as QML sees them: the choice of a seat, the lists beside the ticket, the question over the page.

They only show the face they are given; what the person does with them goes to the `CounterViewModel`.
"""

from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from counter_client.queue_face import QueueFace, RowFace, TabFace
from counter_client.seat_face import CounterFace, PersonFace, SeatFace
from counter_client.sheet_face import ColumnFace, OptionFace, SheetFace
from counter_client.words import Words, fill
from hub.client.qt.listmodel import StructListModel

QML_IMPORT_NAME = "CounterClient"
QML_IMPORT_MAJOR_VERSION = 1

COLUMNS: Final = 3


@QmlElement
@QmlUncreatable("made by the program")
class SeatPanel(QObject):  # type: ignore[operator]  # the stubs do not know that @QmlUncreatable decorates
    """Who one is and where one sits."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = SeatFace()
        self._counters = StructListModel(CounterFace, self)
        self._people = StructListModel(PersonFace, self)

    def show(self, face: SeatFace) -> None:
        if face != self._face:
            self._face = face
            self._counters.show(face.counters)
            self._people.show(face.people)
            self.changed.emit()

    @Property(QObject, notify=changed)
    def counters(self) -> QObject:
        return self._counters

    @Property(QObject, notify=changed)
    def people(self) -> QObject:
        return self._people

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._face.summary

    @Property(str, notify=changed)
    def confirm(self) -> str:
        return self._face.confirm

    @Property(bool, notify=changed)
    def canSitDown(self) -> bool:  # noqa: N802 - Qt names
        return self._face.can_confirm


@QmlElement
@QmlUncreatable("made by the program")
class ListsPanel(QObject):  # type: ignore[operator]  # the stubs do not know that @QmlUncreatable decorates
    """Who waits, who is parked, who missed the call: one of the lists at a time."""

    changed = Signal()

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._face = QueueFace()
        self._rows = StructListModel(RowFace, self)
        self._tabs = StructListModel(TabFace, self)

    def show(self, face: QueueFace) -> None:
        if face != self._face:
            self._face = face
            self._rows.show(face.rows)
            self._tabs.show(face.tabs)
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._face.title

    @Property(str, notify=changed)
    def shortTitle(self) -> str:  # noqa: N802 - Qt names
        return self._face.short_title

    @Property(str, notify=changed)
    def longest(self) -> str:
        return self._face.longest

    @Property(str, notify=changed)
    def longestTone(self) -> str:  # noqa: N802 - Qt names
        return self._face.longest_tone

    @Property(int, notify=changed)
    def waiting(self) -> int:
        return self._face.waiting

    @Property(int, notify=changed)
    def total(self) -> int:
        return self._face.total

    @Property(str, notify=changed)
    def empty(self) -> str:
        return self._face.empty

    @Property(QObject, notify=changed)
    def rows(self) -> QObject:
        return self._rows

    @Property(QObject, notify=changed)
    def tabs(self) -> QObject:
        return self._tabs

    @Property(str, notify=changed)
    def listed(self) -> str:
        return self._face.listed

    @Slot(int, result=str)
    def more(self, count: int) -> str:
        """How many are not in the rows there is room for."""
        return fill(self._words.more_waiting, count=count) if count > 0 else ""


@QmlElement
@QmlUncreatable("made by the program")
class SheetPanel(QObject):  # type: ignore[operator]  # the stubs do not know that @QmlUncreatable decorates
    """The open question; with `kind` empty there is none."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = SheetFace()
        self._columns = [StructListModel(OptionFace, self) for _ in range(COLUMNS)]

    def show(self, face: SheetFace) -> None:
        if face != self._face:
            self._face = face
            for place, model in enumerate(self._columns):
                model.show(self._column(place).options)
            self.changed.emit()

    def _column(self, place: int) -> ColumnFace:
        columns = self._face.columns
        return columns[place] if place < len(columns) else ColumnFace()

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._face.kind

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._face.title

    @Property(str, notify=changed)
    def explained(self) -> str:
        return self._face.explained

    @Property(int, notify=changed)
    def columns(self) -> int:
        return len(self._face.columns)

    @Slot(int, result=QObject)
    def answers(self, column: int) -> QObject:
        return self._columns[column]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stubs know no names of types
    def columnTitles(self) -> list[str]:  # noqa: N802 - Qt names
        return [column.title for column in self._face.columns]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stubs know no names of types
    def columnNotes(self) -> list[str]:  # noqa: N802 - Qt names
        """Why a column has no answers; "" while it has."""
        return ["" if column.options else column.empty for column in self._face.columns]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stubs know no names of types
    def pointed(self) -> list[int]:
        """The place of the answer the keyboard points at, in each column; -1: it is in another."""
        return [_pointed(column) for column in self._face.columns]

    @Property(int, notify=changed)
    def mostAnswers(self) -> int:  # noqa: N802 - Qt names
        """In the longest column."""
        return max((len(column.options) for column in self._face.columns), default=0)

    @Property(str, notify=changed)
    def confirm(self) -> str:
        return self._face.confirm

    @Property(str, notify=changed)
    def close(self) -> str:
        return self._face.close

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._face.note

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stubs know no names of types
    def places(self) -> list[str]:
        return list(self._face.places)

    @Property(int, notify=changed)
    def place(self) -> int:
        return self._face.place


def _pointed(column: ColumnFace) -> int:
    return next((place for place, option in enumerate(column.options) if option.is_pointed), -1)
