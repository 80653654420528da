"""The views of one moment, as bytes: what several devices are shown alike is made once."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import assert_never

from hub.core.context import Waits
from hub.core.model import State
from hub.presence import Presence
from hub.projections import CounterViews, HardwareViews, KioskViews, display_view
from hub.protocol import DeviceId, Role
from hub.protocol.codec import encode_role_view


class Redraw:
    """Made anew for each moment; a part is made when the first device asks for it."""

    def __init__(
        self,
        state: State,
        presence: Presence,
        now: datetime,
        waits: Waits,
        *,
        qr_url: Callable[[str], str],
        hardware: HardwareViews,
    ) -> None:
        self._state = state
        self._presence = presence
        self._now = now
        self._waits = waits
        self._qr_url = qr_url
        self._hardware_views = hardware

    def view_for(self, role: Role, device_id: DeviceId) -> bytes:
        match role:
            case Role.KIOSK:
                return encode_role_view(self._kiosks.of(device_id))
            case Role.DISPLAY:
                return self._display
            case Role.COUNTER:
                return self._counters.encoded(device_id)
            case Role.HARDWARE:
                return self._hardware
        assert_never(role)

    @cached_property
    def _kiosks(self) -> KioskViews:
        return KioskViews(self._state, self._presence, self._now, waits=self._waits, qr_url=self._qr_url)

    @cached_property
    def _display(self) -> bytes:
        return encode_role_view(display_view(self._state, self._presence, self._now))

    @cached_property
    def _hardware(self) -> bytes:
        return self._hardware_views.encoded(self._state)

    @cached_property
    def _counters(self) -> CounterViews:
        return CounterViews(self._state, self._presence, self._now)
