"""The journal remembers through any crash, and never remembers more than the disk has."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import journal as journal_module
from hardware.errors import JournalError
from hardware.journal import Entry, Journal, Stage, job_of, key_of
from hardware.samples import SAMPLE_PAPER
from hub.protocol import JobId, PaperState, PrinterId, PrintJob, TicketId
from tests.conftest import ExpectedLog

PRINTER = PrinterId("printer-1")
NOW = datetime(2026, 11, 23, 0, 31, 5, 123456, tzinfo=UTC)


def a_job(requested_at: datetime = NOW) -> PrintJob:
    return PrintJob(
        job_id=JobId("2026-11-23.0.p1"),
        ticket_id=TicketId("2026-11-23.0"),
        printer_id=PRINTER,
        state=PaperState.ISSUED,
        requested_at=requested_at,
        paper=SAMPLE_PAPER,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "agent.journal"


class Shelf:
    """Opens the journal anew as a restarted agent would, and closes it at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: Journal | None = None

    def open(self) -> Journal:
        self.close()
        self._open = Journal(self._path)
        return self._open

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = None


@pytest.fixture
def shelf(path: Path) -> Iterator[Shelf]:
    shelf = Shelf(path)
    yield shelf
    shelf.close()


def test_what_was_written_is_there_after_a_restart(shelf: Shelf) -> None:
    journal = shelf.open()
    journal.claim("a", PRINTER)
    journal.mark("a", Stage.STARTED)
    journal.mark("a", Stage.CONFIRMED, "paper_sensor")

    journal = shelf.open()

    assert journal.entry("a") == Entry("a", PRINTER, 1, Stage.CONFIRMED, "paper_sensor")


def test_each_claim_is_a_further_attempt_also_after_a_restart(shelf: Shelf) -> None:
    journal = shelf.open()
    assert journal.claim("a", PRINTER).attempt == 1
    journal.mark("a", Stage.FAILED, "paper_out")

    journal = shelf.open()

    assert journal.claim("a", PRINTER).attempt == 2


def test_what_had_been_started_when_the_process_died_is_of_unknown_fate(shelf: Shelf) -> None:
    journal = shelf.open()
    journal.claim("a", PRINTER)
    journal.mark("a", Stage.STARTED)
    journal.claim("b", PrinterId("printer-2"))

    journal = shelf.open()

    assert journal.entry("a") == Entry("a", PRINTER, 1, Stage.UNKNOWN, "agent_restarted")
    assert journal.entry("b") == Entry("b", PrinterId("printer-2"), 1, Stage.CLAIMED)
    assert journal.interrupted == {PRINTER}


def test_a_line_is_on_the_disk_before_the_call_returns(path: Path, shelf: Shelf) -> None:
    journal = shelf.open()
    journal.claim("a", PRINTER)

    assert msgspec.json.decode(path.read_bytes().splitlines()[-1], type=Entry).key == "a"


@given(cut=st.integers(1, 60))
def test_a_last_line_that_was_cut_off_never_happened(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("journal") / "agent.journal"
    shelf = Shelf(path)
    journal = shelf.open()
    journal.claim("a", PRINTER)
    journal.mark("a", Stage.STARTED)
    shelf.close()
    data = path.read_bytes()
    path.write_bytes(data[:-cut])

    journal = shelf.open()

    assert journal.entry("a") == Entry("a", PRINTER, 1, Stage.CLAIMED)
    shelf.close()


def test_in_a_damaged_file_no_claim_is_trusted(path: Path, shelf: Shelf, expected_log: ExpectedLog) -> None:
    expected_log.expect("1 lines are damaged")
    journal = shelf.open()
    journal.claim("a", PRINTER)
    shelf.close()
    path.write_bytes(path.read_bytes() + b"\x00\xff garbage\n")

    journal = shelf.open()

    assert journal.entry("a") == Entry("a", PRINTER, 1, Stage.UNKNOWN, "journal_damaged")


def test_the_file_does_not_grow_for_ever_and_the_newest_are_kept(
    path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "COMPACT_AT", 40)
    monkeypatch.setattr(journal_module, "KEEP", 5)
    journal = shelf.open()
    for number in range(100):
        journal.claim(str(number), PRINTER)

    assert len(path.read_bytes().splitlines()) <= 41
    assert journal.entry("99") is not None
    journal = shelf.open()
    assert journal.entry("99") is not None
    assert journal.entry("0") is None


def test_a_second_agent_on_the_same_journal_is_refused(path: Path, shelf: Shelf) -> None:
    shelf.open()

    with pytest.raises(JournalError, match="another hardware agent"):
        Journal(path)

    shelf.close()
    Journal(path).close()


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(JournalError, match=r"file/agent\.journal"):
        Journal(tmp_path / "file" / "agent.journal")


def test_the_same_job_id_asked_for_at_another_moment_is_another_paper() -> None:
    """A hub set up anew on the same day counts from the beginning."""
    assert key_of(a_job()) == key_of(a_job())
    assert key_of(a_job()) != key_of(a_job(NOW + timedelta(seconds=1)))
    assert job_of(key_of(a_job())) == a_job().job_id


def test_what_a_ticket_took_of_the_roll_is_on_disk_with_the_ticket(shelf: Shelf) -> None:
    journal = shelf.open()
    for second in range(3):
        key = key_of(a_job(NOW + timedelta(seconds=second)))
        journal.claim(key, PRINTER)
        journal.mark(key, Stage.STARTED)
        journal.mark(key, Stage.CONFIRMED, paper_mm=105.5)

    assert journal.used_mm(PRINTER) == 316.5
    assert shelf.open().used_mm(PRINTER) == 316.5


def test_a_new_roll_is_remembered_and_each_printer_has_its_own(shelf: Shelf) -> None:
    other = PrinterId("printer-2")
    journal = shelf.open()
    for printer in (PRINTER, other):
        journal.claim(printer, printer)
        journal.mark(printer, Stage.CONFIRMED, paper_mm=100)
    journal.new_roll(PRINTER)

    again = shelf.open()
    assert (again.used_mm(PRINTER), again.used_mm(other)) == (0, 100)


def test_the_roll_of_an_idle_printer_survives_any_number_of_tickets_of_the_other(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "KEEP", 3)
    monkeypatch.setattr(journal_module, "COMPACT_AT", 12)
    journal = shelf.open()
    idle = PrinterId("idle")
    journal.claim("first", idle)
    journal.mark("first", Stage.CONFIRMED, paper_mm=77)
    for number in range(40):
        journal.claim(str(number), PRINTER)
        journal.mark(str(number), Stage.CONFIRMED, paper_mm=10)

    again = shelf.open()
    assert (again.used_mm(idle), again.used_mm(PRINTER)) == (77, 400)
    assert again.entry("first") is None


def test_a_journal_written_before_rolls_were_counted_is_read(path: Path, shelf: Shelf) -> None:
    path.write_bytes(b'{"key":"k","printer_id":"printer-1","attempt":1,"stage":"confirmed","detail":""}\n')
    journal = shelf.open()

    assert journal.used_mm(PRINTER) == 0
    entry = journal.entry("k")
    assert entry is not None
    assert entry.stage is Stage.CONFIRMED


def test_a_paper_given_to_somebody_else_is_remembered_as_such(shelf: Shelf) -> None:
    journal = shelf.open()
    journal.refused(journal.claim("k", PRINTER))

    entry = shelf.open().entry("k")
    assert entry is not None
    assert entry.stage is Stage.NOT_OURS


def test_a_late_refusal_does_not_undo_what_the_spare_printer_has_begun(shelf: Shelf) -> None:
    journal = shelf.open()
    first = journal.claim("k", PRINTER)
    second = journal.claim("k", PrinterId("printer-2"))
    journal.refused(first)

    assert journal.entry("k") == second
