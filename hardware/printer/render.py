"""From positioned blocks to dots: a black and white picture, exactly as the thermal head will burn it.

Text is drawn by FreeType's one-bit rasteriser, never thresholded from grey by chance, so that the dot of "ạ" and the
hook of "ở" survive at the smallest size. Only the number, which is fitted to the paper, is drawn in grey first.
"""

from functools import lru_cache
from typing import assert_never

from PIL import Image, ImageDraw

from hardware.printer.design import default_design
from hardware.printer.fonts import Face, Font, load, text_width
from hardware.printer.layout import Head, lay_out
from hardware.printer.page import BigNumber, Block, Code, Line, Logo, NativeNumber, Page, Rule, Run, Stamp
from hub.protocol import TicketPaper

_BLACK, _WHITE = 0, 1
_NARROWEST = 0.68
"""How far the number may be condensed before it becomes lower instead."""
_INK_AT = 128
_NATIVE_FIGURE = 0.75
"""How much of its cell a printer's own figure fills."""


def render(paper: TicketPaper, width: int, dots_per_mm: float) -> Image.Image:
    """The ticket as it comes with the program, as a mode "1" picture, `width` dots wide."""
    return draw(lay_out(paper, default_design(width), Head(width, dots_per_mm)))


def draw(page: Page) -> Image.Image:
    """Everything, also what the printer will draw by itself: that about as it will look."""
    picture = Image.new("1", (page.width, page.height), _WHITE)
    pen = ImageDraw.Draw(picture)
    for block in page.blocks:
        _draw_block(picture, pen, block)
    return picture


def _draw_block(picture: Image.Image, pen: ImageDraw.ImageDraw, block: Block) -> None:
    match block:
        case Line():
            _draw_line(picture, block, _BLACK)
        case BigNumber():
            _draw_number(picture, block)
        case NativeNumber():
            height = round(_NATIVE_FIGURE * block.height)
            top = block.top + (block.height - height) // 2
            _draw_number(picture, BigNumber(block.text, block.left, top, block.width, height))
        case Rule():
            _fill(pen, block)
        case Stamp():
            _fill(pen, block)
            _draw_line(picture, block.line, _WHITE)
        case Code():
            _draw_code(picture, block)
        case Logo():
            picture.paste(block.picture, (block.left, block.top))
        case _:
            assert_never(block)


def _draw_line(picture: Image.Image, line: Line, ink: int) -> None:
    x = line.left
    for run in line.runs:
        picture.paste(ink, (x - run.font.size, line.baseline - 2 * run.font.size), _written(run))
        x += text_width(run.text, run.font)


@lru_cache(maxsize=256)
def _written(run: Run) -> Image.Image:
    """Its ink as a mask, with as much white around it as letters may reach. Most words of a ticket are those of the
    ticket before."""
    size = run.font.size
    mask = Image.new("1", (text_width(run.text, run.font) + 2 * size, 3 * size))
    ImageDraw.Draw(mask).text((size, 2 * size), run.text, fill=1, font=load(run.font), anchor="ls")
    return mask


def _fill(pen: ImageDraw.ImageDraw, block: Rule | Stamp) -> None:
    pen.rectangle((block.left, block.top, block.left + block.width - 1, block.top + block.height - 1), fill=_BLACK)


def _draw_number(picture: Image.Image, block: BigNumber) -> None:
    ink = fit_number(block.text, block.width, block.height)
    # A horn or a hook ("Ư") stands above the digits; a lowered number hangs in the middle of its place.
    spare = block.height - ink.height
    left = block.left + (block.width - ink.width) // 2
    picture.paste(_BLACK, (left & ~1, block.top + (spare // 2 if spare > 0 else spare)), ink)


@lru_cache(maxsize=8)
def fit_number(text: str, width: int, height: int) -> Image.Image:
    """The number's ink as a mask: digits `height` dots high; condensed, then lowered, until it fits the width.

    Dots stand in squares of four: at 2 cm nobody sees it, and the printer is sent a quarter (see `encode`).
    """
    font = load(_number_font(height))
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    grey = Image.new("L", (max(1, round(right - left)), max(1, round(bottom - top))), 0)
    ImageDraw.Draw(grey).text((-left, -top), text, fill=255, font=font, anchor="ls")
    squeeze = min(1.0, width / grey.width)
    lower = min(1.0, squeeze / _NARROWEST)
    size = (max(1, int(grey.width * squeeze / 2)), max(1, round(grey.height * lower / 2)))
    mask = grey.resize(size, Image.Resampling.LANCZOS).point(_THRESHOLD, "1")
    return mask.resize((mask.width * 2, mask.height * 2), Image.Resampling.NEAREST)


_THRESHOLD = [255 * (level >= _INK_AT) for level in range(256)]


@lru_cache
def _number_font(height: int) -> Font:
    """The size at which a zero is `height` dots high."""
    probe = Font(Face.NUMBER, 200)
    _, top, _, bottom = load(probe).getbbox("0", anchor="ls")
    return Font(Face.NUMBER, round(probe.size * height / (bottom - top)))


def _draw_code(picture: Image.Image, code: Code) -> None:
    count = len(code.modules)
    small = Image.new("1", (count, count), _WHITE)
    small.putdata([_BLACK if dark else _WHITE for row in code.modules for dark in row])
    picture.paste(small.resize((code.width, code.height), Image.Resampling.NEAREST), (code.left, code.top))
