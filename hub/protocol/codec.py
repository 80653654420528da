"""Bytes to messages and back; the only place that knows the wire is JSON.

`InvalidMessage` is always the peer's fault. Its text names the path of the mistake ("$.command.service_id"). A word of
the payload may stand in it (an unknown tag), so it is made one short line of ASCII: a peer cannot write into our log.
"""

import re
from datetime import datetime
from typing import Final

import msgspec

from hub.protocol.messages import ClientMessage, Hello, HubMessage, Report, Request
from hub.protocol.views import CounterView, Desk, RoleView

MAX_CLIENT_FRAME_BYTES = 64 * 1024
"""No honest device sends more than a few hundred bytes."""
_LONGEST_EXPLANATION = 160
_LONGEST_COMMAND_ID = 128
_DEVICE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
MAX_HUB_FRAME_BYTES = 1024 * 1024

_encoder = msgspec.json.Encoder()
_client_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_hub_decoder: msgspec.json.Decoder[HubMessage] = msgspec.json.Decoder(HubMessage)


class _RawView(msgspec.Struct, frozen=True, tag="view"):
    """`View` with its inner part already encoded."""

    seq: int
    now: datetime
    view: msgspec.Raw


class _RawCounterView(msgspec.Struct, frozen=True, tag="counter"):
    """`CounterView` with all but the desk already encoded."""

    branch: msgspec.Raw
    counters: msgspec.Raw
    operators: msgspec.Raw
    desk: Desk | None
    alerts: msgspec.Raw


class CounterViewEncoder:
    """For the officials' views of one moment: what stands in all of them is encoded once."""

    def __init__(self, one: CounterView) -> None:
        self._branch = msgspec.Raw(_encoder.encode(one.branch))
        self._counters = msgspec.Raw(_encoder.encode(one.counters))
        self._operators = msgspec.Raw(_encoder.encode(one.operators))
        self._alerts = msgspec.Raw(_encoder.encode(one.alerts))

    def encoded(self, desk: Desk | None) -> bytes:
        """The same bytes as `encode_role_view` makes of the view with this desk."""
        return _encoder.encode(_RawCounterView(self._branch, self._counters, self._operators, desk, self._alerts))


class InvalidMessage(ValueError):  # noqa: N818 - names a fact about the peer
    """A frame that is not a message of this protocol."""

    def __init__(self, explanation: str) -> None:
        line = explanation.encode("unicode_escape").decode("ascii")
        super().__init__(line if len(line) <= _LONGEST_EXPLANATION else line[:_LONGEST_EXPLANATION] + "...")


def is_device_id(text: str) -> bool:
    """It stands in log lines and in the event log, so it is short and plain."""
    return _DEVICE_ID.fullmatch(text) is not None


def encode(message: ClientMessage | HubMessage) -> str:
    return _encoder.encode(message).decode()


def encode_frame(message: HubMessage) -> bytes:
    """As the hub sends it: what is encoded for a socket is never made text in between."""
    return _encoder.encode(message)


def encode_role_view(view: RoleView) -> bytes:
    """The inner part of a view frame: made once for all who are shown the same."""
    return _encoder.encode(view)


def encode_view_frame(seq: int, now: datetime, role_view: bytes) -> bytes:
    """A view frame around an inner part made by `encode_role_view`."""
    return _encoder.encode(_RawView(seq, now, msgspec.Raw(role_view)))


def decode_from_client(frame: str | bytes) -> ClientMessage:
    """Decode what a device sent; raises `InvalidMessage`."""
    if len(frame) > MAX_CLIENT_FRAME_BYTES:
        raise InvalidMessage("frame too long")
    try:
        message = _client_decoder.decode(frame)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidMessage(str(error)) from None
    match message:
        case Hello(device_id=device_id) if not is_device_id(device_id):
            raise InvalidMessage("not a device id - at `$.device_id`")
        case Request(command_id=command_id) if not 0 < len(command_id) <= _LONGEST_COMMAND_ID:
            raise InvalidMessage("not a command id - at `$.command_id`")
        case Hello() | Request() | Report():
            return message


def decode_from_hub(frame: str | bytes) -> HubMessage:
    """Decode what the hub sent; raises `InvalidMessage`."""
    try:
        return _hub_decoder.decode(frame)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidMessage(str(error)) from None
