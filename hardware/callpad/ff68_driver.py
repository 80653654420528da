"""The FF 68 pads of one bus: hears keys, says "heard" at once, shows who waits and who is called.

A key counts when its echo has left: a pad repeats what was not echoed, so an agent that dies before that hears the
press again, and one that dies after it has not sent the command twice. An adapter on two wires may hear its own voice;
what comes back word for word within a moment of being said is that.
"""

from collections.abc import Mapping
from typing import Final

from hardware.callpad import ff68
from hardware.callpad.driver import Station
from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.callpad.line_driver import LineDriver

GAP_S: Final = 0.02
"""Between two frames, for pads that are slow to digest one."""
SILENCE_S: Final = 0.1
"""A frame that began so long ago and has not ended was none."""
OWN_VOICE_S: Final = 0.06
_BEEP_S: Final = 0.3
_BEEPS: Final = {Signal.DONE: 0, Signal.REFUSED: 1, Signal.NOT_NOW: 2}

DEFAULTS: Final = {
    "call": PadKey.NEXT,
    "recall": PadKey.RECALL,
    "pause": PadKey.BREAK,
    "give_up": PadKey.NO_SHOW,
    "hang": PadKey.PARK,
    "call_back": PadKey.NOTHING,
    "rating": PadKey.NOTHING,
    "transfer": PadKey.NOTHING,
}


class Ff68Driver(LineDriver):
    """One bus (`PadDriver`). `keys` are those of each address."""

    def __init__(self, keys: Mapping[Station, Mapping[str, PadKey]], *, quiet_s: float) -> None:
        super().__init__(tuple(keys), gap_s=GAP_S, quiet_s=quiet_s)
        self._keys = keys
        self._reader = ff68.FrameReader()
        self._heard_at = 0.0
        self._said: dict[ff68.Frame, float] = {}

    def opened(self, now: float) -> None:
        self._reader.reset()
        super().opened(now)

    def received(self, data: bytes, now: float) -> None:
        self._heard_at = now
        for frame in self._reader.feed(data):
            self._hear(frame, now)

    def tick(self, now: float) -> None:
        if self._reader.is_waiting and now >= self._heard_at + SILENCE_S:
            for frame in self._reader.silence():
                self._hear(frame, now)
        super().tick(now)

    def next_at(self) -> float:
        first = super().next_at()
        return min(first, self._heard_at + SILENCE_S) if self._reader.is_waiting else first

    def show(self, station: Station, face: Face, now: float) -> None:  # noqa: ARG002 - painted at the next tick
        self._pictures.want(station, ff68.show(int(station), face.waiting_digits, face.number_digits).encoded())

    def signal(self, station: Station, signal: Signal, now: float) -> None:
        self._say(ff68.beep(int(station)).encoded(), _BEEPS[signal], _BEEP_S, now)

    def _hear(self, frame: ff68.Frame, now: float) -> None:
        keys = self._keys.get(frame.address)
        if now < self._said.get(frame, now - OWN_VOICE_S) + OWN_VOICE_S:
            return
        if keys is None:
            self._meet(f"a pad with address {frame.address} is on the line and in no [[pad]] table")
        elif frame.key or frame.function == ff68.RATING:
            heard = frame.heard()
            self._said = {said: at for said, at in self._said.items() if now < at + OWN_VOICE_S} | {heard: now}
            key = keys.get(frame.key, PadKey.NOTHING)
            self._outbox.answer(heard.encoded(), self._press(frame.address, frame.key, key, now))
        elif frame.function not in (ff68.SHOW, ff68.BEEP):
            self._meet(f"the pad with address {frame.address} said {frame.encoded().hex(' ')}, which is no known key")
