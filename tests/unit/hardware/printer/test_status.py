"""Answers are understood at any chunking, told apart by their bits, and never invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.condition import Condition, from_auto, from_ejector, from_full, from_realtime, health, merged
from hardware.printer.status import (
    AutoStatus,
    Cleared,
    Done,
    Flow,
    Full,
    Message,
    Name,
    Noise,
    Raw,
    Realtime,
    Sensor,
    StatusParser,
    Text,
    WentOffline,
)
from hub.protocol import PrinterHealth

fixed = st.integers(0, 255)
realtimes = fixed.map(lambda b: Realtime(b & 0x6C | 0x12))
autos = st.tuples(fixed, fixed, fixed, fixed).map(
    lambda t: AutoStatus(bytes((t[0] & 0x6C | 0x10, *(b & 0x6F for b in t[1:]))))
)
HEADS = (0x35, 0x37, 0x3B, 0x3D, 0x5F)
sensors = fixed.map(lambda b: b & 0x6F).map(Sensor)
ids = st.binary(min_size=4, max_size=4).map(lambda d: Done(bytes(b % 95 + 0x20 for b in d)))
words = st.binary(min_size=0, max_size=40).map(lambda d: d.replace(b"\0", b"x"))
texts = st.builds(Text, st.sampled_from([0x35, 0x3B, 0x3D]), words)
names = st.builds(Name, words)
offline = st.builds(WentOffline, words)
flows = st.sampled_from([Flow(is_stopped=True), Flow(is_stopped=False)])
common = realtimes | sensors | ids | names | offline | texts | flows | st.just(Cleared())
messages = st.lists(common | autos, max_size=12)
fulls = st.binary(min_size=4, max_size=4).map(Full)


def as_bytes(message: Message) -> bytes:  # noqa: PLR0911 - one line for each kind of answer
    match message:
        case Realtime(value) | Sensor(value) | Noise(value) | Raw(value):
            return bytes((value,))
        case Full(data):
            return b"\x10\x0f" + data
        case AutoStatus(data):
            return data
        case Done(process_id):
            return b"\x37\x22" + process_id + b"\0"
        case WentOffline(cause):
            return b"\x37\x23" + cause + b"\0"
        case Cleared():
            return b"\x37\x25\0"
        case Name(text):
            return b"\x5f" + text + b"\0"
        case Text(head, data):
            return bytes((head,)) + data + b"\0"
        case Flow(is_stopped):
            return b"\x13" if is_stopped else b"\x11"


def cut(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted(place % (len(data) + 1) for place in places)
    return [data[start:end] for start, end in zip([0, *ends], [*ends, len(data)], strict=True)]


@given(messages, st.lists(st.integers(0, 500), max_size=8))
def test_every_answer_is_understood_however_it_is_cut(said: list[Message], places: list[int]) -> None:
    parser = StatusParser()
    heard = [message for piece in cut(b"".join(map(as_bytes, said)), places) for message in parser.feed(piece)]

    assert heard == said


@given(st.lists(common | fulls, max_size=12), st.lists(st.integers(0, 500), max_size=8))
def test_a_custom_printer_is_understood_however_its_answers_are_cut(said: list[Message], places: list[int]) -> None:
    parser = StatusParser(has_auto_status=False, has_full_status=True)
    heard = [message for piece in cut(b"".join(map(as_bytes, said)), places) for message in parser.feed(piece)]

    assert heard == said


@given(messages, st.lists(st.sampled_from([0x80, 0x82, 0x91, 0x93, 0xC5, 0xFF]), max_size=6), st.data())
def test_noise_between_answers_is_told_as_noise_and_costs_none_of_them(
    said: list[Message], noise: list[int], data: st.DataObject
) -> None:
    mixed: list[Message] = list(said)
    for byte in noise:
        mixed.insert(data.draw(st.integers(0, len(mixed))), Noise(byte))

    assert StatusParser().feed(b"".join(map(as_bytes, mixed))) == tuple(mixed)


@given(st.integers(0, 255), st.lists(st.integers(0, 500), max_size=4))
def test_an_answer_of_any_value_is_taken_only_where_it_is_expected(value: int, places: list[int]) -> None:
    parser = StatusParser()
    parser.expect_raw()
    heard = [m for piece in cut(bytes((value, 0x12)), places) for m in parser.feed(piece)]

    assert heard == [Raw(value), Realtime(0x12)]


@given(st.binary(max_size=300), st.lists(st.integers(0, 500), max_size=8))
def test_noise_never_hurts_and_cutting_never_changes_what_is_heard(data: bytes, places: list[int]) -> None:
    whole, pieces = StatusParser(), StatusParser()

    assert whole.feed(data) == tuple(m for piece in cut(data, places) for m in pieces.feed(piece))


@given(st.lists(fixed, min_size=100, max_size=100).map(lambda noise: bytes(b or 1 for b in noise)))
def test_after_noise_and_a_new_connection_the_next_answer_is_heard(noise: bytes) -> None:
    parser = StatusParser()
    parser.feed(noise)
    parser.reset()

    assert parser.feed(b"\x12") == (Realtime(0x12),)


def test_flow_control_inside_an_automatic_status_does_not_break_it() -> None:
    assert StatusParser().feed(b"\x10\x00\x13\x00\x11\x00") == (
        Flow(is_stopped=True),
        Flow(is_stopped=False),
        AutoStatus(b"\x10\x00\x00\x00"),
    )


def test_half_an_automatic_status_is_given_up_for_the_answer_behind_it() -> None:
    assert StatusParser().feed(b"\x10\x00\x12") == (Noise(0x10), Noise(0x00), Realtime(0x12))


def test_a_block_without_end_does_not_swallow_answers_for_ever() -> None:
    heard = StatusParser().feed(b"\x5f" + b"x" * 80 + b"\x12")

    assert heard[-1] == Realtime(0x12)
    assert Noise(0x5F) in heard


def test_a_printer_that_uses_bit_7_is_understood_by_its_mask() -> None:
    assert StatusParser().feed(b"\x92") == (Noise(0x92),)
    assert StatusParser(0x13).feed(b"\x92") == (Realtime(0x92),)


def test_without_automatic_status_a_stray_byte_does_not_swallow_three_answers() -> None:
    heard = StatusParser(has_auto_status=False).feed(b"\x10\x00\x00\x00")

    assert heard == (Noise(0x10), Sensor(0), Sensor(0), Sensor(0))


@pytest.mark.parametrize(
    ("answers", "condition"),
    [
        ((0x12, 0x12, 0x12, 0x12), Condition()),
        ((0x16, 0x12, 0x12, 0x12), Condition()),
        ((0x12, 0x12, 0x12, 0x1E), Condition(is_near_end=True)),
        ((0x1A, 0x32, 0x12, 0x7E), Condition(is_offline=True, is_paper_out=True, is_near_end=True)),
        ((0x1A, 0x16, 0x12, 0x12), Condition(is_offline=True, is_cover_open=True)),
        ((0x1A, 0x52, 0x1A, 0x12), Condition(is_offline=True, is_cutter_stuck=True, has_error=True)),
        ((0x1A, 0x52, 0x52, 0x12), Condition(is_offline=True, is_hot=True, has_error=True)),
        ((0x1A, 0x52, 0x32, 0x12), Condition(is_offline=True, is_broken=True, has_error=True)),
        ((0x1A, 0x52, 0x16, 0x12), Condition(is_offline=True, has_error=True)),
        ((0x92, 0x12, 0x12, 0x12), Condition(has_ticket=True)),
    ],
)
def test_real_time_answers_mean_what_the_manuals_say(answers: tuple[int, int, int, int], condition: Condition) -> None:
    assert from_realtime(*answers) == condition


@pytest.mark.parametrize(
    ("data", "condition"),
    [
        (b"\x10\x00\x00\x00", Condition()),
        (b"\x14\x00\x03\x00", Condition(is_near_end=True)),
        (b"\x38\x00\x00\x00", Condition(is_offline=True, is_cover_open=True)),
        (b"\x18\x00\x0f\x00", Condition(is_offline=True, is_paper_out=True, is_near_end=True)),
        (b"\x18\x08\x00\x00", Condition(is_offline=True, is_cutter_stuck=True)),
        (b"\x18\x20\x00\x00", Condition(is_offline=True, is_broken=True)),
        (b"\x18\x40\x00\x00", Condition(is_offline=True, is_hot=True)),
        (b"\x18\x04\x00\x00", Condition(is_offline=True, has_error=True)),
    ],
)
def test_automatic_status_means_what_the_manuals_say(data: bytes, condition: Condition) -> None:
    assert from_auto(data) == condition


@pytest.mark.parametrize(
    ("data", "condition"),
    [
        (b"\x00\x00\x00\x00", Condition()),
        (b"\x01\x00\x00\x00", Condition(is_paper_out=True)),
        (b"\x04\x00\x00\x00", Condition(is_near_end=True)),
        (b"\x20\x00\x00\x00", Condition()),
        (b"\x00\x68\x00\x00", Condition()),
        (b"\x00\x00\x01\x00", Condition(is_hot=True)),
        (b"\x00\x00\x08\x00", Condition(is_hot=True)),
        (b"\x00\x00\x40\x00", Condition(is_jammed=True)),
        (b"\x00\x00\x00\x01", Condition(is_broken=True)),
    ],
)
def test_the_full_status_of_custom_means_what_its_manuals_say(data: bytes, condition: Condition) -> None:
    assert from_full(data) == condition


@pytest.mark.parametrize(
    ("value", "condition"),
    [
        (0x00, Condition()),
        (0x04, Condition()),
        (0x08, Condition(has_ticket=True)),
        (0x3D, Condition(has_ticket=True)),
        (0x80, Condition(is_jammed=True)),
        (0x88, Condition(is_jammed=True, has_ticket=True)),
    ],
)
def test_the_ejector_tells_of_a_ticket_and_of_a_jam(value: int, condition: Condition) -> None:
    assert from_ejector(value) == condition


def test_what_any_answer_of_a_round_says_is_so() -> None:
    assert merged(Condition(is_offline=True), Condition(is_jammed=True), Condition()) == Condition(
        is_offline=True, is_jammed=True
    )


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition(), (PrinterHealth.READY, "")),
        (Condition(is_near_end=True), (PrinterHealth.NEAR_END, "")),
        (Condition(is_paper_out=True, is_near_end=True), (PrinterHealth.PAPER_OUT, "paper_out")),
        (Condition(is_cover_open=True, is_paper_out=True), (PrinterHealth.COVER_OPEN, "cover_open")),
        (Condition(is_cutter_stuck=True, has_error=True), (PrinterHealth.FAULT, "cutter")),
        (Condition(is_jammed=True, has_ticket=True), (PrinterHealth.FAULT, "presenter_jam")),
        (Condition(is_hot=True, has_error=True), (PrinterHealth.FAULT, "overheated")),
        (Condition(is_broken=True), (PrinterHealth.FAULT, "unrecoverable")),
        (Condition(has_error=True), (PrinterHealth.FAULT, "printer_error")),
        (Condition(is_offline=True), (PrinterHealth.FAULT, "not_ready")),
    ],
)
def test_staff_are_told_the_one_thing_to_do_first(condition: Condition, expected: tuple[PrinterHealth, str]) -> None:
    assert health(condition) == expected


def test_heat_and_a_pressed_button_only_make_a_ticket_wait() -> None:
    assert not Condition(is_hot=True, is_offline=True, has_error=True).stops_a_ticket
    assert not Condition(is_offline=True).stops_a_ticket
    assert Condition(is_cover_open=True).stops_a_ticket
    assert Condition(has_error=True).stops_a_ticket
