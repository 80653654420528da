"""A real kiosk at a real hub, while an agent tells of scans and of printers: what the citizen then sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from websockets.sync.client import ClientConnection, connect

from hub.client.version import APP_VERSION
from hub.protocol import (
    PROTOCOL_VERSION,
    Accepted,
    ClassId,
    CommandId,
    DeviceId,
    DeviceReport,
    HardwareReport,
    HardwareView,
    Hello,
    PaperState,
    PrinterHealth,
    PrinterId,
    PrinterReport,
    PrintJob,
    Reply,
    Report,
    ReportPaper,
    Request,
    Role,
    ScanReport,
    Seen,
    SeenCard,
    SeenTicket,
    SeenUnknown,
    View,
    decode_from_hub,
    encode,
)
from hub.samples import THANG_BINH
from tests.gui.test_kiosk_with_hub import Citizen, kiosk_at
from tests.support.processes import HubProcess

OWN, SPARE = PrinterId("printer-1"), PrinterId("printer-2")
SECOND_KIOSK = """
[[kiosks]]
device_id = "kiosk-2"
name = "Kiosk cửa phụ"
printer_id = "printer-2"
"""


def with_a_second_machine(folder: Path) -> Path:
    """The sample centre, with a kiosk whose printer takes over."""
    sample = (THANG_BINH / "branch.toml").read_text(encoding="utf-8")
    own = 'printer_id = "printer-1"\n'
    assert sample.count(own) == 1
    file = folder / "branch.toml"
    file.write_text(sample.replace(own, own + 'spare_printer_id = "printer-2"\n') + SECOND_KIOSK, encoding="utf-8")
    return file


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub", branch=with_a_second_machine(tmp_path)) as process:
        yield process.wait_until_open()


class Agent:
    """A hardware agent made of the protocol alone."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = count(1)

    def report(self, report: DeviceReport) -> None:
        self._socket.send(encode(Report(report)))

    def scans(self, what: Seen) -> None:
        self.report(ScanReport(DeviceId("kiosk-1"), f"scan-{next(self._ids)}", what))

    def says(self, own: PrinterHealth, spare: PrinterHealth) -> None:
        self.report(HardwareReport((PrinterReport(OWN, own), PrinterReport(SPARE, spare))))

    def job_of(self, printer: PrinterId) -> PrintJob:
        """The first paper wanted from a printer."""
        while True:
            message = decode_from_hub(self._socket.recv(timeout=15))
            if isinstance(message, View) and isinstance(message.view, HardwareView):
                for job in message.view.jobs:
                    if job.printer_id == printer:
                        return job

    def tells(self, job: PrintJob, state: PaperState) -> None:
        command_id = CommandId(f"agent-{next(self._ids)}")
        self._socket.send(encode(Request(command_id, ReportPaper(job.job_id, state, "", job.printer_id))))
        while True:
            message = decode_from_hub(self._socket.recv(timeout=15))
            if isinstance(message, Reply):
                assert message.answer == Accepted()
                return


@contextmanager
def agent_at(hub: HubProcess) -> Iterator[Agent]:
    hello = Hello(Role.HARDWARE, DeviceId("agent-1"), hub.key, PROTOCOL_VERSION, APP_VERSION)
    with connect(hub.url, compression=None) as socket:
        socket.send(encode(hello))
        yield Agent(socket)


def test_a_paper_whose_printer_is_out_comes_out_at_the_other_machine(hub: HubProcess, tmp_path: Path) -> None:
    with agent_at(hub) as agent, kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        agent.says(PrinterHealth.PAPER_OUT, PrinterHealth.READY)
        citizen.sees("printerLine", "text", "Phiếu của Ông/Bà in tại “Kiosk cửa phụ”.")

        number = citizen.takes_a_number("justice")
        job = agent.job_of(SPARE)
        assert (job.paper.number, job.paper.copy) == (number, 1)
        agent.tells(job, PaperState.SENDING)
        agent.tells(job, PaperState.CONFIRMED)

        citizen.sees("notice", "text", "Mời lấy phiếu tại “Kiosk cửa phụ”")


def test_a_ticket_held_to_the_scanner_is_shown_as_it_stands(hub: HubProcess, tmp_path: Path) -> None:
    with agent_at(hub) as agent, kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        agent.says(PrinterHealth.READY, PrinterHealth.READY)
        number = citizen.takes_a_number("justice")
        token = agent.job_of(OWN).paper.qr_url.rpartition("/")[2]
        citizen.touches_until("doneButton", "homePage")

        agent.scans(SeenTicket(token))

        citizen.sees("numberCaption", "text", "Phiếu vừa quét")
        assert citizen.text("ticketNumber") == number
        citizen.touches_until("doneButton", "homePage")


def test_a_card_is_asked_about_once_and_its_holder_decides(hub: HubProcess, tmp_path: Path) -> None:
    with agent_at(hub) as agent, kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        citizen.sees("field-justice")

        agent.scans(SeenCard(ClassId("elderly")))
        citizen.sees("scanWords", "text", "Đã đọc thẻ. Mời Ông/Bà chọn lĩnh vực.")
        citizen.touches_until("field-justice", "listPage")
        citizen.touches_until("claim-yes", "issuingPage", "resultPage")

        citizen.sees("resultPage")
        assert citizen.text("mark") == "ƯT"


def test_what_the_machine_cannot_use_is_told_and_stops_nobody(hub: HubProcess, tmp_path: Path) -> None:
    with agent_at(hub) as agent, kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        citizen.sees("field-justice")

        agent.scans(SeenUnknown("vneid"))

        citizen.sees("scanWords", "text", "Vui lòng dùng thẻ căn cước hoặc bấm chọn trên màn hình.")
        assert citizen.takes_a_number("justice") == "A001"
