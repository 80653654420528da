"""The frames of FF 68, as the one system known to use them sends them, and through any line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.callpad import ff68
from hardware.callpad.ff68 import Frame, FrameReader
from tests.unit.hardware.callpad.pieces import cut, noise

frames = st.builds(Frame, st.integers(0, 255), st.integers(0, 255), st.binary(max_size=ff68.LONGEST - 2))


def heard(reader: FrameReader, *pieces: bytes) -> list[Frame]:
    """What is found in the pieces and the silence after them."""
    return [frame for piece in pieces for frame in reader.feed(piece)] + reader.silence()


def test_a_beep_is_the_frame_that_is_known_from_the_field() -> None:
    assert ff68.beep(5).encoded() == bytes.fromhex("FF 68 02 02 68 05 03 08 16")


def test_digits_are_three_for_who_waits_and_three_for_the_ticket() -> None:
    frame = ff68.show(5, "012", " 25")

    assert frame.data == bytes((0, 1, 2, ff68.LEAVE, 2, 5))
    assert frame.encoded() == bytes.fromhex("FF 68 08 08 68 05 02 00 01 02 0A 02 05 1B 16")


@pytest.mark.parametrize("name", ff68.KEY_NAMES)
def test_every_key_is_known_by_its_name(name: str) -> None:
    assert ff68.key_frame(7, name).key == name


@pytest.mark.parametrize("data", [b"", b"\x0f", b"\x01\x0f", b"\x44"])
def test_what_is_no_key_has_no_name(data: bytes) -> None:
    assert Frame(5, 1, data).key == ""


def test_a_rating_is_no_key_and_is_answered_with_another_function() -> None:
    rating = Frame(5, ff68.RATING, b"\x0c")

    assert rating.key == ""
    assert rating.heard() == Frame(5, ff68.RATING_HEARD, b"\x0c")


@given(st.data(), st.lists(frames, max_size=5))
def test_frames_come_through_in_any_pieces(data: st.DataObject, sent: list[Frame]) -> None:
    stream = b"".join(frame.encoded() for frame in sent)

    assert heard(FrameReader(), *data.draw(cut(stream))) == sent


@given(st.data(), st.lists(st.tuples(noise, frames), max_size=4), noise)
def test_noise_hides_no_frame_once_the_line_is_silent(
    data: st.DataObject, sent: list[tuple[bytes, Frame]], after: bytes
) -> None:
    stream = b"".join(before + frame.encoded() for before, frame in sent) + after

    found = heard(FrameReader(), *data.draw(cut(stream)))

    meant = [frame for _, frame in sent]
    by_chance = [frame for frame in found if frame not in meant]
    assert by_chance or found == meant


@given(st.data(), frames, st.binary(max_size=24).filter(lambda b: b"\xff" not in b))
def test_noise_without_the_first_mark_changes_nothing(data: st.DataObject, frame: Frame, junk: bytes) -> None:
    stream = junk + frame.encoded() + junk + frame.encoded() + junk

    assert heard(FrameReader(), *data.draw(cut(stream))) == [frame, frame]


@given(frames, st.integers(0, 7))
def test_a_frame_with_a_flipped_bit_is_never_taken_for_itself(frame: Frame, bit: int) -> None:
    encoded = frame.encoded()
    for place in range(len(encoded)):
        broken = encoded[:place] + bytes((encoded[place] ^ 1 << bit,)) + encoded[place + 1 :]
        assert frame not in heard(FrameReader(), broken)


@given(frames)
def test_half_a_frame_is_none_and_does_not_hide_the_next(frame: Frame) -> None:
    reader = FrameReader()
    encoded = frame.encoded()

    assert reader.feed(encoded[: len(encoded) // 2]) == []
    assert reader.is_waiting
    reader.silence()
    assert reader.feed(encoded) == [frame]


def test_a_false_beginning_is_given_up_in_the_silence_and_what_follows_it_is_found() -> None:
    reader = FrameReader()
    call = ff68.key_frame(5, "call")

    assert reader.feed(bytes.fromhex("FF 68 20 20 68") + call.encoded()) == []
    assert reader.silence() == [call]
