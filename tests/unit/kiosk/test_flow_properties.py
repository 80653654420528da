"""Whatever fingers, hub, printer and clock do, in any order: these hold."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    Answer,
    ClassId,
    CommandId,
    Failed,
    FailureCode,
    FoundTicket,
    IssueTicket,
    KioskView,
    NothingFound,
    OfferedClass,
    PaperState,
    PrinterHealth,
    RefusalCode,
    Refused,
    Rejoin,
    ServiceId,
    Status,
    TicketId,
)
from kiosk.choosing import WITH_CLAIM, WITHOUT_CLAIM
from kiosk.face import face_of
from kiosk.flow import REMEMBERED_TICKETS
from kiosk.inputs import (
    Choice,
    ClaimDropped,
    ComfortTapped,
    Connected,
    Disconnected,
    DoneTapped,
    Effect,
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
from kiosk.state import EVERYBODY, RESTING_PAGES, Comfort, Page, Showing
from tests.unit.kiosk.builders import ELDERLY, HUB_START, Kiosk, missed, scanned, slip, ticket, view

tickets = st.builds(
    ticket,
    st.integers(0, 5),
    paper=st.none() | st.sampled_from(PaperState),
    status=st.sampled_from(Status),
    service_id=st.sampled_from([ServiceId("justice"), ServiceId("gone")]),
)
views = st.builds(
    lambda shown, printer, is_open, opens_at, fields, priorities: view(
        *shown, printer=printer, is_open=is_open, opens_at=opens_at, fields=fields, priorities=priorities
    ),
    st.lists(tickets | st.builds(missed, st.integers(0, 5)), max_size=3, unique_by=lambda shown: shown.ticket_id),
    st.sampled_from(PrinterHealth),
    st.booleans(),
    st.none() | st.just(HUB_START),
    st.integers(0, 9),
    st.integers(0, 2),
)
scans = st.builds(
    lambda shown, found, number, age_s: replace(
        shown, scan=scanned(found, f"scan-{number}", HUB_START - timedelta(seconds=age_s))
    ),
    views,
    st.one_of(
        st.builds(OfferedClass, st.sampled_from([EVERYBODY, ELDERLY, ClassId("gone")])),
        st.builds(
            FoundTicket,
            tickets | st.builds(missed, st.integers(0, 5)),
            st.none() | st.integers(1, 9),
        ),
        st.builds(NothingFound, st.sampled_from(["vneid", "slip", "unreadable", "not_today", "of another hub"])),
    ),
    st.integers(0, 3),
    st.sampled_from([-600, -60, 0, 30]),
)
answers: st.SearchStrategy[Answer] = st.one_of(
    st.builds(lambda given_ticket: Accepted(slip(given_ticket)), tickets),
    st.just(Accepted()),
    st.builds(Refused, st.sampled_from(RefusalCode), st.just({"opens_at": "soon"})),
    st.builds(Failed, st.sampled_from(FailureCode)),
)

deeds = st.one_of(
    st.sampled_from(["tap", "tap", "tap gone", "yes", "no", "done", "touch", "connect", "disconnect", "tick"]),
    st.sampled_from(["priority", "class", "drop", "missed", "missed", "number", "number"]),
    st.sampled_from(Choice),
    st.integers(0, 3),
    st.sampled_from(["with claim", "without claim", "rejoin"]),
    views,
    scans,
    answers,
)
pauses = st.sampled_from([0.0, 0.0, 0.05, 0.39, 0.4, 1.0, 5.0, 6.0, 15.0, 20.0, 45.0, 200.0])


@dataclass
class Watched:
    """A kiosk under test and what it has asked for."""

    kiosk: Kiosk = field(default_factory=Kiosk)
    taps: int = 0
    seq: int = 0
    waiting: dict[CommandId, float] = field(default_factory=dict)
    used: set[CommandId] = field(default_factory=set)
    left: set[TicketId] = field(default_factory=set)

    def event(self, deed: object) -> Input:
        self.taps += 1
        new_id, last_id = CommandId(f"id-{self.taps}"), next(reversed(self.waiting), CommandId("nobody"))
        simple: dict[object, Input] = {
            "tap": ServiceTapped(ServiceId("justice"), new_id),
            "tap gone": ServiceTapped(ServiceId("gone"), new_id),
            "yes": QuestionAnswered(has_paper=True, command_id=new_id),
            "no": QuestionAnswered(has_paper=False, command_id=new_id),
            "done": DoneTapped(),
            "touch": Touched(),
            "priority": PriorityTapped(),
            "class": OptionTapped(ELDERLY, new_id),
            "drop": ClaimDropped(),
            "missed": MissedTapped(),
            "with claim": OptionTapped(WITH_CLAIM, new_id),
            "without claim": OptionTapped(WITHOUT_CLAIM, new_id),
            "rejoin": RejoinTapped(new_id),
            "number": OptionTapped(missed(0).ticket_id, new_id),
            "connect": Connected(self.kiosk.hub_now),
            "disconnect": Disconnected(Trouble.UNREACHABLE),
            "tick": Ticked(),
        }
        match deed:
            case Choice():
                return ComfortTapped(deed)
            case int():
                return LeafTurned(deed)
            case Accepted() | Refused() | Failed():
                return Replied(last_id, deed)
            case KioskView():
                self.seq += 1
                return Viewed(self.seq, self.kiosk.hub_now, deed)
            case _:
                return simple[deed]

    def do(self, event: Input) -> None:
        before = self.kiosk.flow.stage
        effects = self.kiosk.do(event)
        for effect in effects:
            self.watch(effect)
        if isinstance(event, Replied):
            self.waiting.pop(event.command_id, None)
        if isinstance(before, Showing) and self.kiosk.page() is not Page.RESULT:
            self.left.add(before.ticket.ticket_id)

    def watch(self, effect: Effect) -> None:
        if isinstance(effect, Forget):
            del self.waiting[effect.command_id]  # a KeyError: forgot what nobody had asked
            return
        assert effect.command_id not in self.used, "one intention was sent twice"
        if isinstance(effect.command, IssueTicket | Rejoin):
            assert not self.waiting, "a second number was asked for while one was pending"
        self.used.add(effect.command_id)
        self.waiting[effect.command_id] = self.kiosk.now


def lived(story: list[tuple[float, object]]) -> Watched:
    watched = Watched()
    for pause, deed in story:
        watched.kiosk.now += pause
        watched.do(watched.event(deed))
    return watched


stories = st.lists(st.tuples(pauses, deeds), max_size=40)


@given(stories)
def test_one_tap_never_becomes_two_requests(story: list[tuple[float, object]]) -> None:
    lived(story)


@given(stories)
def test_every_request_is_answered_or_forgotten_in_time(story: list[tuple[float, object]]) -> None:
    watched = lived(story)

    watched.kiosk.now += watched.kiosk.times.answer_s
    watched.do(Ticked())

    assert not watched.waiting


@given(stories)
def test_the_kiosk_always_goes_home_and_forgets_its_citizen(story: list[tuple[float, object]]) -> None:
    watched = lived(story)

    for _ in range(300):
        watched.kiosk.now += 1.0
        watched.do(Ticked())

    assert watched.kiosk.page() in RESTING_PAGES
    assert watched.kiosk.flow.comfort == Comfort()
    assert watched.kiosk.flow.claimed == EVERYBODY
    assert watched.kiosk.flow.offered == EVERYBODY
    assert watched.kiosk.flow.note is None


@given(stories)
def test_nothing_grows(story: list[tuple[float, object]]) -> None:
    assert len(lived(story).kiosk.flow.shown) <= REMEMBERED_TICKETS


@given(stories)
def test_a_number_that_has_left_the_screen_never_comes_back_by_a_view(story: list[tuple[float, object]]) -> None:
    watched = Watched()
    for pause, deed in story:
        watched.kiosk.now += pause
        event = watched.event(deed)
        had_left = set(watched.left)
        was_result = watched.kiosk.page() is Page.RESULT
        watched.do(event)
        if isinstance(event, Viewed) and watched.kiosk.page() is Page.RESULT and not was_result:
            assert watched.kiosk.shown().ticket.ticket_id not in had_left


@given(stories)
def test_every_page_has_something_to_say(story: list[tuple[float, object]]) -> None:
    kiosk = lived(story).kiosk
    face = face_of(kiosk.flow, kiosk.now, kiosk.times)

    match face.page:
        case Page.RESULT | Page.FOUND:
            assert face.number.number
            assert face.number.notice
            assert face.number.notice_detail
            assert 0.0 <= face.fraction_left <= 1.0
        case Page.HOME:
            assert face.head.time
        case Page.SORRY | Page.CLOSED | Page.NO_HUB:
            assert face.message.title
            assert face.message.detail
        case Page.ISSUING | Page.REJOINING:
            assert face.message.title
        case Page.PRIORITY | Page.MISSED | Page.CLAIM:
            assert face.question.title
            assert face.options


def test_a_request_is_made_at_all() -> None:
    kiosk = Kiosk().open()
    kiosk.tap()
    assert isinstance(kiosk.effects[-1], Send)
