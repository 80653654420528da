"""Customer displays of two lines with 20 characters, in the three languages they are sold with.

DM-D     Epson: the cursor is put where the text goes; it blinks by itself
CD5220   after its line command it hears nothing else until it is cleared, so its mode and brightness come first
UTC      "enhanced" mode, entered anew with every painting
"""

from typing import Final, NamedTuple

from hardware.number_display.codec import Look, OneWay
from hardware.number_display.scene import Face, Scene
from hardware.number_display.words import Template, plain

WIDTH: Final = 20

_INIT: Final = b"\x1b\x40"
_CLEAR: Final = b"\x0c"
_END: Final = b"\x0d"
_BLINK_UNITS: Final = 10
"""Of 50 ms each: half a second bright, half a second dark."""


class Texts(NamedTuple):
    """Two lines for each face."""

    call: tuple[Template, Template]
    free: tuple[Template, Template]
    paused: tuple[Template, Template]
    closed: tuple[Template, Template]

    def lines(self, scene: Scene, look: Look) -> tuple[str, str]:
        """Each as wide as the display and in its middle."""
        if look is Look.DARK:
            return " " * WIDTH, " " * WIDTH
        upper, lower = self._of(scene.face)
        return _line(upper, scene), _line(lower, scene)

    def _of(self, face: Face) -> tuple[Template, Template]:
        match face:
            case Face.CALL:
                return self.call
            case Face.FREE:
                return self.free
            case Face.PAUSED:
                return self.paused
            case Face.CLOSED:
                return self.closed


def _line(template: Template, scene: Scene) -> str:
    """Only what a display can show: a control character in a text would be a command."""
    text = plain(template.render(scene).strip())
    if len(text) > WIDTH:
        # The number alone still fits, and is what people look for.
        text = plain(scene.number) if scene.number else text
    return text[:WIDTH].center(WIDTH)


class _Vfd(OneWay):
    def __init__(self, texts: Texts, brightness: int) -> None:
        self._texts = texts
        self._brightness = brightness

    def fits(self, scene: Scene) -> bool:
        return len(scene.number) <= WIDTH

    def _lines(self, scene: Scene, look: Look) -> tuple[bytes, bytes]:
        upper, lower = self._texts.lines(scene, look)
        return upper.encode("ascii"), lower.encode("ascii")


class DmD(_Vfd):
    """Epson DM-D. `pass_through`: it hangs in one cable with a printer and must be spoken to by name."""

    blinks_itself = True

    def __init__(self, texts: Texts, brightness: int, *, pass_through: bool = False) -> None:
        super().__init__(texts, brightness)
        self._to_me, self._back = (b"\x1b\x3d\x02", b"\x1b\x3d\x01") if pass_through else (b"", b"")

    def greeting(self) -> bytes:
        return self._to_me + _INIT + _CLEAR + self._back

    def paint(self, scene: Scene, look: Look) -> bytes:
        upper, lower = self._lines(scene, look)
        mode = b"\x1f\x01\x1f\x43\x00\x1f\x58" + bytes((self._brightness,))
        blink = b"\x1f\x45" + bytes((_BLINK_UNITS if look is Look.BLINKING else 0,))
        text = b"\x1f\x24\x01\x01" + upper + b"\x1f\x24\x01\x02" + lower
        return self._to_me + mode + text + blink + self._back


class Cd5220(_Vfd):
    """CD5220: one line command for each line."""

    blinks_itself = False

    def greeting(self) -> bytes:
        # CLR first: until then it may be deaf to everything but line commands.
        return _CLEAR + _INIT + b"\x1b\x2a" + bytes((self._brightness,))

    def paint(self, scene: Scene, look: Look) -> bytes:
        upper, lower = self._lines(scene, look)
        return b"\x1b\x51\x41" + upper + _END + b"\x1b\x51\x42" + lower + _END


class Utc(_Vfd):
    """UTC, enhanced mode."""

    blinks_itself = False

    def greeting(self) -> bytes:
        return b"\x1b\x64\x1f"

    def paint(self, scene: Scene, look: Look) -> bytes:
        upper, lower = self._lines(scene, look)
        return b"\x1b\x64" + b"\x1b\x75\x41" + upper + _END + b"\x1b\x75\x42" + lower + _END
