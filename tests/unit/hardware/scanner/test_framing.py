"""A serial scanner's codes come out whole, in whatever pieces and with whatever end they arrive."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.scanner.framing import MAX_BYTES, SILENCE_S, SerialFraming, wipe
from tests.unit.hardware.scanner.samples import CARD, TICKET

CODES = st.lists(
    st.binary(min_size=1, max_size=60).map(lambda code: code.translate(None, b"\r\n")).filter(bool), max_size=5
)


def silent(framing: SerialFraming, now: float) -> list[bytearray]:
    """As the supervisor does: it looks, reads the port once more, and looks again."""
    first = framing.due(now)
    return first + framing.due(now)


@given(codes=CODES, ends=st.sampled_from([b"\r", b"\n", b"\r\n"]), cuts=st.lists(st.integers(0, 400)))
def test_codes_with_an_end_come_out_in_any_pieces(codes: list[bytes], ends: bytes, cuts: list[int]) -> None:
    framing = SerialFraming()
    data = b"".join(code + ends for code in codes)
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    out = [code for start, end in pairwise(edges) for code in framing.feed(data[start:end], 1.0)]

    assert out == codes
    assert framing.next_at == float("inf")


def test_a_scanner_without_an_end_is_cut_by_silence() -> None:
    framing = SerialFraming()
    assert framing.feed(TICKET.encode(), 1.0) == []
    assert framing.next_at == 1.0 + SILENCE_S
    assert silent(framing, 1.0 + SILENCE_S / 2) == []
    assert silent(framing, 1.0 + SILENCE_S) == [TICKET.encode()]
    assert silent(framing, 9.0) == []


def test_one_byte_at_a_time_is_no_silence() -> None:
    framing = SerialFraming()
    now = 1.0
    out = []
    for byte in CARD.encode() + b"\r":
        out += silent(framing, now) + framing.feed(bytes((byte,)), now)
        now += SILENCE_S * 0.9

    assert out == [CARD.encode()]


def test_a_program_that_slept_reads_the_port_before_it_believes_in_silence() -> None:
    framing = SerialFraming()
    framing.feed(b"first half ", 1.0)

    assert framing.due(60.0) == []
    assert framing.next_at <= 60.0
    assert framing.feed(b"second half\r", 60.0) == [b"first half second half"]


def test_what_is_far_too_long_is_given_up_as_a_whole_and_the_next_code_is_read() -> None:
    framing = SerialFraming()

    assert framing.feed(b"x" * (MAX_BYTES * 3) + b"\r" + TICKET.encode() + b"\r", 1.0) == [b"", TICKET.encode()]
    assert len(framing.feed(b"y" * MAX_BYTES + b"\r", 1.0)[0]) == MAX_BYTES


def test_a_new_connection_knows_nothing_of_half_a_code() -> None:
    framing = SerialFraming()
    framing.feed(b"half", 1.0)
    framing.reset()

    assert framing.next_at == float("inf")
    assert framing.feed(b"whole\r", 1.0) == [b"whole"]


def test_wiping_leaves_nothing() -> None:
    code = bytearray(b"secret")
    wipe(code)

    assert code == bytes(6)
