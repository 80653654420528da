"""`layso-kiosk`: the composition root. The only place of the kiosk that reads the clock or mints an id."""

import time
import uuid
from pathlib import Path
from typing import Final

import click
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication

from hub.client.device import read_settings
from hub.client.program import plain_errors
from hub.client.qt.app import Screen
from hub.client.qt.options import ScreenOptions, screen_options
from hub.protocol import CommandId, Role
from kiosk import qr
from kiosk.config import KioskConfig
from kiosk.viewmodel import KioskViewModel

MAIN_QML: Final = Path(__file__).parent / "ui" / "Main.qml"
_WARM_UP_MS: Final = 400


@click.command()
@screen_options
def main(options: ScreenOptions) -> None:
    """The ticket machine of a public service hall: citizens touch a field and get a number."""
    with plain_errors():
        raise SystemExit(_run(options))


def _run(options: ScreenOptions) -> int:
    config = read_settings(KioskConfig, options.config, hub=options.hub, device=options.device)
    screen = Screen(options, title="Layso kiosk")
    if not options.is_windowed and options.size is None:
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.BlankCursor))
    link = screen.link(Role.KIOSK, config)
    view_model = KioskViewModel(hub=link, config=config, clock=time.monotonic, new_command_id=_new_command_id)
    link.connected.connect(view_model.onConnected)
    link.disconnected.connect(view_model.onDisconnected)
    link.viewReceived.connect(view_model.onView)
    link.replied.connect(view_model.onReplied)
    view_model.start()
    # After the first picture, before the first number: see `kiosk/qr.py`.
    QTimer.singleShot(_WARM_UP_MS, qr.warm_up)
    return screen.run(MAIN_QML, view_model, link)


def _new_command_id() -> CommandId:
    return CommandId(uuid.uuid4().hex)
