"""`layso-hardware emulate-printer`."""

from pathlib import Path

import click

from hub.client.program import plain_errors, start_logging

_FAULTS = """\b
Faults, each as a JSON line to the --control port:
  {"do": "paper_out", "after_mm": 30}       {"do": "paper_in"}     {"do": "near_end"}
  {"do": "cover_open", "after_rows": 200}   {"do": "cover_close"}  {"do": "hot", "is_on": false}
  {"do": "cutter_jam"}                      {"do": "cutter_free"}  {"do": "broken"}
  {"do": "not_taken"}                       {"do": "take_ticket"}  {"do": "mouth_jam"}
  {"do": "silent"}                          {"do": "one_by_one"}   {"do": "delay", "answers_s": 0.4}
  {"do": "half_answers", "times": 2}        {"do": "lose_answers"} {"do": "garble_answers"}
  {"do": "lose_received", "count": 100}     {"do": "deaf"}         {"do": "noise", "hex": "12"}
  {"do": "power_off", "after_bytes": 9000}  {"do": "power_on"}     {"do": "drop"}
  {"do": "unplug"}                          {"do": "plug_in"}      {"do": "state"}
Any of them may wait: after_rows, after_mm (of paper), after_bytes (received)."""


@click.command("emulate-printer", epilog=_FAULTS)
@click.option(
    "--listen", metavar="HOST:PORT", help="Be a network printer. Port 0: any free.  [default: 127.0.0.1:9100]"
)
@click.option("--pty", type=click.Path(path_type=Path), metavar="LINK", help="Be a serial printer; LINK leads to it.")
@click.option(
    "--baud", type=click.IntRange(300, 4_000_000), default=115_200, show_default=True, help="Of a serial printer."
)
@click.option("--control", type=click.IntRange(0, 65535), help="Port that takes faults as JSON lines.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("tickets"), show_default=True, help="For the PNGs."
)
@click.option("--paper", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Width in mm.")
@click.option("--speed", type=click.FloatRange(0, 1000), default=200.0, show_default=True, help="mm/s; 0: no time.")
@click.option("--buffer", type=click.IntRange(256), default=65536, show_default=True, help="Receive buffer in bytes.")
@click.option("--maker", default="LAYSO", show_default=True, help='What it says it is; "" and it does not say.')
@click.option("--model", default="EMULATED PRINTER", show_default=True, help="And which.")
@click.option(
    "--presenter",
    type=click.Choice(["none", "ejector", "bit7"]),
    default="none",
    show_default=True,
    help="Holds the ticket out until it is taken, and tells so as Custom's or as Cashino's printers.",
)
@click.option(
    "--taken-after", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds until it is taken."
)
@click.option("--verbose", "is_verbose", is_flag=True, help="Log every detail.")
def emulate_printer(  # noqa: PLR0917 - click passes each option by name
    listen: str | None,
    pty: Path | None,
    baud: int,
    control: int | None,
    out: Path,
    paper: str,
    speed: float,
    buffer: int,
    maker: str,
    model: str,
    presenter: str,
    taken_after: float,
    *,
    is_verbose: bool,
) -> None:
    """A ticket printer made of software: each ticket becomes a PNG, decoded from the bytes it got."""
    start_logging(is_verbose=is_verbose)
    from hardware import app
    from hardware.emulators.engine import Nature
    from hardware.emulators.printer import EmulatorOptions

    options = EmulatorOptions(
        width_dots=576 if paper == "80" else 384,
        speed_mm_s=speed,
        buffer_bytes=buffer,
        nature=Nature(
            maker=maker,
            model=model,
            has_mouth=presenter != "none",
            tells_by_bit_7=presenter == "bit7",
            is_custom=presenter == "ejector",
        ),
        taken_after_s=taken_after,
        bytes_per_s=baud / 10 if pty else None,
    )
    with plain_errors():
        place = app.EmulatorPlace(
            pty=pty, listen=listen if pty else listen or "127.0.0.1:9100", control_port=control, folder=out
        )
        app.run_emulated_printer(options, place, click.echo)
