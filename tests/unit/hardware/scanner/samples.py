"""Codes of people who do not exist. What must never get out of the agent: `SECRETS`."""

from datetime import date

from hub.protocol import AgeClass, ClassId

TODAY = date(2026, 11, 23)
AGES = (AgeClass(ClassId("tu-80"), 80), AgeClass(ClassId("tu-60"), 60))

CARD = "001099000001|012345678|Nguyễn Văn Ẵm|01021999|Nam|Số 1 Đường Thử Nghiệm, Phường Mẫu, Thành phố Ví Dụ|15042021"
OLD_CARD = "079041000002||Trần Thị Mẫu|20111941|Nữ|Số 2 Đường Ví Dụ, Xã Mẫu, Tỉnh Thử|15042021"
"""Of somebody who turned 85 three days before `TODAY`."""
NEW_CARD = OLD_CARD + "|012345678||Trần Văn Cha|Lê Thị Mẹ"
COVID = "001099000001|Nguyễn Văn Ẵm|1999-02-01|1|QID-1|EXT"
TICKET = "http://192.168.1.10:7310/t/k3J9xQ2mZpAbCd12"
SLIP = "000.11.22.H33-261121-0001"

SECRETS = ("079041000002", "Trần Thị Mẫu", "Tr?n Th? M?u", "20111941", "Đường Ví Dụ", "012345678", "Lê Thị Mẹ")


def code(text: str) -> bytearray:
    return bytearray(text.encode("utf-8"))
