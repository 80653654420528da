"""Brings the wall to QML: hub and loudspeaker are heard in the GUI thread, the face is shown as properties.

Holds no rule. What comes from the voice's thread crosses by queued signals; what the hub says comes so already.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from display.audio import Player
from display.config import DisplayConfig, Language
from display.face import CounterFace, Face, LineFace, RowFace, face_of
from display.wall import Wall
from display.words import words_in
from hub.client.port import HubPort, Trouble
from hub.client.qt.listmodel import StructListModel
from hub.protocol import CallId, DeviceId, View, Welcome

_TICK_MS = 250
"""For the clock, and for a call that must leave the stage; everything else happens when it happens."""


class DisplayViewModel(QObject):
    """The root object of the wall's QML."""

    changed = Signal()
    """Words of the frame: names, clock, banner."""
    stageChanged = Signal()  # noqa: N815 - Qt names
    called = Signal()
    """Another call is on the stage: catch the eye."""
    tickerChanged = Signal()  # noqa: N815 - Qt names
    newsChanged = Signal()  # noqa: N815 - Qt names

    _sound = Signal(bool)
    _ended = Signal(str, bool)

    def __init__(
        self,
        *,
        hub: HubPort,
        player: Player,
        config: DisplayConfig,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._config = config
        self._words = words_in(config.screen.language)
        self._wall = Wall(hub=hub, player=player, device=DeviceId(config.device), config=config)
        self._rows = StructListModel(RowFace, parent=self)
        self._lines = StructListModel(LineFace, parent=self)
        self._counters = StructListModel(CounterFace, parent=self)
        self._face: Face = self._compose()
        self._sound.connect(self._on_sound)
        self._ended.connect(self._on_ended)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._player = player
        player.start(self)

    def on_sound(self, *, has_sound: bool) -> None:
        """From the voice's thread."""
        self._sound.emit(has_sound)

    def on_ended(self, call_id: CallId, *, is_spoken: bool) -> None:
        """From the voice's thread."""
        self._ended.emit(call_id, is_spoken)

    @Slot(object)
    def onConnected(self, welcome: Welcome) -> None:  # noqa: N802 - Qt names
        self._wall.on_connected(welcome, self._clock())
        self.look()

    @Slot(str)
    def onDisconnected(self, trouble: str) -> None:  # noqa: N802 - Qt names
        self._wall.on_disconnected(Trouble(trouble))
        self.look()

    @Slot(object)
    def onView(self, view: View) -> None:  # noqa: N802 - Qt names
        self._wall.on_view(view, self._clock())
        self.look()

    @Slot()
    def onDrawn(self) -> None:  # noqa: N802 - Qt names
        """A frame with all that is known now is on the glass."""
        self._wall.on_drawn()
        self.newsChanged.emit()

    @Slot()
    def look(self) -> None:
        """Show what should be seen at this moment."""
        before, self._face = self._face, self._compose()
        face = self._face
        if face == before:
            return
        self.newsChanged.emit()
        self._rows.show(face.rows)
        self._lines.show(face.lines)
        self._counters.show(face.counters)
        if face.ticker != before.ticker:
            self.tickerChanged.emit()
        if face.stage != before.stage:
            self.stageChanged.emit()
            if face.stage.key not in ("", before.stage.key):
                self.called.emit()
        self.changed.emit()

    hasNews = Property(bool, lambda self: self._wall.has_news(), notify=newsChanged)  # noqa: N815 - Qt names
    """Something stands on the wall that the hub has not been told of."""
    agency = Property(str, lambda self: self._face.agency, notify=changed)
    centre = Property(str, lambda self: self._face.centre, notify=changed)
    clock = Property(str, lambda self: self._face.clock, notify=changed)
    date = Property(str, lambda self: self._face.date, notify=changed)
    banner = Property(str, lambda self: self._face.banner, notify=changed)
    note = Property(str, lambda self: self._face.note, notify=changed)
    hasStage = Property(bool, lambda self: bool(self._face.stage.key), notify=stageChanged)  # noqa: N815 - Qt names
    stageNumber = Property(str, lambda self: self._face.stage.number, notify=stageChanged)  # noqa: N815 - Qt names
    stageCounter = Property(str, lambda self: self._face.stage.counter, notify=stageChanged)  # noqa: N815 - Qt names
    isSpeaking = Property(bool, lambda self: self._face.stage.is_speaking, notify=stageChanged)  # noqa: N815 - Qt names
    ticker = Property(list, lambda self: list(self._face.ticker), notify=tickerChanged)

    rows = Property(QObject, lambda self: self._rows, constant=True)
    lines = Property(QObject, lambda self: self._lines, constant=True)
    counters = Property(QObject, lambda self: self._counters, constant=True)
    rowCount = Property(int, lambda self: self._config.screen.rows, constant=True)  # noqa: N815 - Qt names
    words = Property(dict, lambda self: msgspec.structs.asdict(self._words), constant=True)
    reduceMotion = Property(bool, lambda self: self._config.screen.reduce_motion, constant=True)  # noqa: N815 - Qt names
    highContrast = Property(bool, lambda self: self._config.screen.high_contrast, constant=True)  # noqa: N815 - Qt names

    def stop(self) -> None:
        self._timer.stop()
        self._player.stop()

    @Slot(bool)
    def _on_sound(self, has_sound: bool) -> None:
        self._wall.on_sound(has_sound=has_sound)
        self.look()

    @Slot(str, bool)
    def _on_ended(self, call_id: str, is_spoken: bool) -> None:
        self._wall.on_ended(CallId(call_id), is_spoken=is_spoken)
        self.look()

    def _compose(self) -> Face:
        at = self._clock()
        situation = self._wall.look(at)
        is_english = self._config.screen.language is Language.EN
        return face_of(situation, self._wall.time.now(at), self._words, is_english=is_english)
