"""A set-up finds its parts by id, and says None for what it does not have."""

from hub.core.ids import CounterId, DeviceId, OperatorId, ServiceId
from tests.support.centres import ANH, CENTRE, JUSTICE, KIOSK, ONE


def test_parts_are_found_by_id() -> None:
    assert CENTRE.service(JUSTICE) is CENTRE.services[0]
    assert CENTRE.counter(ONE) is CENTRE.counters[0]
    assert CENTRE.operator(ANH) is CENTRE.operators[0]
    assert CENTRE.kiosk(KIOSK) is CENTRE.kiosks[0]


def test_what_the_set_up_does_not_have_is_none() -> None:
    assert CENTRE.service(ServiceId("taxes")) is None
    assert CENTRE.counter(CounterId("counter-9")) is None
    assert CENTRE.operator(OperatorId("nobody")) is None
    assert CENTRE.kiosk(DeviceId("display-1")) is None
