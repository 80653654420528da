"""Brings the kiosk's flow to QML: fingers and hub go in as inputs, the face comes out as properties.

Holds no rule: `flow.step` decides, `face_of` finds the words. The groups `words`, `head`, `number` and `message` are
the structs of `faces.py` with their fields in camelCase.
"""

import logging
from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from hub.client.port import HubPort, Trouble
from hub.client.qt.listmodel import StructListModel
from hub.protocol import Answer, CommandId, KioskView, ServiceId, View, Welcome
from kiosk.config import KioskConfig
from kiosk.face import face_of
from kiosk.faces import Face, Field
from kiosk.flow import step
from kiosk.inputs import (
    Choice,
    ClaimDropped,
    ComfortTapped,
    Connected,
    Disconnected,
    DoneTapped,
    Forget,
    Input,
    LeafTurned,
    MissedTapped,
    OptionTapped,
    PriorityTapped,
    QuestionAnswered,
    RejoinTapped,
    Replied,
    Send,
    ServiceTapped,
    Ticked,
    Touched,
    Viewed,
)
from kiosk.qr import QrOutline, outline
from kiosk.state import started

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

_TICK_MS = 250


@QmlElement
@QmlUncreatable("made by app.py")
class KioskViewModel(QObject):  # type: ignore[operator]  # the stubs do not know that @QmlUncreatable decorates
    """The root object of the kiosk's QML."""

    pageChanged = Signal()  # noqa: N815 - Qt names
    comfortChanged = Signal()  # noqa: N815 - Qt names
    headChanged = Signal()  # noqa: N815 - Qt names
    linesChanged = Signal()  # noqa: N815 - Qt names
    offerChanged = Signal()  # noqa: N815 - Qt names
    questionChanged = Signal()  # noqa: N815 - Qt names
    numberChanged = Signal()  # noqa: N815 - Qt names
    qrChanged = Signal()  # noqa: N815 - Qt names
    messageChanged = Signal()  # noqa: N815 - Qt names
    timeLeftChanged = Signal()  # noqa: N815 - Qt names
    neverChanged = Signal()  # noqa: N815 - Qt names
    """Of what stays as it is; the QML linter does not see `constant`."""

    def __init__(
        self,
        *,
        hub: HubPort,
        config: KioskConfig,
        clock: Callable[[], float],
        new_command_id: Callable[[], CommandId],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._config = config
        self._clock = clock
        self._new_command_id = new_command_id
        self._fields = StructListModel(Field, self)
        self._options = StructListModel(Field, self)
        self._flow = started(clock())
        self._face: Face = self._compose()
        self._qr = QrOutline()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Let time pass."""
        self._timer.start()

    # What the hub says.

    @Slot(object)
    def onConnected(self, welcome: Welcome) -> None:  # noqa: N802 - Qt names
        self._take(Connected(welcome.now))

    @Slot(str)
    def onDisconnected(self, trouble: str) -> None:  # noqa: N802 - Qt names
        self._take(Disconnected(Trouble(trouble)))

    @Slot(object)
    def onView(self, view: View) -> None:  # noqa: N802 - Qt names
        if isinstance(view.view, KioskView):
            self._take(Viewed(view.seq, view.now, view.view))

    @Slot(str, object)
    def onReplied(self, command_id: str, answer: Answer) -> None:  # noqa: N802 - Qt names
        self._take(Replied(CommandId(command_id), answer))

    # What a finger does.

    @Slot(str)
    def tapField(self, service_id: str) -> None:  # noqa: N802 - Qt names
        self._take(ServiceTapped(ServiceId(service_id), self._new_command_id()))

    @Slot()
    def tapPriority(self) -> None:  # noqa: N802 - Qt names
        self._take(PriorityTapped())

    @Slot()
    def dropClaim(self) -> None:  # noqa: N802 - Qt names
        self._take(ClaimDropped())

    @Slot()
    def tapMissed(self) -> None:  # noqa: N802 - Qt names
        self._take(MissedTapped())

    @Slot(str)
    def tapOption(self, option_id: str) -> None:  # noqa: N802 - Qt names
        self._take(OptionTapped(option_id, self._new_command_id()))

    @Slot(str)
    def tapComfort(self, choice: str) -> None:  # noqa: N802 - Qt names
        self._take(ComfortTapped(Choice(choice)))

    @Slot(int)
    def turnLeaf(self, leaf: int) -> None:  # noqa: N802 - Qt names
        self._take(LeafTurned(leaf))

    @Slot(bool)
    def answerQuestion(self, has_paper: bool) -> None:  # noqa: N802 - a Qt slot
        self._take(QuestionAnswered(has_paper=has_paper, command_id=self._new_command_id()))

    @Slot()
    def tapRejoin(self) -> None:  # noqa: N802 - Qt names
        self._take(RejoinTapped(self._new_command_id()))

    @Slot()
    def done(self) -> None:
        self._take(DoneTapped())

    @Slot()
    def touch(self) -> None:
        self._take(Touched())

    @Slot()
    def tick(self) -> None:
        self._take(Ticked())

    # The step.

    def _take(self, event: Input) -> None:
        self._flow, effects = step(self._flow, event, self._clock(), self._config.times)
        for effect in effects:
            match effect:
                case Send(command_id, command):
                    log.info("asked for %s as %s", type(command).__name__, command_id)
                    self._hub.send(command_id, command)
                case Forget(command_id):
                    log.info("waits no longer for %s", command_id)
                    self._hub.forget(command_id)
        self._show()

    def _compose(self) -> Face:
        return face_of(self._flow, self._clock(), self._config.times)

    def _show(self) -> None:
        """Say what has changed, the page last: it appears when all that stands on it is already there."""
        before, self._face = self._face, self._compose()
        face = self._face
        if face == before:
            return
        self._fields.show(face.fields)
        self._options.show(face.options)
        if face.offer != before.offer:
            self.offerChanged.emit()
        if face.question != before.question:
            self.questionChanged.emit()
        if face.comfort != before.comfort:
            self.comfortChanged.emit()
        if face.head != before.head:
            self.headChanged.emit()
        if _lines(face) != _lines(before):
            self.linesChanged.emit()
        if face.number.qr_url != before.number.qr_url:
            self._qr = outline(face.number.qr_url)
            self.qrChanged.emit()
        if face.number != before.number:
            self.numberChanged.emit()
        if face.message != before.message:
            self.messageChanged.emit()
        if face.fraction_left != before.fraction_left:
            self.timeLeftChanged.emit()
        if face.page is not before.page:
            self.pageChanged.emit()

    # What the pages show.

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        return self._face.page.value

    @Property(bool, notify=comfortChanged)
    def isLarge(self) -> bool:  # noqa: N802 - Qt names
        return self._face.comfort.is_large

    @Property(bool, notify=comfortChanged)
    def isHighContrast(self) -> bool:  # noqa: N802 - Qt names
        return self._face.comfort.is_high_contrast

    @Property(int, notify=comfortChanged)
    def leaf(self) -> int:
        return self._face.comfort.leaf

    @Property("QVariantMap", notify=comfortChanged)  # type: ignore[arg-type]
    def words(self) -> dict[str, Any]:
        return _as_map(self._face.words)

    @Property("QVariantMap", notify=headChanged)  # type: ignore[arg-type]
    def head(self) -> dict[str, Any]:
        return _as_map(self._face.head)

    @Property(str, notify=linesChanged)
    def banner(self) -> str:
        return self._face.banner

    @Property(str, notify=linesChanged)
    def printerLine(self) -> str:  # noqa: N802 - Qt names
        return self._face.printer_line

    @Property(str, notify=linesChanged)
    def scanLine(self) -> str:  # noqa: N802 - Qt names
        return self._face.scan_line

    @Property(str, notify=linesChanged)
    def chosenField(self) -> str:  # noqa: N802 - Qt names
        return self._face.chosen

    @Property(QObject, notify=neverChanged)
    def fields(self) -> QObject:
        return self._fields

    @Property("QVariantMap", notify=numberChanged)  # type: ignore[arg-type]
    def number(self) -> dict[str, Any]:
        return _as_map(self._face.number)

    @Property("QVariantMap", notify=offerChanged)  # type: ignore[arg-type]
    def offer(self) -> dict[str, Any]:
        return _as_map(self._face.offer)

    @Property("QVariantMap", notify=questionChanged)  # type: ignore[arg-type]
    def question(self) -> dict[str, Any]:
        return _as_map(self._face.question)

    @Property(QObject, notify=neverChanged)
    def options(self) -> QObject:
        return self._options

    @Property(str, notify=qrChanged)
    def qrPath(self) -> str:  # noqa: N802 - Qt names
        return self._qr.path

    @Property(int, notify=qrChanged)
    def qrModules(self) -> int:  # noqa: N802 - Qt names
        return self._qr.modules

    @Property("QVariantMap", notify=messageChanged)  # type: ignore[arg-type]
    def message(self) -> dict[str, Any]:
        return _as_map(self._face.message)

    @Property(float, notify=timeLeftChanged)
    def fractionLeft(self) -> float:  # noqa: N802 - Qt names
        return self._face.fraction_left

    @Property(float, notify=neverChanged)
    def dpi(self) -> float:
        return self._config.screen.dpi

    @Property(bool, notify=neverChanged)
    def reduceMotion(self) -> bool:  # noqa: N802 - Qt names
        return self._config.screen.reduce_motion


def _lines(face: Face) -> tuple[str, ...]:
    return face.banner, face.printer_line, face.scan_line, face.chosen


def _as_map(struct: msgspec.Struct) -> dict[str, Any]:
    """Texts, numbers and flags of a struct by their QML names; structs inside become maps inside."""
    values = ((name, getattr(struct, name)) for name in struct.__struct_fields__)
    return {_camel(name): _value(value) for name, value in values if isinstance(value, _PLAIN)}


_PLAIN = (str, int, float, bool, msgspec.Struct)


def _value(value: object) -> object:
    return _as_map(value) if isinstance(value, msgspec.Struct) else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
