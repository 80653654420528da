"""`layso-hardware emulate-sign`."""

from pathlib import Path

import click

from hub.client.program import plain_errors, start_logging


@click.command("emulate-sign")
@click.option(
    "--kind",
    type=click.Choice(["dm-d", "cd5220", "utc", "modbus", "ascii"]),
    required=True,
    help="What language it speaks.",
)
@click.option("--pty", type=click.Path(path_type=Path), metavar="LINK", help="Be a serial line; LINK leads to it.")
@click.option("--listen", metavar="HOST:PORT", help="Be a TCP port instead. Port 0: any free.")
@click.option(
    "--address", "addresses", type=click.IntRange(1, 247), multiple=True, default=(1,), show_default=True,
    help="Of modbus signs on the bus; repeatable.",
)  # fmt: skip
@click.option("--places", type=click.IntRange(1, 16), default=4, show_default=True, help="Digits of a modbus sign.")
@click.option("--digits", "has_digits", is_flag=True, help="A modbus sign with a register for each digit.")
@click.option("--end", default="0d", show_default=True, metavar="HEX", help="What ends a line of an ascii board.")
@click.option("--verbose", "is_verbose", is_flag=True, help="Log every detail.")
def emulate_sign(  # noqa: PLR0917 - click passes each option by name
    kind: str,
    pty: Path | None,
    listen: str | None,
    addresses: tuple[int, ...],
    places: int,
    end: str,
    *,
    has_digits: bool,
    is_verbose: bool,
) -> None:
    """A number sign made of software: each change of what stands on it is a JSON line. Takes JSON lines such as
    {"do": "unplug"}."""
    start_logging(is_verbose=is_verbose)
    from hardware import app
    from hardware.emulators.sign import SignOptions

    try:
        end_bytes = bytes.fromhex(end)
    except ValueError:
        raise click.BadParameter(f'"{end}" is not hex, such as 0d0a', param_hint="--end") from None
    if not end_bytes:
        raise click.BadParameter("is empty; it must be what ends a line, such as 0d", param_hint="--end")
    options = SignOptions(kind, addresses, places, has_digits, end_bytes)
    with plain_errors():
        app.run_emulated_sign(options, pty, listen, click.echo)
