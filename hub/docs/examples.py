"""An example of every struct on the wire: built as the real struct, so that what the page shows is what is sent.

A value is found by the meaning of its type (a `TicketId`), else by its field's name, else by its plain type.
"""

import enum
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Final, NewType, TypeVar, cast, get_args, get_origin

import msgspec

from hub.branch_file import load_branch
from hub.core.setup import Branch
from hub.docs.wire import hints, members
from hub.samples import THANG_BINH

S = TypeVar("S", bound=msgspec.Struct)

_NOW: Final = datetime(2026, 11, 23, 0, 42, 10, tzinfo=UTC)

_BY_MEANING: Final[dict[str, str]] = {
    "BranchCode": "thang-binh",
    "CallId": "2026-11-23.24.c1",
    "ClassId": "elderly",
    "CommandId": "5f0c7c1e-8f0b-4c8b-9d0c-6f6f0a8d2b11",
    "CounterId": "counter-2",
    "DeviceId": "kiosk-1",
    "JobId": "2026-11-23.24.p1",
    "OperatorId": "staff-1",
    "PrinterId": "printer-1",
    "ServiceId": "justice",
    "TicketId": "2026-11-23.24",
    "VisitId": "2026-11-23.24",
}

_BY_NAME: Final[dict[str, Any]] = {
    "agency": "UBND XÃ THĂNG BÌNH",
    "agency_en": "People's Committee of Thăng Bình Commune",
    "ahead": 4,
    "app_version": "0.1.0",
    "call_count": 1,
    "call_max_age_s": 60,
    "call_number": 1,
    "called_at": _NOW,
    "centre": "Trung tâm Phục vụ hành chính công",
    "centre_en": "Public Administrative Service Centre",
    "colour": "#9B1C1C",
    "copy": 1,
    "counter_number": 2,
    "counters": 2,
    "detail": "",
    "examples": "Khai sinh, kết hôn, sao y, chữ ký",
    "examples_en": "Births, marriages, certified copies, signatures",
    "footer": "Vui lòng giữ phiếu và chờ gọi số.",
    "hub_version": "0.1.0",
    "issued_at": _NOW - timedelta(minutes=12),
    "issued_local": "Thứ Hai 23/11/2026  07:30",
    "key": "7KQ2M-XXXXX-XXXXX-XXXXX-XXXXX",
    "longest_since": _NOW - timedelta(minutes=12),
    "name": "Tư pháp – Hộ tịch – Chứng thực",
    "name_en": "Civil status and certification",
    "number": "A025",
    "operator_name": "Lê Thị Minh Hạnh",
    "prefix": "A",
    "primary": "Hộ tịch – Chứng thực",
    "protocol": 1,
    "qr_url": "http://192.168.1.10:7310/t/Zx9_-aB3kL0pQrSt",
    "requested_at": _NOW - timedelta(minutes=12),
    "second": "Trả kết quả",
    "seq": 1042,
    "series": "A",
    "service_name": "Tư pháp – Hộ tịch – Chứng thực",
    "session_name": "Buổi sáng",
    "ticker": "Lấy số không cần giấy tờ, không cần đăng nhập.",
    "title": "PHIẾU SỐ THỨ TỰ",
    "token": "Zx9_-aB3kL0pQrSt",
    "value": 25,
    "wait_high_min": 35,
    "wait_low_min": 20,
    "waiting": 4,
    "waiting_since": _NOW - timedelta(minutes=12),
}

_BY_TYPE: Final[dict[type, Any]] = {
    bool: True,
    date: date(2026, 11, 23),
    datetime: _NOW,
    float: 12.0,
    int: 1,
    str: "",
    time: time(7, 30),
}


def example(struct: type[S]) -> S:
    """One instance with every field filled."""
    if issubclass(struct, Branch):
        branch = load_branch(THANG_BINH / "branch.toml")
        few = {name: getattr(branch, name)[:1] for name in ("services", "counters", "operators", "sessions")}
        return cast("S", msgspec.structs.replace(branch, **few))
    return struct(**{name: _value(name, annotation) for name, annotation in hints(struct).items()})


def _value(name: str, annotation: Any) -> Any:  # noqa: ANN401, PLR0911 - one way out per kind of type
    kind = members(annotation)[0]
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if isinstance(kind, NewType):
        return _BY_MEANING[kind.__name__]
    if get_origin(kind) is tuple:
        return (_value(name, get_args(kind)[0]),)
    if get_origin(kind) is dict:
        return {}
    if issubclass(kind, msgspec.Struct):
        return example(kind)
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    if isinstance(_BY_NAME.get(name), kind):
        return _BY_NAME[name]
    return _BY_TYPE[kind]
