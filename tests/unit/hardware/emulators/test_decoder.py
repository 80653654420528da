"""The emulated printer understands ESC/POS at any chunking, and says when it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.emulators.decoder import Decoder
from hardware.emulators.ops import (
    Align,
    AskDone,
    AskInfo,
    AskSensor,
    CharacterSize,
    CodePage,
    Columns,
    Cut,
    FeedLines,
    FeedUnits,
    Init,
    LineFeed,
    LineSpacing,
    MotionUnits,
    Op,
    PrintGraphics,
    PrintQr,
    QrLevel,
    QrModule,
    Raster,
    SetAutoStatus,
    Setting,
    StoreGraphics,
    StoreQr,
    Text,
    Unknown,
)

KNOWN: list[tuple[bytes, list[Op]]] = [
    (b"\x1b@", [Init()]),
    (b"A\n", [Text(b"A"), LineFeed()]),
    (b"\x1bJ\x20", [FeedUnits(32)]),
    (b"\x1bd\x03", [FeedLines(3)]),
    (b"\x1ba\x01", [Align(1)]),
    (b"\x1ba1", [Align(1)]),
    (b"\x1b3\x10", [LineSpacing(16)]),
    (b"\x1b2", [LineSpacing(None)]),
    (b"\x1b!\x30", [CharacterSize(2, 2, is_small=False)]),
    (b"\x1b!\x01", [CharacterSize(1, 1, is_small=True)]),
    (b"\x1bM\x01\x1bM0", [CharacterSize(is_small=True), CharacterSize(is_small=False)]),
    (b"\x1bt\x1e", [CodePage(30)]),
    (b"\x1d!\x77", [CharacterSize(8, 8)]),
    (b"\x1dP\xcb\xcb", [MotionUnits(203, 203)]),
    (b"\x1dV\x00", [Cut(None)]),
    (b"\x1dV\x42\x00", [Cut(0)]),
    (b"\x1bi", [Cut(None)]),
    (b"\x1da\xff", [SetAutoStatus(255)]),
    (b"\x1dr\x01", [AskSensor(1)]),
    (b"\x1dI\x42", [AskInfo(0x42)]),
    (b"\x1d(H\x06\x00\x30\x30abcd", [AskDone(b"abcd")]),
    (b"\x1dv0\x00\x02\x00\x01\x00\xaa\x55", [Raster(2, b"\xaa\x55")]),
    (b"\x1dv0\x03\x01\x00\x02\x00\xaa\x55", [Raster(1, b"\xaa\x55", 2, 2)]),
    (b"\x1dv0\x02\x01\x00\x01\x00\xaa", [Raster(1, b"\xaa", 1, 2)]),
    (b"\x1b*\x21\x01\x00\x01\x02\x03", [Columns(3, b"\x01\x02\x03", 1, 1)]),
    (b"\x1b*\x00\x02\x00\x01\x02", [Columns(1, b"\x01\x02", 2, 3)]),
    (
        b"\x1d(L\x0b\x00\x30\x70\x30\x01\x02\x31\x08\x00\x01\x00\xf0\x1d(L\x02\x00\x30\x32",
        [StoreGraphics(Raster(1, b"\xf0", 1, 2)), PrintGraphics()],
    ),
    (
        b"\x1d8L\x0b\x00\x00\x00\x30\x70\x30\x01\x01\x31\x08\x00\x01\x00\xf0\x1d(L\x02\x00\x30\x02",
        [StoreGraphics(Raster(1, b"\xf0")), PrintGraphics()],
    ),
    (b"\x1d(L\x02\x00\x30\x45", [Unknown(b"\x1d(L0E")]),
    (b"\x1b*\x02\x01\x00A", [Unknown(b"\x1b*\x02"), Text(b"A")]),
    (b"\x1d*\x01\x01\x1b@\x1b@\x1b@\x1b@A", [Unknown(b"\x1d*"), Text(b"A")]),
    (b"\x1dV\x01\x1dVA\x05\x1dVa\x00\x1dVh\x02\x1bm", [Cut(None), Cut(5), Cut(0), Cut(2), Cut(None)]),
    (b"\x1dV\x09", [Unknown(b"\x1dV\x09")]),
    (b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001E2", [Setting("GS ( k model"), QrLevel(50)]),
    (
        b"\x1d(k\x03\x001C\x06\x1d(k\x05\x001P0hi\x1d(k\x03\x001Q0",
        [QrModule(6), StoreQr(b"hi"), PrintQr()],
    ),
    (b"\x1bE\x01\x1b$\x10\x00\x1bp\x00\x19\xfa\x1c.", [Setting(n) for n in ("ESC E", "ESC $", "ESC p", "FS .")]),
    (b"\x10\x04\x01\x10\x05\x02\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08A", [Text(b"A")]),
    (b"\x00\x00\x00\x0d", []),
    (b"\x1b\xf7", [Unknown(b"\x1b\xf7")]),
    (b"\x1d(Z\x01\x00x", [Unknown(b"\x1d(Zx")]),
    (b"\x07", [Unknown(b"\x07")]),
]
streams = st.lists(st.sampled_from([data for data, _ in KNOWN]), max_size=8).map(b"".join)


@pytest.mark.parametrize(("data", "ops"), KNOWN, ids=lambda value: value.hex() if isinstance(value, bytes) else "")
def test_a_command_is_understood(data: bytes, ops: list[Op]) -> None:
    assert Decoder().feed(data) == ops


def pieces(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted(place % (len(data) + 1) for place in places)
    return [data[start:end] for start, end in zip([0, *ends], [*ends, len(data)], strict=True)]


@given(streams | st.binary(max_size=400), st.lists(st.integers(0, 500), max_size=12))
def test_cutting_a_stream_changes_nothing(data: bytes, places: list[int]) -> None:
    decoder = Decoder()

    assert [op for piece in pieces(data, places) for op in decoder.feed(piece)] == Decoder().feed(data)


@given(streams)
def test_each_operation_knows_where_in_the_stream_it_ended(data: bytes) -> None:
    counted = Decoder().feed_counted(data)
    ends = [end for _, end in counted]

    assert ends == sorted(ends)
    assert all(end <= len(data) for end in ends)
    one_by_one = Decoder()
    assert [op for byte in data for op in one_by_one.feed(bytes((byte,)))] == [op for op, _ in counted]


def test_a_picture_that_broke_off_swallows_what_comes_next() -> None:
    decoder = Decoder()
    assert decoder.feed(b"\x1dv0\x00\x08\x00\x10\x00" + b"\xff" * 100) == []

    assert decoder.feed(b"\x1b@next ticket") == []
    assert decoder.is_within_command


def test_as_many_nuls_as_the_picture_is_long_make_the_next_command_heard() -> None:
    decoder = Decoder()
    decoder.feed(b"\x1dv0\x00\x08\x00\x10\x00" + b"\xff" * 100)

    ops = decoder.feed(bytes(128) + b"\x1b@")

    assert [type(op) for op in ops] == [Raster, Init]


def test_after_power_on_half_a_command_is_forgotten() -> None:
    decoder = Decoder()
    decoder.feed(b"\x1dv0\x00\x08\x00\x10\x00")
    decoder.reset()

    assert decoder.feed(b"\x1b@") == [Init()]
    assert not decoder.is_within_command


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x1b\xf7", "ESC F7h (1b f7)"),
        (b"\x1d(Zx", "GS ( Z x (1d 28 5a 78)"),
        (b"\x10\x07", "DLE 07h (10 07)"),
        (b"\x07", "07h (07)"),
    ],
)
def test_what_is_not_understood_is_told_by_name_and_bytes(data: bytes, said: str) -> None:
    assert str(Unknown(data)) == said
