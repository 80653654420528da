"""What an emulated number sign can be told, as JSON lines tagged by `do`."""

import msgspec


class _Order(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    pass


class Unplug(_Order, frozen=True, tag="unplug"):
    """The cable is pulled out; without it the sign has no power either."""


class PlugIn(_Order, frozen=True, tag="plug_in"):
    """And put in again."""


class LosePower(_Order, frozen=True, tag="lose_power"):
    """The power fails for a moment and nobody on the line notices: the sign has forgotten everything."""


class Deaf(_Order, frozen=True, tag="deaf"):
    """It takes nothing from the line any more; the cable stands."""

    is_on: bool = True


class Silent(_Order, frozen=True, tag="silent"):
    """A sign on a bus hears nothing and says nothing."""

    address: int = 1
    is_on: bool = True


class Refuse(_Order, frozen=True, tag="refuse"):
    """A sign on a bus takes nothing and says so."""

    address: int = 1
    is_on: bool = True


class Show(_Order, frozen=True, tag="show"):
    """Only says what stands on it."""


Order = Unplug | PlugIn | LosePower | Deaf | Silent | Refuse | Show

_decoder: msgspec.json.Decoder[Order] = msgspec.json.Decoder(Order)


def read_order(line: str) -> Order:
    """Raises `ValueError` in words."""
    try:
        return _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
