"""What is done to sound does what it says."""

import math
from array import array

import pytest

from display import pcm


def tone(level_db: float, seconds: float = 0.5, pitch: float = 440) -> pcm.Pcm:
    top = pcm.FULL_SCALE * pcm.from_db(level_db)
    count = round(pcm.RATE * seconds)
    return array("h", (round(top * math.sin(2 * math.pi * pitch * i / pcm.RATE)) for i in range(count)))


def test_trimming_leaves_the_sound_and_a_little_air() -> None:
    heard = pcm.trim(pcm.silence(300) + tone(-10) + pcm.silence(700))

    assert 0.5 <= len(heard) / pcm.RATE <= 0.56
    assert pcm.active_db(heard) == pytest.approx(-13, abs=0.2)


def test_silence_trims_to_nothing() -> None:
    assert len(pcm.trim(pcm.silence(500))) == 0


def test_levelling_makes_quiet_and_loud_alike() -> None:
    for level_db in (-40, -20, -3):
        even = pcm.level(tone(level_db), target_db=-20, ceiling_db=-1.5)

        assert pcm.active_db(even) == pytest.approx(-20, abs=0.3)


def test_levelling_bends_a_sharp_peak_below_the_ceiling() -> None:
    sharp = tone(-40) + tone(0, seconds=0.004) + tone(-40)

    assert pcm.peak_db(pcm.level(sharp, target_db=-6, ceiling_db=-1.5)) <= -1.5


def test_a_faded_clip_begins_and_ends_at_zero_and_is_whole_between() -> None:
    loud = tone(-3)
    faded = pcm.fade(loud, milliseconds=6)

    assert faded[0] == faded[-1] == 0
    assert faded[pcm.RATE // 100 : -pcm.RATE // 100] == loud[pcm.RATE // 100 : -pcm.RATE // 100]


def test_scaling_never_overflows() -> None:
    assert pcm.peak(pcm.scale(tone(0), 5.0)) == pcm.FULL_SCALE


def test_full_volume_is_the_sound_itself() -> None:
    loud = tone(-3)

    assert pcm.scale(loud, 1.0) is loud
