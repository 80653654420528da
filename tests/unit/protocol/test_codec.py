"""The wire: what is sent is what arrives, and what is no message is told in one short line that quotes nobody."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core.commands import Command, IssueTicket
from hub.core.ids import CommandId, DeviceId, ServiceId
from hub.docs.examples import example
from hub.protocol import (
    ClientMessage,
    CounterView,
    Desk,
    Hello,
    HubMessage,
    InvalidMessage,
    Request,
    Role,
    View,
    decode_from_client,
    decode_from_hub,
    encode,
)
from hub.protocol.codec import (
    MAX_CLIENT_FRAME_BYTES,
    CounterViewEncoder,
    encode_frame,
    encode_role_view,
    encode_view_frame,
    is_device_id,
)
from hub.protocol.views import RoleView

NOW = datetime(2026, 11, 23, 0, 31, tzinfo=UTC)
TAP = Request(CommandId("tap"), IssueTicket(ServiceId("justice")))


@pytest.mark.parametrize("kind", get_args(ClientMessage))
def test_what_a_device_sends_is_what_the_hub_reads(kind: type[msgspec.Struct]) -> None:
    message = example(kind)

    assert decode_from_client(encode(message)) == message  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", get_args(HubMessage))
def test_what_the_hub_sends_is_what_a_device_reads(kind: type[msgspec.Struct]) -> None:
    message = example(kind)

    assert decode_from_hub(encode(message)) == message  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", get_args(Command))
def test_every_command_travels_in_a_request(kind: type) -> None:
    request = Request(CommandId("tap"), example(kind))

    assert decode_from_client(encode(request)) == request


@pytest.mark.parametrize("kind", get_args(RoleView))
def test_a_view_made_once_for_many_is_the_same_on_the_wire(kind: type) -> None:
    view = View(7, NOW, example(kind))

    assert decode_from_hub(encode_view_frame(7, NOW, encode_role_view(view.view))) == view
    assert encode_view_frame(7, NOW, encode_role_view(view.view)) == encode_frame(view) == encode(view).encode()


@pytest.mark.parametrize("desk", [None, example(Desk)])
def test_what_all_officials_share_is_the_same_on_the_wire(desk: Desk | None) -> None:
    view = replace(example(CounterView), desk=desk)

    assert CounterViewEncoder(view).encoded(desk) == encode_role_view(view)


def test_bytes_are_read_like_text() -> None:
    assert decode_from_client(encode(TAP).encode()) == TAP


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "null",
        "[]",
        "{}",
        "hello",
        b"\xff\xfe\x00",
        '{"type":"hello"}',
        '{"type":"shutdown"}',
        '{"type":"request","command_id":"x","command":{"type":"format_disk"}}',
        '{"type":"request","command_id":7,"command":{"type":"stand_up","counter_id":"c"}}',
        '{"type":"request","command_id":"x","command":{"type":"stand_up","counter_id":"c","force":true}}',
        '{"type":"request","command_id":"","command":{"type":"stand_up","counter_id":"c"}}',
        '{"type":"welcome","protocol":1}',
        "[" * 60_000,
        '{"a":' * 10_000,
        " " * (MAX_CLIENT_FRAME_BYTES + 1),
        '"\\ud800"',
    ],
)
def test_what_is_no_message_is_the_peers_fault(garbage: str | bytes) -> None:
    with pytest.raises(InvalidMessage):
        decode_from_client(garbage)


@given(st.text() | st.binary())
def test_no_frame_at_all_breaks_the_reader(frame: str | bytes) -> None:
    for decode in (decode_from_client, decode_from_hub):
        with suppress(InvalidMessage):
            decode(frame)


@pytest.mark.parametrize(
    "frame",
    [
        '{"type":"x\\n2026-11-23 07:31:00 INFO all is well"}',
        '{"type":"hello","\\u001b[2J\\nroot":1}',
        '{"type":"' + "x" * 60_000 + '"}',
        '{"type":"đăng nhập"}',
    ],
)
def test_a_peer_cannot_write_into_the_log(frame: str) -> None:
    with pytest.raises(InvalidMessage) as told:
        decode_from_client(frame)

    line = str(told.value)
    assert line.isascii()
    assert line.isprintable()
    assert len(line) < 200


@pytest.mark.parametrize("name", ["kiosk-1", "A", "pc_2.hall", "0" * 64])
def test_a_plain_name_is_a_device_id(name: str) -> None:
    assert is_device_id(name)
    assert decode_from_client(encode(hello(name))) == hello(name)


@pytest.mark.parametrize("name", ["", "-kiosk", "kiosk 1", "quầy", "a\n", "x" * 65, "a/../b", "\u0000"])
def test_anything_else_is_none(name: str) -> None:
    assert not is_device_id(name)
    with pytest.raises(InvalidMessage, match=r"not a device id - at `\$.device_id`"):
        decode_from_client(encode(hello(name)))


@pytest.mark.parametrize("length", [1, 128])
def test_a_command_id_is_kept_with_every_event_so_it_is_short(length: int) -> None:
    request = Request(CommandId("x" * length), TAP.command)

    assert decode_from_client(encode(request)) == request
    with pytest.raises(InvalidMessage, match=r"not a command id - at `\$.command_id`"):
        decode_from_client(encode(Request(CommandId("x" * 129), TAP.command)))


def hello(name: str) -> Hello:
    return Hello(role=Role.KIOSK, device_id=DeviceId(name), key="k", protocol=1, app_version="0")


def test_a_mistake_is_told_with_its_place() -> None:
    with pytest.raises(InvalidMessage, match=r"Expected `str`, got `int` - at `\$.command.service_id`"):
        decode_from_client('{"type":"request","command_id":"x","command":{"type":"issue_ticket","service_id":5}}')
    with pytest.raises(InvalidMessage, match="frame too long"):
        decode_from_client(" " * (MAX_CLIENT_FRAME_BYTES + 1))
