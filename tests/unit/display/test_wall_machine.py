"""Whatever happens in whatever order: each call is spoken at most once, one at a time, and no young one is lost."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from display.announcement import Announcement
from display.config import DisplayConfig
from display.wall import Wall
from hub.client.port import Trouble
from hub.protocol import CallId, ConfirmSpoken, DeviceId, DisplayCall
from tests.unit.display.hall import NOW, WELCOME, FakeHub, FakePlayer, a_call, a_view, as_told

MAX_AGE_S = 60


class Waiting(RuleBasedStateMachine):
    """A hub as simple as can be, a connection that comes and goes, and a loudspeaker that may fail."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0
        self.calls: list[DisplayCall] = []
        self.confirmed: set[CallId] = set()
        self.is_connected = True
        self.has_sound = True
        self.ended: list[CallId] = []
        self.hub = FakeHub()
        self.player = FakePlayer()
        self.delivered = 0
        self.playing: Announcement | None = None
        self.wall = self.a_wall()

    @initialize()
    def power_on(self) -> None:
        self.push()

    def a_wall(self) -> Wall:
        wall = Wall(hub=self.hub, player=self.player, device=DeviceId("display-1"), config=DisplayConfig())
        wall.on_connected(WELCOME, self.at)
        wall.on_sound(has_sound=self.has_sound)
        return wall

    def age(self, call: DisplayCall) -> float:
        return (NOW + timedelta(seconds=self.at) - call.called_at).total_seconds()

    def unspoken(self) -> tuple[DisplayCall, ...]:
        return tuple(c for c in self.calls if c.call_id not in self.confirmed and self.age(c) < MAX_AGE_S)

    def push(self) -> None:
        if self.is_connected:
            newest = {call.number: call for call in self.calls}
            view = a_view(*reversed(newest.values()), unspoken=self.unspoken())
            self.wall.on_view(as_told(view, now=NOW + timedelta(seconds=self.at)), self.at)
        self.look()

    def look(self) -> None:
        """Any announcement that begins must begin rightly."""
        before = len(self.player.played)
        self.wall.look(self.at)
        begun = self.player.played[before:]
        assert len(begun) <= (0 if self.playing else 1)
        for announcement in begun:
            assert self.has_sound
            assert self.age(announcement.call) < MAX_AGE_S
            assert not set(announcement.covers) & set(self.ended)
            self.playing = announcement

    @rule(number=st.sampled_from(["A001", "A002", "B001", "C001"]), counter=st.integers(1, 3))
    def call(self, number: str, counter: int) -> None:
        times = sum(call.number == number for call in self.calls) + 1
        now = NOW + timedelta(seconds=self.at)
        self.calls.append(a_call(number, counter, call_number=times, now=now))
        self.push()

    @rule()
    def see_the_same_view_again(self) -> None:
        self.push()

    @rule(seconds=st.sampled_from([0.25, 5.0, 30.0, 61.0]))
    def time_passes(self, seconds: float) -> None:
        self.at += seconds
        self.look()

    @rule()
    def the_hub_hears_the_confirmations(self) -> None:
        if self.is_connected:
            heard = self.hub.sent[self.delivered :]
            self.delivered = len(self.hub.sent)
            self.confirmed |= {command.call_id for _, command in heard if isinstance(command, ConfirmSpoken)}
            self.push()

    @precondition(lambda self: self.playing)
    @rule()
    def the_announcement_ends(self) -> None:
        self.end(is_spoken=True)

    def end(self, *, is_spoken: bool) -> None:
        assert self.playing is not None
        announcement, self.playing = self.playing, None
        if is_spoken:
            self.ended += announcement.covers
        self.wall.on_ended(announcement.call.call_id, is_spoken=is_spoken)
        self.look()

    @precondition(lambda self: self.has_sound)
    @rule()
    def the_loudspeaker_is_pulled_out(self) -> None:
        self.has_sound = False
        self.wall.on_sound(has_sound=False)
        if self.playing:
            self.end(is_spoken=False)

    @precondition(lambda self: not self.has_sound)
    @rule()
    def the_loudspeaker_comes_back(self) -> None:
        self.has_sound = True
        self.wall.on_sound(has_sound=True)
        self.look()

    @precondition(lambda self: self.is_connected)
    @rule()
    def the_hub_is_lost(self) -> None:
        self.is_connected = False
        self.wall.on_disconnected(Trouble.UNREACHABLE)
        self.look()

    @precondition(lambda self: not self.is_connected)
    @rule()
    def the_hub_is_back(self) -> None:
        self.is_connected = True
        self.wall.on_connected(WELCOME, self.at)
        self.push()

    @rule()
    def a_frame_is_drawn(self) -> None:
        self.wall.on_drawn()

    @rule()
    def the_display_is_killed_and_starts_again(self) -> None:
        """What it had spoken it had sent; a process that dies between the two may speak a call once more."""
        self.is_connected = True
        self.the_hub_hears_the_confirmations()
        self.playing = None
        self.wall = self.a_wall()
        self.push()

    @invariant()
    def no_call_is_spoken_twice(self) -> None:
        assert len(set(self.ended)) == len(self.ended)

    @invariant()
    def no_confirmation_is_sent_twice_or_untrue(self) -> None:
        spoken = self.hub.ids("spoken")
        assert len(set(spoken)) == len(spoken)
        assert {command.call_id for _, command in self.hub.sent if isinstance(command, ConfirmSpoken)} == set(
            self.ended
        )

    def teardown(self) -> None:
        """Everything works again: what is young now is spoken, or replaced by a later call of the same ticket."""
        self.is_connected, self.has_sound = True, True
        self.wall.on_sound(has_sound=True)
        self.push()
        while self.playing:
            self.end(is_spoken=True)
        for call in self.unspoken():
            later = [c for c in self.calls if c.number == call.number and c.called_at >= call.called_at]
            assert any(c.call_id in self.ended for c in later), f"{call.call_id} was lost"


TestWaiting = Waiting.TestCase
TestWaiting.settings = settings(deadline=None, stateful_step_count=40)
