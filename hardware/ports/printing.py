"""Whether a ticket printer can live on a port: told at set-up, not by a citizen who waits half a minute."""

from typing import Final

import msgspec

from hardware.ports.address import PortAddress, PortKind
from hardware.ports.serial_settings import Flow, SerialSettings

TICKET_BYTES: Final = 22_000
"""A ticket of 80 mm as dots."""
TOO_SLOW_BAUD: Final = 9600
SLOW_BAUD: Final = 38_400
_GOOD_BAUD: Final = 115_200


class PrintingCheck(msgspec.Struct, frozen=True):
    """`refusals` must be mended before anything is printed; `warnings` only should."""

    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def printing_check(address: PortAddress, ticket_bytes: int = TICKET_BYTES) -> PrintingCheck:
    """In plain sentences for the operator."""
    if address.kind is PortKind.EVDEV:
        return PrintingCheck(refusals=("nothing can be printed on a device that types",))
    if address.kind is PortKind.WINSPOOL:
        return PrintingCheck(
            warnings=(
                "Windows does not tell whether a ticket was printed: every ticket stays unverified, and nobody hears "
                "of an empty roll; a COM port or the network of the same printer tells",
            )
        )
    return PrintingCheck() if address.serial is None else _line_check(address.serial, ticket_bytes)


def _line_check(line: SerialSettings, ticket_bytes: int) -> PrintingCheck:
    seconds = ticket_bytes / line.bytes_per_s
    better = f"set the printer and this line to {_GOOD_BAUD} baud ({ticket_bytes / (_GOOD_BAUD / 10):.0f} s)"
    refusals, warnings = [], []
    if line.baud <= TOO_SLOW_BAUD:
        refusals.append(f"at {line.baud} baud a ticket would take {seconds:.0f} s; {better}")
    elif line.baud < SLOW_BAUD:
        warnings.append(f"at {line.baud} baud a ticket takes {seconds:.0f} s; {better}")
    if line.flow is Flow.NONE:
        warnings.append(
            "without flow control a printer that is busy loses dots; wire its busy line and add flow=rtscts or dsrdtr"
        )
    if line.bytesize != 8:
        refusals.append("pictures need 8 bits in each byte; set the printer and this line to bytesize=8")
    return PrintingCheck(tuple(refusals), tuple(warnings))
