"""A waiting room to build display tests from: views, calls, and the ports as fakes."""

from datetime import UTC, datetime, timedelta

from display.announcement import Announcement
from display.audio import SoundListener
from hub.core.ids import BranchCode
from hub.protocol import (
    PROTOCOL_VERSION,
    BranchFace,
    CallId,
    Command,
    CommandId,
    DeviceReport,
    DisplayCall,
    DisplayCounter,
    DisplayLine,
    DisplayView,
    View,
    Welcome,
)

NOW = datetime(2026, 11, 20, 0, 42, tzinfo=UTC)
"""07:42 on a Friday in Thăng Bình."""

TICKER = (
    "Hồ sơ nộp sau 15 giờ: trả kết quả vào ngày làm việc tiếp theo.",
    "Số bị lỡ được quay lại trong 30 phút, xin báo cán bộ.",
    "Người cao tuổi, người khuyết tật, phụ nữ mang thai được ưu tiên.",
)


def a_call(
    number: str = "A025",
    counter_number: int = 2,
    *,
    age_s: float = 0,
    call_number: int = 1,
    is_spoken: bool = False,
    now: datetime = NOW,
) -> DisplayCall:
    return DisplayCall(
        call_id=CallId(f"{number}.c{call_number}"),
        number=number,
        counter_number=counter_number,
        called_at=now - timedelta(seconds=age_s),
        is_recall=call_number > 1,
        is_spoken=is_spoken,
    )


def a_view(
    *newest_first: DisplayCall,
    unspoken: tuple[DisplayCall, ...] | None = None,
    counters: int = 5,
    letters: str = "ABCDTH",
    ticker: tuple[str, ...] = TICKER,
) -> DisplayView:
    waiting = tuple(c for c in reversed(newest_first) if not c.is_spoken) if unspoken is None else unspoken
    return DisplayView(
        branch=BranchFace(
            agency="UBND xã Thăng Bình",
            centre="Trung tâm Phục vụ hành chính công xã Thăng Bình",
            agency_en="People's Committee of Thăng Bình Commune",
            centre_en="Thăng Bình Commune Public Administrative Service Centre",
        ),
        calls=newest_first[:8],
        unspoken=waiting,
        call_max_age_s=60,
        lines=tuple(
            DisplayLine(prefix=p, name=p, waiting=(0, 4, 12, 0, 2, 1)[i % 6], can_call_now=i % 6 == 3)
            for i, p in enumerate(letters)
        ),
        counters=tuple(
            DisplayCounter(
                number=n,
                is_staffed=n % 5 != 4,
                is_connected=n % 7 != 5,
                ticket_number=next((call.number for call in newest_first if call.counter_number == n), ""),
                is_paused=n % 5 == 3,
            )
            for n in range(1, counters + 1)
        ),
        ticker=ticker,
    )


def as_told(view: DisplayView, seq: int = 1, now: datetime = NOW) -> View:
    return View(seq=seq, now=now, view=view)


WELCOME = Welcome(protocol=PROTOCOL_VERSION, branch_code=BranchCode("thang-binh"), hub_version="1", now=NOW)


class FakeHub:
    """A `HubPort` that remembers."""

    def __init__(self) -> None:
        self.sent: list[tuple[CommandId, Command]] = []
        self.reports: list[DeviceReport] = []

    def send(self, command_id: CommandId, command: Command) -> None:
        self.sent.append((command_id, command))

    def forget(self, command_id: CommandId) -> None:
        raise AssertionError(f"a display forgets nothing, not even {command_id}")

    def report(self, report: DeviceReport) -> None:
        self.reports.append(report)

    def ids(self, what: str) -> list[CommandId]:
        return [command_id for command_id, _ in self.sent if f".{what}." in command_id]


class FakePlayer:
    """A loudspeaker whose announcements end when the test says so."""

    def __init__(self) -> None:
        self.listener: SoundListener | None = None
        self.played: list[Announcement] = []
        self.volumes: list[float] = []

    def start(self, listener: SoundListener) -> None:
        self.listener = listener

    def play(self, announcement: Announcement, volume: float) -> None:
        self.played.append(announcement)
        self.volumes.append(volume)

    def stop(self) -> None:
        """Nothing runs."""
