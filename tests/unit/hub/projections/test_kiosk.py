"""A kiosk is shown what its citizens may choose, how many wait, and the truth about its own papers."""

from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from msgspec.structs import replace

from hub.core import commands
from hub.core.context import NO_WAITS, Wait, Waits
from hub.core.lifecycle import PaperState, Status
from hub.core.setup import ExceptionalDay
from hub.presence import Presence
from hub.projections import kiosk_view
from hub.protocol import DeviceId, HardwareReport, KioskView, PrinterHealth, PrinterReport
from tests.support.centres import (
    AGENT,
    ANH,
    CENTRE,
    CHILD,
    ELDERLY,
    JUSTICE,
    KIOSK,
    LAND,
    MERIT,
    NOON,
    ONE,
    PC_1,
    PRINTER,
    RULED,
    SCREEN_ONLY,
    SPARE,
    TWO_PRINTERS,
    with_service,
)
from tests.support.core_day import EVERYBODY, CoreDay
from tests.support.queue_checks import qr_url


def shown(
    day: CoreDay, device: DeviceId = KIOSK, presence: Presence | None = None, waits: Waits | None = None
) -> KioskView:
    return kiosk_view(day.state, presence or Presence(), day.now, device, waits=waits or NO_WAITS, qr_url=qr_url)


def test_every_service_is_offered_with_its_own_line() -> None:
    day = CoreDay()
    for service in (JUSTICE, JUSTICE, LAND):
        day.issue(service)

    assert [(s.prefix, s.waiting) for s in shown(day).services] == [("A", 2), ("B", 0), ("C", 1)]


def test_a_service_is_served_now_while_nobody_waits_and_somebody_able_is_free() -> None:
    day = CoreDay()
    assert [s.is_served_now for s in shown(day).services] == [False, False, False]
    day.sit(ANH)
    assert [s.is_served_now for s in shown(day).services] == [True, True, False]

    day.issue(JUSTICE)

    assert [s.is_served_now for s in shown(day).services] == [False, True, False]


def test_in_ticket_hours_no_opening_is_promised() -> None:
    view = shown(CoreDay())

    assert (view.is_open, view.opens_at) == (True, None)


def test_outside_of_ticket_hours_the_next_opening_is_told() -> None:
    view = shown(CoreDay(now=NOON))

    assert not view.is_open
    assert view.opens_at is not None
    assert view.opens_at - NOON == timedelta(hours=1)


def test_a_kiosk_sees_its_own_last_tickets_newest_first() -> None:
    day = CoreDay()
    for _ in range(4):
        day.issue(JUSTICE)
    day.issue(LAND, SCREEN_ONLY)

    assert [ticket.number for ticket in shown(day).tickets] == ["A004", "A003", "A002"]
    assert [ticket.number for ticket in shown(day, SCREEN_ONLY).tickets] == ["C101"]
    assert shown(day, DeviceId("stranger")).tickets == ()


def test_a_ticket_is_shown_with_its_status_its_paper_and_its_page() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    assert ticket.paper is not None
    day.do(commands.ReportPaper(ticket.paper.job_id, PaperState.SENDING), AGENT)
    day.sit(ANH)
    day.do(commands.CallNext(ONE), PC_1)

    (seen,) = shown(day).tickets

    assert (seen.status, seen.paper) == (Status.CALLED, PaperState.SENDING)
    assert seen.qr_url == f"http://hub.test/t/{ticket.token}"
    assert (seen.service_name, seen.ahead) == ("Tư pháp – Hộ tịch", 0)


def test_a_ticket_without_paper_says_so() -> None:
    day = CoreDay()
    day.issue(JUSTICE, SCREEN_ONLY)

    assert shown(day, SCREEN_ONLY).tickets[0].paper is None


def test_a_ticket_whose_service_is_gone_is_named_by_id() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.assume(replace(day.state, branch=replace(CENTRE, services=CENTRE.services[1:])))

    assert shown(day).tickets[0].service_name == JUSTICE


def test_the_printer_is_that_of_this_kiosk() -> None:
    presence = Presence().with_report(AGENT, HardwareReport((PrinterReport(PRINTER, PrinterHealth.PAPER_OUT),)))

    assert shown(CoreDay(), KIOSK, presence).printer is PrinterHealth.PAPER_OUT
    assert shown(CoreDay(), SCREEN_ONLY, presence).printer is PrinterHealth.NONE
    assert shown(CoreDay(), DeviceId("stranger"), presence).printer is PrinterHealth.NONE


# --- papers that come out elsewhere


def two_printers(own: PrinterHealth, detail: str = "") -> Presence:
    printers = (PrinterReport(PRINTER, own, detail), PrinterReport(SPARE, PrinterHealth.READY))
    return Presence().with_report(AGENT, HardwareReport(printers))


def test_while_another_printer_takes_over_the_kiosk_says_which() -> None:
    day = CoreDay(TWO_PRINTERS)

    assert shown(day, KIOSK, two_printers(PrinterHealth.PAPER_OUT)).paper_at == "Cửa phụ"
    assert shown(day, KIOSK, two_printers(PrinterHealth.READY)).paper_at == ""
    assert shown(day, SCREEN_ONLY, two_printers(PrinterHealth.PAPER_OUT)).paper_at == ""
    assert shown(CoreDay(), KIOSK, two_printers(PrinterHealth.PAPER_OUT)).paper_at == ""


def test_a_ticket_whose_paper_was_moved_says_where_it_comes_out() -> None:
    day = CoreDay(TWO_PRINTERS)
    here, there = day.issue(), day.issue()
    assert there.paper is not None
    day.do(commands.MovePaper(there.paper.job_id, SPARE), DeviceId("hub"))

    assert [(t.number, t.paper_at) for t in shown(day).tickets] == [("A002", "Cửa phụ"), (here.number, "")]


def test_a_printer_that_belongs_to_no_kiosk_any_more_is_named_by_its_id() -> None:
    day = CoreDay(TWO_PRINTERS)
    ticket = day.issue()
    assert ticket.paper is not None
    day.do(commands.MovePaper(ticket.paper.job_id, SPARE), DeviceId("hub"))
    day.assume(replace(day.state, branch=CENTRE))

    assert shown(day).tickets[0].paper_at == SPARE


def test_what_the_printer_adds_to_its_health_is_told() -> None:
    assert shown(CoreDay(), KIOSK, two_printers(PrinterHealth.READY, "ticket_not_taken")).printer_detail == (
        "ticket_not_taken"
    )
    assert shown(CoreDay(), KIOSK).printer_detail == ""


# --- what the newer rules add


def test_the_classes_a_citizen_may_say_are_offered_in_the_order_of_the_policy() -> None:
    assert shown(CoreDay()).priorities == ()
    assert [(p.class_id, p.name, p.who) for p in shown(CoreDay(RULED)).priorities] == [
        (ELDERLY, "Người cao tuổi", "từ đủ 80 tuổi"),
        (CHILD, "Có con nhỏ", ""),
        (MERIT, "Người có công", ""),
    ]


def test_the_wait_of_whoever_comes_now_is_told_where_it_is_known() -> None:
    waits = MappingProxyType({(JUSTICE, EVERYBODY): Wait(10, 25, 15.0), (LAND, ELDERLY): Wait(0, 5, 2.0)})

    services = shown(CoreDay(), waits=waits).services

    assert [(s.wait_low_min, s.wait_high_min) for s in services] == [(10, 25), (None, None), (None, None)]


def test_what_is_left_of_a_quota_is_told() -> None:
    day = CoreDay(with_service(JUSTICE, quota=2))
    day.issue(JUSTICE)

    assert [s.remaining for s in shown(day).services] == [1, None, None]


def test_the_notice_of_the_hour_is_told_from_its_hour_on() -> None:
    day = CoreDay(with_service(JUSTICE, notice_from=time(15), notice="Trả kết quả ngày mai"))
    assert shown(day).services[0].notice == ""

    day.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    assert shown(day).services[0].notice == "Trả kết quả ngày mai"


def test_on_a_holiday_its_name_is_told() -> None:
    holiday = ExceptionalDay(date(2026, 11, 23), "Tết Nguyên đán")
    view = shown(CoreDay(replace(CENTRE, exceptional_days=(holiday,))))

    assert (view.is_open, view.closed_because) == (False, "Tết Nguyên đán")
    assert view.opens_at is not None


def test_a_ticket_carries_its_mark_and_what_was_promised() -> None:
    day = CoreDay(RULED)
    day.issue(JUSTICE, class_id=ELDERLY)

    (ticket,) = shown(day).tickets

    assert (ticket.mark, ticket.wait_low_min, ticket.wait_high_min) == ("ƯT", None, None)
