"""What an emulated scanner can be told: codes, one a line, or JSON lines tagged by `do`.

http://192.168.1.10:7310/t/k3J9xQ2mZpAbCd12            somebody holds this to it
{"do": "scan", "code": "...", "end": ""}              its suffix was never set
{"do": "scan", "code": "...", "gap_s": 0.03}          it says one byte at a time
"""

from typing import Annotated

import msgspec

_Seconds = Annotated[float, msgspec.Meta(ge=0, le=5)]


class _Order(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    pass


class Scan(_Order, frozen=True, tag="scan"):
    """Somebody holds a code to it."""

    code: str
    end: str = "\r"
    """What it was told to send after each code; "" nothing. One that types knows only Enter and nothing."""
    gap_s: _Seconds = 0.0
    """Between two characters; 0 sends all at once."""
    bounces: bool = False
    """One that types: each key comes down twice."""
    loses: bool = False
    """One that types: in the middle the computer's buffer runs over."""


class Glue(_Order, frozen=True, tag="glue"):
    """Several codes without anything between them."""

    codes: tuple[str, ...]


class Garbage(_Order, frozen=True, tag="garbage"):
    """Bytes that are no code."""

    hex: str = "00ff1b02fe0d"


class Unplug(_Order, frozen=True, tag="unplug"):
    """The cable is pulled out."""


class PlugIn(_Order, frozen=True, tag="plug_in"):
    """And put in again."""


Order = Scan | Glue | Garbage | Unplug | PlugIn

_decoder: msgspec.json.Decoder[Order] = msgspec.json.Decoder(Order)


def read_order(line: str) -> Order:
    """Raises `ValueError` in words."""
    if not line.startswith("{"):
        return Scan(line)
    try:
        return _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
