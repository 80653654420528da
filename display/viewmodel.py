"""Brings the wall to QML: hub and loudspeaker are heard in the GUI thread, the face is shown as properties.

Holds no rule. What comes from the voice's thread crosses by queued signals; what the hub says comes so already.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from display.audio import Player
from display.config import DisplayConfig, Language
from display.face import CounterFace, Face, LineFace, RowFace, face_of
from display.wall import Wall
from display.words import words_in
from hub.client.port import HubPort, Trouble
from hub.client.qt.listmodel import StructListModel
from hub.protocol import Answer, CallId, CommandId, DeviceId, View, Welcome

QML_IMPORT_NAME = "WallDisplay"
QML_IMPORT_MAJOR_VERSION = 1

_TICK_MS = 250
"""For the clock, and for a call that must leave the stage; everything else happens when it happens."""


@QmlElement
@QmlUncreatable("made by app.py")
class DisplayViewModel(QObject):  # type: ignore[operator]  # the stubs do not know that @QmlUncreatable decorates
    """The root object of the wall's QML."""

    changed = Signal()
    """Words of the frame: names, clock, banner."""
    stageChanged = Signal()  # noqa: N815 - Qt names
    called = Signal()
    """Another call is on the stage: catch the eye."""
    tickerChanged = Signal()  # noqa: N815 - Qt names
    newsChanged = Signal()  # noqa: N815 - Qt names
    neverChanged = Signal()  # noqa: N815 - Qt names
    """Of what stays as it is; the QML linter does not see `constant`."""

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

    @Slot(str, object)
    def onReplied(self, command_id: str, answer: Answer) -> None:  # noqa: N802 - Qt names
        self._wall.on_reply(CommandId(command_id), answer, self._clock())

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
        return face_of(situation, self._wall.now(at), self._words, is_english=is_english)

    @Property(bool, notify=newsChanged)
    def hasNews(self) -> bool:  # noqa: N802 - Qt names
        """Something stands on the wall that the hub has not been told of."""
        return self._wall.has_news()

    @Property(str, notify=changed)
    def agency(self) -> str:
        return self._face.agency

    @Property(str, notify=changed)
    def centre(self) -> str:
        return self._face.centre

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._face.clock

    @Property(str, notify=changed)
    def date(self) -> str:
        return self._face.date

    @Property(str, notify=changed)
    def banner(self) -> str:
        return self._face.banner

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._face.note

    @Property(bool, notify=stageChanged)
    def hasStage(self) -> bool:  # noqa: N802 - Qt names
        return bool(self._face.stage.key)

    @Property(str, notify=stageChanged)
    def stageNumber(self) -> str:  # noqa: N802 - Qt names
        return self._face.stage.number

    @Property(str, notify=stageChanged)
    def stageCounter(self) -> str:  # noqa: N802 - Qt names
        return self._face.stage.counter

    @Property(bool, notify=stageChanged)
    def isSpeaking(self) -> bool:  # noqa: N802 - Qt names
        return self._face.stage.is_speaking

    @Property("QVariantList", notify=tickerChanged)  # type: ignore[arg-type]  # the stubs know no names of types
    def ticker(self) -> list[str]:
        return list(self._face.ticker)

    @Property(QObject, notify=neverChanged)
    def rows(self) -> QObject:
        return self._rows

    @Property(QObject, notify=neverChanged)
    def lines(self) -> QObject:
        return self._lines

    @Property(QObject, notify=neverChanged)
    def counters(self) -> QObject:
        return self._counters

    @Property(int, notify=neverChanged)
    def rowCount(self) -> int:  # noqa: N802 - Qt names
        return self._config.screen.rows

    @Property("QVariantMap", notify=neverChanged)  # type: ignore[arg-type]  # the stubs know no names of types
    def words(self) -> dict[str, object]:
        return msgspec.structs.asdict(self._words)

    @Property(bool, notify=neverChanged)
    def reduceMotion(self) -> bool:  # noqa: N802 - Qt names
        return self._config.screen.reduce_motion

    @Property(bool, notify=neverChanged)
    def highContrast(self) -> bool:  # noqa: N802 - Qt names
        return self._config.screen.high_contrast
