"""`layso-hardware`: run the agent, emulate a printer, look at a ticket, list the profiles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hardware.doctor.cli import doctor
from hardware.emulators.pad_cli import emulate_pad
from hardware.emulators.printer_cli import emulate_printer
from hardware.emulators.scanner_cli import emulate_scanner
from hardware.emulators.sign_cli import emulate_sign
from hardware.port_commands import list_ports, udev_rules
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


main.add_command(emulate_printer)
main.add_command(doctor)
main.add_command(emulate_pad)
main.add_command(emulate_sign)
main.add_command(emulate_scanner)
main.add_command(list_ports)
main.add_command(udev_rules)


@main.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--profile", "profile_name", default="generic-80", show_default=True, help="Kind of printer.")
@click.option("--template", type=click.Path(path_type=Path), metavar="FILE", help="Your own ticket template.")
@click.option("--width", type=click.IntRange(256, 1280), metavar="DOTS", help="Another width than the profile's.")
@click.option(
    "--sample",
    default="usual",
    show_default=True,
    type=click.Choice(["plain", "usual", "bare", "priority", "extreme"]),
    help="Which ticket: with papers to bring, with nothing, with everything ...",
)
@click.option("--number", help="Number on the ticket.")
@click.option("--service", help="Name of the service.")
@click.option("--copy", type=click.IntRange(1, 9), help='More than 1 says "IN LẠI".')
@click.option("--serial", "is_serial", is_flag=True, help="As over a serial line: the printer draws what it can.")
@click.option("--decoded", "is_decoded", is_flag=True, help="What an emulated printer makes of the bytes.")
def preview(  # noqa: PLR0917 - click passes each option by name
    out: Path,
    profile_name: str,
    template: Path | None,
    width: int | None,
    sample: str,
    number: str | None,
    service: str | None,
    copy: int | None,
    *,
    is_serial: bool,
    is_decoded: bool,
) -> None:
    """Draw a sample ticket into a PNG file, dot by dot as it will be printed."""
    import msgspec

    from hardware.preview import Preview
    from hardware.printer.profile import PROFILES
    from hardware.samples import SAMPLES

    profile = PROFILES.get(profile_name)
    if profile is None:
        raise click.BadParameter(f"must be one of {', '.join(PROFILES)}", param_hint="--profile")
    if width is not None and width % 16:
        raise click.BadParameter("must be a multiple of 16", param_hint="--width")
    speed = 11_520.0 if is_serial else profile.bytes_per_s
    profile = msgspec.structs.replace(profile, width_dots=width or profile.width_dots, bytes_per_s=speed)
    wanted = {"number": number, "service_name": service, "copy": copy}
    changes = {name: value for name, value in wanted.items() if value is not None}
    paper = msgspec.structs.replace(SAMPLES[sample], **changes)
    with plain_errors():
        click.echo(Preview(profile, template, is_decoded).write(paper, out))


@main.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--paper", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Width in mm.")
def template(out: Path, paper: str) -> None:
    """Write the usual ticket as a template to change (docs/ticket-template.md)."""
    from hardware.preview import write_template

    with plain_errors():
        write_template(out, int(paper))
    click.echo(f"{out} written; change it, and look at it: layso-hardware preview OUT.png --template {out}")


@main.command()
def profiles() -> None:
    """List the kinds of printers this program knows."""
    from hardware.printer.profile import PROFILES

    for profile in PROFILES.values():
        methods = ", ".join(profile.confirm) or "nothing (unverified)"
        size = f"{profile.paper_mm} mm, {profile.width_dots} dots at {profile.dpi} dpi"
        click.echo(f"{profile.name:<18} {size}; cutter {profile.cutter}; confirms by {methods}")
