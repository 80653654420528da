"""Any day in any hall: citizens, clerks, walls, printers, clocks, power cuts and full disks in any order.

One machine drives the real engine; it runs over a store in memory and over SQLite. It keeps a book of its own: what was
answered to whom. The rules that must hold in every state are in `tests.support.queue_checks`.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.actions import DeskAction, allowed
from hub.core.calendar import service_day
from hub.core.ids import CommandId, CounterId, DeviceId, OperatorId, ServiceId
from hub.core.lifecycle import PaperState
from hub.core.model import State
from hub.presence import Presence
from hub.protocol import Accepted, Answer, Failed, FailureCode, Role
from tests.support import queue_checks as check
from tests.support.centres import (
    AGENT,
    ANH,
    BINH,
    CENTRE,
    CHI,
    JUSTICE,
    KIOSK,
    LAND,
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

Key = tuple[DeviceId, CommandId]

KIOSKS, PCS = st.sampled_from([KIOSK, SCREEN_ONLY]), st.sampled_from([PC_1, PC_2, PC_3])
SERVICES = st.sampled_from([JUSTICE, SOCIETY, LAND])
COUNTERS, OPERATORS = st.sampled_from([ONE, TWO, THREE]), st.sampled_from([ANH, BINH, CHI])
PRESENCE = Presence().with_device(WALL, Role.DISPLAY).with_device(PC_1, Role.COUNTER)
DEVICES = (KIOSK, SCREEN_ONLY, PC_1, PC_2)
FIRST_NUMBERS = {service.prefix: service.first_number for service in CENTRE.services}
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

    @initialize()
    def open(self) -> None:
        self.rig = EngineRig(self.new_store(), SetClock())

    # --- what people and devices do

    @rule(kiosk=KIOSKS, service=SERVICES)
    def issue(self, kiosk: DeviceId, service: ServiceId) -> None:
        self.ask([self.order(kiosk, commands.IssueTicket(service))])

    @rule(taps=st.lists(st.tuples(KIOSKS, SERVICES), min_size=2, max_size=6), pc=PCS, counter=COUNTERS)
    def burst(self, taps: list[tuple[DeviceId, ServiceId]], pc: DeviceId, counter: CounterId) -> None:
        """Many at once, a clerk among them, and one tap that bounced."""
        orders = [self.order(kiosk, commands.IssueTicket(service)) for kiosk, service in taps]
        self.ask([*orders, self.order(pc, commands.CallNext(counter)), orders[0]])

    @rule(pc=PCS, counter=COUNTERS, operator=OPERATORS)
    def sit(self, pc: DeviceId, counter: CounterId, operator: OperatorId) -> None:
        self.ask([self.order(pc, commands.SitDown(counter, operator))])

    @rule(pc=PCS, counter=COUNTERS, action=st.sampled_from(DeskAction))
    def press_any_key(self, pc: DeviceId, counter: CounterId, action: DeskAction) -> None:
        self.ask([self.order(pc, check.COMMAND_OF[action](counter))])

    @precondition(lambda self: bool(self.rig.state.seats))
    @rule(data=st.data())
    def press_an_enabled_key(self, data: st.DataObject) -> None:
        state = self.rig.state
        counter = data.draw(st.sampled_from(sorted(state.seats)))
        actions = allowed(state, state.seats[counter])
        if actions and not self.has_slept():
            command = check.COMMAND_OF[data.draw(st.sampled_from(actions))](counter)
            (answer,) = self.ask([self.order(state.seats[counter].device_id, command)])
            assert answer == Accepted()

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

    @precondition(lambda self: bool(self.asked))
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.asked)))
        before, must_change_nothing = self.rig.state, key in self.answered and not self.has_slept()
        self.ask([(*key, self.asked[key])])
        if must_change_nothing:
            assert self.rig.state is before

    # --- time, power and disks

    @rule(seconds=st.sampled_from([1, 30, 119, 600, 7200]))
    def time_passes(self, seconds: int) -> None:
        self.rig.clock.move(seconds=seconds)

    @rule(seconds=st.sampled_from([1, 3600, 86_400]))
    def the_clock_is_set_back(self, seconds: int) -> None:
        self.rig.clock.move(seconds=-seconds)

    @precondition(lambda self: self.nights < NIGHTS)
    @rule(does_look_around=st.booleans())
    def a_night_passes(self, does_look_around: bool) -> None:
        """To the next morning that is a working day, perhaps in a deep sleep."""
        self.nights += 1
        morning = max(self.rig.engine.now(), MORNING).replace(hour=0, minute=31, second=0) + timedelta(days=1)
        while morning.weekday() > 4:
            morning += timedelta(days=1)
        self.rig.clock.shows = morning
        if does_look_around:
            self.look_around()

    @rule()
    def look_around(self) -> None:
        self.rig.look_around()
        self.notice_a_new_day()

    @rule()
    def restart(self) -> None:
        before = self.rig.state
        self.rig.restart()
        for key in set(self.answered) - self.lasting:
            del self.answered[key]
        after = self.rig.state
        assert after == before if after.seq == before.seq else after.seq > before.seq
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
        logger = logging.getLogger("hub.engine")
        logger.setLevel(logging.CRITICAL)
        self.rig.store.fail(depth)
        try:
            yield
        finally:
            self.rig.store.heal()
            logger.setLevel(logging.NOTSET)

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
        return answers

    def note_ticket(self, answer: Answer) -> None:
        if isinstance(answer, Accepted) and answer.ticket is not None:
            known = self.numbers.setdefault(answer.ticket.ticket_id, answer.ticket.number)
            assert known == answer.ticket.number

    def has_slept(self) -> bool:
        """The next command begins a new day."""
        return service_day(CENTRE, self.rig.engine.now()) > self.rig.state.day

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
        check.no_counter_is_idle_while_somebody_it_may_serve_waits(state)
        check.every_view_can_be_drawn_and_sent(state, PRESENCE, now, DEVICES)
        self.lived[state.seq] = state

    def teardown(self) -> None:
        if not hasattr(self, "rig"):
            return
        log = self.rig.store.whole_log()
        final = self.rig.state
        self.rig.close()
        check.the_log_is_whole(log)
        check.numbers_are_unique_and_without_gaps(log, FIRST_NUMBERS)
        assert check.replayed(log, seen=self.lived) == final
        issued = {e.event.ticket_id: e.event.number for e in log if isinstance(e.event, events.TicketIssued)}
        assert self.numbers.items() <= issued.items()


class SqliteQueueMachine(QueueMachine):
    """Over the real store: also the tables beside the log must agree with it."""

    def new_store(self) -> BreakableStore:
        self.folder = Path(tempfile.mkdtemp(prefix="layso-machine-"))
        return SqliteStore(self.folder)

    def teardown(self) -> None:
        try:
            log = self.rig.store.whole_log()
            super().teardown()
            tables_say_what_the_log_says(self.folder / "layso.db", log)
        finally:
            shutil.rmtree(self.folder)


def _same(answer: Answer, first: Answer) -> bool:
    """`has_paper` alone may have become true since: the ticket was printed at another kiosk."""
    if isinstance(answer, Accepted) and isinstance(first, Accepted) and answer.ticket and first.ticket:
        return replace(answer.ticket, has_paper=True) == replace(first.ticket, has_paper=True)
    return answer == first


TestQueue = QueueMachine.TestCase
TestQueue.settings = settings(stateful_step_count=40)
TestSqliteQueue = SqliteQueueMachine.TestCase
TestSqliteQueue.settings = settings(stateful_step_count=30, max_examples=max(8, settings().max_examples // 3))
