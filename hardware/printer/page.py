"""A ticket laid out: what stands where on the paper, in dots from its left upper corner. No pixel is drawn here."""

import msgspec
from PIL import Image

from hardware.printer.fonts import Font, text_width
from hardware.printer.qr import Modules


class Run(msgspec.Struct, frozen=True):
    """A piece of a line in one font."""

    text: str
    font: Font


class Line(msgspec.Struct, frozen=True):
    """Runs beside each other on one baseline."""

    runs: tuple[Run, ...]
    left: int
    baseline: int

    @property
    def width(self) -> int:
        return sum(text_width(run.text, run.font) for run in self.runs)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class BigNumber(msgspec.Struct, frozen=True):
    """The number, as high as `height` and fitted into `width`, in the middle of it."""

    text: str
    left: int
    top: int
    width: int
    height: int


class NativeNumber(msgspec.Struct, frozen=True):
    """The number in the printer's own letters, so many times as wide and as high as usual."""

    text: str
    left: int
    top: int
    x_times: int
    y_times: int

    @property
    def width(self) -> int:
        return len(self.text) * CELL_WIDTH * self.x_times

    @property
    def height(self) -> int:
        return CELL_HEIGHT * self.y_times


class Rule(msgspec.Struct, frozen=True):
    """A line between two groups."""

    left: int
    top: int
    width: int
    height: int


class Stamp(msgspec.Struct, frozen=True):
    """White words on black: seen before anything is read."""

    line: Line
    left: int
    top: int
    width: int
    height: int


class Code(msgspec.Struct, frozen=True):
    """A QR code, drawn by us."""

    modules: Modules
    dots_per_module: int
    left: int
    top: int

    @property
    def width(self) -> int:
        return len(self.modules) * self.dots_per_module

    @property
    def height(self) -> int:
        return self.width


class NativeCode(Code, frozen=True, kw_only=True):
    """A QR code drawn by the printer from its text; `modules` is how it will look, but for the mask."""

    text: str
    level: str


class Logo(msgspec.Struct, frozen=True):
    """A picture of the centre's own, black and white (mode "1")."""

    picture: Image.Image
    left: int
    top: int

    @property
    def width(self) -> int:
        return self.picture.width

    @property
    def height(self) -> int:
        return self.picture.height


Block = Line | BigNumber | NativeNumber | Rule | Stamp | Code | NativeCode | Logo

CELL_WIDTH = 12
CELL_HEIGHT = 24
"""Font A of every ESC/POS printer: a letter with the white around it."""


class Page(msgspec.Struct, frozen=True):
    """A whole ticket."""

    width: int
    height: int
    blocks: tuple[Block, ...]
