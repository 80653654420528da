"""The picture is what a thermal head can burn: whole black dots, nothing cut, marks that survive."""

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from hardware.printer.design import default_design
from hardware.printer.fonts import Face, Font, load
from hardware.printer.layout import Head, lay_out
from hardware.printer.render import draw, fit_number, render
from hardware.printer.template import Style
from hardware.samples import SAMPLE_PAPER

DOTS_PER_MM = 203 / 25.4


@pytest.mark.parametrize("width", [576, 512, 384])
def test_the_picture_is_as_wide_as_the_paper_and_only_black_and_white(width: int) -> None:
    picture = render(SAMPLE_PAPER, width, DOTS_PER_MM)

    assert picture.mode == "1"
    assert picture.width == width


@pytest.mark.parametrize("number", ["1", "25", "A025", "M888", "1001", "A1049", "LH0930", "ƯT0123", "WWWWWWWWWW"])
@pytest.mark.parametrize(("height", "width"), [(150, 536), (124, 360)])
def test_a_number_is_fitted_into_its_place_whatever_it_is(number: str, height: int, width: int) -> None:
    ink = fit_number(number, width, height)

    assert ink.width <= width
    assert ink.getbbox() is not None


@pytest.mark.parametrize("number", ["A025", "B999", "A1049"])
def test_usual_numbers_are_18_mm_high_in_ink_on_80_mm_paper(number: str) -> None:
    ink = fit_number(number, 536, 150)

    assert ink.height / DOTS_PER_MM >= 18


def test_dots_of_the_number_stand_in_squares_so_that_a_quarter_is_sent() -> None:
    ink = fit_number("A025", 536, 150)
    small = ink.resize((ink.width // 2, ink.height // 2), Image.Resampling.NEAREST)

    assert small.resize(ink.size, Image.Resampling.NEAREST).tobytes() == ink.tobytes()


def small_styles() -> set[Style]:
    styles = [style for width in (576, 384) for style in default_design(width).template.styles.values()]
    return {style for style in styles if style.size <= 28}


FONTS = sorted((style.font for style in small_styles()), key=str)
BASELINE = 50


@pytest.mark.parametrize("font", FONTS, ids=lambda font: f"{font.face.name}-{font.size}")
@pytest.mark.parametrize("letter", "ạặậẹệịọộợụựẠẶẬẸỆỊỌỘỢỤỰ")
def test_the_dot_below_survives_as_ink_of_its_own(font: Font, letter: str) -> None:
    """A dot that melts into its letter, or is a single speck, makes another word of it."""
    assert font.size >= 20
    picture = Image.new("1", (60, 80), 1)
    ImageDraw.Draw(picture).text((10, BASELINE), letter, fill=0, font=load(font), anchor="ls")
    inked = [sum(not picture.getpixel((x, y)) for x in range(60)) for y in range(BASELINE - 2, 80)]
    gap = inked.index(0)
    dot = [dots for dots in inked[gap:] if dots]

    assert gap > 0, "the letter stands on its line"
    assert len(dot) >= 2
    assert sum(dot) >= 4


@pytest.mark.parametrize("width", [576, 384])
def test_the_code_on_the_picture_is_read_back(width: int) -> None:
    picture = render(SAMPLE_PAPER, width, DOTS_PER_MM)

    assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [SAMPLE_PAPER.qr_url]


def test_a_stamp_is_white_on_black() -> None:
    head = Head(576, DOTS_PER_MM)
    page = lay_out(msgspec.structs.replace(SAMPLE_PAPER, copy=2), default_design(576), head)
    plain = lay_out(SAMPLE_PAPER, default_design(576), head)

    def darkest_row(picture: Image.Image) -> int:
        below_the_title = picture.crop((150, 120, 426, 200))
        return max(
            sum(not below_the_title.getpixel((x, y)) for x in range(below_the_title.width))
            for y in range(below_the_title.height)
        )

    assert darkest_row(draw(page)) > 200
    assert darkest_row(draw(plain)) < 200


def test_every_letter_of_vietnamese_has_a_shape_in_every_face() -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    for face in Face:
        missing = load(Font(face, 40)).getmask("\U0010fffd").getbbox()
        shapes = {letter: load(Font(face, 40)).getmask(letter) for letter in letters + letters.upper() + "–…·"}
        assert all(shape.getbbox() is not None for shape in shapes.values())
        same_as_missing = [letter for letter, shape in shapes.items() if shape.getbbox() == missing]
        assert len(same_as_missing) < 5
