"""Tickets to look at: for `layso-hardware preview`, for tests, and for trying a template before the first citizen."""

from typing import Final

import msgspec

from hub.protocol import TicketPaper

SAMPLE_PAPER: Final = TicketPaper(
    agency="UBND XÃ THĂNG BÌNH",
    centre="Trung tâm Phục vụ hành chính công",
    title="PHIẾU SỐ THỨ TỰ",
    number="A025",
    service_name="Tư pháp – Hộ tịch – Chứng thực",
    counters=(),
    ahead=4,
    wait_low_min=20,
    wait_high_min=35,
    issued_local="Thứ Bảy 21/11/2026  08:14",
    session_name="Buổi sáng",
    qr_url="http://192.168.1.10:7310/t/k3J9xQ2mZpAbCd12",
    footer=("Vui lòng giữ phiếu và chờ gọi số.", "Xin cảm ơn Ông/Bà!"),
    copy=1,
)

BRING: Final = ("Căn cước hoặc hộ chiếu", "Khai sinh: giấy chứng sinh", "Sao y: bản chính")
NOTICE: Final = "Hồ sơ nộp sau 15 giờ có thể trả kết quả vào ngày làm việc tiếp theo."
LONGEST_NAME: Final = (
    "Giao đất ở có thu tiền sử dụng đất không thông qua đấu giá, không đấu thầu lựa chọn nhà đầu tư thực hiện dự án "
    "có sử dụng đất đối với cá nhân là cán bộ, công chức, viên chức, sĩ quan tại ngũ, quân nhân chuyên nghiệp; "
) * 4
"""Real names of procedures reach 919 characters."""

USUAL: Final = msgspec.structs.replace(SAMPLE_PAPER, bring=BRING)
"""With the papers to have ready."""
BARE: Final = msgspec.structs.replace(
    SAMPLE_PAPER, qr_url="", session_name="", footer=(), wait_low_min=None, wait_high_min=None, ahead=0
)
"""Nothing that could be left out."""
PRIORITY: Final = msgspec.structs.replace(
    SAMPLE_PAPER, number="P001", mark="ƯT", counters=(1, 2), notice=NOTICE, bring=BRING
)
EXTREME: Final = msgspec.structs.replace(
    SAMPLE_PAPER,
    number="A1005",
    service_name=LONGEST_NAME,
    counters=(1, 2, 3, 4, 5),
    ahead=132,
    wait_low_min=120,
    wait_high_min=240,
    mark="ƯT",
    notice=NOTICE,
    bring=BRING,
    copy=2,
)
"""A reprint on which everything stands that can."""

SAMPLES: Final = {"plain": SAMPLE_PAPER, "usual": USUAL, "bare": BARE, "priority": PRIORITY, "extreme": EXTREME}
