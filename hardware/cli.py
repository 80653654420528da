"""`layso-hardware`: run the agent, emulate a printer, look at a ticket, list the profiles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hardware.emulators.pad_cli import emulate_pad
from hub.client.paths import data_dir
from hub.client.program import plain_errors, start_logging
from hub.client.version import APP_VERSION

_hub_option = click.option("--hub", metavar="URL", help="Address of the hub. Default: search the network.")
_config_option = click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="TOML file.")
_device_option = click.option("--device", metavar="ID", help="Name of this agent in the centre's set-up.")
_verbose_option = click.option("--verbose", "is_verbose", is_flag=True, help="Log every detail.")


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (_verbose_option, _device_option, _config_option, _hub_option):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@click.version_option(APP_VERSION)
@_common
@click.pass_context
def main(context: click.Context, /, **options: Any) -> None:  # noqa: ANN401 - click passes them by name
    """The hardware agent: ticket printers and other devices of this box. Without a command it runs."""
    if context.invoked_subcommand is None:
        context.invoke(run, **options)


@main.command()
@_common
def run(hub: str | None, config: Path | None, device: str | None, *, is_verbose: bool) -> None:
    """Work for the hub until Ctrl-C. Without a file: a printer, or its emulator, at 127.0.0.1:9100."""
    start_logging(is_verbose=is_verbose)
    from hardware import app
    from hardware.config import read_config

    with plain_errors():
        app.run_agent(read_config(config, hub=hub, device=device), data_dir())


main.add_command(emulate_pad)


@main.command("emulate-printer")
@click.option("--listen", default="127.0.0.1:9100", show_default=True, metavar="HOST:PORT", help="Port 0: any free.")
@click.option("--control", type=click.IntRange(0, 65535), help="Port that takes faults as JSON lines.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("tickets"), show_default=True, help="For the PNGs."
)
@click.option("--paper", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Width in mm.")
@click.option("--speed", type=click.FloatRange(0, 1000), default=200.0, show_default=True, help="mm/s; 0: no time.")
@click.option("--buffer", type=click.IntRange(64), default=65536, show_default=True, help="Receive buffer in bytes.")
@_verbose_option
def emulate_printer(  # noqa: PLR0917 - click passes each option by name
    listen: str, control: int | None, out: Path, paper: str, speed: float, buffer: int, *, is_verbose: bool
) -> None:
    """A network ticket printer made of software: each ticket becomes a PNG, decoded from the bytes it got."""
    start_logging(is_verbose=is_verbose)
    from hardware import app
    from hardware.emulators.printer import EmulatorOptions

    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal():
        raise click.BadParameter(f'"{listen}" is not HOST:PORT', param_hint="--listen")
    options = EmulatorOptions(width_dots=576 if paper == "80" else 384, speed_mm_s=speed, buffer_bytes=buffer)
    with plain_errors():
        place = app.EmulatorPlace(host=host, port=int(port), control_port=control, folder=out)
        app.run_emulated_printer(options, place, click.echo)


@main.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--profile", "profile_name", default="generic-80", show_default=True, help="Kind of printer.")
@click.option("--number", default="A025", show_default=True, help="Number on the ticket.")
@click.option("--service", help="Name of the service.")
@click.option("--copy", type=click.IntRange(1, 9), default=1, show_default=True, help='More than 1 says "IN LẠI".')
def preview(out: Path, profile_name: str, number: str, service: str | None, copy: int) -> None:
    """Draw a sample ticket into a PNG file, dot by dot as it will be printed."""
    import msgspec

    from hardware.printer.encode import encode
    from hardware.printer.profile import PROFILES
    from hardware.printer.render import render
    from hardware.samples import SAMPLE_PAPER

    profile = PROFILES.get(profile_name)
    if profile is None:
        raise click.BadParameter(f"must be one of {', '.join(PROFILES)}", param_hint="--profile")
    name = service or SAMPLE_PAPER.service_name
    paper = msgspec.structs.replace(SAMPLE_PAPER, number=number, service_name=name, copy=copy)
    picture = render(paper, profile.width_dots, profile.dots_per_mm)
    picture.save(out, "PNG", dpi=(profile.dpi, profile.dpi))
    encoded = encode(picture, profile)
    click.echo(f"{out}: {picture.width} x {picture.height} dots, {encoded.height_mm:.0f} mm, {len(encoded.data)} bytes")


@main.command()
def profiles() -> None:
    """List the kinds of printers this program knows."""
    from hardware.printer.profile import PROFILES

    for profile in PROFILES.values():
        methods = ", ".join(profile.confirm)
        click.echo(f"{profile.name:<18} {profile.width_dots} dots at {profile.dpi} dpi; confirms by {methods}")
