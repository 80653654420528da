"""The made voice, examined by numbers: level, peaks, length, ends. And its making never harms a recording."""

import threading
from pathlib import Path

import pytest

from display import pcm
from display.clipmaker import INSTALL_HINT, Voice, chime, is_current, make_clips, read_manifest
from display.clipset import CHIME, ClipsError, all_units, file_name, load, read_wav, write_wav
from display.pcm import Pcm


@pytest.fixture(scope="module")
def clips(voice_folder: Path) -> dict[str, Pcm]:
    return {unit: read_wav(voice_folder / file_name(unit)) for unit in all_units()}


def test_every_clip_is_there_and_the_manifest_lists_it(voice_folder: Path) -> None:
    manifest = read_manifest(voice_folder)

    assert manifest is not None
    assert set(manifest.clips.values()) == set(all_units())
    assert {path.name for path in voice_folder.glob("*.wav")} == set(manifest.clips)
    assert is_current(voice_folder, Voice.NORTH)
    assert not is_current(voice_folder, Voice.SOUTH)


def test_all_words_are_equally_loud(clips: dict[str, Pcm]) -> None:
    levels = {unit: pcm.active_db(clip) for unit, clip in clips.items()}

    assert max(levels.values()) - min(levels.values()) < 3


def test_nothing_clips(clips: dict[str, Pcm]) -> None:
    loudest = max(pcm.peak_db(clip) for clip in clips.values())

    assert loudest < -1


def test_no_word_is_empty_or_drawn_out(clips: dict[str, Pcm]) -> None:
    seconds = {unit: len(clip) / pcm.RATE for unit, clip in clips.items() if unit != CHIME}

    assert min(seconds.values()) > 0.15
    assert max(seconds.values()) < 1.3
    assert seconds["hai mươi lăm"] > seconds["hai"]


def test_words_begin_and_end_near_silence_and_are_not_bitten_off(clips: dict[str, Pcm]) -> None:
    ten_ms = pcm.RATE // 100
    for unit, clip in clips.items():
        voice = pcm.FULL_SCALE * pcm.from_db(pcm.active_db(clip))
        assert unit == CHIME or pcm.rms(clip[:ten_ms]) < 0.65 * voice, unit
        assert pcm.rms(clip[-ten_ms:]) < 0.35 * voice, unit
        assert clip[0] == clip[-1] == 0, unit


def test_no_clip_carries_long_silence(clips: dict[str, Pcm]) -> None:
    for unit, clip in clips.items():
        if unit != CHIME:
            assert len(pcm.trim(clip, floor_db=-50)) > 0.85 * len(clip), unit


def test_words_of_different_sound_are_different_sounds(clips: dict[str, Pcm]) -> None:
    assert len({clip.tobytes() for clip in clips.values()}) == len(clips)


def test_fifteen_is_not_said_with_the_five_of_five(clips: dict[str, Pcm]) -> None:
    assert clips["mười lăm"].tobytes() != clips["năm"].tobytes()
    assert "mười năm" not in clips


def test_the_chime_is_two_falling_tones_that_ring_out() -> None:
    sound = chime()
    first, second = sound[: pcm.RATE * 3 // 10], sound[pcm.RATE * 45 // 100 : pcm.RATE * 75 // 100]

    assert strength(first, 659) > 5 * strength(first, 523)
    assert strength(second, 523) > strength(second, 659)
    assert pcm.peak_db(sound) == pytest.approx(-9, abs=0.2)
    assert pcm.rms(sound[-pcm.RATE // 20 :]) < 0.15 * pcm.rms(sound)


def strength(sound: Pcm, pitch: float) -> float:
    """Of one pitch (Goertzel)."""
    import cmath

    turn = cmath.exp(-2j * cmath.pi * pitch / pcm.RATE)
    return abs(sum(sample * turn**i for i, sample in enumerate(sound)))


def test_recordings_are_never_overwritten(tmp_path: Path) -> None:
    write_wav(tmp_path / "hai.wav", pcm.silence(100))

    with pytest.raises(ClipsError, match="was not made here"):
        make_clips(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["hai.wav"]


def test_a_broken_off_making_is_not_taken_for_a_voice(tmp_path: Path) -> None:
    folder = tmp_path / "voice"

    def stop_at_hai(unit: str) -> None:
        if unit == "hai":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_clips(folder, progress=stop_at_hai)

    assert not is_current(folder, Voice.NORTH)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_off_making_can_be_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("display.clipmaker.all_units", lambda: ("hai", "ba"))

    folder = tmp_path / "voice"

    def stop_at_ba(unit: str) -> None:
        if unit == "ba":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_clips(folder, progress=stop_at_ba)

    assert make_clips(folder) == 2
    assert is_current(folder, Voice.NORTH)


def test_two_screens_that_make_their_voice_at_once_both_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("display.clipmaker.all_units", lambda: ("hai", "ba"))
    voice = tmp_path / "voice"
    others = [threading.Thread(target=make_clips, args=(voice,)) for _ in range(3)]
    for other in others:
        other.start()
    make_clips(voice)
    for other in others:
        other.join()

    assert is_current(voice, Voice.NORTH)
    assert [path.name for path in tmp_path.iterdir()] == ["voice"]


def test_without_espeak_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ClipsError) as raised:
        make_clips(tmp_path / "voice")

    assert raised.value.problems == (f"espeak-ng was not found, so there is no voice: {INSTALL_HINT}",)


def test_an_espeak_without_vietnamese_is_not_let_speak_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\necho 'Pty Language Age/Gender VoiceName'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ClipsError, match="no Vietnamese"):
        make_clips(tmp_path / "voice")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands where the folder should be")

    with pytest.raises(ClipsError, match="could not be written"):
        make_clips(tmp_path / "data" / "voice")


def test_nobodys_documents_are_replaced_by_a_voice(tmp_path: Path) -> None:
    (tmp_path / "letter.odt").write_text("Kính gửi")
    (tmp_path / "file").write_text("")

    for place in (tmp_path, tmp_path / "file"):
        with pytest.raises(ClipsError, match="not made here"):
            make_clips(place)

    assert (tmp_path / "letter.odt").exists()


def test_the_made_voice_loads(voice_folder: Path) -> None:
    assert load(voice_folder).pieces("hai mươi lăm") == ("hai mươi lăm",)
