"""Pads told by a template, one or several on a line. Each key is answered as the settings say, at once.

As with the FF 68 pads a key counts when its answer has left: what repeats itself until it is answered is heard again by
an agent that died before, and never twice.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from hardware.callpad.driver import PadFact, Station
from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.callpad.line_driver import LineDriver
from hardware.callpad.template import Pattern, Press, Wording
from hub.protocol import DeviceHealth

SILENT_S: Final = 5.0
GAP_S: Final = 0.02
_LONGEST: Final = 256
_BEEP_S: Final = 0.3
_BEEPS: Final = {Signal.DONE: 0, Signal.REFUSED: 1, Signal.NOT_NOW: 2}
_NEVER: Final = float("inf")


class TemplatePad(msgspec.Struct, frozen=True):
    """One pad as the file tells it, understood."""

    station: str
    """"" where the pad is alone."""
    pattern: Pattern
    keys: Mapping[str, PadKey]
    """By the key's bytes, as the settings write them."""
    reply: Wording
    show: Wording
    beep: Wording
    poll: Wording
    poll_s: float
    """0: it speaks by itself."""

    def is_meant(self, press: Press) -> bool:
        return not self.station or self.pattern.written(press.address) == self.station

    def about_itself(self) -> dict[str, bytes | str | int]:
        return {"address": self.pattern.read(self.station)}


class TemplateDriver(LineDriver):
    """One line (`PadDriver`)."""

    def __init__(self, pads: Sequence[TemplatePad], *, quiet_s: float) -> None:
        self._pads = {pad.station: pad for pad in pads}
        self._polled = {pad.station: pad for pad in pads if pad.poll_s}
        super().__init__(tuple(self._pads), gap_s=GAP_S, quiet_s=quiet_s, asked=tuple(self._polled))
        self._buffer = b""
        self._poll_at: dict[Station, float] = {}
        self._heard_at: dict[Station, float] = {}

    def opened(self, now: float) -> None:
        self._buffer = b""
        self._heard_at = dict.fromkeys(self._polled, now)
        self._poll_at = dict.fromkeys(self._polled, now)
        super().opened(now)

    def received(self, data: bytes, now: float) -> None:
        if len(self._pads) == 1:
            self._felt_alive(next(iter(self._pads)), now)
        self._buffer = (self._buffer + data)[-_LONGEST:]
        while found := self._first():
            pad, press, end = found
            self._buffer = self._buffer[end:]
            if pad is None:
                self._meet(f"a pad with address {press.address!r} is on the line and in no [[pad]] table")
            else:
                self._hear(pad, press, now)

    def tick(self, now: float) -> None:
        for station, pad in self._polled.items():
            if now >= self._poll_at.get(station, _NEVER):
                self._poll_at[station] = now + pad.poll_s
                self._outbox.tell(pad.poll.render(pad.about_itself()), now)
            if now >= self._heard_at.get(station, now) + SILENT_S:
                self._facts += self._healths.one_is(station, DeviceHealth.OFFLINE, "no_answer")
        super().tick(now)

    def closed(self, now: float) -> None:
        self._poll_at.clear()
        self._heard_at.clear()
        super().closed(now)

    def next_at(self) -> float:
        return min(super().next_at(), *self._poll_at.values(), _NEVER)

    def show(self, station: Station, face: Face, now: float) -> None:  # noqa: ARG002 - painted at the next tick
        pad = self._pads[str(station)]
        values = pad.about_itself() | {
            "waiting": face.waiting,
            "number": face.number,
            "digits": face.number_digits,
        }
        self._pictures.want(station, pad.show.render(values))

    def signal(self, station: Station, signal: Signal, now: float) -> None:
        pad = self._pads[str(station)]
        if data := pad.beep.render(pad.about_itself()):
            self._say(data, _BEEPS[signal], _BEEP_S, now)

    def _first(self) -> tuple[TemplatePad | None, Press, int] | None:
        """The first press in the stream, with the pad it belongs to; None for a pad of no table."""
        found = [(pad, *hit) for pad in self._pads.values() if (hit := pad.pattern.search(self._buffer))]
        if not found:
            return None
        end = min(end for _, _, end in found)
        first = [(pad, press) for pad, press, at in found if at == end]
        return next(((pad, press, end) for pad, press in first if pad.is_meant(press)), (None, first[0][1], end))

    def _hear(self, pad: TemplatePad, press: Press, now: float) -> None:
        self._felt_alive(pad.station, now)
        written = pad.pattern.written(press.key)
        key = pad.keys.get(written)
        fact: PadFact | None = None
        if key is None:
            self._meet(f"the key {written!r} has no meaning in the [[pad]] table")
        else:
            fact = self._press(pad.station, written, key, now, count=press.count.hex())
        if reply := pad.reply.render(press.parts):
            self._outbox.answer(reply, fact)
        elif fact:
            self._facts.append(fact)

    def _felt_alive(self, station: Station, now: float) -> None:
        if station in self._polled:
            if self._heard_at.get(station, now) + SILENT_S <= now:
                self._pictures.forget()
            self._heard_at[station] = now
        self._facts += self._healths.one_is(station, DeviceHealth.READY)
