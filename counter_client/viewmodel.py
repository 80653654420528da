"""Brings the desk to QML: what the hub says and what the person wants go in, the face comes out as properties.

Holds no rule. One timer runs until the next thing that ends by itself (a notice, a held key), another once a second
for the clock and the running time; QML hears only of what has changed.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from counter_client import desk
from counter_client.config import CounterConfig
from counter_client.desk import Step
from counter_client.face import Face, KeyFace, face, fixed_words
from counter_client.hotkeys import Toggle, meanings
from counter_client.hub_time import HubClock
from counter_client.queue_face import RowFace
from counter_client.seat_face import CounterFace, PersonFace
from counter_client.seating import Seating
from counter_client.state import State, next_deadline
from counter_client.words import fill, in_language
from hub.client.port import HubPort, Trouble
from hub.client.qt.listmodel import StructListModel
from hub.protocol import Answer, CommandId, CounterId, CounterView, DeskAction, OperatorId, View, Welcome

QML_IMPORT_NAME = "CounterClient"
QML_IMPORT_MAJOR_VERSION = 1

_SECOND_MS = 1000


@QmlElement
@QmlUncreatable("made by the program")
class CounterViewModel(QObject):  # type: ignore[operator]  # the stubs do not know that @QmlUncreatable decorates
    """The root object of the counter's QML."""

    topChanged = Signal()  # noqa: N815 - Qt names
    ticketChanged = Signal()  # noqa: N815 - Qt names
    queueChanged = Signal()  # noqa: N815 - Qt names
    keysChanged = Signal()  # noqa: N815 - Qt names
    stripChanged = Signal()  # noqa: N815 - Qt names
    seatChanged = Signal()  # noqa: N815 - Qt names

    def __init__(
        self,
        *,
        hub: HubPort,
        config: CounterConfig,
        monotonic: Callable[[], float],
        mint: Callable[[], CommandId],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._config = config
        self._monotonic = monotonic
        self._mint = mint
        self._words = in_language(config.language)
        self._fixed_words = fixed_words(config, self._words)
        self._meanings = {_qt_key(name): meaning for name, meaning in meanings(config.keys).items()}
        self._clock: HubClock | None = None
        self._state = State(seating=Seating(usual_number=config.counter))
        self._rows = StructListModel(RowFace, self)
        self._keys = StructListModel(KeyFace, self)
        self._counters = StructListModel(CounterFace, self)
        self._people = StructListModel(PersonFace, self)
        self._face = Face()
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self.tick)
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(self.tick)
        self._second.start()
        self._show()

    # --- What the hub says ---

    @Slot(object)
    def onConnected(self, welcome: Welcome) -> None:  # noqa: N802 - Qt names
        self._clock = HubClock(welcome.now, self._monotonic())
        self._become(desk.connected(self._state))

    @Slot(str)
    def onDisconnected(self, trouble: str) -> None:  # noqa: N802 - Qt names
        self._become(desk.disconnected(self._state, Trouble(trouble)))

    @Slot(object)
    def onView(self, view: View) -> None:  # noqa: N802 - Qt names
        if isinstance(view.view, CounterView):
            now = self._monotonic()
            self._clock = HubClock(view.now, now)
            self._become(desk.seen(self._state, view.view, view.seq, now))

    @Slot(str, object)
    def onReplied(self, command_id: str, answer: Answer) -> None:  # noqa: N802 - Qt names
        self._become(desk.replied(self._state, CommandId(command_id), answer, self._monotonic()))

    # --- What the person wants ---

    @Slot(str)
    def press(self, action: str) -> None:
        """A key of the grid, by keyboard or mouse."""
        self._take(desk.pressed(self._state, DeskAction(action), self._mint(), self._monotonic()))

    @Slot(int, bool, result=bool)
    def hearKey(self, key: int, is_repeat: bool) -> bool:  # noqa: N802 - a Qt slot
        """A key of the keyboard; whether it means anything here."""
        meaning = self._meanings.get(key)
        if meaning is None:
            return False
        if is_repeat:
            self._become(desk.repeated(self._state, meaning, self._monotonic()))
        elif isinstance(meaning, Toggle):
            self.toggleBar()
        else:
            self.press(meaning)
        return True

    @Slot()
    def leave(self) -> None:
        self._take(desk.leave_confirmed(self._state, self._mint(), self._monotonic()))

    @Slot()
    def stay(self) -> None:
        self._become(desk.leave_cancelled(self._state))

    @Slot(str)
    def chooseCounter(self, counter_id: str) -> None:  # noqa: N802 - Qt names
        self._choose(msgspec.structs.replace(self._state.seating, counter_id=CounterId(counter_id)))

    @Slot(str)
    def choosePerson(self, operator_id: str) -> None:  # noqa: N802 - Qt names
        self._choose(msgspec.structs.replace(self._state.seating, operator_id=OperatorId(operator_id)))

    @Slot()
    def sitDown(self) -> None:  # noqa: N802 - Qt names
        self._take(desk.sat_down(self._state, self._mint(), self._monotonic()))

    @Slot()
    def toggleBar(self) -> None:  # noqa: N802 - Qt names
        self._become(desk.bar_toggled(self._state, self._monotonic()))

    # --- What happens then ---

    def _choose(self, seating: Seating) -> None:
        self._become(desk.seat_chosen(self._state, seating))

    @Slot()
    def tick(self) -> None:
        self._take(desk.ticked(self._state, self._monotonic()))

    def _take(self, step: Step) -> None:
        if step.send is not None:
            self._hub.send(step.send.command_id, step.send.command)
        if step.forget is not None:
            self._hub.forget(step.forget)
        self._become(step.state)

    def _become(self, state: State) -> None:
        self._state = state
        now = self._monotonic()
        deadline = next_deadline(state, now)
        if deadline is None:
            self._deadline.stop()
        else:
            # A millisecond late, or it would find that nothing has ended yet.
            self._deadline.start(max(0, round((deadline - now) * 1000)) + 1)
        self._show()

    def _show(self) -> None:
        now = self._monotonic()
        hub_now = None if self._clock is None else self._clock.at(now)
        before, self._face = self._face, face(self._state, hub_now, now, self._config, self._words)
        shown = self._face
        if shown.queue != before.queue:
            self._rows.show(shown.queue.rows)
            self.queueChanged.emit()
        if (shown.keys, shown.can_leave) != (before.keys, before.can_leave):
            self._keys.show(shown.keys)
            self.keysChanged.emit()
        if shown.seat != before.seat:
            self._counters.show(shown.seat.counters)
            self._people.show(shown.seat.people)
            self.seatChanged.emit()
        if shown.ticket != before.ticket:
            self.ticketChanged.emit()
        if shown.strip != before.strip:
            self.stripChanged.emit()
        if shown.top != before.top:
            self.topChanged.emit()

    # --- What QML reads; all of it with a signal, because qmllint's picture of this class knows no constants ---

    @Property(str, notify=topChanged)
    def page(self) -> str:
        return self._face.top.page

    @Property(str, notify=topChanged)
    def counter(self) -> str:
        return self._face.top.counter

    @Property(str, notify=topChanged)
    def operator(self) -> str:
        return self._face.top.operator

    @Property(str, notify=topChanged)
    def skills(self) -> str:
        return self._face.top.skills

    @Property(str, notify=topChanged)
    def clock(self) -> str:
        return self._face.top.clock

    @Property(str, notify=topChanged)
    def trouble(self) -> str:
        return self._face.top.trouble

    @Property(str, notify=topChanged)
    def explained(self) -> str:
        return self._face.top.explained

    @Property("QVariantList", notify=topChanged)  # type: ignore[arg-type]  # the stubs know no names of types
    def alerts(self) -> list[str]:
        return list(self._face.top.alerts)

    @Property(str, notify=topChanged)
    def alertsShort(self) -> str:  # noqa: N802 - Qt names
        count = self._face.top.alert_count
        return fill(self._words.alerts_short, count=count) if count else ""

    @Property(str, notify=topChanged)
    def leaveQuestion(self) -> str:  # noqa: N802 - Qt names
        return self._face.top.leave_question

    @Property(str, notify=ticketChanged)
    def status(self) -> str:
        return self._face.ticket.status

    @Property(str, notify=ticketChanged)
    def statusTone(self) -> str:  # noqa: N802 - Qt names
        return self._face.ticket.status_tone

    @Property(str, notify=ticketChanged)
    def timer(self) -> str:
        return self._face.ticket.timer

    @Property(str, notify=ticketChanged)
    def number(self) -> str:
        return self._face.ticket.number

    @Property(str, notify=ticketChanged)
    def service(self) -> str:
        return self._face.ticket.service

    @Property(str, notify=ticketChanged)
    def why(self) -> str:
        return self._face.ticket.why

    @Property(str, notify=ticketChanged)
    def truth(self) -> str:
        return self._face.ticket.truth

    @Property(str, notify=ticketChanged)
    def truthTone(self) -> str:  # noqa: N802 - Qt names
        return self._face.ticket.truth_tone

    @Property(str, notify=ticketChanged)
    def headline(self) -> str:
        return self._face.ticket.headline

    @Property(str, notify=ticketChanged)
    def hint(self) -> str:
        return self._face.ticket.hint

    @Property(str, notify=ticketChanged)
    def ticketSpoken(self) -> str:  # noqa: N802 - Qt names
        return self._face.ticket.spoken

    @Property(str, notify=queueChanged)
    def queueTitle(self) -> str:  # noqa: N802 - Qt names
        return self._face.queue.title

    @Property(str, notify=queueChanged)
    def queueShort(self) -> str:  # noqa: N802 - Qt names
        return self._face.queue.short_title

    @Property(str, notify=queueChanged)
    def longest(self) -> str:
        return self._face.queue.longest

    @Property(str, notify=queueChanged)
    def longestTone(self) -> str:  # noqa: N802 - Qt names
        return self._face.queue.longest_tone

    @Property(int, notify=queueChanged)
    def waiting(self) -> int:
        return self._face.queue.waiting

    @Property(QObject, notify=queueChanged)
    def rows(self) -> QObject:
        return self._rows

    @Slot(int, result=str)
    def moreWaiting(self, count: int) -> str:  # noqa: N802 - Qt names
        """How many wait behind the rows there is room for."""
        return fill(self._words.more_waiting, count=count) if count > 0 else ""

    @Property(QObject, notify=keysChanged)
    def keys(self) -> QObject:
        return self._keys

    @Property(bool, notify=keysChanged)
    def canLeave(self) -> bool:  # noqa: N802 - Qt names
        return self._face.can_leave

    @Property(bool, notify=topChanged)
    def highContrast(self) -> bool:  # noqa: N802 - Qt names
        return self._config.high_contrast

    @Property(bool, notify=topChanged)
    def reduceMotion(self) -> bool:  # noqa: N802 - Qt names
        return self._config.reduce_motion

    @Property("QVariantMap", notify=topChanged)  # type: ignore[arg-type]  # the stubs know no names of types
    def words(self) -> dict[str, str]:
        """What never changes while the program runs."""
        return self._fixed_words

    @Property(str, notify=stripChanged)
    def strip(self) -> str:
        return self._face.strip.text

    @Property(str, notify=stripChanged)
    def stripTone(self) -> str:  # noqa: N802 - Qt names
        return self._face.strip.tone

    @Property(QObject, notify=seatChanged)
    def counters(self) -> QObject:
        return self._counters

    @Property(QObject, notify=seatChanged)
    def people(self) -> QObject:
        return self._people

    @Property(str, notify=seatChanged)
    def seatSummary(self) -> str:  # noqa: N802 - Qt names
        return self._face.seat.summary

    @Property(str, notify=seatChanged)
    def seatConfirm(self) -> str:  # noqa: N802 - Qt names
        return self._face.seat.confirm

    @Property(bool, notify=seatChanged)
    def canSitDown(self) -> bool:  # noqa: N802 - Qt names
        return self._face.seat.can_confirm


def _qt_key(name: str) -> int:
    """`F5` as Qt numbers it."""
    return Qt.Key.Key_F1.value + int(name.removeprefix("F")) - 1
