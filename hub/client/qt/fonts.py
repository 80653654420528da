"""Loads the bundled fonts into Qt."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from hub.client import fonts
from hub.client.settings import ConfigError


def load(files: Iterable[Path] = fonts.ALL) -> None:
    """Needs a QGuiApplication; raises `ConfigError` naming every font that is missing or broken."""
    missing = [file for file in files if QFontDatabase.addApplicationFont(str(file)) < 0]
    if missing:
        raise ConfigError(
            tuple(f"{file}: this font is missing or broken; install Layso again" for file in missing),
        )
    QGuiApplication.setFont(QFont(fonts.TEXT_FAMILY))
