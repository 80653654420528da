"""One visit of the doctor: which ports are looked at, in which order things are said, and what the exit code is."""

from collections.abc import Callable, Iterable

import msgspec

from hardware.doctor.advice import Finding, Level, findings, proposal
from hardware.doctor.bench import Bench, Examined, Reached
from hardware.ports import PortAddress, PortKind, printing_check
from hardware.ports.finding import Access, Found
from hardware.printer.job import Outcome
from hardware.printer.profile import PROFILES, Profile
from hardware.printer.settings import fallback, fitted
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLE_PAPER
from hub.protocol import PrinterHealth

TEST_PAPER = msgspec.structs.replace(
    SAMPLE_PAPER,
    title="PHIẾU THỬ MÁY IN",
    number="A000",
    service_name="Kiểm tra máy in – không có giá trị lấy số",
    issued_local="Ă Â Đ Ê Ô Ơ Ư ạ ặ ẫ ợ ữ",
    session_name="",
    footer=("Nếu đọc được dòng chữ trên và quét được mã,", "máy in này dùng được."),
)


DENIED = "Chạy `layso-hardware list-ports`: cuối trang có các lệnh cấp quyền."


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the technician asked for."""

    paper_mm: int | None = None
    profile: Profile | None = None
    """Named by the technician; None asks the printer."""
    prints: Callable[[], bool]
    """May a test ticket be printed? Asked only when one can be."""
    is_whole: Callable[[], bool] = lambda: True
    """Is the ticket in the technician's hand as it should be? Asked only of a printer that says so."""
    name: str = "printer-1"


def visit_printer(
    address: PortAddress, wish: Wish, clock: Callable[[], float], say: Callable[[str], None]
) -> tuple[bool, str]:
    """Whether all is well, and the table for the agent's file."""
    say(f"Máy in tại {address.url}")
    examined = Examined(reached=Reached.CLOSED)
    if not printing_check(address).refusals:
        examined = _examined(address, wish, clock, say)
    told = list(findings(address, examined))
    for finding in told:
        say_finding(finding, say)
    say("")
    return all(finding.level is not Level.TODO for finding in told), proposal(
        address, examined, wish.name, wish.profile.name if wish.profile else ""
    )


def _examined(address: PortAddress, wish: Wish, clock: Callable[[], float], say: Callable[[str], None]) -> Examined:
    profile = wish.profile or fallback(wish.paper_mm)
    candidates = tuple(fitted(each, address) for each in PROFILES.values() if wish.paper_mm in (None, each.paper_mm))
    is_asked = wish.profile is None and address.hears
    bench = Bench(address.open, fitted(profile, address), candidates if is_asked else (), clock)
    try:
        examined = bench.examine()
        can_print = examined.health in (PrinterHealth.READY, PrinterHealth.NEAR_END)
        if can_print and examined.profile is not None and wish.prints():
            say("  … đang in phiếu thử")
            return _looked_at(bench.print(make_ticket(examined.profile, TEST_PAPER)), wish)
        return examined
    finally:
        bench.close()


def _looked_at(examined: Examined, wish: Wish) -> Examined:
    test = examined.test
    if test is None or test.outcome is not Outcome.CONFIRMED or wish.is_whole():
        return examined
    return msgspec.structs.replace(examined, test=msgspec.structs.replace(test, is_whole=False))


def say_finding(finding: Finding, say: Callable[[str], None]) -> None:
    say(f"  [{finding.level}] {finding.what}")
    if finding.do:
        say(f"      → {finding.do}")


def say_found(found: Iterable[Found], say: Callable[[str], None]) -> list[Found]:
    """What is plugged in and is no printer for sure; the printers are returned."""
    printers = []
    for each in found:
        if each.kind in (PortKind.USBLP, PortKind.USB, PortKind.WINSPOOL):
            printers.append(each)
            continue
        kind = "Cổng nối tiếp" if each.kind is PortKind.SERIAL else "Bàn phím số hoặc máy quét"
        say(f"{kind}: {each.what}, tại {each.path}")
        if each.access is Access.DENIED:
            say_finding(Finding(Level.TODO, "Người dùng này không được phép mở.", DENIED), say)
        fast = each.url.replace("baud=9600", "baud=115200&flow=rtscts")
        if each.kind is PortKind.SERIAL:
            say(f'  [lưu ý] Nếu là máy in: layso-hardware doctor --port "{fast}"')
        say(f'  [lưu ý] Nếu là thiết bị khác: port = "{each.url}"')
        say("")
    return printers
