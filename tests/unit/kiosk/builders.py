"""Views, tickets and a hand-held kiosk for the kiosk's tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from hub.protocol import (
    Accepted,
    Answer,
    BranchFace,
    ClassId,
    CommandId,
    FoundTicket,
    KioskPriority,
    KioskScan,
    KioskService,
    KioskTicket,
    KioskView,
    NothingFound,
    OfferedClass,
    PaperState,
    PrinterHealth,
    ServiceId,
    Status,
    TicketId,
    TicketSlip,
)
from kiosk.flow import step
from kiosk.inputs import (
    Connected,
    Effect,
    Input,
    MissedTapped,
    OptionTapped,
    PriorityTapped,
    Replied,
    Send,
    ServiceTapped,
    Ticked,
    Viewed,
)
from kiosk.state import Flow, Page, Showing, Times, started

HUB_START = datetime(2025, 11, 21, 0, 42, tzinfo=UTC)
"""07:42 on Friday 21 November 2025 in the hall."""

JUSTICE, SOCIETY = ServiceId("justice"), ServiceId("society")

FACE = BranchFace(
    agency="UBND XÃ THĂNG BÌNH",
    centre="Trung tâm Phục vụ hành chính công",
    agency_en="People's Committee of Thăng Bình Commune",
    centre_en="Public Administrative Service Centre",
)

REAL_FIELDS = (
    ("justice", "A", "Tư pháp – Hộ tịch – Chứng thực", "Khai sinh, kết hôn, sao y, chữ ký", "#9B1C1C"),
    ("society", "B", "Văn hoá – Xã hội", "Trợ cấp, người có công, bảo trợ xã hội", "#1D4E89"),
    ("business", "C", "Kinh tế – Hộ kinh doanh", "Đăng ký hộ kinh doanh, xây dựng", "#7A4A12"),
    ("agriculture", "D", "Nông nghiệp – Môi trường", "Đất đai, chăn nuôi, thuỷ lợi", "#1F6B45"),
    ("results", "T", "Trả kết quả", "Đã có giấy hẹn", "#0F5E66"),
    ("digital", "H", "Bàn hỗ trợ số", "VNeID, nộp hồ sơ trực tuyến, cư trú", "#5B3A8C"),
    ("insurance", "K", "Bảo hiểm xã hội – Bảo hiểm y tế", "Cấp thẻ, gia hạn, chế độ thai sản", "#8C2F5B"),
    ("police", "P", "Công an: Căn cước, cư trú", "Tạm trú, tạm vắng, căn cước", "#3F4A5A"),
    ("tax", "Q", "Thuế – Phí – Lệ phí", "Nộp thuế đất, môn bài, lệ phí trước bạ", "#1D4E89"),
)
REAL_FIELDS_EN = (
    ("Civil status and certification", "Births, marriages, certified copies, signatures"),
    ("Culture and social affairs", "Allowances, people with merit, social protection"),
    ("Economy and household business", "Business registration, building permits"),
    ("Agriculture and environment", "Land, livestock, irrigation"),
    ("Collect results", "You have an appointment slip"),
    ("Digital help desk", "VNeID, online applications, residence"),
    ("Social and health insurance", "Cards, renewals, maternity benefits"),
    ("Police: identity card, residence", "Temporary residence, absence, identity cards"),
    ("Taxes, fees and charges", "Land tax, licence fee, registration charges"),
)


ELDERLY, MERIT = ClassId("elderly"), ClassId("merit")

PRIORITIES = (
    KioskPriority(ELDERLY, "Người cao tuổi", "Từ đủ 80 tuổi", "Elderly people"),
    KioskPriority(ClassId("disabled"), "Người khuyết tật nặng", "Có giấy xác nhận", "People with disabilities"),
    KioskPriority(ClassId("pregnant"), "Phụ nữ mang thai", "", "Pregnant women"),
    KioskPriority(ClassId("child"), "Người có con nhỏ", "Con dưới 36 tháng tuổi đi cùng", "People with small children"),
    KioskPriority(MERIT, "Người có công với cách mạng", "Thương binh, thân nhân liệt sĩ", "People with merit"),
)
"""As a commune would have them (the house rules are the centre's own)."""

NOTICE = "Hồ sơ nộp từ bây giờ được tiếp nhận, trả lời vào ngày làm việc tiếp theo."

QUEUES = (
    (4, True, 20, 35),
    (1, True, 10, 10),
    (0, True, 0, 5),
    (2, True, 15, 25),
    (0, True, 0, 5),
    (0, False, None, None),
    (12, True, 95, 140),
    (0, True, 0, 5),
    (128, False, None, None),
)
"""Who waits, is anybody there to serve, and the range."""


def services(count: int = 6) -> tuple[KioskService, ...]:
    """The first of a real centre's fields, with all kinds of queues among them."""
    return tuple(
        KioskService(
            ServiceId(sid), prefix, name, examples, name_en, examples_en, colour, waiting, is_served, low, high
        )
        for (sid, prefix, name, examples, colour), (name_en, examples_en), (waiting, is_served, low, high) in zip(
            REAL_FIELDS[:count], REAL_FIELDS_EN[:count], QUEUES[:count], strict=True
        )
    )


def with_service(shown: KioskView, service_id: str, **changes: Any) -> KioskView:
    """The view with one service changed."""
    changed = (replace(each, **changes) if each.service_id == service_id else each for each in shown.services)
    return replace(shown, services=tuple(changed))


def missed(ordinal: int, *, mark: str = "", service_id: ServiceId = JUSTICE) -> KioskTicket:
    """A ticket of an hour ago that missed its call and may come back."""
    of_then = ticket(
        ordinal,
        issued_at=HUB_START - timedelta(hours=1),
        status=Status.NO_SHOW,
        paper=PaperState.CONFIRMED,
        service_id=service_id,
    )
    return replace(of_then, can_rejoin=True, mark=mark)


def ticket(
    ordinal: int = 24,
    *,
    paper: PaperState | None = PaperState.ISSUED,
    issued_at: datetime = HUB_START,
    service_id: ServiceId = JUSTICE,
    status: Status = Status.WAITING,
    number: str = "",
) -> KioskTicket:
    return KioskTicket(
        ticket_id=TicketId(f"2025-11-21.{ordinal}"),
        number=number or f"A{ordinal + 1:03d}",
        service_id=service_id,
        service_name="Tư pháp – Hộ tịch – Chứng thực",
        ahead=4,
        issued_at=issued_at,
        status=status,
        paper=paper,
        qr_url="http://192.168.1.10:8765/t/Zk3vQ9pW2xYb",
    )


def slip(of: KioskTicket) -> TicketSlip:
    return TicketSlip(
        ticket_id=of.ticket_id,
        number=of.number,
        service_id=of.service_id,
        service_name=of.service_name,
        ahead=of.ahead,
        issued_at=of.issued_at,
        has_paper=of.paper is not None,
        qr_url=of.qr_url,
        mark=of.mark,
        wait_low_min=of.wait_low_min,
        wait_high_min=of.wait_high_min,
    )


def view(
    *tickets: KioskTicket,
    printer: PrinterHealth = PrinterHealth.READY,
    is_open: bool = True,
    opens_at: datetime | None = None,
    fields: int = 6,
    priorities: int = 0,
    closed_because: str = "",
) -> KioskView:
    return KioskView(
        branch=FACE,
        is_open=is_open,
        opens_at=opens_at,
        services=services(fields),
        printer=printer,
        tickets=tickets,
        closed_because=closed_because,
        priorities=PRIORITIES[:priorities],
    )


def scanned(
    found: OfferedClass | FoundTicket | NothingFound, scan_id: str = "scan-1", at: datetime = HUB_START
) -> KioskScan:
    return KioskScan(scan_id, at, found)


def offered(class_id: ClassId = ELDERLY) -> OfferedClass:
    """By a card that was just read."""
    return OfferedClass(class_id)


def found(status: Status = Status.WAITING, counter_number: int | None = None, **changes: Any) -> FoundTicket:
    """A ticket of another kiosk, as it stands now."""
    seen = replace(ticket(41, status=status, paper=PaperState.CONFIRMED), ahead=3, wait_low_min=10, wait_high_min=20)
    return FoundTicket(replace(seen, **changes), counter_number)


class Kiosk:
    """The flow with a clock in the hand: what a test does to it happens `at` its `now`."""

    def __init__(self, times: Times | None = None) -> None:
        self.times = times or Times()
        self.now = 1000.0
        self.flow: Flow = started(self.now)
        self.effects: list[Effect] = []
        self._taps = 0
        self._seq = 0

    def do(self, event: Input) -> tuple[Effect, ...]:
        self.flow, effects = step(self.flow, event, self.now, self.times)
        self.effects += effects
        return effects

    def wait(self, seconds: float) -> tuple[Effect, ...]:
        self.now += seconds
        return self.do(Ticked())

    @property
    def hub_now(self) -> datetime:
        return HUB_START + timedelta(seconds=self.now - 1000.0)

    def see(self, shown: KioskView) -> None:
        self._seq += 1
        self.do(Viewed(self._seq, self.hub_now, shown))

    def open(self, shown: KioskView | None = None) -> "Kiosk":
        """Connected, with a first view, and ready for a finger."""
        self.do(Connected(self.hub_now))
        self.see(shown or view())
        self.wait(1.0)
        return self

    def tap(self, service_id: ServiceId = JUSTICE) -> CommandId:
        self._taps += 1
        command_id = CommandId(f"tap-{self._taps}")
        self.do(ServiceTapped(service_id, command_id))
        return command_id

    def scan(
        self, what: OfferedClass | FoundTicket | NothingFound, scan_id: str = "scan-1", shown: KioskView | None = None
    ) -> None:
        """Something is held to the scanner; and the picture has settled."""
        self.see(replace(shown or view(priorities=5), scan=scanned(what, scan_id, self.hub_now)))
        self.wait(0.5)

    def reply(self, command_id: CommandId, answer: Answer) -> None:
        self.do(Replied(command_id, answer))

    def issue(self, given: KioskTicket | None = None) -> KioskTicket:
        """Tap, be answered, see the ticket in the view; and the picture has settled."""
        given = given or ticket(issued_at=self.hub_now)
        self.reply(self.tap(), Accepted(slip(given)))
        self.see(view(given))
        self.wait(0.5)
        return given

    def claim(self, class_id: ClassId) -> None:
        """Say that one has priority; and the picture has settled."""
        self.do(PriorityTapped())
        self.wait(0.5)
        self.do(OptionTapped(class_id, CommandId("unused")))
        self.wait(0.5)

    def rejoin(self, of: KioskTicket, answer: Answer | None = None) -> CommandId:
        """A missed number wants to wait again, and the hub answers."""
        self._taps += 1
        command_id = CommandId(f"tap-{self._taps}")
        self.do(MissedTapped())
        self.wait(0.5)
        self.do(OptionTapped(of.ticket_id, command_id))
        self.reply(command_id, answer or Accepted())
        return command_id

    def paper(self, of: KioskTicket, state: PaperState, printer: PrinterHealth = PrinterHealth.READY) -> None:
        self.see(view(replace(of, paper=state), printer=printer))

    def page(self) -> Page:
        return self.flow.page

    def shown(self) -> Showing:
        assert isinstance(self.flow.stage, Showing)
        return self.flow.stage

    @property
    def sent(self) -> list[Send]:
        return [effect for effect in self.effects if isinstance(effect, Send)]
