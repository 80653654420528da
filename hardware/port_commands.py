"""`layso-hardware list-ports` and `udev-rules`: what a technician needs to write the agent's file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hardware.ports.finding import Found

UDEV_RULES: Final = Path(__file__).parent / "udev" / "70-layso.rules"

_MEND: Final = """\
This user may not open {count} of them. As root, once:
    layso-hardware udev-rules > /etc/udev/rules.d/70-layso.rules
    udevadm control --reload; udevadm trigger
    usermod -aG {groups} {user}
then log in again."""


@click.command("list-ports")
def list_ports() -> None:
    """Show what is plugged in, and the line of the agent's file for each."""
    import getpass

    from hardware.ports import finding
    from hardware.ports.finding_inputs import find_inputs

    groups = (
        ("USB printers, by the kernel's driver", finding.find_usblp()),
        ("USB printers, past it (when the first does not answer)", finding.find_usb_printers()),
        ("Printers of Windows' list (say nothing back: better COM or the network)", finding.find_winspool()),
        ("Serial lines (put in the baud of the device; for a printer 115200&flow=rtscts)", finding.find_serial()),
        ("Numpads and scanners that type", find_inputs()),
    )
    for line in report(groups, getpass.getuser()):
        click.echo(line)


@click.command("udev-rules")
def udev_rules() -> None:
    """Print the rules that let the agent's user open printers, serial lines, numpads and scanners."""
    click.echo(UDEV_RULES.read_text(encoding="utf-8"), nl=False)


def report(groups: "Iterable[tuple[str, tuple[Found, ...]]]", user: str) -> "Iterator[str]":
    """What is found, line by line."""
    from hardware.ports.finding import Access

    found = [(title, each) for title, members in groups for each in members]
    if not found:
        yield "Nothing is plugged in that could be a printer, a serial line, a numpad or a scanner."
    shown = ""
    for title, each in found:
        if title != shown:
            yield f"{title}:"
            shown = title
        yield f"  {each.what}, at {each.path}"
        yield f'      port = "{each.url}"'
        if each.access is Access.DENIED:
            yield f"      {user} may not open it (see below)"
    denied = [each for _, each in found if each.access is Access.DENIED]
    if denied:
        yield ""
        groups_needed = ",".join(sorted({each.group for each in denied}))
        yield from _MEND.format(count=len(denied), groups=groups_needed, user=user).splitlines()
    yield ""
    yield 'A printer on the network needs no search: port = "tcp://ADDRESS:9100"'
