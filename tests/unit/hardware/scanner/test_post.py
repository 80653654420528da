"""The post of a scanner: the hub's day decides about ages, and each scan is a report with a name of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from hardware.scanner.post import ScannerPost
from hardware.scanner.settings import SerialScanner
from hardware.tables import Line
from hub.protocol import ClassId, DeviceId, DeviceState, HardwareView, ScanReport, SeenCard, SeenTicket
from tests.support.eventually import eventually_async
from tests.support.office import QuietHub, installed
from tests.unit.hardware.callpad.cable import Cable
from tests.unit.hardware.scanner.samples import AGES, OLD_CARD, SECRETS, TICKET


class Scanner:
    """A post with a scanner at the end of a cable."""

    def __init__(self, post: ScannerPost, cable: Cable, hub: QuietHub) -> None:
        self.post = post
        self.cable = cable
        self.hub = hub

    def see(self, now: datetime) -> None:
        self.hub.now = now
        self.post.see(HardwareView((), (), AGES))

    async def scan(self, text: str) -> ScanReport:
        before = len(self.hub.reports)
        self.cable.says(text.encode() + b"\r")
        await eventually_async(lambda: len(self.hub.reports) > before, "a report")
        report = self.hub.reports[-1]
        assert isinstance(report, ScanReport)
        return report


@asynccontextmanager
async def scanner(folder: Path) -> AsyncIterator[Scanner]:
    hub, cable = QuietHub(), Cable()
    table = SerialScanner(id="scanner-1", port="", kiosk="kiosk-2")
    async with installed(folder, hub, lambda office: ScannerPost(Line("", cable, (table,)), office)) as post:
        yield Scanner(post, cable, hub)


async def test_a_scan_is_told_for_its_kiosk_under_a_fresh_name(tmp_path: Path) -> None:
    async with scanner(tmp_path) as s:
        s.see(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
        first, second = await s.scan(TICKET), await s.scan(OLD_CARD)

    assert (first.kiosk, first.what) == (DeviceId("kiosk-2"), SeenTicket("k3J9xQ2mZpAbCd12"))
    assert isinstance(second.what, SeenCard)
    assert first.scan_id != second.scan_id
    assert not any(secret in repr(s.hub.reports) for secret in SECRETS)


async def test_a_birthday_begins_at_the_halls_midnight(tmp_path: Path) -> None:
    async with scanner(tmp_path) as s:
        for now, class_id in (
            (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), "tu-60"),
            (datetime(2026, 11, 22, 17, 1, tzinfo=UTC), "tu-80"),
        ):
            s.see(now)
            # The scanner's own thread learns the day a moment later.
            scans = [await s.scan(born_on("23111946", person)) for person in range(100, 120)]
            assert scans[-1].what == SeenCard(ClassId(class_id))


def born_on(day: str, person: int) -> str:
    return OLD_CARD.replace("20111941", day).replace("079041000002", f"079041000{person}")


async def test_a_scanner_says_how_it_is(tmp_path: Path) -> None:
    async with scanner(tmp_path) as s:
        await eventually_async(lambda: s.post.states() != ())
        (state,) = s.post.states()

    assert isinstance(state, DeviceState)
    assert (state.name, state.kind, state.place, state.health) == ("scanner-1", "scanner", "kiosk-2", "ready")
