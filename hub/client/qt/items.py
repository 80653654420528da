"""Finds what stands on a window by its `objectName`.

The visual tree is searched, not the tree of owners: rows of a list and pages of a loader belong to somebody else.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem, QQuickWindow


class WrongItem(Exception):  # noqa: N818 - it is the order that is wrong
    """There is no such item, or nothing can be done with it."""


def item_named(window: QQuickWindow, name: str) -> QQuickItem:
    """The item of that name; of several the visible one."""
    found = [item for item in items_of(window) if item.objectName() == name]
    if not found:
        raise WrongItem(f'there is no "{name}"; visible are: {", ".join(visible_names(window))}')
    return next((item for item in found if item.isVisible()), found[0])


def property_of(window: QQuickWindow, name: str, wanted: str) -> object:
    """A property as JSON can hold it."""
    item: QObject = window if window.objectName() == name else item_named(window, name)
    if item.metaObject().indexOfProperty(wanted) < 0:
        raise WrongItem(f'"{name}" has no property "{wanted}"')
    return _plain(item.property(wanted))


def visible_names(window: QQuickWindow) -> list[str]:
    """What can be seen and has a name, from back to front."""
    return [item.objectName() for item in items_of(window) if item.objectName() and item.isVisible()]


def items_of(window: QQuickWindow) -> Iterator[QQuickItem]:
    """All that stands on the window, from back to front."""
    return _below(window.contentItem())


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from _below(child)


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case QColor():
            return value.name()
        case _:
            return str(value)
