"""The loudspeaker: every sample goes out once, the end is the true end, and a dead device is found out."""

import threading
import time
from array import array
from collections.abc import Generator

import miniaudio
import pytest

from display import pcm
from display.announcement import Announcement, Spliced
from display.audio import SoundError
from display.audio_device import LOOK_EVERY_S, STALLED_S, DeviceOutlet, Feed, MiniaudioCard
from tests.support.eventually import eventually
from tests.unit.display.hall import a_call

CALL = a_call("A001")
SAYING = Announcement(CALL, (CALL.call_id,), 1)


def a_sound(samples: int = 5000) -> Spliced:
    return Spliced(samples=array("h", (1 + i % 3000 for i in range(samples))), spans=())


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


class FakeCard:
    """A loudspeaker that pulls when the test says so."""

    def __init__(self) -> None:
        self.names_now = ["Loa HDMI"]
        self.pulls: Generator[bytes, int, None] | None = None
        self.is_open = False
        self.backend = "fake"

    def names(self) -> list[str]:
        return self.names_now

    def open(self) -> "FakeCard":
        self.is_open = True
        return self

    def start(self, callback_generator: Generator[bytes, int, None]) -> None:
        self.pulls = callback_generator

    def close(self) -> None:
        self.is_open = False

    def pull(self, frames: int) -> pcm.Pcm:
        assert self.pulls is not None
        samples: pcm.Pcm = array("h")
        samples.frombytes(self.pulls.send(frames))
        return samples


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def card() -> FakeCard:
    return FakeCard()


@pytest.fixture
def outlet(card: FakeCard, clock: Clock) -> DeviceOutlet:
    outlet = DeviceOutlet(card, clock)
    outlet.open()
    return outlet


def test_every_sample_goes_out_once_and_in_order_whatever_the_device_asks_for(clock: Clock) -> None:
    feed = Feed(clock, drain_frames=100)
    sound = a_sound().samples
    feed.begin(sound)

    out: pcm.Pcm = array("h")
    for frames in (1, 441, 1000, 7, 2205, 4000):
        out.frombytes(feed.pull(frames))

    assert out[: len(sound)] == sound
    assert pcm.peak(out[len(sound) :]) == 0
    assert len(out) == 1 + 441 + 1000 + 7 + 2205 + 4000


def test_it_is_heard_only_when_the_devices_own_buffer_has_run_out(clock: Clock) -> None:
    feed = Feed(clock, drain_frames=300)
    feed.begin(a_sound(1000).samples)

    feed.pull(1000)
    assert not feed.heard.is_set()
    feed.pull(299)
    assert not feed.heard.is_set()
    feed.pull(1)
    assert feed.heard.is_set()


def test_between_announcements_the_device_gets_silence(outlet: DeviceOutlet, card: FakeCard) -> None:
    assert pcm.peak(card.pull(2205)) == 0


def test_playing_returns_when_the_last_sample_was_heard(outlet: DeviceOutlet, card: FakeCard) -> None:
    sound = a_sound()
    done = threading.Event()

    def play() -> None:
        outlet.play(SAYING, sound, threading.Event())
        done.set()

    thread = threading.Thread(target=play, daemon=True)
    thread.start()
    heard: pcm.Pcm = array("h")

    def pull_on() -> bool:
        heard.extend(card.pull(2205))
        return done.is_set()

    eventually(pull_on)
    thread.join()

    first = next(i for i, sample in enumerate(heard) if sample)
    assert heard[first : first + len(sound.samples)] == sound.samples
    assert sum(sample != 0 for sample in heard) == len(sound.samples)


def test_a_device_that_asks_for_nothing_more_is_lost(outlet: DeviceOutlet, clock: Clock) -> None:
    clock.now += STALLED_S + 0.1

    with pytest.raises(SoundError, match="takes no more sound"):
        outlet.check()
    with pytest.raises(SoundError, match="takes no more sound"):
        outlet.play(SAYING, a_sound(), threading.Event())


def test_a_sound_server_left_with_its_dummy_is_no_sound(outlet: DeviceOutlet, card: FakeCard, clock: Clock) -> None:
    card.names_now = ["Dummy Output"]
    clock.now += LOOK_EVERY_S + 1
    card.pull(10)

    with pytest.raises(SoundError, match="no loudspeaker"):
        outlet.check()


@pytest.mark.parametrize("names", [[], ["Dummy Output"], ["auto_null"]])
def test_a_box_without_a_loudspeaker_does_not_pretend(names: list[str], card: FakeCard, clock: Clock) -> None:
    card.names_now = names

    with pytest.raises(SoundError, match="no loudspeaker"):
        DeviceOutlet(card, clock).open()


def test_closing_lets_go_of_the_device(outlet: DeviceOutlet, card: FakeCard) -> None:
    outlet.close()

    assert not card.is_open


def test_stopping_falls_silent_at_once(outlet: DeviceOutlet, card: FakeCard) -> None:
    stop = threading.Event()
    stop.set()

    outlet.play(SAYING, a_sound(), stop)

    assert pcm.peak(card.pull(2205)) == 0


def test_the_real_library_plays_in_real_time() -> None:
    outlet = DeviceOutlet(_NullCard(), time.monotonic)
    outlet.open()
    began = time.monotonic()

    outlet.play(SAYING, a_sound(pcm.RATE // 2), threading.Event())
    took = time.monotonic() - began
    outlet.close()

    assert 0.5 <= took < 3


class _NullCard(MiniaudioCard):
    """miniaudio's own null device: takes its time, goes nowhere."""

    def __init__(self) -> None:
        super().__init__([miniaudio.Backend.NULL])

    def names(self) -> list[str]:
        return [name.replace("NULL", "a") for name in super().names()]
