"""The wall screen, put together: settings, voice, loudspeaker, connection, view-model, window.

`layso-display` runs it; `layso-display make-clips` and `check-clips` prepare and prove a voice.
"""

import sys
import time
from pathlib import Path

import click

from display import clipmaker, clipset
from display.announcement import Announcement, Spliced, splice
from display.audio import Player, SilentPlayer, VoicePlayer
from display.clipmaker import Voice
from display.clipset import ClipsError
from display.config import DisplayConfig, Output, Sound
from hub.client.device import read_settings
from hub.client.paths import data_dir
from hub.client.program import plain_errors
from hub.client.qt.options import ScreenOptions, screen_options
from hub.client.settings import ConfigError
from hub.protocol import Role

_MOST_LINES = 5
MAIN_QML = Path(__file__).parent / "ui" / "Main.qml"


@click.group(invoke_without_command=True)
@screen_options
def main(options: ScreenOptions) -> None:
    """The wall screen of the waiting room: shows every call and speaks it."""
    if click.get_current_context().invoked_subcommand is None:
        with plain_errors():
            sys.exit(run(options))


def run(options: ScreenOptions) -> int:
    config = read_settings(DisplayConfig, options.config, hub=options.hub, device=options.device)
    player = make_player(config)

    from display.viewmodel import DisplayViewModel
    from hub.client.qt.app import Screen

    screen = Screen(options, title="Layso display")
    link = screen.link(Role.DISPLAY, config)
    view_model = DisplayViewModel(hub=link, player=player, config=config, clock=time.monotonic)
    link.connected.connect(view_model.onConnected)
    link.disconnected.connect(view_model.onDisconnected)
    link.viewReceived.connect(view_model.onView)
    link.replied.connect(view_model.onReplied)
    try:
        return screen.run(MAIN_QML, view_model, link)
    finally:
        view_model.stop()


def make_player(config: DisplayConfig) -> Player:
    """The voice of this screen; raises `ConfigError` when it is wanted and cannot be had."""
    sound = config.sound
    if sound.output is Output.OFF:
        return SilentPlayer()
    clips = clips_of(sound)

    def to_sound(announcement: Announcement, volume: float) -> Spliced:
        return splice(announcement, clips, config.reading, volume)

    if sound.output is Output.FILES:
        from display.audio_files import FilesOutlet

        return VoicePlayer(FilesOutlet(Path(sound.files_dir), speed=sound.speed), to_sound)

    from display.audio_device import DeviceOutlet, MiniaudioCard

    return VoicePlayer(DeviceOutlet(MiniaudioCard(), time.monotonic), to_sound)


def made_clips_folder(voice: Voice) -> Path:
    return data_dir() / "clips" / voice


def clips_of(sound: Sound) -> clipset.ClipSet:
    """The recorded clips of the settings, or those of espeak-ng, made now if they are not there yet."""
    try:
        if sound.clips:
            return clipset.load(Path(sound.clips).expanduser())
        folder = made_clips_folder(sound.voice)
        if not clipmaker.is_current(folder, sound.voice):
            count = clipmaker.make_clips(folder, sound.voice)
            click.echo(f"made the voice, once and for all: {count} clips in {folder}", err=True)
        return clipset.load(folder)
    except ClipsError as error:
        raise ConfigError(_briefly(error.problems)) from error


def _briefly(problems: tuple[str, ...]) -> tuple[str, ...]:
    """A folder that is not a voice at all must not fill the screen of whoever starts the program."""
    if len(problems) <= _MOST_LINES:
        return problems
    rest = len(problems) - _MOST_LINES
    return (*problems[:_MOST_LINES], f'and {rest} more clips; "layso-display check-clips FOLDER" lists them all')


_voice_option = click.option(
    "--voice", type=click.Choice(Voice), default=Voice.NORTH, show_default=True, help="Voice of espeak-ng."
)


@main.command("make-clips")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@_voice_option
def make_clips(folder: Path | None, voice: Voice) -> None:
    """Make the voice with espeak-ng in FOLDER (default: where the display looks for it)."""
    where = folder or made_clips_folder(voice)
    with plain_errors():
        try:
            count = clipmaker.make_clips(where, voice)
        except ClipsError as error:
            raise ConfigError(error.problems) from error
    click.echo(f"{count} clips in {where}")


@main.command("check-clips")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@_voice_option
def check_clips(folder: Path | None, voice: Voice) -> None:
    """Check that FOLDER holds every clip the voice needs; each missing one is a line, with what it should say."""
    where = folder or made_clips_folder(voice)
    with plain_errors():
        try:
            clipset.load(where)
        except ClipsError as error:
            raise ConfigError(error.problems) from error
    click.echo(f"{where}: every clip is there")
