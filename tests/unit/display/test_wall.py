"""What a wall screen tells the hub, and when it speaks."""

from datetime import time, timedelta

from display.config import DisplayConfig, Output, Sound, VolumeAt
from display.wall import Wall
from hub.client.port import Trouble
from hub.protocol import ConfirmShown, ConfirmSpoken, DeviceId, DisplayReport, DisplayView
from tests.unit.display.hall import NOW, WELCOME, FakeHub, FakePlayer, a_call, a_view, as_told


class Room:
    """A wall with a fake hub and a fake loudspeaker."""

    def __init__(self, sound: Sound | None = None, *, has_sound: bool = True) -> None:
        self.hub = FakeHub()
        self.player = FakePlayer()
        self.at = 1000.0
        config = DisplayConfig(sound=sound or Sound())
        self.wall = Wall(hub=self.hub, player=self.player, device=DeviceId("display-1"), config=config)
        self.wall.on_connected(WELCOME, self.at)
        if has_sound:
            self.wall.on_sound(has_sound=True)

    def tell(self, view: DisplayView) -> None:
        self.wall.on_view(as_told(view), self.at)
        self.wall.look(self.at)

    def end(self, *, is_spoken: bool = True) -> None:
        self.wall.on_ended(self.player.played[-1].call.call_id, is_spoken=is_spoken)
        self.wall.look(self.at)

    def spoken_aloud(self) -> list[str]:
        return [announcement.call.call_id for announcement in self.player.played]


def test_spoken_is_said_when_the_sound_is_over_and_not_before() -> None:
    room = Room()
    room.tell(a_view(a_call("A001")))
    assert room.hub.ids("spoken") == []

    room.end()

    assert room.hub.sent == [("A001.c1.spoken.display-1", ConfirmSpoken(call_id=a_call("A001").call_id))]


def test_a_broken_off_announcement_is_not_spoken() -> None:
    room = Room()
    room.tell(a_view(a_call("A001")))
    room.wall.on_sound(has_sound=False)

    room.end(is_spoken=False)

    assert room.hub.ids("spoken") == []
    assert room.spoken_aloud() == ["A001.c1"]


def test_sound_that_comes_back_speaks_what_is_still_young() -> None:
    room = Room()
    room.tell(a_view(a_call("A001"), a_call("B001", age_s=55)))
    room.wall.on_sound(has_sound=False)
    room.end(is_spoken=False)

    room.at += 10
    room.wall.on_sound(has_sound=True)
    room.wall.look(room.at)

    assert room.spoken_aloud() == ["B001.c1", "A001.c1"]


def test_shown_is_said_when_it_was_drawn_once() -> None:
    room = Room()
    room.tell(a_view(a_call("B001"), a_call("A001", age_s=5)))
    assert room.hub.ids("shown") == []

    room.wall.on_drawn()
    room.wall.on_drawn()

    assert sorted(room.hub.ids("shown")) == ["A001.c1.shown.display-1", "B001.c1.shown.display-1"]
    assert ("B001.c1.shown.display-1", ConfirmShown(call_id=a_call("B001").call_id)) in room.hub.sent
    assert not room.wall.has_news()


def test_what_has_no_room_on_the_wall_is_not_said_to_be_shown() -> None:
    room = Room(has_sound=False)
    room.tell(a_view(*(a_call(f"A{n:03}", age_s=n, is_spoken=True) for n in range(8))))

    room.wall.on_drawn()

    assert len(room.hub.ids("shown")) == 6


def test_a_display_without_sound_says_so_and_speaks_nothing() -> None:
    room = Room(has_sound=False)
    room.wall.on_sound(has_sound=False)
    room.tell(a_view(a_call("A001")))

    assert room.hub.reports == [DisplayReport(has_sound=False)]
    assert room.player.played == []
    assert room.wall.look(room.at).is_voice_missing


def test_a_display_that_shall_not_speak_raises_no_alarm() -> None:
    room = Room(Sound(output=Output.OFF), has_sound=False)
    room.tell(a_view(a_call("A001")))

    assert room.hub.reports == []
    assert not room.wall.look(room.at).is_voice_missing


def test_in_quiet_hours_calls_are_only_shown() -> None:
    room = Room(Sound(hours=(VolumeAt(begins=time(7, 0), ends=time(8, 0), volume=0),)))
    room.tell(a_view(a_call("A001")))

    situation = room.wall.look(room.at)

    assert room.player.played == []
    assert situation.scene.stage == a_call("A001")
    assert not situation.is_voice_missing


def test_the_hour_sets_the_volume() -> None:
    room = Room(Sound(volume=80, hours=(VolumeAt(begins=time(7, 0), ends=time(8, 0), volume=30),)))
    room.tell(a_view(a_call("A001")))

    assert room.player.volumes == [0.3]


def test_after_an_outage_nothing_is_repeated() -> None:
    room = Room()
    call = a_call("A001")
    room.tell(a_view(call))
    room.end()
    room.wall.on_disconnected(Trouble.UNREACHABLE)
    room.wall.on_connected(WELCOME, room.at)

    room.tell(a_view(call))

    assert room.spoken_aloud() == ["A001.c1"]


def test_calls_that_were_heard_of_before_an_outage_are_still_spoken_in_it() -> None:
    room = Room()
    room.tell(a_view(a_call("B001"), a_call("A001", age_s=1)))
    room.wall.on_disconnected(Trouble.UNREACHABLE)
    room.end()
    room.end()

    assert room.spoken_aloud() == ["A001.c1", "B001.c1"]
    assert len(room.hub.ids("spoken")) == 2


def test_an_outage_leaves_the_wall_as_it_was() -> None:
    room = Room()
    room.tell(a_view(a_call("A001")))
    before = room.wall.look(room.at)

    room.wall.on_disconnected(Trouble.UNREACHABLE)
    after = room.wall.look(room.at)

    assert (after.scene, after.view) == (before.scene, before.view)
    assert after.trouble is Trouble.UNREACHABLE


def test_the_hubs_clock_runs_on_between_two_views() -> None:
    room = Room()

    assert room.wall.now(room.at + 90) == NOW + timedelta(seconds=90)
