"""The fonts on paper: the bundled Be Vietnam Pro and Inter, and how wide a text is in them.

Text is drawn without grey, because a thermal head burns a dot or does not. Under 20 dots the dot of "ạ" melts into its
letter: no style may be smaller (`SMALLEST`).
"""

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final

import msgspec
from PIL import ImageFont

SMALLEST: Final = 20
LARGEST: Final = 96


class Face(StrEnum):
    """The weights used on paper, as a template names them."""

    TEXT = "text"
    STRONG = "strong"
    BOLD = "bold"
    NUMBER = "number"

    @property
    def file(self) -> str:
        return _FILES[self]


_FILES: Final = {
    Face.TEXT: "BeVietnamPro_500Medium.ttf",
    Face.STRONG: "BeVietnamPro_600SemiBold.ttf",
    Face.BOLD: "BeVietnamPro_700Bold.ttf",
    Face.NUMBER: "Inter_700Bold.ttf",
}


class Font(msgspec.Struct, frozen=True):
    """A face at a size in dots."""

    face: Face
    size: int

    @property
    def line_height(self) -> int:
        """Room for two stacked diacritics above ("Ẵ") and a dot below ("ặ")."""
        return round(self.size * 1.34)

    @property
    def baseline(self) -> int:
        """From the top of the line down to the foot of the letters."""
        return round(self.size * 1.04)


class FontMissing(Exception):  # noqa: N818 - names a fact about the installation
    """A font file that belongs to the program is not there."""


_FOLDER: Final = files("hub.client").joinpath("fonts")


@lru_cache(maxsize=64)
def load(font: Font) -> ImageFont.FreeTypeFont:
    # Raqm would shape by the locale's libraries; plain advance and kerning look the same on every machine.
    try:
        data = BytesIO(_FOLDER.joinpath(font.face.file).read_bytes())
        return ImageFont.truetype(data, font.size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise FontMissing(f"{font.face.file}: the font is missing from the installation ({error})") from None


def check() -> None:
    """Fail at the start, and not with the first citizen's ticket."""
    for face in Face:
        load(Font(face, 24))


@lru_cache(maxsize=4096)
def text_width(text: str, font: Font) -> int:
    """Dots from the pen's start to its end."""
    return round(load(font).getlength(text))
