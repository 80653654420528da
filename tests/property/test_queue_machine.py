"""Any day in any hall: citizens, clerks, walls, printers, clocks, power cuts, full disks and new set-ups in any order.

One machine drives the real engine; it runs over a store in memory and over SQLite. It keeps a book of its own: what was
answered to whom. The rules that must hold in every state are in `tests.support.queue_checks`, those of fairness beside.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.actions import DeskAction, allowed
from hub.core.calendar import service_day
from hub.core.context import Wait
from hub.core.ids import ClassId, CommandId, CounterId, DeviceId, OperatorId, ServiceId, TicketId
from hub.core.lifecycle import ACTIVE, PaperState, Status
from hub.core.model import State, Ticket
from hub.core.setup import Branch, SkillLevel
from hub.presence import Presence
from hub.protocol import Accepted, Answer, Failed, FailureCode, Refused, Role
from tests.property.centres_at_random import DIGITAL, branches
from tests.property.fairness import everybody_was_called_by_the_rules_of_the_house
from tests.support import queue_checks as check
from tests.support.centres import (
    AGENT,
    ANH,
    BINH,
    CHI,
    CHILD,
    ELDERLY,
    JUSTICE,
    KIOSK,
    LAND,
    MERIT,
    MORNING,
    ONE,
    PC_1,
    PC_2,
    PC_3,
    SCREEN_ONLY,
    SOCIETY,
    THREE,
    TWO,
    WALL,
)
from tests.support.clocks import SetClock
from tests.support.engine_rig import EngineRig, Order
from tests.support.stores import BreakableStore, MemoryStore, SqliteStore
from tests.support.tables import tables_say_what_the_log_says

pytestmark = pytest.mark.timeout(1800)
"""The thorough profile takes its time."""

Key = tuple[DeviceId, CommandId]

KIOSKS, PCS = st.sampled_from([KIOSK, SCREEN_ONLY]), st.sampled_from([PC_1, PC_2, PC_3])
SERVICES = st.sampled_from([JUSTICE, JUSTICE, SOCIETY, SOCIETY, LAND, DIGITAL])
CLASSES = st.sampled_from([ClassId(""), ClassId(""), ELDERLY, CHILD, MERIT])
COUNTERS, OPERATORS = st.sampled_from([ONE, TWO, THREE]), st.sampled_from([ANH, BINH, CHI])
TARGETS = st.one_of(
    SERVICES.map(commands.ToService), COUNTERS.map(commands.ToCounter), OPERATORS.map(commands.ToOperator)
)
PAUSES = st.sampled_from([0, 0, 20, 120, 600])
WORK = st.sampled_from(
    [
        *[DeskAction.CALL_NEXT] * 5,
        DeskAction.START,
        DeskAction.FINISH,
        DeskAction.RECALL,
        DeskAction.MARK_NO_SHOW,
        DeskAction.PARK,
        DeskAction.TRANSFER,
    ]
)
_GOES_ON = (DeskAction.RESUME, DeskAction.CALL_NEXT, DeskAction.START, DeskAction.FINISH)
BOOKED = st.one_of(st.none(), st.integers(-60, 60))
PRESENCE = Presence().with_device(WALL, Role.DISPLAY).with_device(PC_1, Role.COUNTER)
DEVICES = (KIOSK, SCREEN_ONLY, PC_1, PC_2)
NIGHTS = 8
"""The machine sees about a week; more would only be slower."""


class QueueMachine(RuleBasedStateMachine):
    """Over the store in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.nights = 0
        self.ids = 0
        self.asked: dict[Key, commands.Command] = {}
        self.answered: dict[Key, Answer] = {}
        """What may never be answered otherwise again."""
        self.lasting: set[Key] = set()
        """Those of `answered` that changed something: they outlive a restart."""
        self.numbers: dict[str, str] = {}
        """Every ticket a citizen holds: id to number."""
        self.lived: dict[int, State] = {}

    def new_store(self) -> BreakableStore:
        return MemoryStore()

    @initialize(branch=branches())
    def open(self, branch: Branch) -> None:
        self.rig = EngineRig(self.new_store(), SetClock(), branch)
        self.staff()

    # --- what people and devices do

    @rule(kiosk=KIOSKS, service=SERVICES, class_id=CLASSES)
    def issue(self, kiosk: DeviceId, service: ServiceId, class_id: ClassId) -> None:
        self.ask([self.order(kiosk, commands.IssueTicket(service, class_id))])

    @rule(kiosk=KIOSKS, service=SERVICES, class_id=CLASSES, booked=BOOKED, data=st.data())
    def issue_something_special(
        self, kiosk: DeviceId, service: ServiceId, class_id: ClassId, booked: int | None, data: st.DataObject
    ) -> None:
        """For an appointment, or for somebody who has a ticket already."""
        visits = sorted({ticket.visit_id for ticket in self.rig.state.tickets})
        visit = data.draw(st.sampled_from([None, *visits]))
        at = None if booked is None else self.rig.engine.now() + timedelta(minutes=booked)
        self.ask([self.order(kiosk, commands.IssueTicket(service, class_id, visit, at))])

    @rule(taps=st.lists(st.tuples(KIOSKS, SERVICES), min_size=2, max_size=6), pc=PCS, counter=COUNTERS)
    def burst(self, taps: list[tuple[DeviceId, ServiceId]], pc: DeviceId, counter: CounterId) -> None:
        """Many at once, a clerk among them, and one tap that bounced."""
        orders = [self.order(kiosk, commands.IssueTicket(service)) for kiosk, service in taps]
        self.ask([*orders, self.order(pc, commands.CallNext(counter)), orders[0]])

    @rule(pc=PCS, counter=COUNTERS, operator=OPERATORS)
    def sit(self, pc: DeviceId, counter: CounterId, operator: OperatorId) -> None:
        self.ask([self.order(pc, commands.SitDown(counter, operator))])

    @rule(comers=st.lists(st.tuples(SERVICES, CLASSES, PAUSES), min_size=1, max_size=6))
    def people_come(self, comers: list[tuple[ServiceId, ClassId, int]]) -> None:
        for service, class_id, seconds in comers:
            self.ask([self.order(KIOSK, commands.IssueTicket(service, class_id))])
            self.rig.clock.move(seconds=seconds)

    @rule(steps=st.lists(st.tuples(COUNTERS, WORK, PAUSES), min_size=1, max_size=8))
    def officials_work(self, steps: list[tuple[CounterId, DeskAction, int]]) -> None:
        """The key that is meant, or what would have to come before it."""
        for counter, meant, seconds in steps:
            self.rig.clock.move(seconds=seconds)
            state = self.rig.state
            seat = state.seats.get(counter)
            keys = () if seat is None else allowed(state, counter, seat, self.rig.engine.now())
            key = next((key for key in (meant, *_GOES_ON) if key in keys), None)
            if seat is not None and key is not None and not self.has_slept():
                (answer,) = self.ask([self.order(seat.device_id, check.KEY_OF[key](state, counter))])
                assert isinstance(answer, Accepted), (key, answer)
                self.the_state_is_sound()

    @rule()
    def staff(self) -> None:
        """Somebody sits down wherever there is room."""
        for counter, pc, operator in ((ONE, PC_1, ANH), (TWO, PC_2, BINH), (THREE, PC_3, CHI)):
            if counter not in self.rig.state.seats:
                self.ask([self.order(pc, commands.SitDown(counter, operator))])

    @rule(pc=PCS, counter=COUNTERS, action=st.sampled_from(DeskAction))
    def press_any_key(self, pc: DeviceId, counter: CounterId, action: DeskAction) -> None:
        self.ask([self.order(pc, check.KEY_OF[action](self.rig.state, counter))])

    @precondition(lambda self: bool(self.rig.state.seats))
    @rule(data=st.data())
    def press_an_enabled_key(self, data: st.DataObject) -> None:
        self.press(data, tuple(DeskAction))

    @precondition(lambda self: bool(self.rig.state.seats))
    @rule(data=st.data())
    def press_a_wrong_key_and_take_it_back(self, data: st.DataObject) -> None:
        before = self.rig.state
        counter = self.press(data, tuple(set(DeskAction) - {DeskAction.UNDO, DeskAction.WALK_IN}))
        state, now = self.rig.state, self.rig.engine.now()
        if counter is None or counter not in state.seats or state.branch.policy.undo_within_s == 0:
            return
        last = state.last_actions.get(counter)
        if last is not None and last != before.last_actions.get(counter):
            assert DeskAction.UNDO in allowed(state, counter, state.seats[counter], now)
            self.ask([self.order(state.seats[counter].device_id, commands.Undo(counter))])
            assert check.what_an_undo_gives_back(self.rig.state) == check.what_an_undo_gives_back(before)

    def press(self, data: st.DataObject, keys: tuple[DeskAction, ...]) -> CounterId | None:
        """One of these keys that is enabled somewhere; where it was pressed."""
        state, now = self.rig.state, self.rig.engine.now()
        enabled = [
            (counter, action)
            for counter, seat in sorted(state.seats.items())
            for action in allowed(state, counter, seat, now)
            if action in keys and not check.is_a_walk_in_nobody_can_serve(state, counter, action)
        ]
        if not enabled or self.has_slept():
            return None
        counter, action = data.draw(st.sampled_from(enabled))
        command = check.KEY_OF[action](state, counter)
        (answer,) = self.ask([self.order(state.seats[counter].device_id, command)])
        assert isinstance(answer, Accepted), (command, answer)
        return counter

    @precondition(lambda self: len(self.rig.state.tickets) > 0)
    @rule(data=st.data(), note=st.sampled_from(["", "xe cứu thương"]))
    def call_a_chosen_one(self, data: st.DataObject, note: str) -> None:
        counter, pc = self.somewhere(data)
        ticket = self.some_ticket(data, Status.WAITING, Status.PARKED)
        self.ask([self.order(pc, commands.CallTicket(counter, ticket, note))])

    @rule(data=st.data(), minutes=st.sampled_from([None, 1, 90]))
    def park(self, data: st.DataObject, minutes: int | None) -> None:
        counter, pc = self.somewhere(data)
        self.ask([self.order(pc, commands.Park(counter, minutes))])

    @rule(data=st.data(), where=TARGETS, to_front=st.booleans())
    def send_on(self, data: st.DataObject, where: commands.Target, to_front: bool) -> None:
        counter, pc = self.somewhere(data)
        self.ask([self.order(pc, commands.Transfer(counter, where, to_front))])

    @rule(data=st.data(), service=SERVICES)
    def serve_without_paper(self, data: st.DataObject, service: ServiceId) -> None:
        counter, pc = self.somewhere(data)
        self.ask([self.order(pc, commands.WalkIn(counter, service))])

    @precondition(lambda self: len(self.rig.state.tickets) > 0)
    @rule(data=st.data(), reason=st.sampled_from(commands.CancelReason))
    def cancel(self, data: st.DataObject, reason: commands.CancelReason) -> None:
        counter, pc = self.somewhere(data)
        ticket = self.some_ticket(data, Status.WAITING, Status.PARKED, *ACTIVE)
        self.ask([self.order(pc, commands.CancelTicket(counter, ticket, reason))])

    @precondition(lambda self: len(self.rig.state.tickets) > 0)
    @rule(data=st.data(), device=st.sampled_from([KIOSK, PC_1]))
    def come_back(self, data: st.DataObject, device: DeviceId) -> None:
        self.ask([self.order(device, commands.Rejoin(self.some_ticket(data, Status.NO_SHOW)))])
        self.ask([self.order(PC_2, commands.Unpark(self.some_ticket(data, Status.PARKED)))])

    @rule(operator=OPERATORS, service=SERVICES, level=st.sampled_from([None, *SkillLevel]))
    def cover(self, operator: OperatorId, service: ServiceId, level: SkillLevel | None) -> None:
        self.ask([self.order(PC_1, commands.Cover(operator, service, level))])

    @precondition(lambda self: bool(self.rig.state.calls))
    @rule(data=st.data(), confirm=st.sampled_from([commands.ConfirmShown, commands.ConfirmSpoken]))
    def confirm_a_call(self, data: st.DataObject, confirm: type[commands.ConfirmShown]) -> None:
        call = data.draw(st.sampled_from(self.rig.state.calls))
        self.ask([self.order(WALL, confirm(call.call_id))])

    @precondition(lambda self: any(ticket.paper for ticket in self.rig.state.tickets))
    @rule(data=st.data(), state=st.sampled_from(PaperState))
    def report_a_paper(self, data: st.DataObject, state: PaperState) -> None:
        jobs = [ticket.paper.job_id for ticket in self.rig.state.tickets if ticket.paper]
        self.ask([self.order(AGENT, commands.ReportPaper(data.draw(st.sampled_from(jobs)), state))])

    @precondition(lambda self: len(self.rig.state.tickets) > 0)
    @rule(data=st.data(), kiosk=KIOSKS)
    def reprint(self, data: st.DataObject, kiosk: DeviceId) -> None:
        ticket = data.draw(st.sampled_from(list(self.rig.state.tickets)))
        self.ask([self.order(kiosk, commands.ReprintTicket(ticket.ticket_id))])

    @rule(minutes=st.sampled_from([None, 5.0, 500.0]))
    def waits_are_estimated_anew(self, minutes: float | None) -> None:
        names = [(service.service_id, ClassId("")) for service in self.rig.state.branch.services]
        found = {} if minutes is None else {name: Wait(0, int(2 * minutes), minutes) for name in names}
        self.rig.waits = MappingProxyType(found)

    @precondition(lambda self: bool(self.asked))
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.asked)))
        before, must_change_nothing = self.rig.state, key in self.answered and not self.has_slept()
        self.ask([(*key, self.asked[key])])
        if must_change_nothing:
            assert self.rig.state is before

    # --- time, power and disks

    @rule(seconds=st.sampled_from([1, 15, 119, 600, 3600]))
    def time_passes(self, seconds: int) -> None:
        self.rig.clock.move(seconds=seconds)
        self.look_around()

    @rule(what=st.sampled_from(["night", "deep sleep", "hours", "hour back", "day back", "restart"]))
    def something_rare_happens(self, what: str) -> None:
        match what:
            case "night" | "deep sleep":
                self.a_night_passes(does_look_around=what == "night")
            case "hours":
                self.rig.clock.move(hours=4)
            case "restart":
                self.restart()
            case _:
                self.rig.clock.move(hours=-1 if what == "hour back" else -24)

    def a_night_passes(self, *, does_look_around: bool) -> None:
        """To the next morning that is a working day, perhaps in a deep sleep."""
        if self.nights == NIGHTS:
            return
        self.nights += 1
        morning = max(self.rig.engine.now(), MORNING).replace(hour=0, minute=31, second=0) + timedelta(days=1)
        while morning.weekday() > 4:
            morning += timedelta(days=1)
        self.rig.clock.shows = morning
        if does_look_around:
            self.look_around()
            self.staff()

    def look_around(self) -> None:
        self.rig.look_around()
        self.notice_a_new_day()

    def restart(self) -> None:
        before = self.rig.state
        with self.quiet_engine():
            self.rig.restart()
        for key in set(self.answered) - self.lasting:
            del self.answered[key]
        after = self.rig.state
        assert after == before if after.seq == before.seq else after.seq > before.seq
        self.notice_a_new_day()

    @rule(branch=branches())
    def the_set_up_is_changed(self, branch: Branch) -> None:
        """Taken over at once, unless somebody would be stranded: then tomorrow."""
        with self.quiet_engine():
            self.rig.restart(branch)
        for key in set(self.answered) - self.lasting:
            del self.answered[key]
        self.notice_a_new_day()

    @rule(depth=st.integers(0, 400), kiosk=KIOSKS, service=SERVICES, pc=PCS, counter=COUNTERS)
    def the_disk_refuses(
        self, depth: int, kiosk: DeviceId, service: ServiceId, pc: DeviceId, counter: CounterId
    ) -> None:
        """Nothing is half done: what stands after a refusal is what stood before, in memory and on the disk."""
        before, on_disk = self.rig.state, len(self.rig.store.whole_log())
        again = sorted(self.answered)[:1]
        orders = [self.order(kiosk, commands.IssueTicket(service)), self.order(pc, commands.CallNext(counter))]
        with self.refusing_disk(depth):
            self.ask([*orders, *((*key, self.asked[key]) for key in again)])
        if len(self.rig.store.whole_log()) == on_disk:
            assert self.rig.state is before

    @contextmanager
    def refusing_disk(self, depth: int) -> Iterator[None]:
        self.rig.store.fail(depth)
        try:
            with self.quiet_engine():
                yield
        finally:
            self.rig.store.heal()

    @contextmanager
    def quiet_engine(self) -> Iterator[None]:
        """While it rightly warns."""
        logger = logging.getLogger("hub.engine")
        logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            logger.setLevel(logging.NOTSET)

    # --- who and where

    def somewhere(self, data: st.DataObject) -> tuple[CounterId, DeviceId]:
        """A counter and the computer of whoever sits there, if anybody does."""
        seats = self.rig.state.seats
        counter = data.draw(st.sampled_from(sorted(seats) or [ONE]))
        return counter, seats[counter].device_id if counter in seats else PC_1

    def some_ticket(self, data: st.DataObject, *wanted: Status) -> TicketId:
        """One that stands so, if there is one; else any."""
        tickets = list(self.rig.state.tickets)
        chosen: list[Ticket] = [ticket for ticket in tickets if ticket.status in wanted] or tickets
        return data.draw(st.sampled_from(chosen)).ticket_id if chosen else check.NO_TICKET

    # --- the book

    def order(self, device: DeviceId, command: commands.Command) -> Order:
        self.ids += 1
        return device, CommandId(f"{self.ids:05d}"), command

    def ask(self, orders: list[Order]) -> list[Answer]:
        before = self.rig.state
        answers = self.rig.submit_at_once(orders)
        self.notice_a_new_day()
        for (device, command_id, command), answer in zip(orders, answers, strict=True):
            key = (device, command_id)
            self.asked[key] = command
            if key in self.answered:
                assert _same(answer, self.answered[key]), (command, answer, self.answered[key])
            elif not isinstance(answer, Failed):
                self.answered[key] = answer
            assert answer != Failed(FailureCode.INTERNAL)
            self.note_ticket(answer)
        changed = {(e.device_id, e.command_id) for e in self.rig.store.whole_log()[before.seq :]}
        self.lasting |= changed & self.answered.keys()
        if not changed:
            assert self.rig.state is before
        if len(orders) == 1 and isinstance(answers[0], Refused) and before.day == self.rig.state.day:
            assert not changed
        return answers

    def note_ticket(self, answer: Answer) -> None:
        if isinstance(answer, Accepted) and answer.ticket is not None:
            known = self.numbers.setdefault(answer.ticket.ticket_id, answer.ticket.number)
            assert known == answer.ticket.number

    def has_slept(self) -> bool:
        """The next command begins a new day."""
        return service_day(self.rig.branch, self.rig.engine.now()) > self.rig.state.day

    def notice_a_new_day(self) -> None:
        """The ids of yesterday may be used again."""
        if self.lived and next(reversed(self.lived.values())).day != self.rig.state.day:
            self.asked.clear()
            self.answered.clear()
            self.lasting.clear()
        self.lived[self.rig.state.seq] = self.rig.state

    # --- what always holds

    @invariant()
    def the_state_is_sound(self) -> None:
        state, now = self.rig.state, self.rig.engine.now()
        check.everybody_is_in_one_place(state)
        check.everybody_sits_once(state)
        check.papers_to_print_are_those_that_can_still_come(state)
        check.keys_are_enabled_exactly_when_accepted(state, now)
        check.nobody_is_at_two_counters(state)
        check.nobody_who_can_be_served_is_kept_waiting_by_an_idle_counter(state, now)
        check.nobody_who_waits_is_forgotten_by_the_set_up(state)
        check.every_view_can_be_drawn_and_sent(state, PRESENCE, now, DEVICES)
        self.lived[state.seq] = state

    def teardown(self) -> None:
        if not hasattr(self, "rig"):
            return
        log = self.rig.store.whole_log()
        final = self.rig.state
        self.rig.close()
        check.the_log_is_whole(log)
        check.no_number_is_given_twice_on_one_day(log)
        everybody_was_called_by_the_rules_of_the_house(log)
        assert check.replayed(log, seen=self.lived) == final
        issued = {e.event.ticket_id: e.event.number for e in log if isinstance(e.event, events.TicketIssued)}
        assert self.numbers.items() <= issued.items()


class SqliteQueueMachine(QueueMachine):
    """Over the real store: also the tables beside the log must agree with it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="layso-machine-"))

    def new_store(self) -> BreakableStore:
        return SqliteStore(self.folder)

    def teardown(self) -> None:
        try:
            log = self.rig.store.whole_log() if hasattr(self, "rig") else []
            super().teardown()
            if log:
                tables_say_what_the_log_says(self.folder / "layso.db", log)
        finally:
            shutil.rmtree(self.folder)


def _same(answer: Answer, first: Answer) -> bool:
    """The ticket's own words never change; it may have been printed elsewhere, sent on, or its class renamed since."""
    if isinstance(answer, Accepted) and isinstance(first, Accepted) and answer.ticket and first.ticket:
        now = first.ticket
        likened = replace(
            answer.ticket,
            has_paper=now.has_paper,
            service_id=now.service_id,
            service_name=now.service_name,
            mark=now.mark,
        )
        return likened == now
    return answer == first


TestQueue = QueueMachine.TestCase
TestQueue.settings = settings(stateful_step_count=50)
TestSqliteQueue = SqliteQueueMachine.TestCase
TestSqliteQueue.settings = settings(stateful_step_count=30, max_examples=max(8, settings().max_examples // 3))
