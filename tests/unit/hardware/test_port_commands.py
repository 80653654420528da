"""What a technician reads: the line to copy, and what to do when a device may not be opened."""

from click.testing import CliRunner

from hardware.cli import main
from hardware.port_commands import report
from hardware.ports import PortKind
from hardware.ports.finding import Access, Found


def found(url: str, access: Access = Access.OK, group: str = "lp") -> Found:
    return Found(kind=PortKind.USBLP, url=url, path="/dev/usb/lp0", what="EPSON TM-T82III", access=access, group=group)


def said(*groups: tuple[str, tuple[Found, ...]]) -> str:
    return "\n".join(report(groups, "layso"))


def test_each_device_has_a_line_to_copy() -> None:
    text = said(("USB printers", (found("usblp:///dev/layso/printer-1"), found("usblp:///dev/usb/lp1"))))

    assert text.count("USB printers:") == 1
    assert 'port = "usblp:///dev/layso/printer-1"' in text
    assert "EPSON TM-T82III, at /dev/usb/lp0" in text
    assert "usermod" not in text


def test_who_may_not_open_a_device_is_told_what_to_do() -> None:
    text = said(
        ("USB printers", (found("usblp:///dev/usb/lp0", Access.DENIED),)),
        ("Numpads", (found("evdev:///dev/input/event3", Access.DENIED, "input"),)),
    )

    assert text.count("layso may not open it") == 2
    assert "may not open 2 of them" in text
    assert "usermod -aG input,lp layso" in text
    assert "layso-hardware udev-rules > /etc/udev/rules.d/70-layso.rules" in text


def test_an_empty_box_is_told_so() -> None:
    assert "Nothing is plugged in" in said(("USB printers", ()))


def test_both_commands_run_here() -> None:
    listed = CliRunner().invoke(main, ["list-ports"])
    rules = CliRunner().invoke(main, ["udev-rules"])

    assert listed.exit_code == rules.exit_code == 0
    assert "tcp://ADDRESS:9100" in listed.output
    assert 'GROUP="dialout"' in rules.output
