"""A made-up centre's views, as the hub would send them: builders for tests of the counter client."""

from datetime import UTC, datetime, timedelta

import msgspec

from hub.protocol import (
    Alert,
    BranchFace,
    CounterChoice,
    CounterId,
    CounterView,
    Desk,
    DeskAction,
    DeskTicket,
    MissedRow,
    OperatorChoice,
    OperatorId,
    ParkedRow,
    QueueRow,
    Reason,
    ServiceChoice,
    ServiceId,
    Status,
    TicketId,
)

NOW = datetime(2026, 11, 20, 0, 42, tzinfo=UTC)
"""07:42 in the centre."""

FACE = BranchFace(agency="UBND XÃ THĂNG BÌNH", centre="Trung tâm Phục vụ hành chính công")

PEOPLE = (
    ("Lê Thị Minh Hạnh", "Công chức Tư pháp – Hộ tịch", ("Hộ tịch – Chứng thực",), ("Trả kết quả",)),
    ("Nguyễn Văn Thành", "Công chức Tư pháp – Hộ tịch", ("Hộ tịch – Chứng thực",), ("Văn hoá – Xã hội",)),
    (
        "Trịnh Thị Lan Phương",
        "Công chức Văn hoá – Xã hội",
        ("Văn hoá – Xã hội",),
        ("Hộ tịch – Chứng thực", "Hỗ trợ số"),
    ),
    ("Phạm Quang Hưng", "Công chức Kinh tế", ("Kinh tế",), ("Nông nghiệp", "Hộ tịch – Chứng thực")),
    ("Hoàng Thị Thu Trang", "Công chức Nông nghiệp – Môi trường", ("Nông nghiệp",), ("Kinh tế",)),
    ("Đỗ Ngọc Mai", "Nhân viên trả kết quả", ("Trả kết quả",), ("Hỗ trợ số",)),
    ("Vũ Đức Anh", "Tổ công nghệ số cộng đồng", ("Hỗ trợ số",), ("Trả kết quả",)),
)

_ON_TICKET = (DeskAction.PARK, DeskAction.TRANSFER, DeskAction.CANCEL)
ALLOWED = {
    None: (DeskAction.CALL_NEXT, DeskAction.WALK_IN, DeskAction.PAUSE, DeskAction.STAND_UP),
    Status.CALLED: (DeskAction.RECALL, DeskAction.START, DeskAction.MARK_NO_SHOW, *_ON_TICKET),
    Status.SERVING: (DeskAction.CALL_NEXT, DeskAction.FINISH, *_ON_TICKET),
}
PAUSED = (DeskAction.RESUME, DeskAction.STAND_UP)

SERVICES = (
    ("justice", "A", "Hộ tịch – Chứng thực"),
    ("society", "B", "Văn hoá – Xã hội"),
    ("business", "C", "Kinh tế"),
    ("agriculture", "D", "Nông nghiệp"),
    ("results", "T", "Trả kết quả"),
    ("digital", "H", "Hỗ trợ số"),
)


def minutes_ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def a_counter(number: int, operator_name: str = "", *, is_connected: bool = True) -> CounterChoice:
    return CounterChoice(CounterId(f"counter-{number}"), number, operator_name, is_connected)


def a_person(place: int, counter_number: int | None = None) -> OperatorChoice:
    """The `place`-th official (from 1) of a staff that never ends."""
    name, title, primary, second = PEOPLE[(place - 1) % len(PEOPLE)]
    if place > len(PEOPLE):
        name = f"{name} {place}"
    return OperatorChoice(OperatorId(f"staff-{place}"), name, title, primary, second, counter_number)


def a_row(
    place: int,
    waited_min: float,
    *,
    service: str = "Hộ tịch – Chứng thực",
    reason: Reason | None = None,
    mark: str = "",
    appointment_at: datetime | None = None,
) -> QueueRow:
    return QueueRow(
        ticket_id=TicketId(f"2026-11-20.A{place + 25:03}"),
        number=f"A{place + 25:03}",
        service_name=service,
        waiting_since=minutes_ago(waited_min),
        reason=reason or (Reason.LONGEST_WAIT if place == 1 else Reason.IN_TURN),
        mark=mark,
        appointment_at=appointment_at,
    )


def a_parked(number: str, back_in_min: float = 10) -> ParkedRow:
    until = NOW + timedelta(minutes=back_in_min)
    return ParkedRow(TicketId(f"2026-11-20.{number}"), number, "Hộ tịch – Chứng thực", until)


def a_missed(number: str, back_until_min: float = 20) -> MissedRow:
    until = NOW + timedelta(minutes=back_until_min)
    return MissedRow(TicketId(f"2026-11-20.{number}"), number, "Hộ tịch – Chứng thực", until)


def the_services(*, covered: str = "") -> tuple[ServiceChoice, ...]:
    """The second official serves the first two."""
    own = {"justice", "society", covered}
    return tuple(
        ServiceChoice(ServiceId(service), prefix, name, is_own=service in own, is_covered=service == covered)
        for service, prefix, name in SERVICES
    )


def a_queue(*waited_min: float) -> tuple[QueueRow, ...]:
    return tuple(a_row(place, waited) for place, waited in enumerate(waited_min, start=1))


def a_ticket(
    status: Status = Status.CALLED,
    *,
    number: str = "A025",
    service: str = "Tư pháp – Hộ tịch – Chứng thực",
    calls: int = 1,
    is_shown: bool = True,
    is_spoken: bool = True,
    mark: str = "",
) -> DeskTicket:
    return DeskTicket(
        ticket_id=TicketId(f"2026-11-20.{number}"),
        service_id=ServiceId("justice"),
        mark=mark,
        number=number,
        service_name=service,
        status=status,
        issued_at=minutes_ago(20),
        called_at=minutes_ago(8),
        started_at=NOW - timedelta(minutes=6, seconds=18) if status is Status.SERVING else None,
        call_count=calls,
        reason=Reason.LONGEST_WAIT,
        is_shown=is_shown,
        is_spoken=is_spoken,
    )


def a_desk(
    ticket: DeskTicket | None = None,
    queue: tuple[QueueRow, ...] = (),
    *,
    number: int = 2,
    waiting: int | None = None,
    actions: tuple[DeskAction, ...] | None = None,
    **about: object,
) -> Desk:
    """`about`: any other field of the desk."""
    if actions is None:
        actions = ALLOWED[None if ticket is None else ticket.status]
        if about.get("paused_for") is not None:
            actions = PAUSED
        if about.get("undo_until") is not None:
            actions = (*actions, DeskAction.UNDO)
        if not queue:
            actions = tuple(action for action in actions if action is not DeskAction.CALL_NEXT)
    name, _, primary, second = PEOPLE[1]
    desk = Desk(
        counter_id=CounterId(f"counter-{number}"),
        number=number,
        operator_name=name,
        primary=primary,
        second=second,
        ticket=ticket,
        actions=actions,
        waiting=len(queue) if waiting is None else waiting,
        longest_since=min((row.waiting_since for row in queue), default=None),
        queue=queue,
        services=the_services(),
    )
    return msgspec.structs.replace(desk, **about)


def a_view(
    desk: Desk | None = None, *, counters: int = 5, people: int = 7, alerts: tuple[Alert, ...] = ()
) -> CounterView:
    """Counter 3 is taken by the third official; the rest is as `desk` says."""
    seats = {3: 3} | ({} if desk is None else {desk.number: 2})
    choices = tuple(
        a_counter(number, a_person(seats[number]).name if number in seats else "") for number in range(1, counters + 1)
    )
    at = {person: number for number, person in seats.items()}
    staff = tuple(a_person(place, at.get(place)) for place in range(1, people + 1))
    return CounterView(branch=FACE, counters=choices, operators=staff, desk=desk, alerts=alerts)


def with_actions(desk: Desk, *actions: DeskAction) -> Desk:
    return msgspec.structs.replace(desk, actions=actions)
