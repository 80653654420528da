"""Starting and stopping the real program: what is wrong is one plain line and exit code 2, and it stops well."""

import asyncio
import json
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from hub.core import events
from hub.core.commands import IssueTicket
from hub.core.ids import ServiceId
from hub.protocol import Accepted, ByeCode, Failed, FailureCode, Role
from hub.samples import THANG_BINH
from hub.store import EventLog
from hub.store.reading import read_log
from tests.support.eventually import PATIENCE_S
from tests.support.processes import ROOT, HubProcess, free_port
from tests.support.wire_device import device, unknown_device

SAMPLE = (THANG_BINH / "branch.toml").read_text(encoding="utf-8")
ISSUE = IssueTicket(ServiceId("justice"))


def hub(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """`layso-hub ...` to its end."""
    command = [sys.executable, "-m", "hub", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


def run(data: Path, *options: object) -> "subprocess.CompletedProcess[str]":
    return hub("run", "--data", data, "--listen", "127.0.0.1", "--port", free_port(), "--no-announce", *options)


def only_complaint(ended: "subprocess.CompletedProcess[str]") -> str:
    """The one line a hub that gave up said."""
    assert ended.returncode == 2
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    return line


# --- what is wrong is said in one line


def test_a_damaged_database_is_told_and_set_aside_as_it_is(tmp_path: Path) -> None:
    database = tmp_path / "layso.db"
    database.write_bytes(b"SQLite format 3\x00" + b"\x10\x00" + b"\xa5" * 20_000)
    before = database.read_bytes()

    line = only_complaint(run(tmp_path))

    assert line.startswith(f"layso-hub: {database} is damaged (")
    assert line.endswith("there is no good backup; a hub with another --data begins with nothing")
    (aside,) = tmp_path.glob("layso-set-aside-*.db")
    assert str(aside) in line
    assert aside.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM events WHERE seq = 2", "is damaged (the event log"),
        ("UPDATE events SET body = 'x' WHERE seq = 2", "is damaged"),
    ],
)
async def test_a_log_that_was_tampered_with_is_told(tmp_path: Path, change: str, told: str) -> None:
    await some_tickets(tmp_path, 2)
    connection = sqlite3.connect(tmp_path / "layso.db")
    with connection:
        connection.execute(change)
    connection.close()

    line = only_complaint(await asyncio.to_thread(run, tmp_path, "--demo-clock", "2026-11-23 07:32:00"))

    assert told in line


async def some_tickets(data: Path, count: int) -> None:
    with HubProcess(data) as running:
        await asyncio.to_thread(running.wait_until_open)
        async with device(running.url, Role.KIOSK, "kiosk-1", running.key) as kiosk:
            for _ in range(count):
                assert isinstance(await kiosk.ask(ISSUE), Accepted)
        assert await asyncio.to_thread(running.stop) == 0


def test_a_disk_that_refuses_the_first_event_of_the_day_is_told(tmp_path: Path) -> None:
    EventLog(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "layso.db")
    with connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON days BEGIN SELECT RAISE(ABORT, 'full'); END")
    connection.close()

    ended = run(tmp_path)

    assert ended.returncode == 2
    reason, conclusion = ended.stderr.splitlines()
    assert reason.endswith(f"nothing was stored: the disk of {tmp_path / 'layso.db'} is full: free some space")
    assert conclusion == "layso-hub: the service day could not be opened: the disk refuses"


def test_a_port_that_is_taken_is_told_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        ended = hub("run", "--data", tmp_path, "--listen", "127.0.0.1", "--port", port, "--no-announce")

    line = only_complaint(ended)
    assert line.startswith(f"layso-hub: port {port} on 127.0.0.1 cannot be used (Address already in use): stop ")
    assert not (tmp_path / "layso.db").exists()


def test_a_second_hub_on_the_same_data_is_told_and_the_first_goes_on(tmp_path: Path) -> None:
    with HubProcess(tmp_path) as first:
        first.wait_until_open()

        line = only_complaint(run(tmp_path))

        assert line == (
            f"layso-hub: another hub is already running with the data in {tmp_path}: "
            "stop it first, or choose another --data"
        )
        assert first.health() is not None


@pytest.mark.parametrize("command", [("run",), ("check",)])
def test_every_problem_of_the_settings_is_told_at_once(tmp_path: Path, command: Sequence[str]) -> None:
    settings = tmp_path / "hub.toml"
    settings.write_text('lissten = "127.0.0.1"\nport = "7310"\n', encoding="utf-8")

    ended = hub(*command, "--config", settings)

    assert ended.returncode == 2
    problems = ended.stderr.splitlines()
    assert len(problems) == 2
    assert all(line.startswith(f"layso-hub: {settings}: ") for line in problems)
    assert any("lissten" in line and "listen" in line.split("lissten", 1)[1] for line in problems)


@pytest.mark.parametrize("command", [("run",), ("check",)])
def test_an_unknown_key_of_the_branch_file_is_told(tmp_path: Path, command: Sequence[str]) -> None:
    branch = tmp_path / "branch.toml"
    branch.write_text(SAMPLE.replace("call_max_age_s", "call_max_agee_s"), encoding="utf-8")
    data = ("--data", tmp_path / "data") if command == ("run",) else ()

    line = only_complaint(hub(*command, "--branch", branch, *data))

    assert line.startswith(f"layso-hub: {branch}: ")
    assert "call_max_agee_s" in line
    assert "call_max_age_s" in line


def test_a_data_directory_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    line = only_complaint(run(tmp_path / "file" / "data"))

    assert str(tmp_path / "file") in line


def test_a_device_with_an_impossible_name_is_not_paired(tmp_path: Path) -> None:
    ended = hub("pair", "--data", tmp_path, "--role", "kiosk", "--device", "kiosk một")

    assert only_complaint(ended).startswith('layso-hub: "kiosk một" is not a device id: write ')
    assert not (tmp_path / "paired.json").exists()


def test_a_damaged_list_of_pairings_is_told_when_pairing(tmp_path: Path) -> None:
    (tmp_path / "paired.json").write_text("{")

    ended = hub("pair", "--data", tmp_path, "--role", "kiosk", "--device", "kiosk-1")

    assert "paired.json cannot be read" in only_complaint(ended)


def test_a_log_that_is_not_there_cannot_be_exported(tmp_path: Path) -> None:
    assert "layso.db cannot be used" in only_complaint(hub("export", "--data", tmp_path))


# --- it stops well


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
async def test_a_hub_that_is_stopped_says_goodbye(tmp_path: Path, stop: signal.Signals) -> None:
    with HubProcess(tmp_path) as running:
        await asyncio.to_thread(running.wait_until_open)
        async with (
            device(running.url, Role.KIOSK, "kiosk-1", running.key) as kiosk,
            unknown_device(running.url),
        ):
            running.process.send_signal(stop)
            await kiosk.ended()

            assert kiosk.bye is not None
            assert (kiosk.bye.code, kiosk.close_code) == (ByeCode.SHUTTING_DOWN, 1001)
        await asyncio.to_thread(running.process.wait, PATIENCE_S)

        assert running.process.returncode == (0 if stop is signal.SIGINT else -signal.SIGTERM)
        assert "Traceback" not in running.output()
        assert " ERROR " not in running.output()


async def test_a_hub_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    await some_tickets(tmp_path, 2)
    await some_tickets(tmp_path, 1)

    exported = [json.loads(line) for line in hub("export", "--data", tmp_path).stdout.splitlines()]

    assert [e["event"]["number"] for e in exported if e["event"]["type"] == "ticket_issued"] == ["A001", "A002", "A003"]
    assert [e["seq"] for e in exported] == list(range(1, len(exported) + 1))


def let_no_file_grow_past(running: HubProcess, size: int) -> None:
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (size, size))


async def test_a_hub_whose_disk_fills_up_acknowledges_nothing_more_and_loses_nothing(tmp_path: Path) -> None:
    """A limit on the size of its files stands for the full disk: the system refuses to write, SQLite reports it."""
    with HubProcess(tmp_path) as running:
        await asyncio.to_thread(running.wait_until_open)
        let_no_file_grow_past(running, (tmp_path / "layso.db-wal").stat().st_size + 200_000)
        async with device(running.url, Role.KIOSK, "kiosk-1", running.key) as kiosk:
            acknowledged = []
            while isinstance(answer := await kiosk.ask(ISSUE), Accepted):
                assert answer.ticket is not None
                acknowledged.append(answer.ticket.number)
            assert answer == Failed(FailureCode.STORE_UNAVAILABLE)
            assert running.health() is not None
        running.kill()
        assert "Traceback" not in running.output()

    log = read_log(tmp_path / "layso.db")
    stored = [entry.event.number for entry in log if isinstance(entry.event, events.TicketIssued)]
    assert stored[: len(acknowledged)] == acknowledged
    assert len(stored) <= len(acknowledged) + 1
    assert len(acknowledged) > 5
    await some_tickets(tmp_path, 1)
