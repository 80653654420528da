"""Key events are found in the kernel's stream at any chunking, and again after noise."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.ports.evdev import EV_KEY, EVENT, EventParser, InputEvent, key_stroke, pack, parse

EVENTS = st.builds(
    InputEvent,
    st.integers(0, 0x1F),
    st.integers(0, 0x2FF),
    st.integers(-(2**31), 2**31 - 1),
    st.integers(0, 2**33),
    st.integers(0, 999_999),
)


def test_a_key_is_pressed_and_let_go() -> None:
    stroke = key_stroke(28, seconds=5)

    assert [(event.type, event.code, event.value) for event in parse(stroke)] == [
        (1, 28, 1),
        (0, 0, 0),
        (1, 28, 0),
        (0, 0, 0),
    ]


def test_the_bytes_are_the_kernels() -> None:
    data = pack([InputEvent(EV_KEY, 0x4F, 1, seconds=1, microseconds=2)])

    assert data == EVENT.pack(1, 2, 1, 0x4F, 1)
    assert len(data) == EVENT.size


@given(st.lists(EVENTS, max_size=8), st.lists(st.integers(0, 200)))
def test_any_chunking_gives_the_same_events(events: list[InputEvent], cuts: list[int]) -> None:
    data = pack(events)
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    parser = EventParser()

    found = [event for start, end in pairwise(places) for event in parser.feed(data[start:end])]

    assert found == events


@given(st.binary(max_size=200))
def test_noise_never_raises_and_a_new_connection_starts_clean(noise: bytes) -> None:
    parser = EventParser()
    parser.feed(noise)
    parser.reset()

    assert len(parser.feed(key_stroke(79))) == 4


@given(st.integers(1, 60))
def test_after_what_is_no_event_the_next_whole_one_is_found(length: int) -> None:
    parser = EventParser()
    parser.feed(b"\xff" * length)

    assert [event.code for event in parser.feed(key_stroke(79, seconds=1_763_000_000, microseconds=500_000))] == [
        79,
        0,
        79,
        0,
    ]
