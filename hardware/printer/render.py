"""From positioned blocks to dots: a black and white picture, exactly as the thermal head will burn it.

Text is drawn by FreeType's one-bit rasteriser, never thresholded from grey by chance, so that the dot of "ạ" and the
hook of "ở" survive at the smallest size. Only the number, which is fitted to the paper, is drawn in grey first.
"""

from typing import assert_never

from PIL import Image, ImageDraw

from hardware.printer.fonts import Face, Font, load, text_width
from hardware.printer.layout import BigNumber, Block, Code, Line, Page, Rule, Stamp, lay_out
from hub.protocol import TicketPaper

_BLACK, _WHITE = 0, 1
_NARROWEST = 0.68
"""How far the number may be condensed before it becomes lower instead."""
_INK_AT = 128


def render(paper: TicketPaper, width: int, dots_per_mm: float) -> Image.Image:
    """The ticket as a mode "1" picture, `width` dots wide."""
    return draw(lay_out(paper, width, dots_per_mm))


def draw(page: Page) -> Image.Image:
    picture = Image.new("1", (page.width, page.height), _WHITE)
    pen = ImageDraw.Draw(picture)
    for block in page.blocks:
        _draw_block(picture, pen, block)
    return picture


def _draw_block(picture: Image.Image, pen: ImageDraw.ImageDraw, block: Block) -> None:
    match block:
        case Line():
            _draw_line(pen, block, picture.width, _BLACK)
        case BigNumber():
            ink = fit_number(block)
            # A horn or a hook ("Ư") stands above the digits; a lowered number hangs in the middle of its place.
            spare = block.height - ink.height
            top = block.top + (spare // 2 if spare > 0 else spare)
            picture.paste(_BLACK, ((picture.width - ink.width) // 2, top), ink)
        case Rule():
            _fill(pen, picture.width, block.top, block.width, block.thickness)
        case Stamp():
            _fill(pen, picture.width, block.top, block.width, block.height)
            _draw_line(pen, block.line, picture.width, _WHITE)
        case Code():
            _draw_code(picture, block)
        case _:
            assert_never(block)


def _draw_line(pen: ImageDraw.ImageDraw, line: Line, page_width: int, ink: int) -> None:
    x = (page_width - line.width) // 2
    for run in line.runs:
        pen.text((x, line.baseline), run.text, fill=ink, font=load(run.font), anchor="ls")
        x += text_width(run.text, run.font)


def _fill(pen: ImageDraw.ImageDraw, page_width: int, top: int, width: int, height: int) -> None:
    left = (page_width - width) // 2
    pen.rectangle((left, top, left + width - 1, top + height - 1), fill=_BLACK)


def fit_number(block: BigNumber) -> Image.Image:
    """The number's ink as a mask: digits `height` dots high; condensed, then lowered, until it fits the width.

    Each row stands twice: at 2 cm nobody sees it, and the printer is sent half as much (see `encode`).
    """
    font = load(_number_font(block.height))
    left, top, right, bottom = font.getbbox(block.text, anchor="ls")
    grey = Image.new("L", (max(1, round(right - left)), max(1, round(bottom - top))), 0)
    ImageDraw.Draw(grey).text((-left, -top), block.text, fill=255, font=font, anchor="ls")
    squeeze = min(1.0, block.width / grey.width)
    lower = min(1.0, squeeze / _NARROWEST)
    size = (max(1, int(grey.width * squeeze)), max(1, round(grey.height * lower / 2)))
    mask = grey.resize(size, Image.Resampling.LANCZOS).point(lambda value: 255 if value >= _INK_AT else 0).convert("1")
    return mask.resize((mask.width, mask.height * 2), Image.Resampling.NEAREST)


def _number_font(height: int) -> Font:
    """The size at which a zero is `height` dots high."""
    probe = Font(Face.NUMBER, 200)
    _, top, _, bottom = load(probe).getbbox("0", anchor="ls")
    return Font(Face.NUMBER, round(probe.size * height / (bottom - top)))


def _draw_code(picture: Image.Image, code: Code) -> None:
    count = len(code.modules)
    small = Image.new("1", (count, count), _WHITE)
    small.putdata([_BLACK if dark else _WHITE for row in code.modules for dark in row])
    large = small.resize((code.side, code.side), Image.Resampling.NEAREST)
    picture.paste(large, ((picture.width - code.side) // 2, code.top))
