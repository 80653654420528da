"""Everybody who is connected, and what each is shown.

Views are made at once when something changed, but not again within `_GAP_S`; and while commands are waiting for the
engine not within `_BUSY_GAP_S`, nor before the engine had `_COMMANDS_FIRST` times as long as the views took. So a
call is on the wall within milliseconds, and a burst of tickets redraws some times a second, not a thousand times.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from hub.core.context import Waits
from hub.core.model import State
from hub.presence import Presence, StandingReport
from hub.projections import HardwareViews
from hub.protocol import Alert, ByeCode, DeviceId, ScanReport
from hub.redraw import Redraw
from hub.scans import Scans, understood
from hub.session import Session

_GAP_S = 0.004
_BUSY_GAP_S = 0.033
_COMMANDS_FIRST = 15
_LOOK_AROUND_EVERY_S = 1.0
_AT_ONCE = 5
_TURNS_TO_WRITE = 5
"""Turns of the loop in which a writer that is woken has written a frame and the close."""

log = logging.getLogger(__name__)


class Queue(Protocol):
    """What the hall reads of the engine."""

    @property
    def state(self) -> State: ...

    def now(self) -> datetime: ...

    def clock_behind_s(self) -> float: ...

    def is_busy(self) -> bool: ...

    def is_accepting(self) -> bool: ...

    def waits(self) -> Waits: ...


class Hall:
    """The connected devices."""

    def __init__(self, qr_url: Callable[[str], str]) -> None:
        self._qr_url = qr_url
        self._sessions: dict[DeviceId, Session] = {}
        self._presence = Presence()
        self._changed = asyncio.Event()
        self._left_at_s: dict[DeviceId, float] = {}
        self._scans = Scans()
        self._hardware = HardwareViews(qr_url)

    @property
    def presence(self) -> Presence:
        return self._presence

    def touch(self) -> None:
        """Something that views are made of has changed."""
        self._changed.set()

    def enter(self, session: Session) -> None:
        """A device is here; another connection of the same device must go."""
        before = self._sessions.get(session.device_id)
        if before is not None:
            log.warning("[%s] came again on another connection; the older one is closed", session.device_id)
            before.dismiss(ByeCode.REPLACED)
        self._sessions[session.device_id] = session
        self._presence = self._presence.without_device(session.device_id).with_device(session.device_id, session.role)
        log.info("[%s] is here (%s)", session.device_id, session.role)
        self.touch()

    def leave(self, session: Session) -> None:
        """A connection ended; the device itself may be here on a newer one."""
        if self._sessions.get(session.device_id) is not session:
            return
        del self._sessions[session.device_id]
        self._left_at_s[session.device_id] = asyncio.get_running_loop().time()
        self._presence = self._presence.without_device(session.device_id)
        log.info("[%s] is gone", session.device_id)
        self.touch()

    def hear(self, device_id: DeviceId, report: StandingReport) -> None:
        """A device says how it is."""
        self._presence = self._presence.with_report(device_id, report)
        self.touch()

    def see(self, report: ScanReport, state: State, now: datetime) -> None:
        """Somebody held something to the scanner of a kiosk."""
        self._scans.keep(report.kiosk, understood(report, state, now), asyncio.get_running_loop().time())
        self._show_scans()

    def forget_scan(self, kiosk: DeviceId) -> None:
        """What was scanned there has been used, or was another person's."""
        if self._scans.forget(kiosk):
            self._show_scans()

    def worry(self, concerns: tuple[Alert, ...]) -> None:
        """What the hub's upkeep has to tell staff now."""
        if concerns != self._presence.concerns:
            self._presence = replace(self._presence, concerns=concerns)
            self.touch()

    def gone_for_s(self) -> dict[DeviceId, float]:
        """For every device that was here since the start: how long it has not been heard; 0 while it is connected."""
        now_s = asyncio.get_running_loop().time()
        return {**{d: now_s - at_s for d, at_s in self._left_at_s.items()}, **dict.fromkeys(self._sessions, 0.0)}

    async def show_forever(self, queue: Queue) -> None:
        """Keep everybody's view up to date."""
        clock = asyncio.get_running_loop().time
        while True:
            await self._changed.wait()
            self._changed.clear()
            began = clock()
            worked_s = await self._show(queue)
            await asyncio.sleep(began + _GAP_S - clock())
            if queue.is_busy():
                await asyncio.sleep(began + max(_BUSY_GAP_S, worked_s * _COMMANDS_FIRST) - clock())

    async def look_around_forever(self, queue: Queue) -> None:
        """Let go who does not read; notice a clock that was set back; forget what was scanned."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_LOOK_AROUND_EVERY_S)
            for session in tuple(self._sessions.values()):
                if session.is_stuck(loop.time()):
                    log.warning("[%s] does not read; let go", session.device_id)
                    self.leave(session)
                    session.abandon()
            self._watch_clock(queue)
            if self._scans.forget_old(loop.time()):
                self._show_scans()

    async def dismiss_all(self) -> None:
        """The hub is going down: whoever takes frames is told so; nobody is waited for."""
        for session in self._sessions.values():
            session.dismiss(ByeCode.SHUTTING_DOWN)
        for _ in range(_TURNS_TO_WRITE):
            await asyncio.sleep(0)

    def _show_scans(self) -> None:
        self._presence = replace(self._presence, scans=self._scans.current())
        self.touch()

    def _watch_clock(self, queue: Queue) -> None:
        behind_s = round(queue.clock_behind_s())
        if behind_s != self._presence.clock_behind_s:
            self._presence = replace(self._presence, clock_behind_s=behind_s)
            self.touch()

    async def _show(self, queue: Queue) -> float:
        """A few at a time: while the first views are on their way, the next are made. Returns the seconds it took."""
        clock = asyncio.get_running_loop().time
        worked_s, began = 0.0, clock()
        state, now = queue.state, queue.now()
        if queue.is_accepting() != self._presence.is_accepting:
            self._presence = replace(self._presence, is_accepting=queue.is_accepting())
        redraw = Redraw(state, self._presence, now, queue.waits(), qr_url=self._qr_url, hardware=self._hardware)
        for count, session in enumerate(tuple(self._sessions.values()), start=1):
            try:
                view = redraw.view_for(session.role, session.device_id)
            except Exception:  # the boundary of one view: a bug in it must not take the others' screens along
                log.exception("[%s] cannot be shown its view", session.device_id)
                continue
            session.show(state.seq, now, view)
            if count % _AT_ONCE == 0:
                worked_s += clock() - began
                await asyncio.sleep(0)
                began = clock()
        return worked_s + clock() - began
