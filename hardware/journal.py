"""What this agent has done with each paper, on disk before it is done: the memory that survives `kill -9`.

Theory of operation. Before the hub is told "sending", the paper is *claimed*; before its first byte leaves it is
*started*; what became of it is written before the hub is told. Each line is flushed to the disk (fsync) before the call
returns. So after a crash the file says for each paper whether nothing, something or everything of it can have been
printed. A last line that was cut off was never acted upon and is dropped; what had been started by the process that
died is of unknown fate.

A paper is known by its job and the moment it was asked for: a hub set up anew on the same day uses the same job ids.

The same lines carry how much of each printer's roll is used: what is counted is on disk together with what was printed.
"""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from hardware.errors import JournalError
from hardware.faults import reached
from hub.protocol import JobId, PrinterId, PrintJob

log = logging.getLogger(__name__)

KEEP: Final = 500
"""Papers remembered when the file is written anew: more than a hub ever asks about again."""
COMPACT_AT: Final = 5000
"""Lines of the file; a ticket writes three."""


class Stage(StrEnum):
    """How far a paper got in this agent."""

    CLAIMED = "claimed"
    STARTED = "started"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_OURS = "not_ours"
    """The hub gave it to another agent or another printer; nothing of it was printed here."""


class Entry(msgspec.Struct, frozen=True):
    """One line: the newest of a key counts."""

    key: str
    printer_id: PrinterId
    attempt: int
    stage: Stage
    detail: str = ""
    roll_mm: float | None = None
    """Used of the printer's roll; None: as before."""


_ROLL = "roll@"
"""Begins the key of a line that is about a roll and no paper."""
_decoder = msgspec.json.Decoder(Entry)


def key_of(job: PrintJob) -> str:
    return f"{job.job_id}@{job.requested_at.isoformat()}"


def job_of(key: str) -> JobId:
    return JobId(key.partition("@")[0])


class Journal:
    """One file, one process: a second agent on it is refused. Thread-safe."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = threading.Lock()
        self._mutex = threading.Lock()
        """Held for a moment only: who reads never waits for the disk."""
        self._entries: dict[str, Entry] = {}
        self._rolls: dict[PrinterId, float] = {}
        self._lines = 0
        with _disk_trouble(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._guard = _only_one(path.with_name(path.name + ".lock"))
            is_whole = self._read()
            self._file = self._written_anew()
        self.interrupted = frozenset(e.printer_id for e in self._entries.values() if e.stage is Stage.STARTED)
        """Printers in which the process before this one may have left half a ticket."""
        self._settle_interrupted(is_whole=is_whole)

    def close(self) -> None:
        self._file.close()
        self._guard.close()

    def entry(self, key: str) -> Entry | None:
        with self._mutex:
            return self._entries.get(key)

    def claim(self, key: str, printer_id: PrinterId) -> Entry:
        """The next attempt at this paper; nothing of it has been printed."""
        with self._writing:
            before = self.entry(key)
            return self._append(Entry(key, printer_id, before.attempt + 1 if before else 1, Stage.CLAIMED))

    def mark(self, key: str, stage: Stage, detail: str = "", *, paper_mm: float = 0.0) -> None:
        """How far a claimed paper got, and how much of the roll it took."""
        with self._writing:
            entry = self._entries[key]
            roll_mm = self._rolls.get(entry.printer_id, 0.0) + paper_mm if paper_mm else None
            self._append(msgspec.structs.replace(entry, stage=stage, detail=detail, roll_mm=roll_mm))

    def refused(self, claim: Entry) -> None:
        """The hub gave the paper to somebody else; unless it has been claimed again here since."""
        with self._writing:
            if self._entries.get(claim.key) == claim:
                self._append(msgspec.structs.replace(claim, stage=Stage.NOT_OURS))

    def used_mm(self, printer_id: PrinterId) -> float:
        """Of the roll that is in the printer."""
        with self._mutex:
            return self._rolls.get(printer_id, 0.0)

    def new_roll(self, printer_id: PrinterId) -> None:
        with self._writing:
            self._append(_roll_line(printer_id, 0.0))

    def _append(self, entry: Entry) -> Entry:
        with _disk_trouble(self._path):
            if self._lines >= COMPACT_AT:
                self._file.close()
                self._file = self._written_anew()
            line = _line(entry)
            self._file.write(line[: len(line) // 2])
            self._file.flush()
            reached("mid_line")
            self._file.write(line[len(line) // 2 :])
            _to_disk(self._file)
        self._lines += 1
        self._remember(entry)
        return entry

    def _remember(self, entry: Entry) -> None:
        """The newest moves to the end, so that the oldest are the ones forgotten."""
        with self._mutex:
            if entry.roll_mm is not None:
                self._rolls[entry.printer_id] = entry.roll_mm
            if not entry.key.startswith(_ROLL):
                self._entries.pop(entry.key, None)
                self._entries[entry.key] = msgspec.structs.replace(entry, roll_mm=None)

    def _read(self) -> bool:
        """False when lines in the middle were damaged: then a paper may have got further than the file says."""
        try:
            *lines, _cut_off = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return True
        damaged = 0
        for line in lines:
            try:
                entry = _decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                damaged += 1
                continue
            self._remember(entry)
        if damaged:
            log.warning("%s: %d lines are damaged and were left out", self._path, damaged)
        return not damaged

    def _written_anew(self) -> BinaryIO:
        """The newest papers in a fresh file, put in the old one's place in one step."""
        with self._mutex:
            for key in list(self._entries)[:-KEEP]:
                del self._entries[key]
        fresh = self._path.with_name(self._path.name + ".new")
        with fresh.open("wb") as file:
            file.writelines(map(_line, self._entries.values()))
            file.writelines(_line(_roll_line(*roll)) for roll in self._rolls.items())
            _to_disk(file)
        fresh.replace(self._path)
        _sync_folder(self._path.parent)
        self._lines = len(self._entries) + len(self._rolls)
        return self._path.open("ab")

    def _settle_interrupted(self, *, is_whole: bool) -> None:
        for entry in list(self._entries.values()):
            if entry.stage is Stage.STARTED:
                self.mark(entry.key, Stage.UNKNOWN, "agent_restarted")
            elif entry.stage is Stage.CLAIMED and not is_whole:
                self.mark(entry.key, Stage.UNKNOWN, "journal_damaged")


def _roll_line(printer_id: PrinterId, used_mm: float) -> Entry:
    return Entry(_ROLL + printer_id, printer_id, 0, Stage.CONFIRMED, roll_mm=used_mm)


def _line(entry: Entry) -> bytes:
    return msgspec.json.encode(entry) + b"\n"


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder cannot be opened there; the rename itself is journalled by NTFS
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _only_one(path: Path) -> BinaryIO:
    """Hold this file as long as the process lives; the system lets go of it whatever happens."""
    guard = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(guard.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        guard.close()
        raise JournalError(f"{path}: another hardware agent of this name is running; stop it first") from None
    return guard


@contextmanager
def _disk_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror or error}") from None
