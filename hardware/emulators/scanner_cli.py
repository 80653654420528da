"""`layso-hardware emulate-scanner`."""

from pathlib import Path

import click

from hub.client.program import plain_errors, start_logging


@click.command("emulate-scanner")
@click.option("--kind", type=click.Choice(["serial", "wedge"]), required=True, help="It sends bytes, or types.")
@click.option("--pty", type=click.Path(path_type=Path), metavar="LINK", help="Be a serial line; LINK leads to it.")
@click.option("--listen", metavar="HOST:PORT", help="Be a TCP port instead. Port 0: any free.")
@click.option(
    "--encoding", type=click.Choice(["utf-8", "cp1258"]), default="utf-8", show_default=True, help="Of a serial one."
)
@click.option("--verbose", "is_verbose", is_flag=True, help="Log every detail.")
def emulate_scanner(kind: str, pty: Path | None, listen: str | None, encoding: str, *, is_verbose: bool) -> None:
    """A code scanner made of software. Each line typed here is a code held to it; or a JSON line such as
    {"do": "scan", "code": "...", "end": ""} for one that misbehaves."""
    start_logging(is_verbose=is_verbose)
    from hardware import app
    from hardware.emulators.scanner import ScannerOptions

    with plain_errors():
        app.run_emulated_scanner(ScannerOptions(kind == "wedge", encoding), pty, listen, click.echo)
