"""What a sign's language has to be able to say. One driver speaks them all."""

from enum import StrEnum
from typing import Protocol

from hardware.number_display.scene import Scene


class Look(StrEnum):
    """How a scene is to stand on the sign at this moment."""

    STEADY = "steady"
    BLINKING = "blinking"
    """For a sign that blinks by itself, and the bright half for one that does not."""
    DARK = "dark"
    """The dark half; only signs that do not blink by themselves are asked for it."""


class Verdict(StrEnum):
    """What a sign answered."""

    TAKEN = "taken"
    REFUSED = "refused"


class Codec(Protocol):
    """Values to bytes, and answers back. Pure; whatever it paints is whole and needs nothing painted before."""

    @property
    def blinks_itself(self) -> bool: ...

    @property
    def answers(self) -> bool:
        """It says when it has taken a painting; a sign that cannot is believed."""

    def greeting(self) -> bytes:
        """For a sign just plugged in: away with whatever stood there."""

    def paint(self, scene: Scene, look: Look) -> bytes:
        """Everything the sign must know to show this, even if it lost its power a moment ago."""

    def fits(self, scene: Scene) -> bool:
        """Whether it can show this number whole."""

    def verdict(self, painting: bytes, received: bytes) -> Verdict | None:
        """What came back since that painting was sent; None while that is nothing."""


class OneWay:
    """The half of a codec for signs that never answer."""

    @property
    def answers(self) -> bool:
        return False

    def verdict(self, _painting: bytes, _received: bytes) -> Verdict | None:
        return None
