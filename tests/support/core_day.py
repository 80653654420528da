"""A service day without an engine: commands in, events out, the state beside them. For tests of the rules."""

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar, get_args

from msgspec.structs import replace

from hub.core import commands, events
from hub.core.context import NO_WAITS, Context, Wait, Waits
from hub.core.decide import decide, open_day
from hub.core.evolve import evolve
from hub.core.ids import ClassId, CommandId, CounterId, DeviceId, OperatorId, ServiceId, VisitId
from hub.core.lifecycle import PaperState
from hub.core.model import Call, Seat, State, Ticket
from hub.core.refusal import Refusal
from hub.core.setup import Branch
from tests.support.centres import (
    AGENT,
    ANH,
    BINH,
    CENTRE,
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
    RULED,
    SOCIETY,
    SPARE,
    THREE,
    TWO,
    TWO_PRINTERS,
    WALL,
    with_operator,
    with_policy,
)

E = TypeVar("E", bound=events.Event)

HUB = DeviceId("hub")
EVERYBODY = ClassId("")
PC_OF = {ONE: PC_1, TWO: PC_2, THREE: PC_3}
"""Which computer stands at which counter."""


class CoreDay:
    """Opened at `now`; every `do` is applied at once."""

    def __init__(self, branch: Branch = CENTRE, now: datetime = MORNING) -> None:
        self.now = now
        self.waits: Waits = NO_WAITS
        self.log: list[events.Recorded] = []
        self._state: State | None = None
        self._apply(open_day(None, branch, self.context(HUB)), HUB)

    @property
    def state(self) -> State:
        assert self._state is not None
        return self._state

    def pass_time(self, **span: float) -> None:
        self.now += timedelta(**span)

    def do(self, command: commands.Command, device: DeviceId, *, is_pad: bool = False) -> tuple[events.Event, ...]:
        happened = decide(self.state, command, replace(self.context(device), is_pad=is_pad))
        self._apply(happened, device)
        return happened

    def refused(self, command: commands.Command, device: DeviceId, *, is_pad: bool = False) -> Refusal:
        """The refusal this command gets; anything else fails the test."""
        try:
            happened = decide(self.state, command, replace(self.context(device), is_pad=is_pad))
        except Refusal as refusal:
            return refusal
        raise AssertionError(f"{command} was accepted: {happened}")

    def accepts(self, command: commands.Command, device: DeviceId) -> bool:
        try:
            decide(self.state, command, self.context(device))
        except Refusal:
            return False
        return True

    def assume(self, state: State) -> None:
        """Go on from a state no command led to."""
        self._state = state

    def issue(
        self,
        service: ServiceId = JUSTICE,
        kiosk: DeviceId = KIOSK,
        class_id: ClassId = EVERYBODY,
        visit: VisitId | None = None,
        booked: datetime | None = None,
    ) -> Ticket:
        self.do(commands.IssueTicket(service, class_id, visit, booked), kiosk)
        return self.newest()

    def newest(self) -> Ticket:
        return self.state.tickets[len(self.state.tickets) - 1]

    def walk_in(self, service: ServiceId = JUSTICE, counter: CounterId = ONE) -> Ticket:
        self.do(commands.WalkIn(counter, service), PC_OF[counter])
        return self.newest()

    def sit(self, operator: OperatorId, counter: CounterId = ONE) -> Seat:
        self.do(commands.SitDown(counter, operator), PC_OF[counter])
        return self.state.seats[counter]

    def call_next(self, counter: CounterId = ONE) -> Ticket:
        """The ticket now at the counter."""
        self.do(commands.CallNext(counter), PC_OF[counter])
        return self.at(counter)

    def recall(self, counter: CounterId = ONE) -> Ticket:
        """As soon as the policy lets it be called again."""
        self.pass_time(seconds=self.state.branch.policy.recall_gap_s)
        self.do(commands.Recall(counter), PC_OF[counter])
        return self.at(counter)

    def miss(self, counter: CounterId = ONE) -> Ticket:
        """Called as often as the policy asks for, and gone all the same."""
        ticket = self.at(counter)
        for _ in range(ticket.call_count, self.state.branch.policy.no_show_after_calls):
            self.recall(counter)
        self.do(commands.MarkNoShow(counter), PC_OF[counter])
        return self.again(ticket)

    def finish(self, counter: CounterId = ONE) -> Ticket:
        ticket = self.at(counter)
        self.do(commands.Finish(counter), PC_OF[counter])
        return self.again(ticket)

    def park(self, counter: CounterId = ONE, minutes: int | None = None) -> Ticket:
        ticket = self.at(counter)
        self.do(commands.Park(counter, minutes), PC_OF[counter])
        return self.again(ticket)

    def send(self, target: commands.Target, counter: CounterId = ONE, *, to_front: bool = True) -> Ticket:
        ticket = self.at(counter)
        self.do(commands.Transfer(counter, target, to_front), PC_OF[counter])
        return self.again(ticket)

    def undo(self, counter: CounterId = ONE) -> None:
        self.do(commands.Undo(counter), PC_OF[counter])

    def start(self, counter: CounterId = ONE) -> Ticket:
        self.do(commands.StartService(counter), PC_OF[counter])
        return self.at(counter)

    def at(self, counter: CounterId) -> Ticket:
        ordinal = self.state.seats[counter].ticket
        assert ordinal is not None, f"no ticket at {counter}"
        return self.state.tickets[ordinal]

    def again(self, ticket: Ticket) -> Ticket:
        """The same ticket as it is now."""
        return self.state.tickets[ticket.ordinal]

    def last_call(self) -> Call:
        return self.state.calls[-1]

    def happened(self, kind: type[E]) -> list[E]:
        """Every event of a kind so far."""
        return [entry.event for entry in self.log if isinstance(entry.event, kind)]

    def context(self, device: DeviceId) -> Context:
        return Context(now=self.now, device_id=device, token=f"token-{len(self.log)}", waits=self.waits)

    def record(self, event: events.Event, command_id: CommandId, device: DeviceId) -> None:
        """Have it happened, whatever the rules say."""
        entry = events.Recorded(
            seq=len(self.log) + 1, at=self.now, command_id=command_id, device_id=device, event=event
        )
        self._state = evolve(self._state, entry)
        self.log.append(entry)

    def _apply(self, happened: tuple[events.Event, ...], device: DeviceId) -> None:
        command_id = CommandId(f"command-{len(self.log)}")
        for event in happened:
            self.record(event, command_id, device)


def a_day_with_every_kind_of_event() -> CoreDay:
    branch = replace(RULED, kiosks=TWO_PRINTERS.kiosks)
    day = CoreDay(with_policy(with_operator(ANH, branch, may_choose=True), carry_over=False))
    for class_id in (EVERYBODY, EVERYBODY, ELDERLY, EVERYBODY, EVERYBODY, EVERYBODY):
        day.issue(class_id=class_id)
    day.waits = MappingProxyType({(SOCIETY, MERIT): Wait(10, 25, 16.5)})
    day.issue(SOCIETY, class_id=MERIT, visit=day.state.tickets[0].visit_id, booked=day.now + timedelta(minutes=9))
    paper = day.state.tickets[0].paper
    assert paper is not None
    day.do(commands.ReportPaper(paper.job_id, PaperState.SENDING, "slow"), AGENT)
    held = day.state.tickets[1].paper
    assert held is not None
    day.do(commands.MovePaper(held.job_id, SPARE), HUB)
    day.sit(ANH)
    day.sit(BINH, TWO)
    _call_and_serve(day)
    _send_away(day)
    _rest_and_end(day)
    assert {type(entry.event) for entry in day.log} == set(get_args(events.Event))
    return day


def _call_and_serve(day: CoreDay) -> None:
    day.call_next()
    day.recall()
    day.do(commands.ConfirmShown(day.last_call().call_id), WALL)
    day.do(commands.ConfirmSpoken(day.last_call().call_id), WALL)
    day.start()
    day.call_next()
    day.undo()
    day.do(commands.Finish(ONE, commands.Outcome.FILE_RECEIVED, ("1.001193", "2.000815")), PC_1)
    day.do(commands.CallTicket(ONE, day.state.tickets[4].ticket_id, "xe cứu thương"), PC_1)


def _send_away(day: CoreDay) -> None:
    day.send(commands.ToOperator(BINH))
    day.call_next()
    day.send(commands.ToCounter(TWO), to_front=False)
    day.call_next()
    missed = day.miss()
    day.do(commands.Rejoin(missed.ticket_id), KIOSK)
    day.call_next()
    parked = day.park(minutes=5)
    day.do(commands.Unpark(parked.ticket_id), PC_1)
    day.do(commands.CancelTicket(ONE, parked.ticket_id, commands.CancelReason.LEFT), PC_1)
    day.walk_in()
    day.undo()
    day.walk_in()
    day.finish()


def _rest_and_end(day: CoreDay) -> None:
    """The counter rests; the set-up changes; the session and the day end while some still wait."""
    day.do(commands.Pause(ONE, "họp"), PC_1)
    day.do(commands.Resume(ONE), PC_1)
    day.do(commands.Cover(ANH, LAND), PC_1)
    day.do(commands.StandUp(ONE), PC_1)
    day.do(commands.OpenDay(replace(day.state.branch, call_max_age_s=30)), HUB)
    day.issue(LAND)
    day.pass_time(hours=4)
    day.do(commands.CloseSession("Buổi sáng"), HUB)
    day.pass_time(hours=2)
    day.issue(LAND)
    day.pass_time(days=1)
    day.do(commands.OpenDay(CENTRE), HUB)
