"""What was scanned is looked up at once, kept for seconds, and never more than one per kiosk."""

from hub.core.ids import ClassId
from hub.protocol import ScanReport, Seen, SeenCard, SeenTicket, SeenUnknown
from hub.scans import KEPT_S, NOT_TODAY, KnownTicket, Scan, Scans, understood
from tests.support.centres import ELDERLY, KIOSK, MORNING, SCREEN_ONLY
from tests.support.core_day import CoreDay


def read(day: CoreDay, what: Seen) -> Scan:
    return understood(ScanReport(KIOSK, "scan-1", what), day.state, MORNING)


def a_scan(scan_id: str) -> Scan:
    return Scan(scan_id, MORNING, SeenUnknown("vneid"))


def test_a_ticket_of_today_is_known_by_its_secret_which_is_not_kept() -> None:
    day = CoreDay()
    day.issue()
    ticket = day.issue(kiosk=SCREEN_ONLY)

    scan = read(day, SeenTicket(ticket.token))

    assert scan == Scan("scan-1", MORNING, KnownTicket(ticket.ticket_id))
    assert ticket.token not in repr(scan)


def test_a_ticket_of_another_day_is_told_as_such() -> None:
    assert read(CoreDay(), SeenTicket("a-token-of-yesterday")).what == SeenUnknown(NOT_TODAY)


def test_of_a_card_only_the_class_is_there() -> None:
    for class_id in (ELDERLY, ClassId("")):
        assert read(CoreDay(), SeenCard(class_id)).what == SeenCard(class_id)


def test_what_cannot_be_used_says_why() -> None:
    assert read(CoreDay(), SeenUnknown("vneid")).what == SeenUnknown("vneid")


def test_each_kiosk_keeps_its_newest_scan() -> None:
    scans = Scans()
    scans.keep(KIOSK, a_scan("1"), 0.0)
    scans.keep(SCREEN_ONLY, a_scan("2"), 0.0)
    scans.keep(KIOSK, a_scan("3"), 1.0)

    assert {kiosk: scan.scan_id for kiosk, scan in scans.current().items()} == {KIOSK: "3", SCREEN_ONLY: "2"}


def test_a_scan_is_forgotten_after_its_time() -> None:
    scans = Scans()
    scans.keep(KIOSK, a_scan("1"), 100.0)

    assert not scans.forget_old(100.0 + KEPT_S - 0.1)
    assert scans.current()
    assert scans.forget_old(100.0 + KEPT_S)
    assert not scans.current()
    assert not scans.forget_old(999.0)


def test_a_scan_that_was_used_is_forgotten_at_once() -> None:
    scans = Scans()
    scans.keep(KIOSK, a_scan("1"), 0.0)

    assert scans.forget(KIOSK)
    assert not scans.forget(KIOSK)
    assert not scans.current()


def test_what_was_told_before_does_not_change_under_the_reader() -> None:
    scans = Scans()
    scans.keep(KIOSK, a_scan("1"), 0.0)
    before = scans.current()

    scans.forget(KIOSK)

    assert before[KIOSK].scan_id == "1"
