"""What is held to a scanner, through the real agent and the real hub, to the kiosk; and that a card stays nowhere."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.protocol import (
    Accepted,
    ClassId,
    FoundTicket,
    IssueTicket,
    KioskScan,
    KioskView,
    NothingFound,
    OfferedClass,
    Role,
    RoleView,
    ServiceId,
    Status,
    TicketSlip,
)
from tests.hardware.programs import ScannerProgram, box_program
from tests.support.eventually import eventually, eventually_async
from tests.support.processes import HubProcess, Program
from tests.support.wire_device import WireDevice, device
from tests.unit.hardware.scanner.samples import CARD, NEW_CARD, OLD_CARD, SECRETS, SLIP

JUSTICE = ServiceId("justice")
KINDS = ("serial", "wedge")


@dataclass
class Kiosk:
    """A ticket machine with a scanner."""

    wire: WireDevice
    hub: HubProcess

    async def take(self) -> TicketSlip:
        answer = await self.wire.ask(IssueTicket(JUSTICE))
        assert isinstance(answer, Accepted)
        assert answer.ticket is not None
        return answer.ticket

    @property
    def scan(self) -> KioskScan | None:
        return _scan(self.wire.view)

    @property
    def scans_shown(self) -> int:
        """How many different ones this kiosk was ever shown."""
        return len({scan.scan_id for view in self.wire.views if (scan := _scan(view.view))})

    async def until(self, found: object) -> None:
        await eventually_async(lambda: self.scan is not None and self.scan.found == found, f"{found}; now {self.scan}")

    async def until_found(self, number: str) -> FoundTicket:
        def found() -> FoundTicket | None:
            seen = self.scan.found if self.scan else None
            return seen if isinstance(seen, FoundTicket) and seen.ticket.number == number else None

        ticket = await eventually_async(found, f"{number} is found; now {self.scan}")
        assert ticket is not None
        return ticket


def _scan(view: RoleView | None) -> KioskScan | None:
    return view.scan if isinstance(view, KioskView) else None


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub").wait_until_open() as hub:
        yield hub


@asynccontextmanager
async def kiosk_of(hub: HubProcess) -> AsyncIterator[Kiosk]:
    async with device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as wire:
        yield Kiosk(wire, hub)


def agent_with(folder: Path, hub: HubProcess, kind: str, scanner: ScannerProgram, *options: str) -> Program:
    table = f'[[scanner]]\nkind = "{kind}"\nid = "scanner-1"\nport = "{scanner.url}"\nkiosk = "kiosk-1"\n'
    return box_program(folder / "agent", hub.url, table, *options, key=hub.key)


def ready(agent: Program) -> None:
    eventually(lambda: "connected to the hub" in agent.output() and "[scanner-1] is ready" in agent.output())


@pytest.mark.parametrize("kind", KINDS)
async def test_a_tickets_own_code_says_how_many_are_before_it(tmp_path: Path, hub: HubProcess, kind: str) -> None:
    with ScannerProgram(tmp_path / "s", kind) as scanner, agent_with(tmp_path, hub, kind, scanner) as agent:
        ready(agent)
        async with kiosk_of(hub) as kiosk:
            for _ in range(3):
                await kiosk.take()
            mine = await kiosk.take()

            scanner.scan(mine.qr_url)

            found = await kiosk.until_found(mine.number)
            assert (found.ticket.ahead, found.ticket.status) == (3, Status.WAITING)
            scanner.scan(mine.qr_url.replace(mine.qr_url[-16:], "x" * 16))
            await kiosk.until(NothingFound("not_today"))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_card_of_an_old_person_offers_their_class_and_a_young_ones_none(
    tmp_path: Path, hub: HubProcess, kind: str
) -> None:
    with ScannerProgram(tmp_path / "s", kind) as scanner, agent_with(tmp_path, hub, kind, scanner) as agent:
        ready(agent)
        async with kiosk_of(hub) as kiosk:
            scanner.scan(OLD_CARD)
            await eventually_async(lambda: kiosk.scan is not None, "the kiosk is told")
            assert kiosk.scan is not None
            assert isinstance(kiosk.scan.found, OfferedClass)
            assert kiosk.scan.found.class_id

            scanner.scan(CARD)
            await kiosk.until(OfferedClass(ClassId("")))
            scanner.scan(NEW_CARD)
            await kiosk.until(OfferedClass(ClassId("elderly")))
            scanner.scan(SLIP)
            await kiosk.until(NothingFound("slip"))
            scanner.scan("https://vneid.example.vn/x")
            await kiosk.until(NothingFound("vneid"))


async def test_a_code_held_before_the_scanner_is_one_scan(tmp_path: Path, hub: HubProcess) -> None:
    with ScannerProgram(tmp_path / "s", "serial") as scanner, agent_with(tmp_path, hub, "serial", scanner) as agent:
        ready(agent)
        async with kiosk_of(hub) as kiosk:
            mine = await kiosk.take()
            for _ in range(5):
                scanner.scan(mine.qr_url)
            await kiosk.until_found(mine.number)
            scanner.scan(SLIP)
            await kiosk.until(NothingFound("slip"))

            assert kiosk.scans_shown == 2


STAMMERS: dict[str, tuple[dict[str, object], ...]] = {
    "serial": ({"gap_s": 0.002}, {"end": ""}, {"end": "\r\n"}, {"end": "\n", "gap_s": 0.001}),
    "wedge": ({"gap_s": 0.005}, {"bounces": True}),
}
UNREADABLE: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
    "serial": (
        ("glue", {"codes": ["http://h/t/k3J9xQ2mZpAbCd12", "http://h/t/k3J9xQ2mZpAbCd12"]}),
        ("garbage", {}),
        ("scan", {"code": OLD_CARD[:30]}),
    ),
    "wedge": (("scan", {"code": OLD_CARD, "loses": True}), ("scan", {"code": OLD_CARD, "end": ""})),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_scanner_that_stammers_is_understood_and_what_cannot_be_read_is_not_guessed(
    tmp_path: Path, hub: HubProcess, kind: str
) -> None:
    with ScannerProgram(tmp_path / "s", kind) as scanner, agent_with(tmp_path, hub, kind, scanner) as agent:
        ready(agent)
        async with kiosk_of(hub) as kiosk:
            for how in STAMMERS[kind]:
                mine = await kiosk.take()
                scanner.scan(mine.qr_url, **how)
                await kiosk.until_found(mine.number)
            for what, parameters in UNREADABLE[kind]:
                scanner.do(what, **parameters)
                await kiosk.until(NothingFound("unreadable"))
                scanner.scan(f"000.11.22.H33-261121-{kiosk.scans_shown:04}")
                await kiosk.until(NothingFound("slip"))


@pytest.mark.parametrize("kind", KINDS)
async def test_an_unplugged_scanner_works_again_when_it_is_back(tmp_path: Path, hub: HubProcess, kind: str) -> None:
    with ScannerProgram(tmp_path / "s", kind) as scanner, agent_with(tmp_path, hub, kind, scanner) as agent:
        ready(agent)
        async with kiosk_of(hub) as kiosk:
            scanner.do("unplug")
            eventually(lambda: "[scanner-1] is offline" in agent.output())
            scanner.do("plug_in")
            eventually(lambda: agent.output().count("[scanner-1] is ready") == 2)
            scanner.scan(OLD_CARD)
            await kiosk.until(OfferedClass(ClassId("elderly")))


async def test_of_a_card_nothing_is_left_in_any_file(tmp_path: Path, hub: HubProcess) -> None:
    """The agent logs every detail, the hub is asked for a ticket with the class offered, and both are ended."""
    with ScannerProgram(tmp_path / "s", "serial") as scanner:
        with agent_with(tmp_path, hub, "serial", scanner, "--verbose") as agent:
            ready(agent)
            async with kiosk_of(hub) as kiosk:
                scanner.scan(OLD_CARD)
                await kiosk.until(OfferedClass(ClassId("elderly")))
                taken = await kiosk.wire.ask(IssueTicket(JUSTICE, class_id=ClassId("elderly")))
                assert isinstance(taken, Accepted)
                scanner.scan(OLD_CARD, end="", gap_s=0.001)
                scanner.scan(OLD_CARD[:55])
                scanner.do("unplug")
                eventually(lambda: "[scanner-1] is offline" in agent.output())
                told = "".join(repr(view) for view in kiosk.wire.views)
            assert agent.stop() == 0
        assert hub.stop() == 0

    assert not [secret for secret in SECRETS if secret in told]
    assert not _left(tmp_path)
    with closing(sqlite3.connect(hub.data / "layso.db")) as database:
        dump = "\n".join(database.iterdump())
    assert "elderly" in dump
    assert not [secret for secret in SECRETS if secret in dump]


async def test_a_parser_that_falls_over_leaves_nothing_of_a_card_either(tmp_path: Path, hub: HubProcess) -> None:
    """A fault is put into the parser that quotes all it read, as an exception of a library would."""
    (tmp_path / "agent").mkdir()
    (tmp_path / "agent" / "sitecustomize.py").write_text(
        "import hardware.scanner.codes as codes\n"
        "def birth_of(text):\n    raise ValueError(f'cannot read {text!r}')\n"
        "codes.birth_of = birth_of\n",
        encoding="utf-8",
    )
    with ScannerProgram(tmp_path / "s", "serial") as scanner:
        with box_program(
            tmp_path / "agent",
            hub.url,
            f'[[scanner]]\nkind = "serial"\nid = "scanner-1"\nport = "{scanner.url}"\nkiosk = "kiosk-1"\n',
            "--verbose",
            key=hub.key,
            first_path=tmp_path / "agent",
        ) as agent:
            ready(agent)
            async with kiosk_of(hub) as kiosk:
                scanner.scan(OLD_CARD)
                await kiosk.until(NothingFound("unreadable"))
            assert agent.stop() == 0
        log = agent.output()

    assert "a code was lost by a fault of this program: ValueError in birth_of" in log
    assert "Traceback" not in log
    assert not _left(tmp_path)


def _left(folder: Path) -> list[tuple[str, str]]:
    """Which secret is in which file, in whatever way text is written down."""
    forms = [(secret, form) for secret in SECRETS for form in _forms(secret)]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(secret, path.name) for path in files for secret, form in forms if form in path.read_bytes()]


def _forms(secret: str) -> set[bytes]:
    return {secret.encode(), secret.encode("utf-16-le"), ascii(secret)[1:-1].encode(), secret.encode().hex().encode()}


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text(f"read {OLD_CARD!a}", encoding="utf-8")

    assert ("079041000002", "a.log") in _left(tmp_path)
    assert ("Trần Thị Mẫu", "a.log") in _left(tmp_path)


def test_an_agent_with_a_scanner_refuses_to_leave_a_picture_of_its_memory(tmp_path: Path, hub: HubProcess) -> None:
    with ScannerProgram(tmp_path / "s", "serial") as scanner, agent_with(tmp_path, hub, "serial", scanner) as agent:
        ready(agent)
        limits = Path(f"/proc/{agent.process.pid}/limits").read_text(encoding="ascii")
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))

        assert core.split()[4] == "0"
