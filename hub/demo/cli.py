"""`layso-demo`: the command line of the play."""

import asyncio
import contextlib
import os
import shutil
import sys
from pathlib import Path

import click

from hub.demo.programs import Place, place_in
from hub.demo.stage import Stage, StageError
from hub.store.errors import StoreError

_MARK = ".layso-demo"


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo-output"), help="Where to leave everything.")
@click.option(
    "--speed", type=click.FloatRange(1, 60), default=10.0, help="How fast the morning goes, without a screen."
)
@click.option(
    "--screen/--no-screen", default=None, help="Three windows to try by hand, or the play. Default: if one is there."
)
def main(out: Path, speed: float, screen: bool | None) -> None:
    """Run a whole centre on this machine: hub, kiosk, display, counter client, hardware agent, emulated printer."""
    if screen is None:
        screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        place = place_in(_emptied(out.absolute()))
        asyncio.run(_windows(place) if screen else _play(place, speed))
    except KeyboardInterrupt:
        click.echo("stopped")
    except StageError as error:
        click.echo(f"layso-demo: {error}", err=True)
        sys.exit(1)
    except (StoreError, OSError) as error:
        click.echo(f"layso-demo: {error}", err=True)
        sys.exit(2)


async def _play(place: Place, speed: float) -> None:
    from hub.demo import verdict
    from hub.demo.play import Morning

    stage = Stage(place.data, {"LAYSO_DATA": str(place.data), "QT_QPA_PLATFORM": "offscreen"})
    click.echo(f"No screen here: playing 15 minutes of a Monday morning {speed:g} times as fast.")
    morning = Morning(place, speed, click.echo)
    try:
        await morning.perform(stage)
    except* StageError as errors:
        raise StageError(str(errors.exceptions[0])) from None
    finally:
        await asyncio.shield(stage.strike())
    state = morning.narrator.state
    if state is None:
        raise StageError("the log is empty")
    _export(place)
    click.echo(verdict.summary(state))
    click.echo(f"Tickets, screens, announcements and the log are in {place.out}")
    if found := verdict.problems(state, place.tickets, place.sounds):
        raise StageError("; ".join(found))


async def _windows(place: Place) -> None:
    from hub.demo.windows import show

    stage = Stage(place.data, {"LAYSO_DATA": str(place.data)})
    try:
        await show(stage, place, click.echo)
    finally:
        with contextlib.suppress(StoreError):
            _export(place)
        await asyncio.shield(stage.strike())


def _export(place: Place) -> None:
    import msgspec

    from hub.store.reading import read_log

    with (place.out / "events.jsonl").open("wb") as file:
        for recorded in read_log(place.data / "layso.db"):
            file.write(msgspec.json.encode(recorded) + b"\n")


def _emptied(out: Path) -> Path:
    """Clear what an earlier demo left; never a folder that is not a demo's."""
    if out.exists() and any(out.iterdir()):
        if not (out / _MARK).exists():
            raise StageError(f"{out} is not empty and was not made by a demo: choose another --out")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()
    return out
