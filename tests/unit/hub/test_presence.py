"""Who is here and what they said of themselves: worth something only while they are here."""

import pytest

from hub.presence import Presence
from hub.protocol import DisplayReport, HardwareReport, PrinterHealth, PrinterId, PrinterReport, Role
from tests.support.centres import AGENT, KIOSK, PRINTER, SECOND_WALL, WALL

READY = HardwareReport(
    (PrinterReport(PRINTER, PrinterHealth.READY), PrinterReport(PrinterId("p2"), PrinterHealth.FAULT))
)


def test_a_device_is_here_from_its_hello_to_its_going() -> None:
    here = Presence().with_device(KIOSK, Role.KIOSK)

    assert here.connected == {KIOSK: Role.KIOSK}
    assert here.without_device(KIOSK).connected == {}


def test_an_older_presence_stays_as_it_was() -> None:
    nobody = Presence()

    nobody.with_device(KIOSK, Role.KIOSK).with_report(AGENT, READY)

    assert nobody == Presence()


def test_each_printer_is_what_its_agent_says() -> None:
    presence = Presence().with_report(AGENT, READY)

    assert presence.printer(PRINTER) is PrinterHealth.READY
    assert presence.printer(PrinterId("p2")) is PrinterHealth.FAULT


def test_a_printer_no_connected_agent_speaks_for_is_unknown() -> None:
    presence = Presence().with_report(WALL, DisplayReport(has_sound=True)).with_report(AGENT, READY)

    assert presence.printer(PrinterId("p3")) is PrinterHealth.UNKNOWN
    assert presence.without_device(AGENT).printer(PRINTER) is PrinterHealth.UNKNOWN


def test_no_printer_is_no_fault() -> None:
    assert Presence().printer(None) is PrinterHealth.NONE


@pytest.mark.parametrize(("has_sound", "is_mute"), [(True, False), (False, True)])
def test_a_wall_is_mute_when_it_says_so(has_sound: bool, is_mute: bool) -> None:
    presence = Presence().with_report(WALL, DisplayReport(has_sound=has_sound)).with_report(AGENT, READY)

    assert presence.is_mute(WALL) is is_mute
    assert not presence.is_mute(SECOND_WALL)
    assert not presence.is_mute(AGENT)
