"""The puppet's orders: JSON objects told apart by `do`."""

import msgspec


class Tap(msgspec.Struct, frozen=True, tag_field="do", tag="tap", forbid_unknown_fields=True):
    """Touch the middle of an item."""

    name: str


class Key(msgspec.Struct, frozen=True, tag_field="do", tag="key", forbid_unknown_fields=True):
    """Press a key: "F5", "Ctrl+L"."""

    key: str


class Shot(msgspec.Struct, frozen=True, tag_field="do", tag="shot", forbid_unknown_fields=True):
    """Write what the window shows as a PNG."""

    path: str


class Read(msgspec.Struct, frozen=True, tag_field="do", tag="read", forbid_unknown_fields=True):
    """Tell a property of an item."""

    name: str
    property: str = "text"


class Names(msgspec.Struct, frozen=True, tag_field="do", tag="names", forbid_unknown_fields=True):
    """Tell the names of all that is visible."""


class Wait(msgspec.Struct, frozen=True, tag_field="do", tag="wait", forbid_unknown_fields=True):
    """Until a property equals one value, or is something else than another."""

    name: str
    property: str = "text"
    equals: object = msgspec.UNSET
    differs_from: object = msgspec.UNSET
    timeout_s: float = 10.0

    def is_met_by(self, value: object) -> bool:
        if self.equals is not msgspec.UNSET and value != self.equals:
            return False
        return self.differs_from is msgspec.UNSET or value != self.differs_from


class Quit(msgspec.Struct, frozen=True, tag_field="do", tag="quit", forbid_unknown_fields=True):
    """End the program."""


Order = Tap | Key | Shot | Read | Names | Wait | Quit

_decoder: msgspec.json.Decoder[Order] = msgspec.json.Decoder(Order)


def decode_order(line: bytes) -> Order:
    """Raises `msgspec.MsgspecError`."""
    return _decoder.decode(line)
