"""The programs from outside: lines, files, exit codes, and plain words for whoever set them up wrongly."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from hardware.printer.profile import PROFILES
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLE_PAPER
from tests.hardware.programs import EmulatorProgram
from tests.support.eventually import PATIENCE_S
from tests.support.processes import ROOT


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "hardware", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S * 2,
        check=False,
    )


@pytest.mark.parametrize(("profile", "paper"), [("generic-80", "80"), ("generic-58", "58")])
def test_a_stream_of_bytes_becomes_a_picture_and_a_line(tmp_path: Path, profile: str, paper: str) -> None:
    data = make_ticket(PROFILES[profile], SAMPLE_PAPER).data
    with EmulatorProgram(tmp_path, "--paper", paper, "--speed", "0") as printer:
        with socket.create_connection(("127.0.0.1", printer.port)) as connection:
            for start in range(0, len(data), 777):
                connection.sendall(data[start : start + 777])
            printer.wait_for_tickets(1)
        line = printer.tickets[0]

    assert line["file"] == str(tmp_path / "ticket-0001.png")
    assert (line["bytes"], line["unknown"]) == (len(data), [])
    with Image.open(line["file"]) as picture:
        assert picture.width == line["width"] == PROFILES[profile].width_dots
        assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [SAMPLE_PAPER.qr_url]


def test_the_control_port_answers_each_line_and_tells_a_mistake(tmp_path: Path) -> None:
    with EmulatorProgram(tmp_path) as printer:
        assert printer.do("near_end") | {"rows": 0} == printer.do("state")
        assert printer.do("state")["is_near_end"] is True
        assert printer.do("explode")["ok"] is False
        assert "explode" in printer.do("explode")["error"]


def test_printing_takes_the_time_a_real_printer_takes(tmp_path: Path) -> None:
    data = make_ticket(PROFILES["generic-80"], SAMPLE_PAPER).data
    with EmulatorProgram(tmp_path, "--speed", "400") as printer:
        with socket.create_connection(("127.0.0.1", printer.port)) as connection:
            connection.sendall(data + data)
            printer.wait_for_tickets(2)
        first, second = printer.tickets

    assert second["cut_at"] - first["cut_at"] >= second["height_mm"] / 400 * 0.95


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ended = run("emulate-printer", "--listen", f"127.0.0.1:{port}", "--out", str(tmp_path))

    assert ended.returncode == 2
    assert f"127.0.0.1:{port}" in ended.stderr
    assert "in use" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_every_mistake_in_the_file_is_a_line_and_nothing_runs(tmp_path: Path) -> None:
    config = tmp_path / "hardware.toml"
    config.write_text('devcie = "a"\n[[printer]]\nid = "p"\nport = "lpt1"\n', encoding="utf-8")

    ended = run("run", "--config", str(config), LAYSO_DATA=str(tmp_path))

    assert ended.returncode == 2
    assert "devcie" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_missing_file_and_a_folder_that_cannot_be_written_are_told_plainly(tmp_path: Path) -> None:
    missing = run("run", "--config", str(tmp_path / "none.toml"), LAYSO_DATA=str(tmp_path))
    (tmp_path / "file").write_text("")
    blocked = run("run", LAYSO_DATA=str(tmp_path / "file"))

    assert (missing.returncode, blocked.returncode) == (2, 2)
    assert "there is no such file" in missing.stderr
    assert "agent-1.journal" in blocked.stderr
    assert "Traceback" not in missing.stderr + blocked.stderr


def test_a_preview_is_the_ticket_dot_by_dot(tmp_path: Path) -> None:
    ended = run("preview", str(tmp_path / "a.png"), "--number", "ƯT0123", "--copy", "2", "--profile", "generic-58")

    assert ended.returncode == 0, ended.stderr
    with Image.open(tmp_path / "a.png") as picture:
        assert (picture.mode, picture.width) == ("1", 384)


def test_an_unknown_profile_is_told_with_the_known_ones(tmp_path: Path) -> None:
    ended = run("preview", str(tmp_path / "a.png"), "--profile", "laser")

    assert ended.returncode == 2
    assert "generic-80" in ended.stderr


def test_help_names_every_command() -> None:
    ended = run("--help")

    assert ended.returncode == 0
    assert all(name in ended.stdout for name in ("run", "emulate-printer", "preview", "profiles"))


def test_profiles_are_listed() -> None:
    ended = run("profiles")

    assert all(name in ended.stdout for name in PROFILES)


def test_importing_the_byte_maker_leaves_no_folder_and_no_log_handler_behind(tmp_path: Path) -> None:
    code = "import logging, json; import hardware.printer.encode; print(json.dumps(len(logging.root.handlers)))"
    import os

    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )

    assert json.loads(ended.stdout) == 0
    assert list(tmp_path.iterdir()) == []
