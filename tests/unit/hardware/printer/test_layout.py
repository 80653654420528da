"""Everything stands on the paper, in order, and nothing hangs over its edge."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.layout import BigNumber, Block, Code, Line, Page, Rule, Stamp, lay_out
from hardware.samples import SAMPLE_PAPER
from hub.protocol import TicketPaper

DOTS_PER_MM = 203 / 25.4
WIDTHS = (576, 512, 384)


def laid(width: int = 576, **changes: object) -> Page:
    return lay_out(msgspec.structs.replace(SAMPLE_PAPER, **changes), width, DOTS_PER_MM)


def words(page: Page) -> list[str]:
    lines = [block for block in page.blocks if isinstance(block, Line)]
    return ["".join(run.text for run in line.runs) for line in lines]


def width_of(block: Block) -> int:
    match block:
        case Code():
            return block.side
        case Line() | BigNumber() | Rule() | Stamp():
            return block.width


def test_a_ticket_says_what_the_rules_ask_in_their_order() -> None:
    page = laid()

    assert words(page) == [
        "UỶ BAN NHÂN DÂN XÃ THĂNG BÌNH",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
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
    assert 20 <= code.side / DOTS_PER_MM <= 29


@pytest.mark.parametrize("width", [576, 512])
def test_the_number_is_at_least_18_mm_high_on_80_mm_paper(width: int) -> None:
    number = next(block for block in laid(width).blocks if isinstance(block, BigNumber))

    assert number.height / DOTS_PER_MM >= 18


LONGEST_NAME = (
    "Giao đất ở có thu tiền sử dụng đất không thông qua đấu giá, không đấu thầu lựa chọn nhà đầu tư thực hiện dự án "
    "có sử dụng đất đối với cá nhân là cán bộ, công chức, viên chức, sĩ quan tại ngũ, quân nhân chuyên nghiệp; "
) * 4
"""Real names of procedures reach 919 characters."""

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
    ),
    width=st.sampled_from(WIDTHS),
)
def test_whatever_stands_on_it_nothing_is_wider_than_the_paper_and_blocks_follow_each_other(
    paper: TicketPaper, width: int
) -> None:
    page = lay_out(paper, width, DOTS_PER_MM)

    assert all(width_of(block) <= width for block in page.blocks)
    tops = [block.baseline if isinstance(block, Line) else block.top for block in page.blocks]
    assert tops == sorted(tops)
    assert page.height < 2000


@pytest.mark.parametrize("width", WIDTHS)
def test_the_longest_name_is_bounded(width: int) -> None:
    page = laid(width, service_name=LONGEST_NAME)

    assert any(word.endswith("…") for word in words(page))
    assert page.height < laid(width).height + 120


def test_there_is_air_below() -> None:
    page = laid()
    last = max(block.baseline for block in page.blocks if isinstance(block, Line))

    assert page.height - last >= 3 * DOTS_PER_MM
