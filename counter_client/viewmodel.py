"""Brings the desk to QML: what the hub says and what the person wants go in, the face comes out as properties.

Holds no rule. One timer runs until the next thing that ends by itself (a notice, a held key), another once a second
for the clock and the running time; QML hears only of what has changed.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from counter_client import asking, desk
from counter_client.config import CounterConfig
from counter_client.desk import Step
from counter_client.face import Face, KeyFace, face, fixed_words
from counter_client.hotkeys import ScreenKey, meanings
from counter_client.seating import Seating
from counter_client.sheets import Reasons
from counter_client.state import DEAF_S, Listed, State, next_deadline
from counter_client.ui.panels import ListsPanel, SeatPanel, SheetPanel
from counter_client.ui.qt_keys import ARROWS, ENTER, ESCAPE, TAB, combined, number_of
from counter_client.words import fill, in_language
from hub.client.hub_time import HubClock
from hub.client.port import HubPort, Trouble
from hub.client.qt.listmodel import StructListModel
from hub.protocol import Answer, CommandId, CounterId, CounterView, DeskAction, OperatorId, TicketId, View, Welcome

QML_IMPORT_NAME = "CounterClient"
QML_IMPORT_MAJOR_VERSION = 1

_SECOND_MS = 1000


@QmlElement
@QmlUncreatable("made by the program")
class CounterViewModel(QObject):  # type: ignore[operator]  # the stubs do not know that @QmlUncreatable decorates
    """The root object of the counter's QML."""

    topChanged = Signal()  # noqa: N815 - Qt names
    ticketChanged = Signal()  # noqa: N815 - Qt names
    keysChanged = Signal()  # noqa: N815 - Qt names
    stripChanged = Signal()  # noqa: N815 - Qt names

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
        self._meanings = {number_of(name): meaning for name, meaning in meanings(config.keys).items()}
        self._clock: HubClock | None = None
        reasons = Reasons(
            pause=config.reasons.pause or self._words.pause_reasons,
            choose=config.reasons.choose or self._words.choose_reasons,
        )
        self._state = State(seating=Seating(usual_number=config.counter), reasons=reasons)
        self._lists = ListsPanel(self._words, self)
        self._sheet = SheetPanel(self)
        self._seat = SeatPanel(self)
        self._keys = StructListModel(KeyFace, self)
        self._extra_keys = StructListModel(KeyFace, self)
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
        """A click on a key."""
        self._take(desk.pressed(self._state, DeskAction(action), self._mint(), self._monotonic(), deaf_s=DEAF_S))

    @Slot(str)
    def ask(self, key: str) -> None:
        """A click on a key that is no action of the table."""
        self._become(desk.asked(self._state, ScreenKey(key), self._monotonic(), deaf_s=DEAF_S))

    @Slot(int, int, bool, result=bool)
    def hearKey(self, key: int, modifiers: int, is_repeat: bool) -> bool:  # noqa: N802 - a Qt slot
        """A key of the keyboard; whether it means anything here."""
        meaning = self._meanings.get(combined(key, modifiers))
        now = self._monotonic()
        match meaning:
            case None:
                return False
            case _ if is_repeat:
                self._become(desk.repeated(self._state, meaning, now))
            case ScreenKey.BAR:
                self.toggleBar()
            case ScreenKey.LISTS:
                self._become(desk.next_list(self._state))
            case ScreenKey():
                self._become(desk.asked(self._state, meaning, now))
            case DeskAction():
                self._take(desk.pressed(self._state, meaning, self._mint(), now))
        return True

    @Slot(int, str, bool, result=bool)
    def hearSheetKey(self, key: int, text: str, is_repeat: bool) -> bool:  # noqa: N802 - a Qt slot
        """A key while a question stands: arrows, Enter, Esc, Tab, and the keys of the answers."""
        if key in ARROWS:
            self._become(asking.pointed_on(self._state, *ARROWS[key]))
        elif is_repeat:
            return True
        elif key in ENTER:
            self.confirm()
        elif key == ESCAPE:
            self._become(asking.dismissed(self._state))
        elif key == TAB:
            self.togglePlace()
        elif text.isascii() and text.isalnum():
            self._take(asking.keyed(self._state, text, self._mint(), self._monotonic()))
        else:
            return False
        return True

    @Slot()
    def confirm(self) -> None:
        """What is pointed at."""
        self._take(asking.confirmed(self._state, self._mint(), self._monotonic()))

    @Slot(str)
    def answer(self, option_id: str) -> None:
        """A click on an answer."""
        self._take(asking.clicked(self._state, option_id, self._mint(), self._monotonic()))

    @Slot(str)
    def giveNote(self, note: str) -> None:  # noqa: N802 - Qt names
        self._take(asking.note_given(self._state, note, self._mint(), self._monotonic()))

    @Slot()
    def togglePlace(self) -> None:  # noqa: N802 - Qt names
        self._become(asking.place_toggled(self._state))

    @Slot()
    def closeSheet(self) -> None:  # noqa: N802 - Qt names
        """A click beside the sheet, or on its closing key."""
        self._become(asking.clicked_away(self._state, self._monotonic()))

    @Slot(str)
    def showList(self, listed: str) -> None:  # noqa: N802 - Qt names
        self._become(desk.list_shown(self._state, Listed(listed)))

    @Slot(str)
    def openRow(self, ticket_id: str) -> None:  # noqa: N802 - Qt names
        self._become(asking.row_opened(self._state, TicketId(ticket_id), self._monotonic()))

    @Slot(str)
    def doRow(self, ticket_id: str) -> None:  # noqa: N802 - Qt names
        self._take(asking.row_done(self._state, TicketId(ticket_id), self._mint(), self._monotonic()))

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
        hub_now = None if self._clock is None else self._clock.time(now)
        before, self._face = self._face, face(self._state, hub_now, now, self._config, self._words)
        shown = self._face
        self._lists.show(shown.queue)
        self._sheet.show(shown.sheet)
        self._seat.show(shown.seat)
        if _keys_of(shown) != _keys_of(before):
            self._keys.show(shown.keys)
            self._extra_keys.show(shown.extra_keys)
            self.keysChanged.emit()
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

    @Property(bool, notify=topChanged)
    def canCover(self) -> bool:  # noqa: N802 - Qt names
        return self._face.top.can_cover

    @Property(QObject, notify=topChanged)
    def lists(self) -> QObject:
        return self._lists

    @Property(QObject, notify=topChanged)
    def sheet(self) -> QObject:
        return self._sheet

    @Property(QObject, notify=topChanged)
    def seat(self) -> QObject:
        return self._seat

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
    def mark(self) -> str:
        return self._face.ticket.mark

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

    @Property(QObject, notify=keysChanged)
    def keys(self) -> QObject:
        return self._keys

    @Property(QObject, notify=keysChanged)
    def extraKeys(self) -> QObject:  # noqa: N802 - Qt names
        return self._extra_keys

    @Property(str, notify=keysChanged)
    def keyHint(self) -> str:  # noqa: N802 - Qt names
        return self._face.key_hint

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


def _keys_of(face: Face) -> tuple[object, ...]:
    return face.keys, face.extra_keys, face.key_hint, face.can_leave
