"""A PySide6 that loses references to None and True aborts a kiosk within the hour; 6.12.0 on Python 3.11 does."""

import sys

import pytest
from PySide6.QtCore import QTimer

CALLS = 1000
NOISE = 50


@pytest.mark.usefixtures("qapp")
def test_qt_calls_do_not_eat_references() -> None:
    timer = QTimer()
    # Enough of both that even a broken PySide6 survives this test and can be told.
    spare = [None] * (5 * CALLS), [True] * (5 * CALLS)
    before = sys.getrefcount(None), sys.getrefcount(True)

    for _ in range(CALLS):
        timer.start(1000)
        timer.isActive()
        timer.timeout.emit()

    after = sys.getrefcount(None), sys.getrefcount(True)
    assert [abs(late - early) < NOISE for early, late in zip(before, after, strict=True)] == [True, True]
    assert len(spare) == 2
