"""What an emulated call pad can be told: keys by name, one a line, or JSON lines tagged by `do`.

call                                        the key is pressed
{"do": "key", "name": "call", "address": "5"}
{"do": "key", "name": "enter", "bounces": 3}         the contact is worn
{"do": "lose", "times": 1}                           the next thing it says is lost on the line
"""

from typing import Annotated

import msgspec

_Few = Annotated[int, msgspec.Meta(ge=0, le=100)]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=60)]


class _Order(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    pass


class Key(_Order, frozen=True, tag="key"):
    """A finger presses a key."""

    name: str
    address: str = ""
    """Of the pad on its bus; "" is the first."""
    bounces: _Few = 0
    """The contact opens and closes so many times more, 10 ms apart."""
    repeats: _Few = 0
    """The pad says the same frame so many times more at once."""


class Stubborn(_Order, frozen=True, tag="stubborn"):
    """Does not wait for the echo of a key."""

    is_on: bool = True


class OneByOne(_Order, frozen=True, tag="one_by_one"):
    """What it says arrives byte by byte."""

    is_on: bool = True


class Half(_Order, frozen=True, tag="half"):
    """The next messages end in the middle."""

    times: _Few = 1


class Garble(_Order, frozen=True, tag="garble"):
    """The next messages have a wrong checksum."""

    times: _Few = 1


class Lose(_Order, frozen=True, tag="lose"):
    """The next messages do not arrive."""

    times: _Few = 1


class Delay(_Order, frozen=True, tag="delay"):
    """What it says arrives that much later."""

    seconds: _Seconds = 0.0


class Silent(_Order, frozen=True, tag="silent"):
    """It hears, and says nothing any more."""

    is_on: bool = True


class Noise(_Order, frozen=True, tag="noise"):
    """Bytes nobody asked for."""

    hex: str = "00ff68"


class Unplug(_Order, frozen=True, tag="unplug"):
    """The cable is pulled out."""


class PlugIn(_Order, frozen=True, tag="plug_in"):
    """And put in again."""


Order = Key | Stubborn | OneByOne | Half | Garble | Lose | Delay | Silent | Noise | Unplug | PlugIn

_decoder: msgspec.json.Decoder[Order] = msgspec.json.Decoder(Order)


def read_order(line: str) -> Order:
    """Raises `ValueError` in words."""
    if not line.lstrip().startswith("{"):
        address, _, name = line.strip().rpartition(":")
        return Key(name, address)
    try:
        return _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
