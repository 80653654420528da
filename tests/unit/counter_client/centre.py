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
    OperatorChoice,
    OperatorId,
    QueueRow,
    Reason,
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

ALLOWED = {
    None: (DeskAction.CALL_NEXT, DeskAction.STAND_UP),
    Status.CALLED: (DeskAction.RECALL, DeskAction.START, DeskAction.MARK_NO_SHOW),
    Status.SERVING: (DeskAction.CALL_NEXT, DeskAction.FINISH),
}


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


def a_row(place: int, waited_min: float, *, service: str = "Hộ tịch – Chứng thực") -> QueueRow:
    reason = Reason.LONGEST_WAIT if place == 1 else Reason.IN_TURN
    return QueueRow(TicketId(f"2026-11-20.{place + 25}"), f"A{place + 25:03}", service, minutes_ago(waited_min), reason)


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
) -> DeskTicket:
    return DeskTicket(
        ticket_id=TicketId(f"2026-11-20.{number}"),
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
) -> Desk:
    if actions is None:
        actions = ALLOWED[None if ticket is None else ticket.status]
        if not queue:
            actions = tuple(action for action in actions if action is not DeskAction.CALL_NEXT)
    name, _, primary, second = PEOPLE[1]
    return Desk(
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
    )


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
