"""What the bytes from 80h on mean, by code page (`ESC t n`). Numbers as Epson gives them."""

import unicodedata
from typing import Final

UNPRINTABLE: Final = "\ufffd"

_TCVN_LOWER: Final = "        ăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ "
"""TCVN 5712 (TCVN-3), from A0h on: small letters. The page of capitals has each in the place of its small letter."""
_TCVN_CAPITALS: Final = {0xA1: "Ă", 0xA2: "Â", 0xA7: "Đ", 0xAA: "Ê", 0xAB: "Ô", 0xAC: "Ơ", 0xAD: "Ư"}
_CODECS: Final = {0: "cp437", 2: "cp850", 16: "cp1252", 18: "cp852", 19: "cp858", 52: "cp1258"}
_TCVN_SMALL_PAGE, _TCVN_CAPITAL_PAGE = 30, 31


def letter(byte: int, page: int) -> str:
    """One letter, or a mark that belongs to the letter before it (page 52)."""
    if byte < 0x80:
        return chr(byte)
    if page == _TCVN_SMALL_PAGE:
        found = _tcvn(byte)
    elif page == _TCVN_CAPITAL_PAGE:
        found = _TCVN_CAPITALS.get(byte) or (_tcvn(byte).upper() if byte >= 0xB5 else " ")
    else:
        found = bytes((byte,)).decode(_CODECS.get(page, "ascii"), "replace")
    return found if found.strip() else UNPRINTABLE


def _tcvn(byte: int) -> str:
    place = byte - 0xA0
    return _TCVN_LOWER[place] if 0 <= place < len(_TCVN_LOWER) else " "


def joined(text: str, more: str) -> str:
    """A mark stands over the letter before it."""
    return unicodedata.normalize("NFC", text + more)
