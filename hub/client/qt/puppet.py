"""Plays the finger and the eye of a person on a real, running screen, for the demo and the end-to-end tests.

It obeys JSON lines on standard input and answers each by one line on standard output, in order. Nothing is faked: a tap
is a touch at the middle of an item that must be visible, inside the window and enabled, a key is a key press. When the
input ends, the program ends, so no screen outlives the one who drives it. (On Windows Qt cannot watch standard input.)
"""

import os
import sys
from collections import deque
from collections.abc import Callable
from typing import Final, assert_never

import msgspec
from PySide6.QtCore import QObject, QPoint, QPointF, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from hub.client.qt.items import WrongItem, item_named, property_of, visible_names
from hub.client.qt.orders import Key, Names, Order, Quit, Read, Shot, Tap, Wait, decode_order

_POLL_MS: Final = 10
_FOCUS_S: Final = 5.0

_Answer = dict[str, object]


class _NotYet(Exception):  # noqa: N818 - it is waited for
    """The order cannot be answered yet; says what is missing."""


class Puppet(QObject):
    """Takes orders one after the other; while it waits for something, later orders wait too."""

    def __init__(self, window: QQuickWindow, *, end: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._end = end
        self._finger = QTest.createTouchDevice()
        self._unread = b""
        self._orders: deque[bytes] = deque()
        self._current: Order | None = None
        self._polls_left = 0
        self._is_input_over = False
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.setEnabled(False)
        self._notifier.activated.connect(self._read)
        # A person, too, begins when there is something to see.
        window.frameSwapped.connect(self._begin, Qt.ConnectionType.SingleShotConnection)

    def _begin(self) -> None:
        self._notifier.setEnabled(True)

    def _read(self) -> None:
        received = os.read(sys.stdin.fileno(), 65536)
        if not received:
            self._notifier.setEnabled(False)
            self._is_input_over = True
        *lines, self._unread = (self._unread + received).split(b"\n")
        self._orders.extend(line for line in lines if line.strip())
        self._go_on()

    def _go_on(self) -> None:
        while self._orders and self._current is None:
            try:
                order = decode_order(self._orders.popleft())
            except msgspec.MsgspecError as error:
                _say({"ok": False, "error": str(error)})
            else:
                self._take(order)
        if self._is_input_over and self._current is None:
            self._end()

    def _take(self, order: Order) -> None:
        self._current = order
        patience_s = order.timeout_s if isinstance(order, Wait) else _FOCUS_S
        self._polls_left = round(patience_s * 1000 / _POLL_MS)
        self._attempt()
        if self._current is not None:
            self._timer.start()

    def _poll(self) -> None:
        self._polls_left -= 1
        self._attempt()
        if self._current is None:
            self._timer.stop()
            self._go_on()

    def _attempt(self) -> None:
        if self._current is None:
            return
        try:
            answer = self._obey(self._current)
        except _NotYet as missing:
            if self._polls_left > 0:
                return
            answer = {"ok": False, "error": f"waited in vain: {missing}"}
        except (WrongItem, OSError) as error:
            answer = {"ok": False, "error": str(error)}
        self._current = None
        _say(answer)

    def _obey(self, order: Order) -> _Answer:
        answer: _Answer = {"ok": True}
        match order:
            case Tap(name=name):
                self._tap(item_named(self._window, name))
            case Key(key=key):
                self._press(key)
            case Shot(path=path):
                self._photograph(path)
            case Read(name=name, property=wanted):
                answer["value"] = property_of(self._window, name, wanted)
            case Names():
                answer["names"] = visible_names(self._window)
            case Wait():
                answer["value"] = self._value_waited_for(order)
            case Quit():
                self._end()
            case _:
                assert_never(order)
        return answer

    def _value_waited_for(self, wait: Wait) -> object:
        try:
            value = property_of(self._window, wait.name, wait.property)
        except WrongItem as error:
            # It may come with the next page.
            raise _NotYet(str(error)) from None
        if not wait.is_met_by(value):
            raise _NotYet(f"{wait.name}.{wait.property} is {value!r}")
        return value

    def _tap(self, item: QQuickItem) -> None:
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        if not item.isVisible() or item.width() <= 0 or not self._is_inside(middle):
            raise WrongItem(f'"{item.objectName()}" is not visible')
        if not item.isEnabled():
            raise WrongItem(f'"{item.objectName()}" is not enabled')
        QTest.touchEvent(self._window, self._finger).press(0, middle, self._window).commit()
        QTest.touchEvent(self._window, self._finger).release(0, middle, self._window).commit()

    def _is_inside(self, point: QPoint) -> bool:
        return 0 <= point.x() < self._window.width() and 0 <= point.y() < self._window.height()

    def _press(self, key: str) -> None:
        sequence = QKeySequence(key)
        # Qt makes an empty or nameless sequence of a word it does not know.
        if sequence.count() != 1 or not sequence.toString():
            raise WrongItem(f'"{key}" is not the name of a key')
        if not self._window.isActive():
            self._window.requestActivate()
            raise _NotYet("the window has no keyboard focus")
        QTest.keySequence(self._window, sequence)

    def _photograph(self, path: str) -> None:
        if not self._window.grabWindow().save(path):
            raise WrongItem(f"cannot write {path}")


def _say(answer: _Answer) -> None:
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
    sys.stdout.flush()
