"""Real-time commands are found wherever they stand, as a real printer finds them."""

from hypothesis import given
from hypothesis import strategies as st

from hardware.emulators.realtime import Realtime, RealtimeCommand, RealtimeScanner

COMMANDS = [
    (b"\x10\x04\x01", RealtimeCommand(Realtime.STATUS, 1)),
    (b"\x10\x04\x04", RealtimeCommand(Realtime.STATUS, 4)),
    (b"\x10\x05\x02", RealtimeCommand(Realtime.RECOVER, 2)),
    (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", RealtimeCommand(Realtime.CLEAR)),
]
harmless = st.binary(max_size=20).map(lambda data: data.replace(b"\x10", b"\x11"))
mixed = st.lists(st.tuples(harmless, st.sampled_from(COMMANDS)), max_size=6)


@given(mixed, st.lists(st.integers(0, 200), max_size=8))
def test_every_command_is_found_at_any_chunking_and_inside_anything(
    parts: list[tuple[bytes, tuple[bytes, RealtimeCommand]]], places: list[int]
) -> None:
    data = b"".join(noise + command for noise, (command, _) in parts) + b"\x11\x11"
    ends = sorted(place % (len(data) + 1) for place in places)
    scanner = RealtimeScanner()

    found = [
        command
        for start, end in zip([0, *ends], [*ends, len(data)], strict=True)
        for command in scanner.feed(data[start:end])
    ]

    assert found == [command for _, (_, command) in parts]


@given(st.binary(max_size=100).filter(lambda data: b"\x10" not in data))
def test_nothing_is_found_where_nothing_is(data: bytes) -> None:
    assert RealtimeScanner().feed(data) == []


def test_a_question_that_does_not_exist_is_not_answered() -> None:
    assert RealtimeScanner().feed(b"\x10\x04\x09\x10\x05\x07\x10\x14\x01\x00\x05\xff") == []
