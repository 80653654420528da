"""A ticket to look at: for `layso-hardware preview` and for tests."""

from typing import Final

from hub.protocol import TicketPaper

SAMPLE_PAPER: Final = TicketPaper(
    agency="UỶ BAN NHÂN DÂN XÃ THĂNG BÌNH",
    centre="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
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
