"""What the doctor says, in Vietnamese: each trouble a printer tells of, and what to do about it."""

from typing import Final, NamedTuple


class Advice(NamedTuple):
    """What is the matter, and what a technician does about it."""

    what: str
    do: str


TROUBLES: Final = {
    "paper_out": Advice("Hết giấy.", "Mở nắp, lắp cuộn giấy mới (mặt in hướng về đầu nhiệt), đóng nắp lại."),
    "cover_open": Advice("Nắp máy in đang mở.", "Đóng nắp cho đến khi nghe tiếng khớp."),
    "cutter": Advice("Dao cắt bị kẹt.", "Mở nắp, kéo giấy kẹt ra, đóng nắp; phần mềm tự cho dao chạy lại."),
    "presenter_jam": Advice("Giấy kẹt ở cửa ra phiếu.", "Mở máy, lấy giấy kẹt ở bộ đẩy phiếu ra."),
    "presenter_full": Advice("Phiếu cũ còn ở cửa ra, không đẩy đi được.", "Lấy phiếu ra khỏi cửa."),
    "overheated": Advice("Đầu in quá nóng hoặc điện áp không ổn.", "Chờ vài phút; nếu lặp lại, kiểm tra nguồn điện."),
    "unrecoverable": Advice("Máy in báo lỗi phần cứng.", "Tắt nguồn 10 giây rồi bật lại; còn lỗi thì gọi bảo hành."),
    "printer_error": Advice(
        "Máy in báo lỗi nhưng không nói lỗi gì.", "Xem đèn báo trên máy và sách hướng dẫn của máy."
    ),
    "not_ready": Advice("Máy in chưa sẵn sàng.", "Xem máy có đang đẩy giấy, hoặc bị bấm nút FEED hay không."),
    "silent": Advice(
        "Mở được cổng nhưng máy in không trả lời.",
        "Tắt layso-hardware nếu đang chạy; kiểm tra máy in đã bật; cổng COM: đúng baud, đúng dây; USB: thử usb:// thay "
        "cho usblp://. Nếu máy vẫn in được với `--profile mute-80` (hoặc mute-58) thì dùng profile đó: chương trình sẽ "
        "không biết hết giấy.",
    ),
}
"""By the codes of `hardware.printer.condition`."""

NEAR_END: Final = Advice("Giấy sắp hết.", "Chuẩn bị cuộn giấy mới.")

_BUSY: Final = Advice(
    "Máy in nhận kết nối rồi ngắt ngay: thường vì đang bận với chương trình khác.",
    "Tắt layso-hardware và chương trình in khác đang chạy, chờ 10 giây rồi thử lại.",
)
CLOSED: Final = (
    ("refused", "Không có máy in ở địa chỉ này, hoặc máy đang bận với chương trình khác.",
     "Kiểm tra máy đã bật; xem địa chỉ IP (giữ nút FEED khi bật máy để in trang tự kiểm tra); tắt layso-hardware."),
    ("closed the connection", *_BUSY),
    ("reset by peer", *_BUSY),
    ("broken pipe", *_BUSY),
    ("timed out", "Địa chỉ này không trả lời.", "Kiểm tra dây mạng, địa chỉ IP, và máy in cùng mạng với máy này."),
    ("unreachable", "Không có đường mạng tới địa chỉ này.", "Kiểm tra dây mạng và địa chỉ IP của cả hai máy."),
    ("no route", "Không có đường mạng tới địa chỉ này.", "Kiểm tra dây mạng và địa chỉ IP của cả hai máy."),
    ("may not open", "Người dùng này không được phép mở cổng.",
     "Chạy `layso-hardware list-ports`: cuối trang có các lệnh cấp quyền; sau đó đăng nhập lại."),
    ("permission", "Người dùng này không được phép mở cổng.",
     "Chạy `layso-hardware list-ports`: cuối trang có các lệnh cấp quyền; sau đó đăng nhập lại."),
    ("another program", "Cổng đang bị chương trình khác giữ.",
     "Tắt chương trình đó (thường là layso-hardware đang chạy)."),
    ("busy", "Cổng đang bị chương trình khác giữ.", "Tắt chương trình đó (thường là layso-hardware đang chạy)."),
    ("in use", "Cổng đang bị chương trình khác giữ.", "Tắt chương trình đó (thường là layso-hardware đang chạy)."),
    ("no such", "Không có cổng này.", "Kiểm tra dây cắm; chạy `layso-hardware list-ports` để xem tên cổng đúng."),
    ("libusb", "Máy này chưa có libusb, nên chưa dùng được cổng usb://.",
     "Cài: sudo apt install libusb-1.0-0; hoặc dùng usblp:// thay cho usb://."),
    ("name it by", "Có nhiều thiết bị giống hệt nhau.",
     "Chạy `layso-hardware list-ports` rồi chép dòng port có số sê-ri hoặc vị trí ổ cắm."),
    ("add the serial", "Có nhiều thiết bị giống hệt nhau.",
     "Chạy `layso-hardware list-ports` rồi chép dòng port có số sê-ri."),
    ("nothing that prints", "Thiết bị USB này không phải máy in.", "Chạy `layso-hardware list-ports` để xem tên đúng."),
    ("only on windows", "winspool:// chỉ có trên Windows.", "Chạy `layso-hardware list-ports` để chọn cổng khác."),
    ("plugged in", "Không thấy thiết bị này.", "Kiểm tra dây cắm; chạy `layso-hardware list-ports` để xem tên đúng."),
)  # fmt: skip
"""Part of what the system says, what it means, what to do."""

CLOSED_OTHERWISE: Final = Advice("Không mở được cổng.", "Kiểm tra dây, nguồn và tên cổng.")

METHODS: Final = {
    "process_id": "máy in gửi lại mã của từng phiếu khi phiếu đã in xong (GS ( H)",
    "paper_sensor": "máy in trả lời đúng lượt sau khi cắt phiếu (GS r)",
    "idle": "máy in báo rảnh hai lần sau thời gian tính trước: chỉ tin được vừa phải",
    "unverified": "máy in không nói được gì: phần mềm chỉ biết là đã gửi",
}
"""By the proof of a ticket."""


def why_closed(trouble: str) -> Advice:
    """What the system says, in words for a technician."""
    small = trouble.casefold()
    return next((Advice(what, do) for part, what, do in CLOSED if part in small), CLOSED_OTHERWISE)
