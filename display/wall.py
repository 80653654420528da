"""One wall screen: what it does with what the hub says and what the loudspeaker reports. No Qt, no socket, no clock.

Every input is followed by `look`, which lets the voice begin its next announcement and returns what should stand on
the wall now. `on_drawn` says that the last look has really been drawn; only then does the hub hear "shown".
"""

from collections import deque
from datetime import datetime

import msgspec

from display.announcer import Announcer
from display.audio import Player
from display.board import Board, Scene
from display.config import DisplayConfig, Output
from display.confirmations import Confirmations
from hub.client.hub_time import HALL_ZONE, HubClock
from hub.client.port import HubPort, Trouble
from hub.protocol import (
    Answer,
    CallId,
    CommandId,
    DeviceId,
    DisplayReport,
    DisplayView,
    View,
    Welcome,
)

_REMEMBERED = 256


class Situation(msgspec.Struct, frozen=True):
    """Everything that can be seen on the wall, as facts."""

    scene: Scene
    view: DisplayView | None
    trouble: Trouble | None
    is_voice_missing: bool


class Wall:
    """See the module. `at` is this box's monotonic clock in seconds."""

    def __init__(self, *, hub: HubPort, player: Player, device: DeviceId, config: DisplayConfig) -> None:
        self._hub = hub
        self._player = player
        self._confirmations = Confirmations(hub, device)
        self._sound = config.sound
        self._announcer = Announcer(repeats=config.sound.repeats, once_when_waiting=config.sound.once_when_waiting)
        self._board = Board(rows=config.screen.rows)
        self._clock: HubClock | None = None
        self._view: DisplayView | None = None
        self._trouble: Trouble | None = Trouble.SEARCHING
        self._has_sound: bool | None = None
        self._scene = Scene()
        self._shown: deque[CallId] = deque(maxlen=_REMEMBERED)

    def on_connected(self, welcome: Welcome, at: float) -> None:
        self._trouble = None
        self._clock = HubClock(welcome.now, at)

    def on_disconnected(self, trouble: Trouble) -> None:
        self._trouble = trouble

    def on_view(self, view: View, at: float) -> None:
        if isinstance(view.view, DisplayView):
            self._clock = HubClock(view.now, at)
            self._view = view.view
            self._announcer.on_view(view.view)
            self._board.on_view(view.view, view.now)

    def on_reply(self, command_id: CommandId, answer: Answer, at: float) -> None:
        self._confirmations.on_reply(command_id, answer, at)

    def on_sound(self, *, has_sound: bool) -> None:
        self._has_sound = has_sound
        self._hub.report(DisplayReport(has_sound=has_sound))

    def on_ended(self, call_id: CallId, *, is_spoken: bool) -> None:
        for spoken in self._announcer.on_ended(call_id, is_spoken=is_spoken):
            self._confirmations.spoken(spoken)

    def on_drawn(self) -> None:
        for call in self._scene.shown():
            if call.call_id not in self._shown:
                self._shown.append(call.call_id)
                self._confirmations.shown(call.call_id)

    def has_news(self) -> bool:
        """A call of the last look has not been confirmed as shown."""
        return any(call.call_id not in self._shown for call in self._scene.shown())

    def now(self, at: float) -> datetime | None:
        """The hub's time; None until it has been heard once."""
        return None if self._clock is None else self._clock.time(at)

    def look(self, at: float) -> Situation:
        """Go on with the announcements and say what should be seen."""
        self._confirmations.look(at)
        volume = self._volume(at)
        now = self.now(at)
        if volume > 0 and now is not None and (announcement := self._announcer.take(now)) is not None:
            self._player.play(announcement, volume)
        speaking = self._announcer.speaking
        waiting = self._announcer.waiting(now) if volume > 0 and now is not None else ()
        self._scene = self._board.look(
            at,
            speaking=speaking.call if speaking else None,
            to_be_spoken={call.call_id for call in waiting},
        )
        return Situation(
            scene=self._scene,
            view=self._view,
            trouble=self._trouble,
            is_voice_missing=self._sound.output is not Output.OFF and self._has_sound is False,
        )

    def _volume(self, at: float) -> float:
        """0 when nothing can or may be heard now."""
        now = self.now(at)
        return self._sound.volume_at(now.astimezone(HALL_ZONE)) if self._has_sound and now is not None else 0.0
