"""`layso-hardware doctor`."""

from pathlib import Path

import click

from hub.client.program import plain_errors


@click.command()
@click.option("--port", "url", metavar="URL", help="Look at this port only, such as tcp://192.168.1.50:9100.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Look at the printers of this file.")
@click.option("--print/--no-print", "prints", default=None, help="A test ticket; without either it asks.")
@click.option("--paper", type=click.Choice(["80", "58"]), help="Width of the paper, for a printer without a name.")
@click.option("--profile", metavar="NAME", help="Do not ask the printer what it is.")
def doctor(
    url: str | None, config: Path | None, paper: str | None, profile: str | None, *, prints: bool | None
) -> None:
    """Look at the devices of this box, say in Vietnamese what to do, and propose the lines of the agent's file.

    Ends with 0 when all is well, with 1 when there is something to do. Stop a running agent first: a printer listens to
    one program at a time.
    """
    from hardware import app

    def may_print() -> bool:
        return click.confirm("  In một phiếu thử?", default=True) if prints is None else prints

    def is_whole() -> bool:
        return prints is not None or click.confirm("  Phiếu có nguyên vẹn, rõ nét không?", default=True)

    with plain_errors():
        is_well = app.run_doctor(
            url=url,
            config=config,
            paper=int(paper) if paper else None,
            profile=profile,
            prints=may_print,
            is_whole=is_whole,
            say=click.echo,
        )
    raise SystemExit(0 if is_well else 1)
