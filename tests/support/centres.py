"""Small centres for tests of the hub: two halls' worth of rules in a dozen lines of data."""

from datetime import UTC, date, datetime, time
from typing import Any, Final

from msgspec.structs import replace

from hub.core.ids import BranchCode, ClassId, CounterId, DeviceId, OperatorId, PrinterId, ServiceId
from hub.core.policy import PriorityClass, Strength
from hub.core.setup import (
    Branch,
    Counter,
    Display,
    Kiosk,
    Operator,
    Service,
    SkillLevel,
    Texts,
    WorkingSession,
)

MONDAY: Final = date(2026, 11, 23)
MORNING: Final = datetime(2026, 11, 23, 0, 31, tzinfo=UTC)
"""07:31 of that Monday in Viet Nam: the centre hands out tickets."""
NOON: Final = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""12:00: between the sessions."""

JUSTICE, SOCIETY, LAND = ServiceId("justice"), ServiceId("society"), ServiceId("land")
ONE, TWO, THREE = CounterId("counter-1"), CounterId("counter-2"), CounterId("counter-3")
ANH, BINH, CHI = OperatorId("anh"), OperatorId("binh"), OperatorId("chi")
KIOSK, SCREEN_ONLY = DeviceId("kiosk-1"), DeviceId("kiosk-2")
PC_1, PC_2, PC_3 = DeviceId("pc-1"), DeviceId("pc-2"), DeviceId("pc-3")
WALL, SECOND_WALL, AGENT = DeviceId("display-1"), DeviceId("display-2"), DeviceId("agent-1")
PRINTER, SPARE = PrinterId("printer-1"), PrinterId("printer-2")
ELDERLY, CHILD, MERIT = ClassId("elderly"), ClassId("child"), ClassId("merit")

CENTRE: Final = Branch(
    code=BranchCode("test"),
    timezone="Asia/Ho_Chi_Minh",
    texts=Texts(agency="UBND XÃ THỬ", centre="Trung tâm Phục vụ hành chính công", ticker=("Xin chào",)),
    services=(
        Service(JUSTICE, "A", "Tư pháp – Hộ tịch", "Hộ tịch"),
        Service(SOCIETY, "B", "Văn hoá – Xã hội", "Xã hội"),
        Service(LAND, "C", "Đất đai", "Đất đai", first_number=101),
    ),
    counters=(Counter(ONE, 1), Counter(TWO, 2), Counter(THREE, 3)),
    operators=(
        Operator(ANH, "Anh", skills={JUSTICE: SkillLevel.PRIMARY, SOCIETY: SkillLevel.SECOND}),
        Operator(BINH, "Bình", skills={SOCIETY: SkillLevel.PRIMARY, JUSTICE: SkillLevel.PRIMARY}),
        Operator(CHI, "Chi", skills={LAND: SkillLevel.PRIMARY, SOCIETY: SkillLevel.SECOND, JUSTICE: SkillLevel.SECOND}),
    ),
    sessions=(
        WorkingSession("Buổi sáng", time(7, 30), time(11, 30), time(7, 0), time(11, 15)),
        WorkingSession("Buổi chiều", time(13, 30), time(17, 0), time(13, 0), time(16, 45)),
    ),
    kiosks=(Kiosk(KIOSK, "Cửa chính", PRINTER), Kiosk(SCREEN_ONLY, "Cửa phụ")),
    displays=(Display(WALL, "Phòng chờ"),),
)

PRIORITIES: Final = (
    PriorityClass(ELDERLY, "Người cao tuổi", "từ đủ 80 tuổi", min_age=80),
    PriorityClass(CHILD, "Có con nhỏ", strength=Strength.HEAD_START, head_start_min=15, mark="CN"),
    PriorityClass(MERIT, "Người có công", own_prefix="P"),
)
"""One before the others, one with a head start, one before the others and with numbers of its own."""


def with_policy(branch: Branch = CENTRE, **changes: Any) -> Branch:
    return replace(branch, policy=replace(branch.policy, **changes))


def with_service(service_id: ServiceId, branch: Branch = CENTRE, **changes: Any) -> Branch:
    changed = (replace(s, **changes) if s.service_id == service_id else s for s in branch.services)
    return replace(branch, services=tuple(changed))


def with_operator(operator_id: OperatorId, branch: Branch = CENTRE, **changes: Any) -> Branch:
    changed = (replace(o, **changes) if o.operator_id == operator_id else o for o in branch.operators)
    return replace(branch, operators=tuple(changed))


RULED: Final = with_policy(priority=PRIORITIES)
"""The same centre with priority classes."""


TWO_PRINTERS: Final = replace(
    CENTRE, kiosks=(Kiosk(KIOSK, "Cửa chính", PRINTER, SPARE), Kiosk(SCREEN_ONLY, "Cửa phụ", SPARE))
)
"""The second kiosk has a printer too, which takes over for the first."""
