"""A folder in the place of a loudspeaker: each announcement becomes a WAV file. For demonstrations and tests.

It takes the time the announcement would take, divided by `speed`, so what happens around it is real.
"""

import re
import threading
from pathlib import Path

from display.announcement import Announcement, Spliced
from display.audio import SoundError
from display.clipset import write_wav


class FilesOutlet:
    """`0007_A025_quay-15_2026-11-21.24.c1.wav`: in the order they were spoken."""

    def __init__(self, folder: Path, *, speed: float) -> None:
        self._folder = folder
        self._speed = speed
        self._count = 0

    def open(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            earlier = [int(path.name[:4]) for path in self._folder.glob("[0-9][0-9][0-9][0-9]_*.wav")]
        except OSError as error:
            raise SoundError(f"{self._folder}: {error.strerror}") from error
        self._count = max(earlier, default=0)

    def check(self) -> None:
        if not self._folder.is_dir():
            raise SoundError(f"{self._folder} is gone")

    def play(self, announcement: Announcement, sound: Spliced, stop: threading.Event) -> None:
        call = announcement.call
        self._count += 1
        name = f"{self._count:04}_{call.number}_quay-{call.counter_number}_{call.call_id}.wav"
        try:
            write_wav(self._folder / re.sub(r"[^\w.-]", "-", name), sound.samples)
        except OSError as error:
            raise SoundError(f"{self._folder}: {error.strerror}") from error
        if self._speed > 0:
            stop.wait(sound.duration_s / self._speed)

    def close(self) -> None:
        """Nothing is held open."""
