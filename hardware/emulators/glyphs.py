"""The letters of the emulated printer: the bundled font squeezed into cells of a fixed width, enlarged dot by dot.

A real printer has letters of its own; where they stand, and how much paper they take, is the same.
"""

from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw

from hardware.emulators.pages import UNPRINTABLE
from hardware.printer.fonts import Face, Font, load

LARGE: Final = (12, 24)
SMALL: Final = (9, 17)
"""Font A and font B, with the white around each letter."""


@lru_cache(maxsize=512)
def glyph(letter: str, cell: tuple[int, int]) -> Image.Image:
    """Ink as 1, in a cell of that size."""
    width, height = cell
    picture = Image.new("1", cell)
    if letter == UNPRINTABLE:
        ImageDraw.Draw(picture).rectangle((1, height // 4, width - 3, height - 6), outline=1)
        return picture
    font = load(Font(Face.NUMBER if letter.isdecimal() else Face.STRONG, round(height * 0.92)))
    wide = Image.new("1", (3 * width, height))
    ImageDraw.Draw(wide).text((width, round(height * 0.8)), letter, fill=1, font=font, anchor="ls")
    box = wide.getbbox()
    if box is None:
        return picture
    ink = wide.crop((box[0], 0, box[2], height))
    if ink.width >= width:
        ink = ink.resize((width - 1, height), Image.Resampling.NEAREST)
    picture.paste(ink, ((width - ink.width) // 2, 0))
    return picture
