"""What the emulated printer can be told to do wrong: JSON lines, tagged by `do`.

    {"do": "paper_out", "after_mm": 30}         the roll ends in 30 mm; "after_rows" counts rows of dots
    {"do": "power_off", "after_bytes": 9000}    the plug is pulled 9000 received bytes from now
    {"do": "half_answers", "times": 2}          the next two answers end in the middle

Its body     paper_out, paper_in, near_end, cover_open, cover_close, cutter_jam, cutter_free, hot, broken, take_ticket,
             mouth_jam, not_taken
What it says silent, one_by_one, delay, half_answers, lose_answers, garble_answers, noise
Its cable    deaf, lose_received, drop, unplug, plug_in, power_off, power_on
And          state

Those that last have `"is_on": false` to end them. Every line is answered by one: `{"ok": true, ...}` with the state of
the machine, or `{"ok": false, "error": "..."}`.
"""

from typing import Annotated

import msgspec

_Count = Annotated[int, msgspec.Meta(ge=0)]


class _Fault(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    after_rows: _Count = 0
    """Printed rows from now on; 0 is at once."""
    after_mm: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """The same in millimetres of paper."""
    after_bytes: _Count = 0
    """Received bytes from now on; 0 is at once."""


class BodyFault(_Fault, frozen=True):
    """Something a person, the paper or the heat does to the machine."""


class PaperOut(BodyFault, frozen=True, tag="paper_out"):
    """The roll ends."""


class PaperIn(BodyFault, frozen=True, tag="paper_in"):
    """A new roll is in."""


class NearEnd(BodyFault, frozen=True, tag="near_end"):
    """The roll is thin."""

    is_on: bool = True


class CoverOpen(BodyFault, frozen=True, tag="cover_open"):
    """Somebody opens the cover."""


class CoverClose(BodyFault, frozen=True, tag="cover_close"):
    """And closes it."""


class CutterJam(BodyFault, frozen=True, tag="cutter_jam"):
    """The next cut sticks."""


class CutterFree(BodyFault, frozen=True, tag="cutter_free"):
    """Somebody pulls the paper out; the printer still has to be told to recover."""


class Hot(BodyFault, frozen=True, tag="hot"):
    """The head is too hot: printing pauses."""

    is_on: bool = True


class Broken(BodyFault, frozen=True, tag="broken"):
    """An unrecoverable error."""


class TakeTicket(BodyFault, frozen=True, tag="take_ticket"):
    """The citizen takes the ticket out of the mouth."""


class MouthJam(BodyFault, frozen=True, tag="mouth_jam"):
    """Paper is stuck behind the mouth; off when somebody has pulled it out."""

    is_on: bool = True


class NotTaken(_Fault, frozen=True, tag="not_taken"):
    """Citizens leave their tickets in the mouth."""

    is_on: bool = True


class SpeechFault(_Fault, frozen=True):
    """Something about how it answers."""


class Silent(SpeechFault, frozen=True, tag="silent"):
    """It prints, and says nothing any more."""

    is_on: bool = True


class Delay(SpeechFault, frozen=True, tag="delay"):
    """Every answer comes that much later."""

    answers_s: Annotated[float, msgspec.Meta(ge=0, le=60)] = 0.0


class OneByOne(SpeechFault, frozen=True, tag="one_by_one"):
    """Answers come in pieces of one byte."""

    is_on: bool = True


class HalfAnswers(SpeechFault, frozen=True, tag="half_answers"):
    """So many of the next answers end in the middle; one of a single byte does not come at all."""

    times: _Count = 1


class LoseAnswers(SpeechFault, frozen=True, tag="lose_answers"):
    """So many of the next answers do not come."""

    times: _Count = 1


class GarbleAnswers(SpeechFault, frozen=True, tag="garble_answers"):
    """So many of the next answers arrive with a wrong byte."""

    times: _Count = 1


class Noise(SpeechFault, frozen=True, tag="noise"):
    """It sends bytes nobody asked for."""

    hex: str = "12"


class CableFault(_Fault, frozen=True):
    """Something about its cable or its power."""


class Deaf(CableFault, frozen=True, tag="deaf"):
    """It reads nothing any more; the connection stands."""

    is_on: bool = True


class LoseReceived(CableFault, frozen=True, tag="lose_received"):
    """So many of the next bytes are lost on their way to it."""

    count: _Count = 1


class Drop(CableFault, frozen=True, tag="drop"):
    """The cable is pulled for a moment: the connection breaks, what was received is still printed."""


class Unplug(CableFault, frozen=True, tag="unplug"):
    """The cable is pulled, and stays so: a pseudo-terminal vanishes, a network printer refuses."""


class PlugIn(CableFault, frozen=True, tag="plug_in"):
    """And put in again."""


class PowerOff(CableFault, frozen=True, tag="power_off"):
    """The plug is pulled: everything in memory is lost; what is on paper stays there."""


class PowerOn(CableFault, frozen=True, tag="power_on"):
    """And put in again."""


class State(_Fault, frozen=True, tag="state"):
    """Only says how it is."""


AnyBodyFault = (
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
)
AnySpeechFault = Silent | Delay | OneByOne | HalfAnswers | LoseAnswers | GarbleAnswers | Noise
AnyCableFault = Deaf | LoseReceived | Drop | Unplug | PlugIn | PowerOff | PowerOn
Fault = AnyBodyFault | AnySpeechFault | AnyCableFault | NotTaken | State

_decoder: msgspec.json.Decoder[Fault] = msgspec.json.Decoder(Fault)


def read_fault(line: bytes) -> Fault:
    """Raises `ValueError` in words."""
    try:
        return _decoder.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
