"""The code carries exactly its text and uses the room it has."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hardware.printer.qr import Modules, modules_of


def picture(modules: Modules) -> Image.Image:
    size = len(modules)
    small = Image.new("L", (size + 8, size + 8), 255)
    for y, row in enumerate(modules):
        for x, is_dark in enumerate(row):
            small.putpixel((x + 4, y + 4), 0 if is_dark else 255)
    return small.resize((4 * small.width, 4 * small.height), Image.Resampling.NEAREST)


@given(st.text(alphabet="abcxyzABC019:/.-_~%ăệữ", min_size=1, max_size=120))
def test_what_goes_in_comes_out(text: str) -> None:
    found = zxingcpp.read_barcodes(picture(modules_of(text)))

    assert [code.text for code in found] == [text]


@pytest.mark.parametrize("length", [10, 27, 43, 46, 62])
def test_addresses_of_usual_length_make_codes_of_one_size(length: int) -> None:
    assert len(modules_of("x" * length)) == 33


def test_a_longer_address_makes_a_larger_code() -> None:
    assert len(modules_of("x" * 90)) > 33
