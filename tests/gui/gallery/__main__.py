"""The smallest screen as a program, put together as the kiosk, the display and the counter client are."""

import os
import sys
from pathlib import Path

import click

from hub.client.device import DeviceSettings, read_settings
from hub.client.program import plain_errors
from hub.client.qt.app import Screen
from hub.client.qt.options import ScreenOptions, screen_options
from hub.protocol import Role

FOLDER = Path(__file__).parent


class SmallestSettings(DeviceSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing of its own."""

    device: str = "kiosk-1"


@click.command()
@screen_options
def main(options: ScreenOptions) -> None:
    """The smallest screen."""
    with plain_errors():
        settings = read_settings(SmallestSettings, options.config, hub=options.hub, device=options.device)
        screen = Screen(options, title="Smallest")
        link = screen.link(Role.KIOSK, settings)
        from tests.gui.gallery.viewmodel import SmallestViewModel

        view_model = SmallestViewModel()
        link.connected.connect(view_model.onConnected)
        link.disconnected.connect(view_model.onDisconnected)
        sys.exit(screen.run(FOLDER / os.environ.get("SMALLEST_QML", "Smallest.qml"), view_model, link))


main()
