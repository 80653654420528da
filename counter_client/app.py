"""The counter client as a program: settings, link, view-model and window, put together."""

import time
import uuid
from pathlib import Path
from typing import Final

import click

from counter_client import config
from counter_client.viewmodel import CounterViewModel
from counter_client.words import in_language
from hub.client.program import plain_errors
from hub.client.qt.app import Screen
from hub.client.qt.options import ScreenOptions, screen_options
from hub.protocol import CommandId, Role

MAIN_QML: Final = Path(__file__).parent / "ui" / "Main.qml"


@click.command()
@screen_options
def main(options: ScreenOptions) -> None:
    """The counter of Layso: an official sees who waits, calls, serves and finishes, each by one key."""
    with plain_errors():
        settings = config.read(options.config, hub=options.hub, device=options.device)
        screen = Screen(options, title=in_language(settings.language).window_title)
    link = screen.link(Role.COUNTER, settings)
    view_model = CounterViewModel(hub=link, config=settings, monotonic=time.monotonic, mint=_mint)
    link.connected.connect(view_model.onConnected)
    link.disconnected.connect(view_model.onDisconnected)
    link.viewReceived.connect(view_model.onView)
    link.replied.connect(view_model.onReplied)
    raise SystemExit(screen.run(MAIN_QML, view_model, link))


def _mint() -> CommandId:
    """One name for one press."""
    return CommandId(uuid.uuid4().hex)
