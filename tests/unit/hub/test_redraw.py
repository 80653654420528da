import msgspec

from hub.core.context import NO_WAITS
from hub.core.model import State
from hub.presence import Presence
from hub.projections import HardwareViews, counter_view, display_view, hardware_view, kiosk_view
from hub.protocol import DeviceId, Role
from hub.protocol.views import CounterView, RoleView
from hub.redraw import Redraw
from tests.support.centres import ANH, BINH, KIOSK, ONE, PC_1, PC_2, PC_3, SCREEN_ONLY, SECOND_WALL, TWO, WALL
from tests.support.core_day import CoreDay


def qr_url(token: str) -> str:
    return f"http://hub/t/{token}"


def busy_day() -> CoreDay:
    day = CoreDay()
    for _ in range(3):
        day.issue()
    day.sit(ANH, ONE)
    day.sit(BINH, TWO)
    day.call_next(ONE)
    return day


def redraw_of(day: CoreDay, presence: Presence) -> Redraw:
    return Redraw(day.state, presence, day.now, NO_WAITS, qr_url=qr_url, hardware=HardwareViews(qr_url))


_decoder: msgspec.json.Decoder[RoleView] = msgspec.json.Decoder(RoleView)


def decoded(view: bytes) -> RoleView:
    return _decoder.decode(view)


def test_each_role_is_shown_its_own_view() -> None:
    day, presence = busy_day(), Presence().with_device(PC_1, Role.COUNTER)
    redraw = redraw_of(day, presence)
    state = day.state
    assert decoded(redraw.view_for(Role.DISPLAY, WALL)) == display_view(state, presence, day.now)
    assert decoded(redraw.view_for(Role.KIOSK, KIOSK)) == kiosk_view(
        state, presence, day.now, KIOSK, waits=NO_WAITS, qr_url=qr_url
    )
    assert decoded(redraw.view_for(Role.HARDWARE, DeviceId("agent-1"))) == hardware_view(state, qr_url)
    for computer in (PC_1, PC_2, PC_3):
        assert decoded(redraw.view_for(Role.COUNTER, computer)) == counter_view(state, presence, day.now, computer)


def test_wall_screens_share_one_encoding() -> None:
    redraw = redraw_of(busy_day(), Presence())
    assert redraw.view_for(Role.DISPLAY, WALL) is redraw.view_for(Role.DISPLAY, SECOND_WALL)


def test_where_no_agent_is_connected_nothing_is_made_for_agents() -> None:
    class Counting(HardwareViews):
        made = 0

        def encoded(self, state: State) -> bytes:
            self.made += 1
            return super().encoded(state)

    day, counting = busy_day(), Counting(qr_url)
    redraw = Redraw(day.state, Presence(), day.now, NO_WAITS, qr_url=qr_url, hardware=counting)
    for role, device_id in ((Role.KIOSK, KIOSK), (Role.DISPLAY, WALL), (Role.COUNTER, PC_1)):
        redraw.view_for(role, device_id)
    assert counting.made == 0

    agents = [redraw.view_for(Role.HARDWARE, DeviceId(f"agent-{n}")) for n in (1, 2)]

    assert counting.made == 1
    assert agents[0] is agents[1]


def test_kiosks_are_shown_only_their_own_tickets() -> None:
    redraw = redraw_of(busy_day(), Presence())
    assert redraw.view_for(Role.KIOSK, KIOSK) != redraw.view_for(Role.KIOSK, SCREEN_ONLY)


def test_officials_share_their_surroundings_and_not_their_desks() -> None:
    redraw = redraw_of(busy_day(), Presence())
    views = [decoded(redraw.view_for(Role.COUNTER, computer)) for computer in (PC_1, PC_2, PC_3)]
    at_one, at_two, standing = (view for view in views if isinstance(view, CounterView))
    assert at_one.counters == at_two.counters == standing.counters
    assert at_one.desk is not None
    assert at_two.desk is not None
    assert at_one.desk.ticket is not None
    assert at_two.desk.ticket is None
    assert standing.desk is None
