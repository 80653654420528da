"""Bytes to messages and back; the only place that knows the wire is JSON.

`InvalidMessage` is always the peer's fault. Its text names the path of the mistake ("$.command.service_id"), never the
payload, so it may be logged.
"""

from datetime import datetime

import msgspec

from hub.protocol.messages import ClientMessage, HubMessage
from hub.protocol.views import RoleView

MAX_CLIENT_FRAME_BYTES = 64 * 1024
"""No honest device sends more than a few hundred bytes."""
MAX_HUB_FRAME_BYTES = 1024 * 1024

_encoder = msgspec.json.Encoder()
_client_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_hub_decoder: msgspec.json.Decoder[HubMessage] = msgspec.json.Decoder(HubMessage)


class _RawView(msgspec.Struct, frozen=True, tag="view"):
    """`View` with its inner part already encoded."""

    seq: int
    now: datetime
    view: msgspec.Raw


class InvalidMessage(ValueError):  # noqa: N818 - names a fact about the peer
    """A frame that is not a message of this protocol."""


def encode(message: ClientMessage | HubMessage) -> str:
    return _encoder.encode(message).decode()


def encode_role_view(view: RoleView) -> bytes:
    """The inner part of a view frame: made once for all who are shown the same."""
    return _encoder.encode(view)


def encode_view_frame(seq: int, now: datetime, role_view: bytes) -> str:
    """A view frame around an inner part made by `encode_role_view`."""
    return _encoder.encode(_RawView(seq, now, msgspec.Raw(role_view))).decode()


def decode_from_client(frame: str | bytes) -> ClientMessage:
    """Decode what a device sent; raises `InvalidMessage`."""
    if len(frame) > MAX_CLIENT_FRAME_BYTES:
        raise InvalidMessage("frame too long")
    try:
        return _client_decoder.decode(frame)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidMessage(str(error)) from None


def decode_from_hub(frame: str | bytes) -> HubMessage:
    """Decode what the hub sent; raises `InvalidMessage`."""
    try:
        return _hub_decoder.decode(frame)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidMessage(str(error)) from None
