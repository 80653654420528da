"""What Qt and QML have to say goes into the log: a QML mistake fails a test, a fault on site leaves a trace."""

import logging
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_HARMLESS: Final = (
    # The offscreen platform says this of every window.
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
)


def install() -> None:
    qInstallMessageHandler(_to_log)


def _to_log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = logging.DEBUG if message in _HARMLESS else _LEVELS[kind]
    logging.getLogger(f"qt.{context.category or 'default'}").log(level, "%s", message)
