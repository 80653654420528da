"""The port to a loudspeaker: plays one announcement at a time and tells truly when it has been heard to its end.

A player has a thread of its own; the listener is called in it. The order is promised: when sound is lost in the middle
of an announcement, `on_sound(False)` comes before `on_ended(..., is_spoken=False)`, so nobody starts the next one into
the void. An announcement ordered while there is no sound ends at once, unspoken; it never waits and comes out late.
"""

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Protocol

from display.announcement import Announcement, Spliced
from hub.protocol import CallId

log = logging.getLogger(__name__)

Splicer = Callable[[Announcement, float], Spliced]
"""Makes an announcement, at a volume from 0 to 1, into sound."""

RETRY_S = 3.0
CHECK_S = 1.0
STOP_S = 3.0


class SoundError(Exception):
    """There is no way to be heard; the text is for the log."""


class SoundListener(Protocol):
    """Hears what became of the sound; in the player's thread, and must not block."""

    def on_sound(self, *, has_sound: bool) -> None:
        """There is a way to be heard now, or there is none. Said once at the start, then when it changes."""

    def on_ended(self, call_id: CallId, *, is_spoken: bool) -> None:
        """The announcement of this call is over; `is_spoken`: it was played to its very end."""


class Player(Protocol):
    """A loudspeaker."""

    def start(self, listener: SoundListener) -> None:
        """Begin."""

    def play(self, announcement: Announcement, volume: float) -> None:
        """Play; `on_ended` follows exactly once, unless the player is stopped."""

    def stop(self) -> None:
        """Fall silent and end the thread."""


class Outlet(Protocol):
    """Where sound goes: a device, or a folder. All methods belong to the player's thread."""

    def open(self) -> None:
        """Make ready; raises `SoundError` when there is no way to be heard."""

    def check(self) -> None:
        """Raises `SoundError` when it is no longer there. Asked now and then while nothing is played."""

    def play(self, announcement: Announcement, sound: Spliced, stop: threading.Event) -> None:
        """Return when it has been heard to its end, or `stop` is set; raises `SoundError` when it broke off."""

    def close(self) -> None:
        """Let go of it, whatever state it is in."""


class SilentPlayer:
    """For a screen that was told not to speak. It has no sound to lose, so it says nothing about sound."""

    def start(self, listener: SoundListener) -> None:
        """Nothing to begin."""

    def play(self, announcement: Announcement, volume: float) -> None:
        raise AssertionError(f"a silent display was asked to speak {announcement.call.call_id} at {volume}")

    def stop(self) -> None:
        """Nothing to end."""


class VoicePlayer:
    """Plays into an outlet, and opens it again for ever when it is lost."""

    def __init__(self, outlet: Outlet, splice: Splicer, *, retry_s: float = RETRY_S) -> None:
        self._outlet = outlet
        self._splice = splice
        self._retry_s = retry_s
        self._listener: SoundListener | None = None
        self._orders: SimpleQueue[tuple[Announcement, float] | None] = SimpleQueue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._live, name="voice", daemon=True)
        self._has_sound: bool | None = None
        self._playing: CallId | None = None

    def start(self, listener: SoundListener) -> None:
        self._listener = listener
        self._thread.start()

    def play(self, announcement: Announcement, volume: float) -> None:
        self._orders.put((announcement, volume))

    def stop(self) -> None:
        self._stop.set()
        self._orders.put(None)
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def _live(self) -> None:
        while not self._stop.is_set():
            try:
                self._outlet.open()
                self._tell_sound(has_sound=True)
                self._serve()
            except SoundError as error:
                self._lost(str(error))
            except Exception:
                # The boundary of this thread: a bug in one announcement must not silence the hall for good.
                log.exception("the voice failed by a fault of this program")
                self._lost("see the fault above")
            finally:
                self._outlet.close()
            self._rest()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                order = self._orders.get(timeout=CHECK_S)
            except Empty:
                self._outlet.check()
                continue
            if order is None:
                return
            announcement, volume = order
            self._playing = announcement.call.call_id
            self._outlet.play(announcement, self._splice(announcement, volume), self._stop)
            if not self._stop.is_set():
                self._tell_ended(is_spoken=True)

    def _lost(self, why: str) -> None:
        log.log(logging.DEBUG if self._has_sound is False else logging.WARNING, "no sound: %s", why)
        self._tell_sound(has_sound=False)
        self._tell_ended(is_spoken=False)

    def _rest(self) -> None:
        """Until the next try; an order that still comes in is given back, not kept."""
        try:
            order = None if self._stop.is_set() else self._orders.get(timeout=self._retry_s)
        except Empty:
            return
        if order is not None:
            self._playing = order[0].call.call_id
            self._tell_ended(is_spoken=False)

    def _tell_sound(self, *, has_sound: bool) -> None:
        if has_sound is not self._has_sound:
            if has_sound:
                log.info("sound is there")
            self._has_sound = has_sound
            if self._listener is not None:
                self._listener.on_sound(has_sound=has_sound)

    def _tell_ended(self, *, is_spoken: bool) -> None:
        call_id, self._playing = self._playing, None
        if call_id is not None and self._listener is not None:
            self._listener.on_ended(call_id, is_spoken=is_spoken)
