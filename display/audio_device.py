"""The loudspeaker itself, by miniaudio.

Theory of operation. The device stays open and running for as long as there is one; between announcements it plays
silence. So a television does not fall asleep and swallow the first word, and a device that is pulled out is noticed at
once: it stops asking for sound. An announcement is over when the device has asked for its last sample and then for as
much silence as fits into its buffers. Sound servers play into a dummy when no loudspeaker is left; that is no sound.
"""

import ctypes
import logging
import threading
from collections.abc import Callable, Generator
from typing import Protocol

import miniaudio

from display import pcm
from display.announcement import Announcement, Spliced
from display.audio import SoundError

log = logging.getLogger(__name__)

PERIOD_MS = 100
PERIODS = 3
STALLED_S = 2.0
LOOK_EVERY_S = 10.0
_DUMMIES = ("dummy", "auto_null", "null output")


class Feed:
    """What the device pulls its samples from, in its own thread."""

    def __init__(self, clock: Callable[[], float], drain_frames: int) -> None:
        self._clock = clock
        self._drain_frames = drain_frames
        self._lock = threading.Lock()
        self._rest = memoryview(b"")
        self._to_drain = 0
        self.heard = threading.Event()
        self.pulled_at = clock()

    def begin(self, samples: pcm.Pcm) -> None:
        with self._lock:
            self._rest = memoryview(samples.tobytes())
            self._to_drain = self._drain_frames
            self.heard.clear()

    def clear(self) -> None:
        with self._lock:
            self._rest = memoryview(b"")

    def pull(self, frames: int) -> bytes:
        with self._lock:
            self.pulled_at = self._clock()
            taken, self._rest = self._rest[: 2 * frames], self._rest[2 * frames :]
            if len(taken) < 2 * frames:
                self._drain(frames - len(taken) // 2)
            return bytes(taken).ljust(2 * frames, b"\0")

    def _drain(self, silent_frames: int) -> None:
        self._to_drain = max(0, self._to_drain - silent_frames)
        if self._to_drain == 0:
            self.heard.set()

    def generator(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield self.pull(frames)


class Device(Protocol):
    """What is needed of `miniaudio.PlaybackDevice`."""

    backend: str

    def start(self, callback_generator: Generator[bytes, int, None]) -> None: ...

    def close(self) -> None: ...


class Soundcard(Protocol):
    """The sound system of this box."""

    def names(self) -> list[str]:
        """The loudspeakers there are; raises `SoundError`."""

    def open(self) -> Device:
        """The default loudspeaker; raises `SoundError`."""


class MiniaudioCard:
    """The real one. `backends` is for tests: with the null backend sound takes its time and goes nowhere."""

    def __init__(self, backends: list[miniaudio.Backend] | None = None) -> None:
        self._backends = backends or [b for b in miniaudio.Backend if b is not miniaudio.Backend.NULL]
        _hush_alsa()

    def names(self) -> list[str]:
        try:
            return [str(device["name"]) for device in miniaudio.Devices(self._backends).get_playbacks()]
        except miniaudio.MiniaudioError as error:
            raise SoundError(f"no sound system ({error})") from error

    def open(self) -> Device:
        try:
            device: Device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=pcm.RATE,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=self._backends,
                app_name="layso-display",
            )
        except miniaudio.MiniaudioError as error:
            raise SoundError(f"no loudspeaker could be opened ({error})") from error
        return device


class DeviceOutlet:
    """See the module."""

    def __init__(self, card: Soundcard, clock: Callable[[], float]) -> None:
        self._card = card
        self._clock = clock
        self._device: Device | None = None
        self._feed: Feed | None = None
        self._looked_at = 0.0

    def open(self) -> None:
        self._look()
        self._device = self._card.open()
        self._feed = Feed(self._clock, drain_frames=pcm.RATE * PERIOD_MS * PERIODS // 1000)
        generator = self._feed.generator()
        next(generator)
        try:
            self._device.start(generator)
        except miniaudio.MiniaudioError as error:
            raise SoundError(f"the loudspeaker does not start ({error})") from error
        log.info("the voice plays by %s", self._device.backend)

    def check(self) -> None:
        feed = self._feed
        if feed is None or self._clock() - feed.pulled_at > STALLED_S:
            raise SoundError("the loudspeaker takes no more sound")
        if self._clock() - self._looked_at > LOOK_EVERY_S:
            self._look()

    def play(self, announcement: Announcement, sound: Spliced, stop: threading.Event) -> None:
        del announcement  # a loudspeaker has no use for its name
        feed = self._feed
        if feed is None:
            raise SoundError("the loudspeaker is not open")
        feed.begin(sound.samples)
        while not feed.heard.wait(0.2) and not stop.is_set():
            self.check()
        feed.clear()

    def close(self) -> None:
        device, self._device, self._feed = self._device, None, None
        if device is not None:
            device.close()

    def _look(self) -> None:
        self._looked_at = self._clock()
        names = self._card.names()
        if all(any(dummy in name.lower() for dummy in _DUMMIES) for name in names):
            raise SoundError(f"this box has no loudspeaker (found: {', '.join(names) or 'none'})")


_quiet_handler = ctypes.CFUNCTYPE(None)(lambda: None)
"""Kept for ever: the C library holds a bare pointer to it."""


def _hush_alsa() -> None:
    """libasound writes a hundred lines to stderr each time it finds no card; one line of ours says the same."""
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_quiet_handler)
    except (OSError, AttributeError):
        log.debug("no libasound to hush")
