"""An official is shown where one may sit, the ticket at the counter, who waits and why, and what staff must know."""

from datetime import timedelta

from msgspec.structs import replace

from hub.core import commands
from hub.core.actions import DeskAction
from hub.core.lifecycle import Status
from hub.core.reason import Reason
from hub.presence import Presence
from hub.projections import counter_view
from hub.projections.counter import alerts
from hub.projections.desk import ROWS_SHOWN
from hub.protocol import (
    Alert,
    AlertCode,
    CounterView,
    Desk,
    DeviceHealth,
    DeviceId,
    DeviceKind,
    DeviceState,
    DisplayReport,
    HardwareReport,
    PrinterHealth,
    PrinterReport,
    Role,
)
from tests.support.centres import (
    AGENT,
    ANH,
    CENTRE,
    CHI,
    CHILD,
    ELDERLY,
    JUSTICE,
    KIOSK,
    LAND,
    ONE,
    PC_1,
    PC_2,
    PRINTER,
    RULED,
    SCREEN_ONLY,
    SOCIETY,
    TWO,
    WALL,
    with_operator,
)
from tests.support.core_day import CoreDay

ALL_WELL = (
    Presence()
    .with_device(WALL, Role.DISPLAY)
    .with_device(KIOSK, Role.KIOSK)
    .with_device(SCREEN_ONLY, Role.KIOSK)
    .with_report(AGENT, HardwareReport((PrinterReport(PRINTER, PrinterHealth.READY),)))
)


def shown(day: CoreDay, device: DeviceId = PC_1, presence: Presence = ALL_WELL) -> CounterView:
    return counter_view(day.state, presence, day.now, device)


def desk(day: CoreDay, device: DeviceId = PC_1) -> Desk:
    desk = shown(day, device).desk
    assert desk is not None
    return desk


def test_a_computer_at_no_counter_has_no_desk() -> None:
    day = CoreDay()
    day.sit(ANH)

    assert shown(day, PC_2).desk is None


def test_the_desk_is_that_of_this_computer() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.sit(CHI, TWO)

    assert (desk(day, PC_2).number, desk(day, PC_2).operator_name) == (2, "Chi")
    assert (desk(day, PC_2).primary, desk(day, PC_2).second) == (("Đất đai",), ("Xã hội", "Hộ tịch"))


def test_counters_say_who_sits_there_and_whether_they_can_be_reached() -> None:
    day = CoreDay()
    day.sit(ANH)

    here = shown(day, presence=ALL_WELL.with_device(PC_1, Role.COUNTER)).counters

    assert [(c.number, c.operator_name, c.is_connected) for c in here] == [
        (1, "Anh", True),
        (2, "", False),
        (3, "", False),
    ]
    assert not shown(day).counters[0].is_connected


def test_operators_say_what_they_can_and_where_they_sit() -> None:
    day = CoreDay()
    day.sit(CHI, TWO)

    anh, _, chi = shown(day).operators

    assert (anh.name, anh.primary, anh.second, anh.counter_number) == ("Anh", ("Hộ tịch",), ("Xã hội",), None)
    assert chi.counter_number == 2


def test_the_ticket_at_the_counter_is_shown_with_why_and_whether_it_was_heard() -> None:
    day = CoreDay()
    issued = day.now
    day.issue(JUSTICE)
    day.sit(ANH)
    day.pass_time(minutes=3)
    day.call_next()

    ticket = desk(day).ticket

    assert ticket is not None
    assert (ticket.number, ticket.status, ticket.reason) == ("A001", Status.CALLED, Reason.LONGEST_WAIT)
    assert (ticket.issued_at, ticket.called_at, ticket.started_at) == (issued, day.now, None)
    assert (ticket.is_shown, ticket.is_spoken, ticket.call_count) == (False, False, 1)


def test_a_call_counts_as_heard_when_its_newest_call_was() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    day.do(commands.ConfirmShown(day.last_call().call_id), WALL)
    day.do(commands.ConfirmSpoken(day.last_call().call_id), WALL)
    heard = desk(day).ticket
    assert heard is not None
    assert (heard.is_shown, heard.is_spoken) == (True, True)

    day.recall()

    again = desk(day).ticket
    assert again is not None
    assert (again.is_shown, again.is_spoken, again.call_count) == (False, False, 2)


def test_the_queue_is_in_the_order_of_calling_and_no_longer_than_the_screen() -> None:
    day = CoreDay()
    day.issue(SOCIETY)
    for _ in range(ROWS_SHOWN + 2):
        day.issue(JUSTICE)
    day.issue(LAND)
    day.sit(ANH)

    rows = desk(day).queue

    assert len(rows) == ROWS_SHOWN
    assert [(row.number, row.reason) for row in rows[:2]] == [("A001", Reason.LONGEST_WAIT), ("A002", Reason.IN_TURN)]
    assert desk(day).waiting == ROWS_SHOWN + 3


def test_the_longest_wait_is_that_of_whoever_came_first_in_any_line_of_this_operator() -> None:
    day = CoreDay()
    day.sit(ANH)
    assert (desk(day).longest_since, desk(day).waiting) == (None, 0)
    first = day.now
    day.issue(SOCIETY)
    day.pass_time(minutes=1)
    day.issue(JUSTICE)

    assert desk(day).longest_since == first


def test_keys_are_those_the_rules_allow() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)

    assert desk(day).actions == (
        DeskAction.CALL_NEXT,
        DeskAction.WALK_IN,
        DeskAction.PAUSE,
        DeskAction.STAND_UP,
    )


def test_a_set_up_that_lost_everything_is_still_shown() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    day.start()
    poor = replace(CENTRE, services=(), counters=(), operators=())
    day.assume(replace(day.state, branch=poor))

    seen = desk(day)

    assert (seen.number, seen.operator_name, seen.queue, seen.waiting) == (0, ANH, (), 0)
    assert seen.ticket is not None
    assert seen.ticket.service_name == JUSTICE


def test_a_row_of_a_service_the_set_up_lost_is_named_by_id() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    day.miss()
    day.assume(replace(day.state, branch=replace(CENTRE, services=CENTRE.services[1:])))

    (row,) = desk(day).missed

    assert row.service_name == JUSTICE


# --- what the newer rules add


def test_who_was_parked_is_listed_the_soonest_back_first() -> None:
    day = CoreDay()
    for _ in range(2):
        day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    day.park(minutes=20)
    day.call_next()
    day.park(minutes=5)

    rows = desk(day).parked

    assert [(row.number, row.until - day.now) for row in rows] == [
        ("A002", timedelta(minutes=5)),
        ("A001", timedelta(minutes=20)),
    ]


def test_who_missed_the_call_is_listed_while_they_may_come_back() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    day.miss()
    until = day.now + timedelta(minutes=30)
    assert [(row.number, row.until) for row in desk(day).missed] == [("A001", until)]

    day.now = until + timedelta(seconds=1)

    assert desk(day).missed == ()


def test_a_break_is_shown_to_the_official_and_to_nobody_else() -> None:
    day = CoreDay()
    day.sit(ANH)
    assert desk(day).paused_for is None

    day.do(commands.Pause(ONE, "họp"), PC_1)

    assert desk(day).paused_for == "họp"


def test_until_when_the_last_action_can_be_undone_is_shown() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    assert desk(day).undo_until is None
    day.call_next()
    assert desk(day).undo_until == day.now + timedelta(seconds=30)

    day.pass_time(seconds=31)

    assert desk(day).undo_until is None


def test_the_mark_of_a_class_stands_in_the_queue_and_at_the_counter() -> None:
    day = CoreDay(RULED)
    for class_id in (ELDERLY, CHILD):
        day.issue(JUSTICE, class_id=class_id)
    day.sit(ANH)
    assert [(row.mark, row.reason) for row in desk(day).queue] == [
        ("ƯT", Reason.PRIORITY),
        ("CN", Reason.IN_TURN),
    ]

    day.call_next()

    ticket = desk(day).ticket
    assert ticket is not None
    assert (ticket.mark, ticket.service_id) == ("ƯT", JUSTICE)


def test_every_service_can_be_chosen_and_the_own_and_the_covered_ones_are_told() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.do(commands.Cover(ANH, LAND), PC_1)

    services = desk(day).services

    assert [(s.service_id, s.is_own, s.is_covered) for s in services] == [
        (JUSTICE, True, False),
        (SOCIETY, True, False),
        (LAND, True, True),
    ]


def test_the_right_to_choose_is_shown() -> None:
    day = CoreDay(with_operator(ANH, may_choose=True))
    day.sit(ANH)
    day.sit(CHI, TWO)

    assert (desk(day).may_choose, desk(day, PC_2).may_choose) == (True, False)


def test_a_seat_of_somebody_the_set_up_lost_is_shown_as_taken_by_nobody_known() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.assume(replace(day.state, branch=replace(CENTRE, operators=CENTRE.operators[1:])))

    assert shown(day).counters[0].operator_name == ""


# --- what staff must know


def test_when_all_is_well_nobody_is_alarmed() -> None:
    assert alerts(CENTRE, ALL_WELL) == ()


def test_what_is_missing_is_named_as_the_staff_know_it() -> None:
    assert alerts(CENTRE, Presence()) == (
        Alert(AlertCode.DISPLAY_MISSING, {"device": "Phòng chờ"}),
        Alert(AlertCode.KIOSK_MISSING, {"device": "Cửa chính"}),
        Alert(AlertCode.PRINTER, {"device": "Cửa chính", "health": "unknown"}),
        Alert(AlertCode.KIOSK_MISSING, {"device": "Cửa phụ"}),
    )


def test_a_wall_without_sound_is_told() -> None:
    mute = ALL_WELL.with_report(WALL, DisplayReport(has_sound=False))

    assert alerts(CENTRE, mute) == (Alert(AlertCode.DISPLAY_MUTE, {"device": "Phòng chờ"}),)


def test_a_printer_that_is_not_ready_is_told_with_what_ails_it() -> None:
    for health in set(PrinterHealth) - {PrinterHealth.READY, PrinterHealth.NONE}:
        ailing = ALL_WELL.with_report(AGENT, HardwareReport((PrinterReport(PRINTER, health),)))

        assert alerts(CENTRE, ailing) == (Alert(AlertCode.PRINTER, {"device": "Cửa chính", "health": health}),)


def test_a_clock_set_back_is_told_and_a_moment_is_not() -> None:
    assert alerts(CENTRE, replace(ALL_WELL, clock_behind_s=2.0)) == ()
    assert alerts(CENTRE, replace(ALL_WELL, clock_behind_s=3600.0)) == (
        Alert(AlertCode.CLOCK_JUMPED, {"seconds": "3600"}),
    )


# --- what stands beside the screens


def with_devices(*devices: DeviceState, printer: PrinterReport | None = None) -> Presence:
    printers = (printer or PrinterReport(PRINTER, PrinterHealth.READY),)
    return ALL_WELL.with_device(AGENT, Role.HARDWARE).with_report(AGENT, HardwareReport(printers, devices))


def test_a_roll_that_ends_soon_is_told_with_what_is_left_on_it() -> None:
    near = with_devices(printer=PrinterReport(PRINTER, PrinterHealth.NEAR_END, "", 40))

    assert alerts(CENTRE, near) == (
        Alert(AlertCode.PRINTER, {"device": "Cửa chính", "health": "near_end", "left": "40"}),
    )


def test_a_pad_a_sign_or_a_scanner_that_fails_is_told_with_its_place() -> None:
    ailing = with_devices(
        DeviceState("pad-1", DeviceKind.PAD, ONE, DeviceHealth.OFFLINE),
        DeviceState("sign-2", DeviceKind.NUMBER_DISPLAY, TWO, DeviceHealth.READY),
        DeviceState("scanner", DeviceKind.SCANNER, KIOSK, DeviceHealth.FAULT),
        DeviceState("sign-hall", DeviceKind.NUMBER_DISPLAY, "", DeviceHealth.OFFLINE),
    )

    assert [(alert.code, alert.params) for alert in alerts(CENTRE, ailing)] == [
        (AlertCode.DEVICE, {"kind": "pad", "name": "pad-1", "health": "offline", "counter": "1"}),
        (AlertCode.DEVICE, {"kind": "scanner", "name": "scanner", "health": "fault", "kiosk": "Cửa chính"}),
        (AlertCode.DEVICE, {"kind": "number_display", "name": "sign-hall", "health": "offline"}),
    ]


def test_an_agent_that_is_gone_with_its_pads_is_told_once_until_it_is_back() -> None:
    pads = tuple(DeviceState(f"pad-{n}", DeviceKind.PAD, ONE, DeviceHealth.READY) for n in range(3))
    here = with_devices(*pads)
    gone = here.without_device(AGENT)

    assert Alert(AlertCode.AGENT_MISSING, {"device": AGENT}) in alerts(CENTRE, gone)
    assert AlertCode.AGENT_MISSING not in {alert.code for alert in alerts(CENTRE, here)}
    back = gone.with_device(AGENT, Role.HARDWARE)
    assert AlertCode.AGENT_MISSING not in {alert.code for alert in alerts(CENTRE, back)}


def test_an_agent_of_printers_alone_is_missed_by_its_printers() -> None:
    gone = ALL_WELL.without_device(AGENT)

    assert [alert.code for alert in alerts(CENTRE, gone)] == [AlertCode.PRINTER]
