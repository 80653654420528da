"""Any sequence of presses, replies, views, cuts and waiting: one press is at most one command, and every one ends."""

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, consumes, invariant, multiple, rule

from counter_client import asking, desk, keys
from counter_client.desk import Step
from counter_client.hotkeys import ScreenKey
from counter_client.seating import Seating
from counter_client.sheets import Reasons
from counter_client.state import GIVE_UP_S, SETTLE_S, State, can, next_deadline
from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    Answer,
    CommandId,
    CounterId,
    CounterView,
    DeskAction,
    Failed,
    FailureCode,
    OperatorId,
    RefusalCode,
    Refused,
    Status,
    TicketId,
)
from tests.unit.counter_client.centre import a_desk, a_missed, a_parked, a_queue, a_ticket, a_view

Sent = CommandId | MultipleResults[CommandId]
AWAY = ("A001", "A002")
ROWS = tuple(TicketId(f"2026-11-20.{number}") for number in (*AWAY, "A003", "A026", "A027"))
REASONS = Reasons(pause=("Họp",), choose=("Theo phân công",))
ANSWERS = (Accepted(), Refused(RefusalCode.NOBODY_WAITING), Failed(FailureCode.STORE_UNAVAILABLE))


@st.composite
def views(draw: st.DrawFn) -> CounterView:
    """Any desk with any set of allowed actions: the screen must trust the hub, not its own idea of the rules."""
    if draw(st.integers(0, 4)) == 0:
        return a_view()
    status = draw(st.sampled_from([None, Status.CALLED, Status.SERVING]))
    ticket = None if status is None else a_ticket(status, calls=draw(st.integers(1, 3)))
    actions = tuple(draw(st.sets(st.sampled_from(DeskAction))))
    queue = a_queue(*[3.0] * draw(st.integers(0, 2)))
    about: dict[str, object] = {
        "parked": tuple(a_parked(number) for number in draw(st.sets(st.sampled_from(AWAY)))),
        "missed": tuple(a_missed(number) for number in draw(st.sets(st.sampled_from(["A003"])))),
        "paused_for": draw(st.sampled_from([None, "", "Họp"])),
        "may_choose": draw(st.booleans()),
    }
    return a_view(a_desk(ticket, queue, actions=actions, **about))  # type: ignore[arg-type]


class AnyMorning(RuleBasedStateMachine):
    """Drives the desk as the link, the hub, the clock and nervous fingers would."""

    sent: Bundle[CommandId] = Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.state = State(reasons=REASONS)
        self.now = 0.0
        self.seq = 0
        self.is_connected = False
        self.presses = 0
        self.open: set[CommandId] = set()

    def take(self, step: Step, *, allowed: bool) -> Sent:
        """Record what a press sent; `allowed`: what the last view said about it."""
        before_open = set(self.open)
        self.state = step.state
        if step.send is None:
            return multiple()
        assert allowed
        assert self.is_connected
        assert not before_open, "two commands on their way"
        assert step.send.command_id == self.fresh_id
        self.open.add(step.send.command_id)
        return step.send.command_id

    def new_id(self) -> CommandId:
        self.presses += 1
        self.fresh_id = CommandId(f"press-{self.presses}")
        return self.fresh_id

    def offered(self, action: DeskAction) -> bool:
        view = self.state.view
        return view is not None and view.desk is not None and action in view.desk.actions

    @rule(target=sent, action=st.sampled_from(DeskAction), deaf_s=st.sampled_from([0.0, 0.35]))
    def press(self, action: DeskAction, deaf_s: float) -> Sent:
        """Keys that ask send nothing yet."""
        meant = keys.meant(action, None if self.state.view is None else self.state.view.desk)
        allowed = self.offered(meant) and meant in keys.AT_ONCE
        return self.take(desk.pressed(self.state, action, self.new_id(), self.now, deaf_s=deaf_s), allowed=allowed)

    @rule(key=st.sampled_from([ScreenKey.FINISH_AS, ScreenKey.COVER]))
    def ask(self, key: ScreenKey) -> None:
        self.state = desk.asked(self.state, key, self.now)

    @rule(ticket_id=st.sampled_from(ROWS))
    def open_row(self, ticket_id: TicketId) -> None:
        self.state = asking.row_opened(self.state, ticket_id, self.now)

    @rule(target=sent, ticket_id=st.sampled_from(ROWS))
    def do_row(self, ticket_id: TicketId) -> Sent:
        allowed = asking.row_deed(self.state, ticket_id) is not None
        return self.take(asking.row_done(self.state, ticket_id, self.new_id(), self.now), allowed=allowed)

    @rule(target=sent)
    def press_enter(self) -> Sent:
        allowed = self.state.sheet is not None
        return self.take(asking.confirmed(self.state, self.new_id(), self.now), allowed=allowed)

    @rule(target=sent, key=st.sampled_from("123456789AZ"))
    def press_the_key_of_an_answer(self, key: str) -> Sent:
        allowed = self.state.sheet is not None
        return self.take(asking.keyed(self.state, key, self.new_id(), self.now), allowed=allowed)

    @rule(target=sent, note=st.sampled_from(["", " ", "Máy in kẹt"]))
    def write_a_reason(self, note: str) -> Sent:
        allowed = self.state.sheet is not None and note.strip() != ""
        return self.take(asking.note_given(self.state, note, self.new_id(), self.now), allowed=allowed)

    @rule(down=st.integers(-1, 1), right=st.integers(-1, 1))
    def point(self, down: int, right: int) -> None:
        self.state = asking.pointed_on(self.state, down, right)

    @rule()
    def toggle_place(self) -> None:
        self.state = asking.place_toggled(self.state)

    @rule(is_click=st.booleans())
    def close(self, is_click: bool) -> None:
        self.state = asking.clicked_away(self.state, self.now) if is_click else asking.dismissed(self.state)

    @rule()
    def next_list(self) -> None:
        self.state = desk.next_list(self.state)

    @rule(intent=st.sampled_from([*DeskAction, *ScreenKey]))
    def keep_a_key_down(self, intent: DeskAction | ScreenKey) -> None:
        self.state = desk.repeated(self.state, intent, self.now)

    @rule(counter=st.integers(1, 6), person=st.integers(1, 8))
    def choose(self, counter: int, person: int) -> None:
        seat = Seating(counter_id=CounterId(f"counter-{counter}"), operator_id=OperatorId(f"staff-{person}"))
        self.state = desk.seat_chosen(self.state, seat)

    @rule(target=sent)
    def sit_down(self) -> Sent:
        allowed = self.state.view is not None and self.state.view.desk is None
        return self.take(desk.sat_down(self.state, self.new_id(), self.now), allowed=allowed)

    @rule()
    def toggle_bar(self) -> None:
        self.state = desk.bar_toggled(self.state, self.now)

    @rule(command_id=consumes(sent), answer=st.sampled_from(ANSWERS))
    def answer(self, command_id: CommandId, answer: Answer) -> None:
        if self.is_connected:
            self.state = desk.replied(self.state, command_id, answer, self.now)
            self.reconcile()

    @rule(view=views(), is_old=st.booleans())
    def view(self, view: CounterView, is_old: bool) -> None:
        if self.is_connected:
            self.seq += 0 if is_old else 1
            self.state = desk.seen(self.state, view, self.seq, self.now)
            self.reconcile()

    @rule()
    def cut(self) -> None:
        self.is_connected = False
        self.state = desk.disconnected(self.state, Trouble.UNREACHABLE)

    @rule()
    def connect(self) -> None:
        self.is_connected = True
        self.state = desk.connected(self.state)

    @rule(seconds=st.sampled_from([0.01, 0.2, 0.6, 1.5, 31.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        deadline = next_deadline(self.state, self.now)
        step = desk.ticked(self.state, self.now)
        if step != Step(self.state):
            assert deadline is not None, "time changed something it had not announced"
            assert deadline <= self.now
        self.state = step.state
        if step.forget is not None:
            assert step.forget in self.open
            self.open.discard(step.forget)
        self.reconcile()

    def reconcile(self) -> None:
        """A command is open for the hub until the desk lets go of it."""
        if self.state.pending is None:
            self.open.clear()

    @invariant()
    def no_key_is_enabled_against_the_view_or_without_a_hub(self) -> None:
        for action in DeskAction:
            if can(self.state, action):
                assert self.is_connected
                assert self.offered(action)
                assert self.state.pending is None

    @invariant()
    def whatever_is_on_its_way_ends_by_itself(self) -> None:
        end = self.now + max(GIVE_UP_S, SETTLE_S)
        assert desk.ticked(self.state, end).state.pending is None

    @invariant()
    def a_question_stands_only_while_it_can_be_answered(self) -> None:
        if self.state.sheet is not None:
            assert self.is_connected
            assert asking.answers(self.state)
            assert not self.state.is_bar
            assert self.state.pending is None
            assert not any(can(self.state, action) for action in DeskAction)


TestAnyMorning = AnyMorning.TestCase
