"""The ESC/POS words used here, by name: what is said to a printer outside of pictures."""

from typing import Final, assert_never

from hardware.printer.profile import Cutter

INIT: Final = b"\x1b@"
"""ESC @: settings back to their defaults, print buffer cleared; also ends automatic status."""
AUTO_STATUS_ON: Final = b"\x1da\xff"
"""GS a: four status bytes at once and at every change."""
ASK_PAPER_SENSOR: Final = b"\x1dr\x01"
"""GS r 1: answered in its turn among the print data, so its answer marks how far the printer is."""
ASK_EJECTOR: Final = b"\x1de\x06"
"""GS e 6 of Custom: whether a ticket is in the mouth, or jammed behind it."""
EJECT: Final = b"\x1de\x05"
"""GS e 5: drop the ticket out of the mouth."""
RETRACT: Final = b"\x1de\x02"
"""GS e 2: swallow the ticket."""
CLEAR_BUFFERS: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: forget what was to be printed, at once, also when offline; answered by `37 25 00`."""
CLEAR_AND_RECOVER: Final = b"\x10\x05\x02"
"""DLE ENQ 2: leave a cutter error, forgetting what was to be printed."""
FEED_AND_CUT: Final = b"\x1dVB\x00"
"""GS V 66 0: move the last line past the blade, then cut, leaving a bridge."""
FEED_AND_CUT_OFF: Final = b"\x1dVA\x00"
"""GS V 65 0: the same, leaving nothing."""
FEED_TO_TEAR_BAR: Final = b"\x1bd\x04"
"""ESC d 4: four lines, some 17 mm; for printers without a cutter."""
MAX_FEED: Final = 255
"""ESC J takes one byte."""
MAKER, MODEL = 66, 67
"""What `GS I` can be asked for."""


def ask_realtime(query: int) -> bytes:
    """DLE EOT n: answered at once, also when offline or full."""
    return b"\x10\x04" + bytes((query,))


def ask_name(which: int) -> bytes:
    """GS I: the maker or the model, in its turn among the print data."""
    return b"\x1dI" + bytes((which,))


def ask_done(process_id: bytes) -> bytes:
    """GS ( H fn 48: the printer says `process_id` back when everything before it is on paper."""
    return b"\x1d(H\x06\x00\x30\x30" + process_id


def motion_units(per_inch: int) -> bytes:
    """GS P: lets one unit of ESC J be one dot."""
    return b"\x1dP" + bytes((per_inch, per_inch))


def feed(units: int) -> bytes:
    """ESC J."""
    return b"\x1bJ" + bytes((units,))


def end_of_ticket(cutter: Cutter) -> bytes:
    """What parts a ticket from the next."""
    match cutter:
        case Cutter.PARTIAL:
            return FEED_AND_CUT
        case Cutter.FULL:
            return FEED_AND_CUT_OFF
        case Cutter.NONE:
            return FEED_TO_TEAR_BAR
        case _:
            assert_never(cutter)
