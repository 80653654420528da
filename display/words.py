"""The words on the wall, in Vietnamese and English. The numbers need none."""

from typing import assert_never

import msgspec

from display.config import Language
from hub.client.port import Trouble


class Words(msgspec.Struct, frozen=True):
    """One language. `{}` takes a number."""

    invite: str
    speaking: str
    to_counter: str
    recent: str
    row_counter: str
    row_pending: str
    counter: str
    waiting: str
    nobody_waits: str
    can_call_now: str
    free: str
    unstaffed: str
    paused: str
    not_connected: str
    welcome: str
    welcome_hint: str
    no_voice: str
    not_accepting: str
    reconnecting: str
    searching: str
    not_paired: str
    other_version: str
    replaced: str
    weekdays: tuple[str, ...]


VI = Words(
    invite="Xin mời số",
    speaking="Đang gọi",
    to_counter="đến quầy",
    recent="Vừa gọi",
    row_counter="quầy {}",
    row_pending="mời đến quầy {}",
    counter="Quầy {}",
    waiting="còn {} người",
    nobody_waits="không ai chờ",
    can_call_now="có thể gọi ngay",
    free="sẵn sàng",
    unstaffed="đóng",
    paused="tạm nghỉ",
    not_connected="mất mạng",
    welcome="Kính chào Ông/Bà",
    welcome_hint="Mời lấy số ở máy lấy số, rồi ngồi chờ. Số sẽ hiện ở đây và được đọc to.",
    no_voice="Loa đang tắt: xin theo dõi màn hình",
    not_accepting="Hệ thống tạm thời không ghi được số. Xin Ông/Bà chờ: số vẫn được giữ.",
    reconnecting="Đang kết nối lại… Số vẫn được giữ.",
    searching="Đang tìm hệ thống… Số vẫn được giữ.",
    not_paired="Màn hình chưa được ghép với hệ thống. Nhờ cán bộ chạy “layso-hub pair”. Số vẫn được giữ.",
    other_version="Màn hình khác phiên bản với hệ thống. Nhờ cán bộ cập nhật. Số vẫn được giữ.",
    replaced="Có màn hình khác cùng tên đang kết nối. Nhờ cán bộ kiểm tra.",
    weekdays=("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
)

EN = Words(
    invite="Now calling",
    speaking="Calling",
    to_counter="to counter",
    recent="Just called",
    row_counter="counter {}",
    row_pending="go to counter {}",
    counter="Counter {}",
    waiting="{} waiting",
    nobody_waits="nobody waits",
    can_call_now="no wait",
    free="free",
    unstaffed="closed",
    paused="break",
    not_connected="no link",
    welcome="Welcome",
    welcome_hint="Take a number at the ticket machine and have a seat. It will be shown and spoken here.",
    no_voice="The loudspeaker is off: please watch the screen",
    not_accepting="The system cannot store numbers for the moment. Please wait: your number is kept.",
    reconnecting="Reconnecting… Your number is kept.",
    searching="Looking for the system… Your number is kept.",
    not_paired="This screen is not paired. Staff: run “layso-hub pair”. Your number is kept.",
    other_version="This screen has another version than the system. Staff: please update. Your number is kept.",
    replaced="Another screen with this name is connected. Staff: please check.",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


def words_in(language: Language) -> Words:
    match language:
        case Language.VI:
            return VI
        case Language.EN:
            return EN


def trouble_in_words(trouble: Trouble, words: Words, *, has_ever_connected: bool) -> str:
    match trouble:
        case Trouble.BAD_KEY | Trouble.WRONG_ROLE:
            return words.not_paired
        case Trouble.UPGRADE_REQUIRED:
            return words.other_version
        case Trouble.REPLACED:
            return words.replaced
        case Trouble.SEARCHING | Trouble.UNREACHABLE | Trouble.TOO_SLOW | Trouble.GARBLED | Trouble.SHUTTING_DOWN:
            return words.reconnecting if has_ever_connected else words.searching
        case _:
            assert_never(trouble)
