"""LED boards whose language is a line of text: the technician writes it down, and no code is needed."""

from hardware.number_display.codec import Look, OneWay
from hardware.number_display.scene import Face, Scene
from hardware.number_display.words import Template


class Board(OneWay):
    """One template for each face; a face without one is the call with nothing in it, so that the sign is dark.

    `new_call` is for a board that blinks when it is told to; any other is made to blink by going dark in turns.
    """

    def __init__(self, texts: dict[Face, Template], new_call: Template | None = None) -> None:
        self._texts = texts
        self._new_call = new_call

    @property
    def blinks_itself(self) -> bool:
        return self._new_call is not None

    def greeting(self) -> bytes:
        return b""

    def fits(self, _scene: Scene) -> bool:
        return True

    def paint(self, scene: Scene, look: Look) -> bytes:
        call = self._texts[Face.CALL]
        match look:
            case Look.DARK:
                said = call.render(Scene(Face.FREE, counter=scene.counter))
            case Look.BLINKING if self._new_call is not None:
                said = self._new_call.render(scene)
            case _:
                said = self._texts.get(scene.face, call).render(scene)
        return said.encode("latin-1")
