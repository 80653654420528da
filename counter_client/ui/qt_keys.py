"""Keys by the numbers Qt has for them."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

ARROWS: Final = {
    Qt.Key.Key_Up.value: (-1, 0),
    Qt.Key.Key_Down.value: (1, 0),
    Qt.Key.Key_Left.value: (0, -1),
    Qt.Key.Key_Right.value: (0, 1),
}
"""Down and to the right."""
ENTER: Final = frozenset({Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value})
ESCAPE: Final = Qt.Key.Key_Escape.value
TAB: Final = Qt.Key.Key_Tab.value

_WITH: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def number_of(name: str) -> int:
    """`Shift+F5`."""
    combined: int = QKeySequence(name)[0].toCombined()  # type: ignore[index]  # the stubs forget it
    return combined


def combined(key: int, modifiers: int) -> int:
    """The same number for a key that was pressed."""
    return key | (modifiers & _WITH.value)
