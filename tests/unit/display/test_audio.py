"""A player tells the truth about what was heard, and never gives up."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from display.announcement import Announcement, Spliced, splice
from display.audio import Outlet, SilentPlayer, SoundError, VoicePlayer
from display.audio_files import FilesOutlet
from display.clipset import read_wav
from display.reading import Reading
from hub.protocol import CallId, DisplayCall
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually
from tests.unit.display.hall import a_call
from tests.unit.display.sounds import noise_clips

CLIPS = noise_clips()


def to_sound(announcement: Announcement, volume: float) -> Spliced:
    return splice(announcement, CLIPS, Reading(), volume)


def saying(call: DisplayCall) -> Announcement:
    return Announcement(call, (call.call_id,), 1)


class Ear:
    """Writes down everything a player tells, in order."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def on_sound(self, *, has_sound: bool) -> None:
        self.heard.append("sound" if has_sound else "no sound")

    def on_ended(self, call_id: CallId, *, is_spoken: bool) -> None:
        self.heard.append(f"{call_id} {'spoken' if is_spoken else 'broken off'}")


class FakeOutlet:
    """Plays until the test says how it ended."""

    def __init__(self) -> None:
        self.is_there = True
        self.is_in_order = True
        self.opened = 0
        self.playing: list[CallId] = []
        self.may_end = threading.Event()

    def open(self) -> None:
        self.opened += 1
        self.check()

    def check(self) -> None:
        if not self.is_there:
            raise SoundError("pulled out")

    def play(self, announcement: Announcement, sound: Spliced, stop: threading.Event) -> None:
        assert len(sound.samples)
        if not self.is_in_order:
            raise RuntimeError("a bug")
        self.playing.append(announcement.call.call_id)
        while not self.may_end.wait(0.005) and not stop.is_set():
            self.check()

    def close(self) -> None:
        """Nothing is held open."""


@pytest.fixture
def outlet() -> FakeOutlet:
    return FakeOutlet()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def player(outlet: FakeOutlet, ear: Ear) -> Iterator[VoicePlayer]:
    player = VoicePlayer(outlet, to_sound, retry_s=0.01)
    player.start(ear)
    yield player
    player.stop()


def test_it_says_that_there_is_sound_before_anything_is_played(player: VoicePlayer, ear: Ear) -> None:
    eventually(lambda: ear.heard == ["sound"])


def test_an_announcement_is_spoken_when_the_outlet_has_played_it(
    player: VoicePlayer, outlet: FakeOutlet, ear: Ear
) -> None:
    player.play(saying(a_call("A001")), 1.0)
    eventually(lambda: outlet.playing)
    assert ear.heard == ["sound"]

    outlet.may_end.set()

    eventually(lambda: ear.heard == ["sound", "A001.c1 spoken"])


def test_sound_lost_in_the_middle_is_told_before_the_end(
    player: VoicePlayer, outlet: FakeOutlet, ear: Ear, expected_log: ExpectedLog
) -> None:
    expected_log.expect("no sound: pulled out")
    player.play(saying(a_call("A001")), 1.0)
    eventually(lambda: outlet.playing)

    outlet.is_there = False
    eventually(lambda: len(ear.heard) == 3)
    assert ear.heard == ["sound", "no sound", "A001.c1 broken off"]

    outlet.is_there = True
    eventually(lambda: ear.heard[-1] == "sound")


def test_what_is_ordered_without_sound_is_given_back_and_never_comes_out_late(
    player: VoicePlayer, outlet: FakeOutlet, ear: Ear, expected_log: ExpectedLog
) -> None:
    expected_log.expect("no sound: pulled out")
    eventually(lambda: ear.heard == ["sound"])
    outlet.is_there = False
    player.play(saying(a_call("A001")), 1.0)
    player.play(saying(a_call("B001")), 1.0)

    eventually(
        lambda: [line for line in ear.heard if "broken off" in line] == ["A001.c1 broken off", "B001.c1 broken off"]
    )

    outlet.is_there = True
    eventually(lambda: ear.heard[-1] == "sound")
    assert outlet.playing in ([], ["A001.c1"])


def test_silence_is_told_once_however_long_it_lasts(ear: Ear, outlet: FakeOutlet, expected_log: ExpectedLog) -> None:
    expected_log.expect("no sound: pulled out")
    outlet.is_there = False
    player = VoicePlayer(outlet, to_sound, retry_s=0.001)
    player.start(ear)

    eventually(lambda: outlet.opened > 5)
    player.stop()

    assert ear.heard == ["no sound"]


def test_a_bug_in_one_announcement_does_not_end_the_voice(
    player: VoicePlayer, outlet: FakeOutlet, ear: Ear, expected_log: ExpectedLog
) -> None:
    expected_log.expect("a fault of this program")
    expected_log.expect("no sound")
    outlet.is_in_order = False
    player.play(saying(a_call("A001")), 1.0)
    eventually(lambda: ear.heard[-1:] == ["sound"] and "A001.c1 broken off" in ear.heard)

    outlet.is_in_order = True
    outlet.may_end.set()
    player.play(saying(a_call("B001")), 1.0)

    eventually(lambda: ear.heard[-1] == "B001.c1 spoken")


def test_stopping_in_the_middle_claims_nothing(outlet: FakeOutlet, ear: Ear) -> None:
    player = VoicePlayer(outlet, to_sound)
    player.start(ear)
    player.play(saying(a_call("A001")), 1.0)
    eventually(lambda: outlet.playing)

    player.stop()

    assert ear.heard == ["sound"]


def test_a_silent_player_tells_nothing() -> None:
    ear = Ear()
    player = SilentPlayer()
    player.start(ear)
    player.stop()

    assert ear.heard == []


def test_the_folder_gets_one_file_for_each_announcement_in_order(tmp_path: Path) -> None:
    outlet: Outlet = FilesOutlet(tmp_path / "wavs", speed=0)
    outlet.open()
    calls = [a_call("ƯT005", 15), a_call("A025", 2)]
    for call in calls:
        outlet.play(saying(call), to_sound(saying(call), 1.0), threading.Event())

    files = sorted((tmp_path / "wavs").iterdir())

    assert [file.name for file in files] == ["0001_ƯT005_quay-15_ƯT005.c1.wav", "0002_A025_quay-2_A025.c1.wav"]
    assert read_wav(files[1]) == to_sound(saying(calls[1]), 1.0).samples


def test_a_restarted_display_goes_on_counting_its_files(tmp_path: Path) -> None:
    for number in ("A001", "A002"):
        outlet = FilesOutlet(tmp_path, speed=0)
        outlet.open()
        outlet.play(saying(a_call(number)), to_sound(saying(a_call(number)), 1.0), threading.Event())

    assert [file.name[:9] for file in sorted(tmp_path.iterdir())] == ["0001_A001", "0002_A002"]


def test_a_folder_that_cannot_be_written_is_no_sound(tmp_path: Path) -> None:
    (tmp_path / "wavs").write_text("not a folder")

    with pytest.raises(SoundError, match="wavs"):
        FilesOutlet(tmp_path / "wavs", speed=0).open()


def test_a_folder_that_vanishes_is_noticed(tmp_path: Path) -> None:
    outlet = FilesOutlet(tmp_path / "wavs", speed=0)
    outlet.open()
    (tmp_path / "wavs").rmdir()

    with pytest.raises(SoundError, match="is gone"):
        outlet.check()
