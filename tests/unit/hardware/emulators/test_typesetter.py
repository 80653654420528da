"""Operations become rows where a real printer would put them."""

import pytest
import zxingcpp
from PIL import Image

from hardware.emulators.pages import letter
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


def test_eight_times_as_large_is_a_cell_of_96_by_192_and_the_line_is_fed_by_it() -> None:
    number = picture(b"\x1ba\x01\x1d!\x77A025\n\x1d!\x00A\n", 576)
    left, top, right, bottom = ink(number.crop((0, 0, 576, 192)))

    assert number.height == 192 + 34
    assert left >= (576 - 4 * 96) // 2
    assert right <= (576 + 4 * 96) // 2
    assert 120 <= bottom - top <= 180


def test_the_small_font_has_cells_of_9_by_17() -> None:
    assert ink(picture(b"\x1bM\x01" + b"H" * 20 + b"\n", 384))[2] <= 180


def test_text_that_has_no_room_goes_on_in_the_next_line() -> None:
    assert picture(b"H" * 32 + b"\n", 384).height == 34
    assert picture(b"H" * 33 + b"\n", 384).height == 68


TCVN = {30: "Tư pháp - Hộ tịch, đất đai: ở ẵ ỵ", 31: "TƯ PHÁP - HỘ TỊCH, ĐẤT ĐAI: Ở Ẵ Ỵ"}


@pytest.mark.parametrize("page", [30, 31])
def test_vietnamese_letters_of_both_tcvn_pages_are_understood(page: int) -> None:
    table = {letter(byte, page): byte for byte in range(0xFF, 0x1F, -1)}
    text = TCVN[page]

    assert "".join(letter(table[char], page) for char in text) == text
    assert table["Đ" if page == 31 else "đ"] == (0xA7 if page == 31 else 0xAE)


def test_every_vietnamese_letter_has_a_place_on_its_page() -> None:
    small = {letter(byte, 30) for byte in range(256)}

    assert set("àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâđêôơư") <= small
    assert {char.upper() for char in small if char not in "đ"} - {"\ufffd"} <= {letter(byte, 31) for byte in range(256)}


def test_page_52_sets_a_mark_over_the_letter_before_it() -> None:
    """CP1258 has "ê" and a mark for "ế"; both pages print the same word."""
    by_marks = picture(b"\x1bt\x34" + "ti\u00ea\u0301ng".encode("cp1258") + b"\n", 384)
    by_letters = picture(b"\x1bt\x1eti\xd5ng\n", 384)

    assert by_marks.tobytes() == by_letters.tobytes()


def test_a_letter_no_page_has_is_a_box() -> None:
    assert picture(b"\x1bt\x1e\x80\n", 384).tobytes() == picture(b"\x1bt\x63\xff\n", 384).tobytes()


def test_a_picture_is_kept_until_it_is_asked_for() -> None:
    store = b"\x1d(L\x12\x00\x30\x70\x30\x01\x01\x31\x08\x00\x08\x00" + b"\xff" * 8
    ask = b"\x1d(L\x02\x00\x30\x32"

    assert picture(store + ask, 384).tobytes() == picture(SQUARE, 384).tobytes()
    assert picture(ask + store, 384).height == 0


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
