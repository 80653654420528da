"""A voice is a folder of clips; what is missing is said in words for whoever installs it."""

from pathlib import Path

import pytest

from display.clipset import (
    CHIME,
    ClipsError,
    ClipSet,
    all_units,
    file_name,
    load,
    missing,
    number_words,
    required_units,
    smooth_units,
    write_wav,
)
from display.pcm import silence
from tests.unit.display.sounds import noise_clips


def record(folder: Path, *units: str) -> None:
    for unit in units:
        write_wav(folder / file_name(unit), silence(100))


def test_files_are_named_as_people_type() -> None:
    assert file_name("hai mươi lăm") == "hai-muwowi-lawm.wav"
    assert file_name("đến quầy số") == "ddeens-quaayf-soos.wav"
    assert file_name("lẻ") == "ler.wav"
    assert file_name("một") == "mootj.wav"
    assert file_name("chữ") == "chuwx.wav"


def test_no_two_clips_share_a_file_even_where_upper_and_lower_case_are_one() -> None:
    names = [file_name(unit).lower() for unit in all_units()]

    assert len(set(names)) == len(names)
    assert all(name.isascii() for name in names)


def test_every_smooth_unit_can_also_be_said_word_by_word() -> None:
    assert {word for unit in smooth_units() for word in unit.split()} <= set(number_words())


def test_the_small_set_is_a_voice(tmp_path: Path) -> None:
    record(tmp_path, *required_units())

    clips = load(tmp_path)

    assert missing(tmp_path) == ()
    assert clips.pieces("hai mươi lăm") == ("hai", "mươi", "lăm")


def test_a_whole_number_is_taken_whole_when_it_was_recorded(tmp_path: Path) -> None:
    record(tmp_path, *required_units(), "hai mươi lăm")

    assert load(tmp_path).pieces("hai mươi lăm") == ("hai mươi lăm",)


def test_every_missing_clip_is_named_with_what_it_should_say(tmp_path: Path) -> None:
    record(tmp_path, *(unit for unit in required_units() if unit not in {"lăm", CHIME}))

    with pytest.raises(ClipsError) as raised:
        load(tmp_path)

    assert raised.value.problems == (
        f'{tmp_path / "chime.wav"}: missing; it should say "chime"',
        f'{tmp_path / "lawm.wav"}: missing; it should say "lăm"',
    )


def test_a_file_that_is_no_sound_is_named(tmp_path: Path) -> None:
    record(tmp_path, *required_units())
    (tmp_path / "hai.wav").write_bytes(b"RIFF but not really")

    with pytest.raises(ClipsError, match=r"hai\.wav"):
        load(tmp_path)


def test_a_recording_of_another_shape_is_told_what_it_should_be(tmp_path: Path) -> None:
    import wave

    record(tmp_path, *required_units())
    with wave.open(str(tmp_path / "hai.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(bytes(44_100))

    with pytest.raises(ClipsError, match="2 channel, 16 bit, 44100 Hz; should be 1 channel, 16 bit, 22050 Hz"):
        load(tmp_path)


def test_a_unit_keeps_its_place_in_the_set() -> None:
    clips: ClipSet = noise_clips()

    assert clips.pieces(CHIME) == (CHIME,)
