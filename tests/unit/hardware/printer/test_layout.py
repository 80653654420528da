"""Everything stands on the paper, in order, and nothing hangs over its edge."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.design import default_design
from hardware.printer.layout import Head, lay_out
from hardware.printer.page import BigNumber, Code, Line, NativeCode, NativeNumber, Page, Stamp
from hardware.samples import BRING, LONGEST_NAME, SAMPLE_PAPER
from hub.protocol import TicketPaper

DOTS_PER_MM = 203 / 25.4
WIDTHS = (576, 512, 384)


def laid(width: int = 576, *, native: bool = False, **changes: object) -> Page:
    paper = msgspec.structs.replace(SAMPLE_PAPER, **changes)
    return lay_out(paper, default_design(width), Head(width, DOTS_PER_MM, native, native))


def words(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Line)]


def test_a_ticket_says_what_the_rules_ask_in_their_order() -> None:
    page = laid()

    assert words(page) == [
        "UBND XÃ THĂNG BÌNH",
        "Trung tâm Phục vụ hành chính công",
        "PHIẾU SỐ THỨ TỰ",
        "Tư pháp – Hộ tịch – Chứng thực",
        "Chờ gọi số",
        "Số người chờ trước: 4",
        "Dự kiến: 20 – 35 phút",
        "Thứ Bảy 21/11/2026 08:14 · Buổi sáng",
        "Quét để xem lượt gọi",
        "Vui lòng giữ phiếu và chờ gọi số.",
        "Xin cảm ơn Ông/Bà!",
    ]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, None, "chưa ước tính được"),
        (5, None, "chưa ước tính được"),
        (0, 0, "không phải chờ"),
        (0, 5, "dưới 5 phút"),
        (10, 10, "10 phút"),
        (20, 35, "20 – 35 phút"),
    ],
)
def test_the_wait_is_told_in_words_that_hold(low: int | None, high: int | None, said: str) -> None:
    assert f"Dự kiến: {said}" in words(laid(wait_low_min=low, wait_high_min=high))


def stamps(page: Page) -> list[str]:
    return [block.line.runs[0].text for block in page.blocks if isinstance(block, Stamp)]


def test_the_mark_of_a_priority_class_stands_under_the_number() -> None:
    blocks = list(laid(mark="ƯT").blocks)
    number = next(place for place, block in enumerate(blocks) if isinstance(block, BigNumber))

    assert stamps(laid()) == []
    assert stamps(laid(mark="ƯT")) == ["ƯT"]
    assert isinstance(blocks[number + 1], Stamp)
    assert stamps(laid(mark="ƯT", copy=2)) == ["IN LẠI – BẢN 2", "ƯT"]


NOTICE = "Hồ sơ nộp từ bây giờ được tiếp nhận, trả lời vào ngày làm việc tiếp theo."


@pytest.mark.parametrize("width", WIDTHS)
def test_what_holds_at_this_hour_is_printed_whole_between_the_wait_and_the_date(width: int) -> None:
    lines = words(laid(width, notice=NOTICE))
    wait, date = lines.index("Dự kiến: 20 – 35 phút"), next(n for n, line in enumerate(lines) if "21/11/2026" in line)

    assert " ".join(lines[wait + 1 : date]) == NOTICE


@pytest.mark.parametrize(
    ("changes", "thanks"),
    [
        ({}, 2),
        ({"notice": NOTICE}, 2),
        ({"notice": NOTICE, "copy": 2}, 1),
        ({"notice": NOTICE, "copy": 2, "service_name": "Giao đất ở có thu tiền sử dụng đất cho cá nhân là cán bộ"}, 0),
    ],
)
def test_thanks_give_way_to_what_concerns_this_citizen(changes: dict[str, Any], thanks: int) -> None:
    printed = words(laid(**changes))

    assert sum(line in SAMPLE_PAPER.footer for line in printed) == thanks


def test_fixed_counters_are_named() -> None:
    assert "Quầy: 1, 2" in words(laid(counters=(1, 2)))


def test_only_a_further_copy_is_stamped() -> None:
    assert stamps(laid(copy=1)) == []
    assert stamps(laid(copy=2)) == ["IN LẠI – BẢN 2"]


def test_without_an_address_there_is_no_code_and_no_word_about_it() -> None:
    page = laid(qr_url="")

    assert not [block for block in page.blocks if isinstance(block, Code)]
    assert "Quét để xem lượt gọi" not in words(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("length", [20, 43, 60, 100])
def test_the_code_is_about_25_mm_and_made_of_whole_even_dots(width: int, length: int) -> None:
    page = laid(width, qr_url="http://192.168.1.10:7310/t/".ljust(length, "x"))
    code = next(block for block in page.blocks if isinstance(block, Code))

    assert code.dots_per_module % 2 == 0
    assert 20 <= code.width / DOTS_PER_MM <= 29


@pytest.mark.parametrize("width", [576, 512])
def test_the_number_is_at_least_18_mm_high_on_80_mm_paper(width: int) -> None:
    number = next(block for block in laid(width).blocks if isinstance(block, BigNumber))

    assert number.height / DOTS_PER_MM >= 18


anything = st.text(max_size=60)


@given(
    paper=st.builds(
        TicketPaper,
        agency=anything,
        centre=anything,
        title=anything,
        number=st.text(min_size=1, max_size=12),
        service_name=anything | st.just(LONGEST_NAME),
        counters=st.lists(st.integers(1, 99), max_size=40).map(tuple),
        ahead=st.integers(0, 9999),
        wait_low_min=st.none() | st.integers(0, 600),
        wait_high_min=st.none() | st.integers(0, 600),
        issued_local=anything,
        session_name=anything,
        qr_url=st.text(alphabet="abc/:.é", max_size=90),
        footer=st.lists(anything, max_size=6).map(tuple),
        copy=st.integers(1, 9),
        mark=anything,
        notice=anything | st.just(LONGEST_NAME),
        bring=st.lists(anything | st.just(LONGEST_NAME), max_size=5).map(tuple),
    ),
    width=st.sampled_from(WIDTHS),
    native=st.booleans(),
)
def test_whatever_stands_on_it_nothing_hangs_over_the_edge_and_blocks_follow_each_other(
    paper: TicketPaper, width: int, native: bool
) -> None:
    page = lay_out(paper, default_design(width), Head(width, DOTS_PER_MM, native, native))

    assert all(0 <= block.left <= block.left + block.width <= width for block in page.blocks)
    tops = [block.baseline if isinstance(block, Line) else block.top for block in page.blocks]
    assert tops == sorted(tops)
    assert page.height < 2000


@pytest.mark.parametrize("width", WIDTHS)
def test_the_longest_name_is_bounded(width: int) -> None:
    page = laid(width, service_name=LONGEST_NAME)

    assert any(word.endswith("…") for word in words(page))
    assert page.height < laid(width).height + 120


@pytest.mark.parametrize("width", WIDTHS)
def test_papers_to_have_ready_stand_under_their_head_before_the_code(width: int) -> None:
    lines = words(laid(width, bring=BRING))
    head = lines.index("Giấy tờ cần có:")

    assert tuple(lines[head + 1 : head + 4]) == BRING
    assert lines[head + 4] == "Quét để xem lượt gọi"
    assert "Giấy tờ cần có:" not in words(laid(width))


@pytest.mark.parametrize("width", WIDTHS)
def test_each_paper_to_have_ready_keeps_a_line_of_its_own_however_long_the_others_are(width: int) -> None:
    lines = words(laid(width, bring=(LONGEST_NAME, LONGEST_NAME, "Bản chính")))

    assert "Bản chính" in lines
    assert sum(line.endswith("…") for line in lines) == 2


def test_the_usual_number_is_printed_by_the_printer_itself_where_it_can() -> None:
    number, code = (block for block in laid(native=True).blocks if isinstance(block, NativeNumber | NativeCode))

    assert isinstance(number, NativeNumber)
    assert (number.text, number.x_times, number.y_times) == ("A025", 8, 8)
    assert isinstance(code, NativeCode)
    assert (code.text, code.dots_per_module) == (SAMPLE_PAPER.qr_url, 6)


@pytest.mark.parametrize(("number", "x_times"), [("A1005", 8), ("LH0930", 7), ("ABCDEFGHIJ", 4)])
def test_a_longer_number_is_narrower(number: str, x_times: int) -> None:
    (native,) = (block for block in laid(native=True, number=number).blocks if isinstance(block, NativeNumber))

    assert native.x_times == x_times


@pytest.mark.parametrize("number", ["ƯT012", "Đ012", "A" * 30])
def test_a_number_the_printer_has_no_letters_or_room_for_is_drawn_by_us(number: str) -> None:
    page = laid(native=True, number=number)

    assert [block.text for block in page.blocks if isinstance(block, BigNumber)] == [number]
    assert not [block for block in page.blocks if isinstance(block, NativeNumber)]


def test_there_is_air_below() -> None:
    page = laid()
    last = max(block.baseline for block in page.blocks if isinstance(block, Line))

    assert page.height - last >= 3 * DOTS_PER_MM
