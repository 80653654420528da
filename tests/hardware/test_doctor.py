"""`layso-hardware doctor` at an emulated printer: over TCP, over a serial line, well and unwell."""

import socket
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hardware.cli import main
from hardware.config import read_config
from tests.hardware.programs import EmulatorProgram


@pytest.fixture
def doctor() -> Callable[..., Result]:
    def ask(*arguments: str, answers: str = "") -> Result:
        return CliRunner().invoke(main, ["doctor", *arguments], input=answers, catch_exceptions=False)

    return ask


def url_of(printer: EmulatorProgram) -> str:
    return f"tcp://127.0.0.1:{printer.port}"


def table(result: Result) -> dict[str, str]:
    """What is proposed, read as TOML."""
    (printer,) = tomllib.loads(result.output[result.output.index("[[printer]]") :])["printer"]
    assert isinstance(printer, dict)
    return printer


def test_a_printer_that_is_well_is_told_so_and_its_table_is_one_the_agent_takes(
    tmp_path: Path, doctor: Callable[..., Result]
) -> None:
    with EmulatorProgram(tmp_path / "t", "--speed", "0", "--maker", "EPSON", "--model", "TM-T82II") as printer:
        result = doctor("--port", url_of(printer), "--print")
        printer.wait_for_tickets(1)

    assert result.exit_code == 0, result.output
    assert "EPSON TM-T82II" in result.output
    assert "Phiếu thử đã in xong, có bằng chứng" in result.output
    assert "mm/giây" in result.output
    assert "cần làm" not in result.output
    assert table(result) == {"id": "printer-1", "port": url_of(printer), "profile": "epson-tm", "roll_m": 80}

    file = tmp_path / "hardware.toml"
    file.write_text(result.output[result.output.index("[[printer]]") :], encoding="utf-8")
    assert read_config(file, hub=None, device=None).printer[0].profile == "epson-tm"


def test_a_serial_printer_is_examined_like_any_other(tmp_path: Path, doctor: Callable[..., Result]) -> None:
    link = tmp_path / "printer"
    with EmulatorProgram(tmp_path / "t", "--speed", "0", "--baud", "115200", pty=link) as printer:
        result = doctor("--port", f"serial://{link}?baud=115200&flow=rtscts", "--print")
        printer.wait_for_tickets(1)

    assert result.exit_code == 0, result.output
    assert "Phiếu thử đã in xong" in result.output
    assert "115200 baud" in result.output


def test_9600_baud_is_refused_without_touching_the_line(tmp_path: Path, doctor: Callable[..., Result]) -> None:
    result = doctor("--port", f"serial://{tmp_path}/none?baud=9600&flow=rtscts", "--print")

    assert result.exit_code == 1
    assert "9600 baud quá chậm" in result.output
    assert "Không có cổng" not in result.output
    assert "[[printer]]" not in result.output


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ({"do": "cover_open"}, "Nắp máy in đang mở."),
        ({"do": "paper_out"}, "Hết giấy."),
        ({"do": "hot"}, "quá nóng"),
        ({"do": "broken"}, "lỗi phần cứng"),
        ({"do": "silent"}, "không trả lời"),
    ],
    ids=lambda value: value["do"] if isinstance(value, dict) else "",
)
def test_a_printer_in_trouble_prints_nothing_and_the_technician_is_told_what_to_do(
    tmp_path: Path, doctor: Callable[..., Result], fault: dict[str, str], says: str
) -> None:
    with EmulatorProgram(tmp_path / "t", "--speed", "0") as printer:
        printer.do(fault["do"])
        result = doctor("--port", url_of(printer), "--print")
        assert printer.tickets == []

    assert result.exit_code == 1
    assert says in result.output
    assert "→" in result.output


def test_trouble_in_the_middle_of_the_test_ticket_is_no_good_end(tmp_path: Path, doctor: Callable[..., Result]) -> None:
    with EmulatorProgram(tmp_path / "t", "--speed", "0") as printer:
        printer.do("paper_out", after_rows=300)
        result = doctor("--port", url_of(printer), "--print")

    assert result.exit_code == 1
    assert "máy in không xác nhận. Hết giấy." in result.output


def test_nobody_there_is_one_sentence_and_something_to_do(doctor: Callable[..., Result]) -> None:
    result = doctor("--port", "tcp://127.0.0.1:1", "--print")

    assert result.exit_code == 1
    assert "Không có máy in ở địa chỉ này" in result.output
    assert "Traceback" not in result.output


def test_the_technician_is_asked_before_paper_is_used_and_whether_the_printer_told_the_truth(
    tmp_path: Path, doctor: Callable[..., Result]
) -> None:
    with EmulatorProgram(tmp_path / "t", "--speed", "0") as printer:
        declined = doctor("--port", url_of(printer), answers="n\n")
        assert printer.tickets == []
        torn = doctor("--port", url_of(printer), answers="y\nn\n")
        printer.wait_for_tickets(1)

    assert declined.exit_code == 0
    assert "In một phiếu thử?" in declined.output
    assert torn.exit_code == 1
    assert "Phiếu không nguyên vẹn" in torn.output


def test_a_file_that_takes_everything_is_called_unverified(tmp_path: Path, doctor: Callable[..., Result]) -> None:
    result = doctor("--port", f"file://{tmp_path}/tickets.bin", "--print")

    assert result.exit_code == 0, result.output
    assert "chưa kiểm chứng" in result.output
    assert table(result)["profile"] == "file"
    assert (tmp_path / "tickets.bin").read_bytes().endswith(b"\x1dVB\x00")


def test_the_printers_of_a_file_are_examined_under_their_names(tmp_path: Path, doctor: Callable[..., Result]) -> None:
    with EmulatorProgram(tmp_path / "t", "--speed", "0") as printer:
        file = tmp_path / "hardware.toml"
        file.write_text(
            f'[[printer]]\nid = "printer-cua"\nport = "{url_of(printer)}"\nprofile = "xprinter-80"\n', encoding="utf-8"
        )
        result = doctor("--config", str(file), "--no-print")

    assert result.exit_code == 0, result.output
    assert table(result)["id"] == "printer-cua"


@pytest.mark.parametrize(
    ("arguments", "word"), [(("--port", "lpt1"), "is not a port"), (("--profile", "laser"), "generic-80")]
)
def test_a_mistake_on_the_command_line_is_one_plain_line(
    doctor: Callable[..., Result], arguments: tuple[str, ...], word: str
) -> None:
    result = doctor(*arguments)

    assert result.exit_code == 2
    assert word in result.output


def test_a_printer_that_never_answers_can_still_be_tried_and_gets_the_profile_that_was_named(
    tmp_path: Path, doctor: Callable[..., Result]
) -> None:
    with EmulatorProgram(tmp_path / "t", "--speed", "0") as printer:
        printer.do("silent")
        asked = doctor("--port", url_of(printer), "--print")
        named = doctor("--port", url_of(printer), "--profile", "mute-80", "--print")
        printer.wait_for_tickets(1)

    assert asked.exit_code == 1
    assert "mute-80" in asked.output
    assert named.exit_code == 0, named.output
    assert "phần mềm chỉ biết là đã gửi" in named.output
    assert table(named)["profile"] == "mute-80"


def test_a_printer_that_is_busy_with_the_agent_is_said_to_be(tmp_path: Path, doctor: Callable[..., Result]) -> None:
    with (
        EmulatorProgram(tmp_path / "t", "--speed", "0") as printer,
        socket.create_connection(("127.0.0.1", printer.port)) as agent,
    ):
        agent.sendall(b"\x10\x04\x01")
        assert agent.recv(1)
        result = doctor("--port", url_of(printer), "--print")

    assert result.exit_code == 1
    assert "layso-hardware" in result.output
    assert "chương trình khác" in result.output
