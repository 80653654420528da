"""The code on the screen is the code a phone reads."""

import re

import zxingcpp
from PIL import Image, ImageDraw

from kiosk.qr import QUIET_MODULES, QrOutline, outline

URL = "http://192.168.1.10:8765/t/Zk3vQ9pW2xYb"


def drawn(code: QrOutline, scale: int = 6) -> Image.Image:
    image = Image.new("L", (code.modules * scale, code.modules * scale), 255)
    pen = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        left, top = int(x) * scale, int(y) * scale
        pen.rectangle((left, top, left + int(length) * scale - 1, top + scale - 1), fill=0)
    return image


def test_a_reader_reads_what_was_written() -> None:
    assert [found.text for found in zxingcpp.read_barcodes(drawn(outline(URL)))] == [URL]


def test_the_quiet_zone_stays_white() -> None:
    columns = [int(x) for x in re.findall(r"M(\d+) ", outline(URL).path)]

    assert min(columns) == QUIET_MODULES


def test_no_address_is_no_code() -> None:
    assert outline("") == QrOutline()
