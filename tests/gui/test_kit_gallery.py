"""The kit of Sen on every size of glass: nothing cut, everything named, pressed by finger and by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.support.qml import Page, shown

GALLERY = Path(__file__).parent / "gallery" / "Gallery.qml"
SIZES = [(1080, 1920), (1920, 1080), (1366, 768), (720, 1280), (2160, 3840)]

pytestmark = pytest.mark.usefixtures("qapp")


def width_of_text(number: QQuickItem) -> float:
    return max(child.property("contentWidth") or 0.0 for child in number.childItems())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_size_loads_without_a_warning(size: tuple[int, int]) -> None:
    with shown(GALLERY, size, trouble="Đang kết nối lại") as page:
        image = page.picture(f"kit-{size[0]}x{size[1]}")

    assert image.width() == size[0]


@pytest.mark.parametrize("number", ["A025", "W9999", "MMMM88888"])
@pytest.mark.parametrize("width", [360, 1080])
def test_a_number_is_never_cut(number: str, width: int) -> None:
    with shown(GALLERY, (width, 1920), number=number) as page:
        item = page.item("number")

        assert 0 < width_of_text(item) <= item.width()


def test_a_number_grows_to_the_size_that_was_asked() -> None:
    with shown(GALLERY, (1080, 1920), number="A025") as page:
        assert page.item("number").property("fittedSize") == 330


def test_digits_do_not_move_when_they_change() -> None:
    with shown(GALLERY, number="A111") as page:
        narrow = width_of_text(page.item("number"))
        page.window.setProperty("number", "A888")

        assert width_of_text(page.item("number")) == narrow


def test_sizes_follow_the_short_side_of_the_glass() -> None:
    heights = {}
    for size in ((1080, 1920), (1920, 1080), (540, 960)):
        with shown(GALLERY, size) as page:
            heights[size] = page.item("primary").height()

    assert heights[(1080, 1920)] == heights[(1920, 1080)] == 2 * heights[(540, 960)]


def test_large_print_is_a_third_larger() -> None:
    sizes = []
    for large in (False, True):
        with shown(GALLERY, largePrint=large) as page:
            sizes.append(page.item("primary").property("font").pixelSize())
            page.picture(f"kit-large-{large}")

    assert sizes[1] / sizes[0] == pytest.approx(1.35, abs=0.02)


def test_high_contrast_knows_black_white_and_gold_only() -> None:
    with shown(GALLERY, highContrast=True, trouble="Đang kết nối lại") as page:
        image = page.picture("kit-high-contrast")
    dimmed_white = "#7F7F7F"
    allowed = {QColor(name).rgb() for name in ("#000000", "#FFFFFF", "#F2C14E", dimmed_white)}
    # Edges of letters are mixtures; a field of colour is not.
    seen: dict[int, int] = {}
    for y in range(0, image.height(), 3):
        for x in range(0, image.width(), 3):
            pixel = image.pixel(x, y)
            seen[pixel] = seen.get(pixel, 0) + 1
    total = sum(seen.values())

    assert {pixel for pixel, count in seen.items() if count > total * 0.002} <= allowed


@pytest.mark.parametrize("name", ["primary", "secondary", "quiet", "f5", "f6"])
def test_a_finger_presses_a_button(name: str) -> None:
    with shown(GALLERY) as page:
        page.tap(name)
        page.wait(lambda: page.window.property("pressed") == name, f"{name} to be pressed")


@pytest.mark.parametrize("name", ["off", "f7"])
def test_a_disabled_button_does_nothing(name: str) -> None:
    with shown(GALLERY) as page:
        page.tap(name)
        page.tap("quiet")
        page.wait(lambda: page.window.property("pressed") == "quiet")


def press(page: Page, key: Qt.Key) -> None:
    page.window.requestActivate()
    page.wait(page.window.isActive, "the keyboard")
    QTest.keyClick(page.window, key)


def test_a_key_presses_its_button_unless_it_is_disabled() -> None:
    with shown(GALLERY) as page:
        press(page, Qt.Key.Key_F6)
        assert page.window.property("pressed") == "f6"
        press(page, Qt.Key.Key_F7)
        assert page.window.property("pressed") == "f6"


def test_whoever_cannot_see_is_told_the_name_of_every_button() -> None:
    with shown(GALLERY) as page:
        names = {
            item.objectName(): QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)
            for item in page.items()
            if item.objectName() and item.inherits("QQuickAbstractButton")
        }

    assert names == {
        "primary": "Xong",
        "secondary": "Tra cứu thủ tục",
        "off": "Tôi thuộc diện ưu tiên",
        "quiet": "English",
        "f5": "Gọi tiếp",
        "f6": "Gọi lại",
        "f7": "Bắt đầu",
    }


def test_the_banner_takes_no_room_while_all_is_well() -> None:
    with shown(GALLERY, reduceMotion=True) as page:
        banner = page.item("banner")
        assert (banner.height(), banner.isVisible()) == (0, False)

        page.window.setProperty("trouble", "Đang kết nối lại với máy chủ")
        page.wait(lambda: banner.isVisible() and banner.height() > 40, "the banner to show")
        page.window.setProperty("trouble", "")
        page.wait(lambda: not banner.isVisible(), "the banner to go")
