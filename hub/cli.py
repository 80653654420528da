"""`layso-hub`: run the hub, give a device its key, check a centre's files. Backups: `hub.upkeep.cli`."""

import contextlib
import gc
import logging
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import click

from hub.client.address import DEFAULT_PORT
from hub.client.paths import data_dir
from hub.client.settings import ConfigError
from hub.client.version import APP_VERSION
from hub.console import config_option, data_option, give_up, place, read_config
from hub.core.setup import Branch
from hub.protocol import DeviceId, Role
from hub.simulate.cli import simulate
from hub.upkeep.cli import COMMANDS as UPKEEP_COMMANDS

SAMPLE = Path(__file__).parent / "samples" / "thang_binh" / "branch.toml"
_LOG_BYTES, _LOG_FILES = 2_000_000, 5

_branch_option = click.option(
    "--branch", type=click.Path(path_type=Path), help="The centre's branch.toml (default: the sample centre)."
)


@click.group(invoke_without_command=True)
@click.version_option(APP_VERSION)
@click.pass_context
def main(context: click.Context) -> None:
    """Layso's hub: the one writer of the queue. Without a command it runs."""
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
@config_option
@data_option
@click.option(
    "--branch", type=click.Path(path_type=Path), help="The centre's branch.toml (default: the sample centre)."
)
@click.option("--listen", help="Address to listen on (default: all).")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Port for devices and pages (default: {DEFAULT_PORT}).")
@click.option("--public-url", help="Address of the hub for phones, printed in QR codes.")
@click.option("--announce/--no-announce", default=None, help="Tell the LAN where the hub is.")
@click.option("--demo-clock", type=click.DateTime(), help="For demonstrations: pretend it is this local time.")
@click.option("--demo-speed", type=click.FloatRange(0.1, 1000), default=1.0, help="For demonstrations: run that fast.")
def run(  # noqa: PLR0917 - click passes each option by name
    config: Path | None,
    data: Path | None,
    branch: Path | None,
    listen: str | None,
    port: int | None,
    public_url: str | None,
    announce: bool | None,
    demo_clock: datetime | None,
    demo_speed: float,
) -> None:
    """Run the hub until Ctrl-C."""
    # What is made at the start stays: to look through it for rubbish takes a fifth of the start. `app` goes on with it.
    gc.disable()
    from hub import app
    from hub.clock import DemoClock, SystemClock
    from hub.core.calendar import zone
    from hub.store.errors import StoreError

    try:
        chosen = read_config(config)
        base = config.parent if config else Path()
        kept = place(chosen, config, data)
        centre = _load_branch(branch or (base / chosen.branch if chosen.branch else SAMPLE))
        settings = app.HubSettings(
            listen=listen or chosen.listen,
            port=chosen.port if port is None else port,
            data_dir=kept.data_dir,
            public_url=(public_url or chosen.public_url).rstrip("/"),
            should_announce=chosen.announce if announce is None else announce,
            backup_folders=kept.backup_folders,
            backup_every_s=60.0 * chosen.backup_every_min,
        )
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        _log_to(settings.data_dir / "hub.log")
        clock = DemoClock(demo_clock.replace(tzinfo=zone(centre)), demo_speed) if demo_clock else SystemClock()
        with contextlib.suppress(KeyboardInterrupt):
            app.run(settings, centre, clock)
    except ConfigError as error:
        give_up(*error.problems)
    except (StoreError, app.PortTaken, OSError) as error:
        give_up(str(error))


@main.command()
@data_option
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="What the device is.")
@click.option("--device", required=True, help='Its id, such as "kiosk-1" or "counter-pc-3".')
def pair(data: Path | None, role: str, device: str) -> None:
    """Give a device on another box its key. The hub may be running."""
    from hub.clock import new_key
    from hub.keys import KeyRing
    from hub.protocol.codec import is_device_id
    from hub.store.errors import StoreError

    if not is_device_id(device):
        give_up(f'"{device}" is not a device id: write 1 to 64 of A-Z, a-z, 0-9, ".", "_" and "-"')
    key = new_key()
    try:
        folder = data or data_dir()
        folder.mkdir(parents=True, exist_ok=True)
        KeyRing(folder).pair(Role(role), DeviceId(device), key)
    except (StoreError, OSError) as error:
        give_up(str(error))
    click.echo(f"# Put these lines into the settings file of {device} ({role}). The key is shown only this once.")
    click.echo(f'device = "{device}"')
    click.echo(f'key = "{key}"')


@main.command()
@config_option
@click.option(
    "--branch", type=click.Path(path_type=Path), help="The centre's branch.toml (default: the sample centre)."
)
def check(config: Path | None, branch: Path | None) -> None:
    """Read the settings and the centre's files and tell every problem, without running."""
    from hub.branch_file import load_procedures

    problems: list[str] = []
    path = branch or SAMPLE
    try:
        chosen = read_config(config)
        if config and chosen.branch and branch is None:
            path = config.parent / chosen.branch
    except ConfigError as error:
        problems += error.problems
    try:
        centre = _load_branch(path)
        if (procedures := path.with_name("procedures.csv")).exists():
            load_procedures(procedures, [service.service_id for service in centre.services])
    except ConfigError as error:
        problems += error.problems
    if problems:
        give_up(*problems)
    click.echo(f"{path}: no problem found")


def _load_branch(path: Path) -> Branch:
    from hub.branch_file import load_branch

    return load_branch(path)


def _log_to(path: Path) -> None:
    lines = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    for handler in (
        logging.StreamHandler(),
        RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"),
    ):
        handler.setFormatter(lines)
        logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    # Each connection would write two lines of its own; the hall says who comes and goes.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)


for command in (*UPKEEP_COMMANDS, simulate):
    main.add_command(command)
