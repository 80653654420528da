"""From what was found out about a printer to what the technician is told. Pure."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, assert_never

import msgspec

from hardware.doctor.bench import Examined, Reached, Trial
from hardware.doctor.words import METHODS, NEAR_END, TROUBLES, why_closed
from hardware.ports import PortAddress, PortKind, printing_check
from hardware.ports.printing import SLOW_BAUD, TICKET_BYTES, TOO_SLOW_BAUD
from hardware.ports.serial_settings import Flow
from hardware.printer.confirm import UNVERIFIED
from hardware.printer.job import Outcome
from hardware.printer.profile import AUTO, PROFILES, ConfirmMethod, Cutter, Presenter, Profile
from hub.protocol import PrinterHealth

AT_ONCE_S: Final = 0.05
"""What is handed over so fast went into a buffer: it says nothing about the cable but that nobody waits for it."""


class Level(StrEnum):
    """What a line asks of the technician."""

    GOOD = "tốt"
    NOTE = "lưu ý"
    TODO = "cần làm"


class Finding(msgspec.Struct, frozen=True):
    """One thing seen. `do` is what to do about it."""

    level: Level
    what: str
    do: str = ""


def findings(address: PortAddress, examined: Examined) -> Iterator[Finding]:
    """In the order in which a technician meets them."""
    yield from _cable(address)
    if printing_check(address).refusals:
        return
    if examined.reached is Reached.CLOSED:
        advice = why_closed(examined.trouble)
        yield Finding(Level.TODO, f"{advice.what} ({examined.trouble})", advice.do)
        return
    yield Finding(Level.GOOD, "Mở được cổng.")
    yield from _status(examined)
    yield from _identity(examined)
    if examined.test is not None:
        yield from _test(examined.test, address)


def _cable(address: PortAddress) -> Iterator[Finding]:
    """What can be said before anything is opened."""
    line = address.serial
    if address.kind is PortKind.EVDEV:
        yield Finding(Level.TODO, "Cổng evdev:// là bàn phím hoặc máy quét, không in được.", "Chọn cổng của máy in.")
    if line is None:
        return
    if line.baud < SLOW_BAUD:
        seconds = TICKET_BYTES / line.bytes_per_s
        yield Finding(
            Level.TODO if line.baud <= TOO_SLOW_BAUD else Level.NOTE,
            f"Cổng nối tiếp {line.baud} baud quá chậm: gửi một phiếu mất {seconds:.0f} giây.",
            "Đặt máy in ở 115200 baud (công tắc DIP hoặc phần mềm của hãng), rồi sửa baud trong tên cổng.",
        )
    if line.bytesize != 8:
        yield Finding(Level.TODO, "Phiếu in bằng hình, cần 8 bit dữ liệu.", "Đặt máy in và cổng ở bytesize=8.")
    if line.flow is Flow.NONE:
        yield Finding(
            Level.NOTE,
            "Cổng không có điều khiển luồng: khi máy in bận, phiếu bị mất nét.",
            "Nối đủ dây DTR/DSR hoặc RTS/CTS, đặt máy in như vậy, rồi thêm flow=dsrdtr hoặc flow=rtscts vào tên cổng.",
        )


def _status(examined: Examined) -> Iterator[Finding]:
    if examined.detail == UNVERIFIED:
        yield Finding(
            Level.NOTE,
            "Không đọc được trạng thái máy in: hết giấy, mở nắp đều không biết; phiếu chỉ ở mức “chưa kiểm chứng”.",
            "Nên dùng máy in biết trả lời, nối bằng mạng, USB trực tiếp hoặc cổng COM.",
        )
    elif examined.health is PrinterHealth.READY:
        yield Finding(Level.GOOD, "Máy in trả lời: sẵn sàng, có giấy, nắp đóng.")
        if examined.detail == "ticket_not_taken":
            yield Finding(Level.NOTE, "Còn một phiếu ở cửa ra chưa được lấy.", "Lấy phiếu ra.")
    elif examined.health is PrinterHealth.NEAR_END:
        yield Finding(Level.NOTE, NEAR_END.what, NEAR_END.do)
    elif examined.detail in TROUBLES:
        advice = TROUBLES[examined.detail]
        yield Finding(Level.TODO, advice.what, advice.do)
    else:
        advice = TROUBLES["silent"]
        yield Finding(Level.TODO, f"{advice.what} {examined.trouble}".strip(), advice.do)


def _identity(examined: Examined) -> Iterator[Finding]:
    learnt, profile = examined.learnt, examined.profile
    if profile is None or examined.detail in ("silent", UNVERIFIED):
        return
    if learnt is None:
        if examined.health in (PrinterHealth.READY, PrinterHealth.NEAR_END):
            return  # nobody asked: the technician said what it is
        yield Finding(Level.NOTE, "Chưa hỏi được hãng và loại máy.", "Xử lý việc ở trên rồi chạy lại.")
        return
    if learnt.name:
        yield Finding(Level.GOOD, f"Máy in tự giới thiệu: {learnt.name}. Cấu hình đề nghị: {profile.name}.")
    else:
        yield Finding(
            Level.NOTE,
            f"Máy in không nói hãng và loại. Cấu hình đề nghị: {profile.name}.",
            "Nếu biết loại máy, xem `layso-hardware profiles` và ghi đúng tên vào `profile`.",
        )
    yield Finding(Level.GOOD, f"Khổ giấy {profile.paper_mm} mm, {profile.width_dots} điểm, {_parts(profile)}.")
    if learnt.gives_ids and examined.test is None:
        yield Finding(Level.GOOD, f"Nói thật khi in xong: {METHODS[ConfirmMethod.PROCESS_ID]}.")


def _parts(profile: Profile) -> str:
    cutters = {Cutter.FULL: "dao cắt rời", Cutter.PARTIAL: "dao cắt để lại một điểm", Cutter.NONE: "không có dao cắt"}
    mouth = "" if profile.presenter is Presenter.NONE else ", có cửa giữ phiếu"
    return cutters[profile.cutter] + mouth


def _test(test: Trial, address: PortAddress) -> Iterator[Finding]:
    advice = TROUBLES.get(test.detail)
    why = f" {advice.what}" if advice else f" ({test.detail})"
    match test.outcome:
        case Outcome.CONFIRMED if test.detail in (ConfirmMethod.IDLE, UNVERIFIED):
            yield Finding(Level.NOTE, f"Đã gửi phiếu thử; {METHODS[test.detail]}.", "Xem phiếu đã ra và nguyên vẹn.")
        case Outcome.CONFIRMED:
            yield Finding(Level.GOOD, f"Phiếu thử đã in xong, có bằng chứng: {METHODS[test.detail]}.")
        case Outcome.FAILED:
            yield Finding(Level.TODO, f"Chưa in được phiếu thử.{why}", advice.do if advice else "Chạy lại.")
        case Outcome.UNKNOWN:
            yield Finding(
                Level.TODO,
                f"Đã gửi phiếu thử nhưng máy in không xác nhận.{why}",
                "Xem phiếu có ra không; kiểm tra dây, nguồn, rồi chạy lại.",
            )
        case _:
            assert_never(test.outcome)
    if not test.is_whole:
        yield Finding(
            Level.TODO,
            "Phiếu không nguyên vẹn: lời máy in không tin được, hoặc cấu hình không đúng loại máy.",
            "Thử `--profile generic-80` (hoặc generic-58); nếu vẫn vậy, đổi dây hoặc cổng khác.",
        )
    yield from _speeds(test, address)


def _speeds(test: Trial, address: PortAddress) -> Iterator[Finding]:
    size = f"{test.size_bytes / 1000:.1f} KB"
    if test.sent_in_s is not None and test.sent_in_s < AT_ONCE_S:
        line = address.serial
        pace = f"đi theo nhịp {line.baud} baud, {line.bytes_per_s / 1000:.1f} KB/giây" if line else "đi ngay một lần"
        yield Finding(Level.GOOD, f"Đường truyền: {size} {pace}.")
    elif test.bytes_per_s is not None:
        speed = f"{test.bytes_per_s / 1000:.1f} KB/giây"
        yield Finding(Level.GOOD, f"Đường truyền: {size} trong {test.sent_in_s:.1f} giây, {speed}.")
    if test.mm_per_s is not None:
        speed = f"{test.mm_per_s:.0f} mm/giây"
        seconds = f"{test.printed_in_s:.1f} giây"
        yield Finding(Level.GOOD, f"Tốc độ in: {test.paper_mm:.0f} mm trong {seconds}, ít nhất {speed}.")


def proposal(address: PortAddress, examined: Examined, name: str, named: str = "") -> str:
    """The table for the agent's file; "" while nothing can be proposed. `named`: the technician said the profile."""
    if examined.reached is Reached.CLOSED or printing_check(address).refusals or examined.profile is None:
        return ""
    if named:
        profile = named
    elif address.kind in (PortKind.WINSPOOL, PortKind.FILE):
        profile = address.kind.value
    elif examined.learnt is None or examined.profile.confirm != PROFILES[examined.profile.name].confirm:
        profile = AUTO  # it proves more, or less, than others of its kind
    else:
        profile = examined.profile.name
    lines = ["[[printer]]", f'id = "{name}"', f'port = "{address.url}"', f'profile = "{profile}"']
    roll_m = 80 if examined.profile.paper_mm == 80 else 40
    return "\n".join([*lines, f"roll_m = {roll_m}  # chiều dài cuộn giấy mới, mét"])
