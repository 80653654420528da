"""Operations become rows where a real printer would put them."""

import zxingcpp
from PIL import Image

from tests.unit.hardware.reading import picture


def ink(paper: Image.Image) -> tuple[int, int, int, int]:
    box = paper.convert("L").point(lambda value: 255 - value).getbbox()
    assert box is not None
    return box


SQUARE = b"\x1dv0\x00\x01\x00\x08\x00" + b"\xff" * 8


def test_justification_puts_a_picture_left_centre_or_right() -> None:
    paper = picture(SQUARE + b"\x1ba\x01" + SQUARE + b"\x1ba\x02" + SQUARE, 384)

    assert paper.size == (384, 24)
    assert [ink(paper.crop((0, y, 384, y + 8)))[0] for y in (0, 8, 16)] == [0, 188, 376]


def test_modes_of_gs_v_0_double_the_dots() -> None:
    doubled = b"\x1dv0\x03\x01\x00\x08\x00" + b"\xff" * 8

    assert ink(picture(doubled, 384)) == (0, 0, 16, 16)


def test_column_pictures_are_the_right_way_up() -> None:
    left_column_top_dot = b"\x1b*\x21\x03\x00" + b"\x80\x00\x00" + b"\x00\x00\x00" + b"\x00\x00\x01\n"

    paper = picture(left_column_top_dot, 384)

    assert paper.getpixel((0, 0)) == 0
    assert paper.getpixel((2, 23)) == 0
    assert paper.histogram()[0] == 2


def test_esc_j_feeds_in_the_units_of_gs_p_or_the_printers_own() -> None:
    assert picture(b"\x1bJ\x64", 384).height == 50
    assert picture(b"\x1dP\xcb\xcb\x1bJ\x64", 384).height == 100
    assert picture(b"\x1dP\xcb\xcb\x1b@\x1bJ\x64", 384).height == 50


def test_plain_text_is_printed_in_cells_of_12_by_24() -> None:
    one, two = picture(b"HELLO\n", 384), picture(b"\x1d!\x11HELLO\n", 384)

    assert one.height == 34
    assert 40 < ink(one)[2] <= 60
    assert ink(two)[2] > 80


def test_a_native_code_is_drawn_and_can_be_read() -> None:
    text = b"http://10.0.0.1/t/abc"
    stored = b"\x1d(k" + bytes((len(text) + 3, 0)) + b"1P0" + text
    paper = picture(
        b"\x1ba\x01\x1dP\xcb\xcb\x1bJ\x30\x1d(k\x03\x001C\x06" + stored + b"\x1d(k\x03\x001Q0\x1bJ\x30", 384
    )

    assert [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))] == [text.decode()]


def test_what_is_too_wide_is_cut_off_at_the_edge() -> None:
    wide = b"\x1dv0\x00\x64\x00\x01\x00" + b"\xff" * 100

    assert picture(wide, 384).width == 384
