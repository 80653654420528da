"""What the smallest screen shows: how often it was pressed, and whether the hub is there."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Layso.Gallery"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SmallestViewModel(QObject):
    """Holds no rule."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._trouble = "?"

    @Slot()
    def press(self) -> None:
        self._count += 1
        self.changed.emit()

    @Slot()
    def fail(self) -> None:
        raise RuntimeError("a fault in a slot")

    @Slot(str)
    def onDisconnected(self, trouble: str) -> None:  # noqa: N802 - Qt names
        self._trouble = trouble
        self.changed.emit()

    @Slot(object)
    def onConnected(self, _welcome: object) -> None:  # noqa: N802 - Qt names
        self._trouble = ""
        self.changed.emit()

    def count_value(self) -> int:
        return self._count

    def trouble_value(self) -> str:
        return self._trouble

    count = Property(int, count_value, notify=changed)
    trouble = Property(str, trouble_value, notify=changed)
