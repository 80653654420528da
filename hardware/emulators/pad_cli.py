"""`layso-hardware emulate-pad`."""

from pathlib import Path

import click

from hub.client.program import plain_errors, start_logging


@click.command("emulate-pad")
@click.option(
    "--kind", type=click.Choice(["ff68", "evdev", "modbus", "template"]), required=True, help="What they speak."
)
@click.option("--pty", type=click.Path(path_type=Path), metavar="LINK", help="Be a serial line; LINK leads to it.")
@click.option("--listen", metavar="HOST:PORT", help="Be a TCP port instead. Port 0: any free.")
@click.option(
    "--address", "addresses", multiple=True, default=("1",), show_default=True, help="On the bus; repeatable."
)
@click.option("--says", default="K{key}\\r", show_default=True, help="Of a template pad: what a key sends.")
@click.option("--verbose", "is_verbose", is_flag=True, help="Log every detail.")
def emulate_pad(
    kind: str, pty: Path | None, listen: str | None, addresses: tuple[str, ...], says: str, *, is_verbose: bool
) -> None:
    """Call pads made of software. Type the name of a key and Enter, or "5:call" for the pad with address 5; or a JSON
    line such as {"do": "unplug"}. What the pads are told comes out as JSON lines."""
    start_logging(is_verbose=is_verbose)
    from hardware import app
    from hardware.emulators.pad import PadOptions

    with plain_errors():
        app.run_emulated_pad(PadOptions(kind, addresses, says), pty, listen, click.echo)
