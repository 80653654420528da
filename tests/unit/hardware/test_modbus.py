"""Modbus RTU: frames as the books print them, and replies found in any stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import modbus
from hardware.modbus import Reply, ReplyReader
from tests.unit.hardware.callpad.pieces import cut, noise

stations = st.integers(1, 247)
addresses = st.integers(0, 65535)


def test_the_checksum_is_that_of_the_books() -> None:
    assert modbus.write_register(1, 0, 50) == bytes.fromhex("01 06 00 00 00 32 08 1F")
    assert modbus.read_bits(0x11, modbus.READ_COILS, 0x13, 0x25) == bytes.fromhex("11 01 00 13 00 25 0E 84")
    assert modbus.write_coil(0x11, 0xAC, is_on=True) == bytes.fromhex("11 05 00 AC FF 00 4E 8B")
    assert modbus.write_coils(0x11, 0x13, [bit == "1" for bit in "1011001110"]) == bytes.fromhex(
        "11 0F 00 13 00 0A 02 CD 01 BF 0B"
    )
    assert modbus.write_registers(0x11, 1, (0x000A, 0x0102)) == bytes.fromhex("11 10 00 01 00 02 04 00 0A 01 02 C6 F0")


@given(st.lists(st.booleans(), min_size=1, max_size=64))
def test_bits_are_packed_and_unpacked(bits: list[bool]) -> None:
    assert modbus.unpack_bits(modbus.pack_bits(bits), len(bits)) == tuple(bits)


def reply_to(reader: ReplyReader, *pieces: bytes) -> Reply | None:
    found = [reply for piece in pieces if (reply := reader.feed(piece))]
    assert len(found) < 2
    return found[0] if found else None


@given(st.data(), stations, st.lists(st.booleans(), min_size=1, max_size=40), noise, noise)
def test_the_answer_to_a_question_is_found_in_any_pieces_after_any_noise(
    data: st.DataObject, station: int, bits: list[bool], before: bytes, after: bytes
) -> None:
    reader = ReplyReader()
    reader.expect(modbus.read_bits(station, modbus.READ_INPUTS, 3, len(bits)))
    packed = modbus.pack_bits(bits)
    answer = modbus.framed(bytes((station, modbus.READ_INPUTS, len(packed))) + packed)

    reply = reply_to(reader, *data.draw(cut(before + answer + after)))

    assert reply is not None
    assert reply.bits(len(bits)) == tuple(bits)


@given(st.data(), stations, addresses, st.booleans(), noise)
def test_a_write_is_done_when_it_comes_back(
    data: st.DataObject, station: int, address: int, is_on: bool, before: bytes
) -> None:
    reader = ReplyReader()
    request = modbus.write_coil(station, address, is_on=is_on)
    reader.expect(request)

    assert reply_to(reader, *data.draw(cut(before + request))) is not None


def test_an_adapter_that_hears_itself_is_not_taken_for_the_module() -> None:
    reader = ReplyReader()
    request = modbus.read_bits(1, modbus.READ_INPUTS, 0, 8)
    reader.expect(request)

    assert reader.feed(request) is None
    assert reader.feed(modbus.framed(b"\x01\x02\x01\x05")) == Reply(1, 2, b"\x05")


@pytest.mark.parametrize(
    "stray",
    [
        modbus.framed(b"\x02\x02\x01\x05"),
        modbus.framed(b"\x01\x01\x01\x05"),
        modbus.framed(b"\x01\x02\x02\x05\x05"),
        modbus.framed(b"\x01\x02\x01\x05")[:-1] + b"\x00",
    ],
    ids=["another module", "another function", "another length", "a wrong checksum"],
)
def test_what_was_not_asked_is_no_answer(stray: bytes) -> None:
    reader = ReplyReader()
    reader.expect(modbus.read_bits(1, modbus.READ_INPUTS, 0, 8))

    assert reader.feed(stray) is None


def test_a_refusal_says_why() -> None:
    reader = ReplyReader()
    reader.expect(modbus.read_bits(1, modbus.READ_INPUTS, 0, 8))

    assert reader.feed(modbus.framed(b"\x01\x82\x02")) == Reply(1, 2, b"", error=2)


def test_an_old_answer_is_not_the_answer_to_a_new_question() -> None:
    reader = ReplyReader()
    reader.expect(modbus.read_bits(1, modbus.READ_INPUTS, 0, 8))
    reader.feed(modbus.framed(b"\x01\x02\x01\x05")[:4])
    reader.expect(modbus.read_bits(1, modbus.READ_INPUTS, 0, 8))

    assert reader.feed(modbus.framed(b"\x01\x02\x01\x05")[4:]) is None
    assert reader.feed(modbus.framed(b"\x01\x02\x01\x04")) == Reply(1, 2, b"\x04")
