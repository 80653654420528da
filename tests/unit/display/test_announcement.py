"""One announcement is one buffer, with everything in its place."""

from pathlib import Path

import pytest

from display import pcm
from display.announcement import (
    AFTER_ANNOUNCEMENT_MS,
    AFTER_CHIME_MS,
    BETWEEN_SENTENCES_MS,
    Announcement,
    Spliced,
    splice,
)
from display.clipset import CHIME, load
from display.reading import Reading, two_digits
from tests.unit.display.hall import a_call
from tests.unit.display.sounds import find, noise_clips

CALL = a_call("A025", 15)
SENTENCE = ["xin mời số", "a", "không", "hai mươi lăm", "đến quầy số", "mười lăm"]


def spliced(times: int = 2, *, volume: float = 1.0) -> Spliced:
    return splice(Announcement(CALL, (CALL.call_id,), times), noise_clips(), Reading(), volume)


def milliseconds(samples: int) -> float:
    return 1000 * samples / pcm.RATE


def test_the_chime_then_the_sentence_twice() -> None:
    assert [span.unit for span in spliced().spans] == [CHIME, *SENTENCE, *SENTENCE]


def test_in_a_hurry_the_sentence_is_said_once() -> None:
    assert [span.unit for span in spliced(times=1).spans] == [CHIME, *SENTENCE]


def test_the_pauses_are_where_the_ear_needs_them() -> None:
    sound = spliced()
    gaps = [milliseconds(after.start - before.end) for before, after in zip(sound.spans, sound.spans[1:], strict=False)]

    assert gaps[0] == pytest.approx(AFTER_CHIME_MS, abs=1)
    assert gaps[len(SENTENCE)] == pytest.approx(BETWEEN_SENTENCES_MS, abs=1)
    assert milliseconds(len(sound.samples) - sound.spans[-1].end) == pytest.approx(AFTER_ANNOUNCEMENT_MS, abs=1)


def test_between_the_clips_is_silence() -> None:
    sound = spliced()

    for before, after in zip(sound.spans, sound.spans[1:], strict=False):
        assert pcm.peak(sound.samples[before.end : after.start]) == 0
    assert pcm.peak(sound.samples[sound.spans[-1].end :]) == 0


def test_volume_is_a_factor() -> None:
    assert pcm.peak(spliced(volume=0.5).samples) == pytest.approx(pcm.peak(spliced().samples) / 2, rel=0.01)


def test_a_unit_without_its_own_clip_is_said_word_by_word() -> None:
    clips = noise_clips(without=frozenset({two_digits(25, Reading())}))

    sound = splice(Announcement(CALL, (CALL.call_id,), 1), clips, Reading())

    assert [span.unit for span in sound.spans][3:7] == ["không", "hai", "mươi", "lăm"]


def test_every_word_is_found_again_in_the_real_voice_in_order(voice_folder: Path) -> None:
    clips = load(voice_folder)
    sound = splice(Announcement(CALL, (CALL.call_id,), 1), clips, Reading())

    heard_at = 0
    for unit in [CHIME, *SENTENCE]:
        heard_at = find(clips.clip(unit), sound.samples, from_sample=heard_at)
        assert heard_at >= 0, unit
        heard_at += len(clips.clip(unit))


def test_the_real_announcement_is_even_slow_and_never_clips(voice_folder: Path) -> None:
    sound = splice(Announcement(CALL, (CALL.call_id,), 2), load(voice_folder), Reading())
    words = [sound.samples[span.start : span.end] for span in sound.spans]
    levels = [pcm.active_db(word) for word in words]

    assert max(levels) - min(levels) < 3
    assert pcm.peak_db(sound.samples) < -1
    assert 9 < sound.duration_s < 15
