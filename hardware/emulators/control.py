"""What the emulated printer can be told to do wrong: JSON lines, tagged by `do`.

    {"do": "paper_out", "after_rows": 200}      the roll ends 200 rows from now
    {"do": "power_off", "after_bytes": 9000}    the plug is pulled 9000 received bytes from now

Every line is answered by one: `{"ok": true, ...}` with the state of the machine, or `{"ok": false, "error": "..."}`.
"""

from typing import Annotated

import msgspec

_Count = Annotated[int, msgspec.Meta(ge=0)]


class _Fault(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    after_rows: _Count = 0
    """Printed rows from now on; 0 is at once."""
    after_bytes: _Count = 0
    """Received bytes from now on; 0 is at once."""


class PaperOut(_Fault, frozen=True, tag="paper_out"):
    """The roll ends."""


class PaperIn(_Fault, frozen=True, tag="paper_in"):
    """A new roll is in."""


class NearEnd(_Fault, frozen=True, tag="near_end"):
    """The roll is thin."""

    is_on: bool = True


class CoverOpen(_Fault, frozen=True, tag="cover_open"):
    """Somebody opens the cover."""


class CoverClose(_Fault, frozen=True, tag="cover_close"):
    """And closes it."""


class CutterJam(_Fault, frozen=True, tag="cutter_jam"):
    """The next cut sticks."""


class CutterFree(_Fault, frozen=True, tag="cutter_free"):
    """Somebody pulls the paper out; the printer still has to be told to recover."""


class Hot(_Fault, frozen=True, tag="hot"):
    """The head is too hot: printing pauses."""

    is_on: bool = True


class Broken(_Fault, frozen=True, tag="broken"):
    """An unrecoverable error."""


class TakeTicket(_Fault, frozen=True, tag="take_ticket"):
    """The citizen takes the ticket out of the mouth."""


class MouthJam(_Fault, frozen=True, tag="mouth_jam"):
    """Paper is stuck behind the mouth; off when somebody has pulled it out."""

    is_on: bool = True


class Silent(_Fault, frozen=True, tag="silent"):
    """It prints, and says nothing any more."""

    is_on: bool = True


class Deaf(_Fault, frozen=True, tag="deaf"):
    """It reads nothing any more; the connection stands."""

    is_on: bool = True


class Drop(_Fault, frozen=True, tag="drop"):
    """The network cable is pulled for a moment: the connection breaks, what was received is still printed."""


class PowerOff(_Fault, frozen=True, tag="power_off"):
    """The plug is pulled: everything in memory is lost; what is on paper stays there."""


class PowerOn(_Fault, frozen=True, tag="power_on"):
    """And put in again."""


class Delay(_Fault, frozen=True, tag="delay"):
    """Every answer comes that much later."""

    answers_s: Annotated[float, msgspec.Meta(ge=0, le=60)] = 0.0


class OneByOne(_Fault, frozen=True, tag="one_by_one"):
    """Answers come in pieces of one byte."""

    is_on: bool = True


class Noise(_Fault, frozen=True, tag="noise"):
    """It sends bytes nobody asked for."""

    hex: str = "12"


class State(_Fault, frozen=True, tag="state"):
    """Only says how it is."""


Fault = (
    PaperOut
    | PaperIn
    | NearEnd
    | CoverOpen
    | CoverClose
    | CutterJam
    | CutterFree
    | Hot
    | Broken
    | TakeTicket
    | MouthJam
    | Silent
    | Deaf
    | Drop
    | PowerOff
    | PowerOn
    | Delay
    | OneByOne
    | Noise
    | State
)

_decoder: msgspec.json.Decoder[Fault] = msgspec.json.Decoder(Fault)


def read_fault(line: bytes) -> Fault:
    """Raises `ValueError` in words."""
    try:
        return _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
