"""Bytes to messages and back; the only place that knows the wire is JSON.

`InvalidMessage` is always the peer's fault. Its text names the path of the mistake ("$.command.service_id"), never the
payload, so it may be logged.
"""

import msgspec

from hub.protocol.messages import ClientMessage, HubMessage

MAX_CLIENT_FRAME_BYTES = 64 * 1024
"""No honest device sends more than a few hundred bytes."""
MAX_HUB_FRAME_BYTES = 1024 * 1024

_encoder = msgspec.json.Encoder()
_client_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_hub_decoder: msgspec.json.Decoder[HubMessage] = msgspec.json.Decoder(HubMessage)


class InvalidMessage(ValueError):  # noqa: N818 - names a fact about the peer
    """A frame that is not a message of this protocol."""


def encode(message: ClientMessage | HubMessage) -> str:
    return _encoder.encode(message).decode()


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
