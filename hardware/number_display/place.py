"""One sign as its driver keeps it in mind: what it has to show, what it was last painted with, and how it is. Told the
time, without I/O.
"""

from typing import Final

import msgspec

from hardware.number_display.codec import Codec, Look
from hardware.number_display.scene import Face, Scene
from hub.protocol import CallId, DeviceHealth

_NEVER: Final = float("inf")
HALF_BLINK_S: Final = 0.5
RETRY_AFTER_S: Final = (0.2, 5.0)
"""A sign that did not answer is asked again at once, in case of noise on the line; then rarely."""
SILENCES: Final = 2

NOTHING: Final = Scene(Face.FREE)


class Sign(msgspec.Struct, frozen=True):
    """One sign, understood from its table."""

    name: str
    codec: Codec
    blink_s: float
    repaint_s: float


class SignChanged(msgspec.Struct, frozen=True):
    """How a sign is now. `detail`: "unreachable", "stalled", "silent", "refused", "too_narrow" or "unknown_counter"."""

    name: str
    health: DeviceHealth
    detail: str


class Place:
    """Where a sign is in its life. `scene` None is dark."""

    def __init__(self, sign: Sign) -> None:
        self.sign = sign
        self.state: tuple[DeviceHealth, str] | None = None
        self.painted_at = -_NEVER
        self.is_silent = False
        self.needs_greeting = True
        self._scene: Scene | None = None
        self._fault = ""
        self._call_id: CallId | None = None
        self._blinks_from = self._blinks_until = -_NEVER
        self._painted = b""
        self._silences = 0
        self._not_before = -_NEVER

    def show(self, scene: Scene | None, blink_left_s: float, fault: str, now: float) -> None:
        """From now on. A call begins to blink once, however often it is shown."""
        call_id = scene.call_id if scene else None
        if call_id != self._call_id:
            self._call_id = call_id
            # A recall looks the same, but a board that beeps at a line should beep again.
            self._painted = b""
            self._blinks_from, self._blinks_until = now, now + (blink_left_s if call_id else 0.0)
        self._scene = scene
        self._fault = fault or ("" if scene is None or self.sign.codec.fits(scene) else "too_narrow")

    def unplugged(self) -> None:
        """Whatever it showed, it may have forgotten."""
        self._painted = b""
        self.needs_greeting = True
        self._silences, self.is_silent = 0, False
        self._not_before = -_NEVER

    def is_changed(self, now: float) -> bool:
        return self.painting(now) != self._painted

    def due_at(self, now: float) -> float:
        """When it has to be painted next."""
        if self.is_changed(now):
            return self._not_before
        repaint_at = self.painted_at + self.sign.repaint_s if self.sign.repaint_s else _NEVER
        return max(self._not_before, min(repaint_at, self._look_changes_at(now)))

    def painting(self, now: float) -> bytes:
        """What is to stand on it now, in its own bytes."""
        return self.sign.codec.paint(self._scene or NOTHING, self._look(now))

    def painted(self, painting: bytes, now: float) -> SignChanged | None:
        """It has it, or is believed to."""
        self._painted = painting
        self.painted_at = now
        self._silences, self.is_silent = 0, False
        self._not_before = -_NEVER
        return self.became(DeviceHealth.FAULT if self._fault else DeviceHealth.READY, self._fault)

    def refused(self, painting: bytes, now: float) -> SignChanged | None:
        """It is there, and will say the same of the same painting."""
        self.painted(painting, now)
        return self.became(DeviceHealth.FAULT, "refused")

    def stayed_silent(self, now: float) -> SignChanged | None:
        self._silences += 1
        self._not_before = now + RETRY_AFTER_S[min(self._silences, len(RETRY_AFTER_S)) - 1]
        # It may have lost its power, and with it what it showed.
        self._painted = b""
        if self._silences < SILENCES:
            return None
        self.is_silent = True
        return self.became(DeviceHealth.OFFLINE, "silent")

    def became(self, health: DeviceHealth, detail: str) -> SignChanged | None:
        """The news, if it is any."""
        if self.state == (health, detail):
            return None
        self.state = health, detail
        return SignChanged(self.sign.name, health, detail)

    def _look(self, now: float) -> Look:
        if self._scene is None:
            return Look.DARK
        if now >= self._blinks_until:
            return Look.STEADY
        if self.sign.codec.blinks_itself:
            return Look.BLINKING
        return Look.DARK if self._half(now) % 2 else Look.STEADY

    def _look_changes_at(self, now: float) -> float:
        if self._scene is None or now >= self._blinks_until:
            return _NEVER
        if self.sign.codec.blinks_itself:
            return self._blinks_until
        return min(self._blinks_until, self._blinks_from + (self._half(now) + 1) * HALF_BLINK_S)

    def _half(self, now: float) -> int:
        return int((now - self._blinks_from) / HALF_BLINK_S)
