"""What a serial line's URL says: where it is, how fast it is, and how the device says that it is busy. Pure."""

import difflib
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import SplitResult, parse_qsl, unquote

import msgspec

from hardware.ports.usb_id import UsbId, read_usb_id

DEFAULT_BAUD: Final = 9600
_SLOWEST: Final = 300
_FASTEST: Final = 4_000_000


class Flow(StrEnum):
    """How a busy device holds the computer back."""

    NONE = "none"
    RTSCTS = "rtscts"
    DSRDTR = "dsrdtr"


class Parity(StrEnum):
    """The bit that checks the others."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"


class SerialSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One line, as it is to be opened."""

    place: str | UsbId
    """The name of the device file or COM port; or the adapter, looked up at every opening."""
    baud: int = DEFAULT_BAUD
    bytesize: int = 8
    parity: Parity = Parity.NONE
    stopbits: int = 1
    flow: Flow = Flow.NONE

    @property
    def bytes_per_s(self) -> float:
        """With the start bit, the parity and the stop bits around each."""
        return self.baud / (1 + self.bytesize + (self.parity is not Parity.NONE) + self.stopbits)


def read_serial(url: SplitResult) -> SerialSettings:
    """Raises `ValueError` with what is wrong."""
    options = dict(parse_qsl(url.query, keep_blank_values=True))
    for key in options:
        if key not in _OPTIONS:
            close = difflib.get_close_matches(key, _OPTIONS, 1)
            raise ValueError(
                f'"{key}" is no option of a serial line' + (f', did you mean "{close[0]}"' if close else "")
            )
    return SerialSettings(
        place=_place(url),
        baud=_option(options, "baud", DEFAULT_BAUD),
        bytesize=_option(options, "bytesize", 8),
        parity=_option(options, "parity", Parity.NONE),
        stopbits=_option(options, "stopbits", 1),
        flow=_option(options, "flow", Flow.NONE),
    )


def _place(url: SplitResult) -> str | UsbId:
    path = unquote(url.path)
    if not url.netloc and len(path) > 1:
        return path
    if url.netloc == "by-id" and len(path) > 1:
        return f"/dev/serial/by-id{path}"
    if usb_id := read_usb_id(url.netloc, path.strip("/")):
        return usb_id
    if url.netloc.upper().startswith("COM") and url.netloc[3:].isdecimal() and not path.strip("/"):
        return url.netloc.upper()
    raise ValueError("it does not say which line")


T = TypeVar("T")


def _option(options: Mapping[str, str], key: str, default: T) -> T:
    if key not in options:
        return default
    value = _OPTIONS[key](options[key])
    if not isinstance(value, type(default)):
        raise TypeError(f"{key} is a {type(value).__name__}")
    return value


def _baud(text: str) -> int:
    if text.isdecimal() and _SLOWEST <= int(text) <= _FASTEST:
        return int(text)
    raise ValueError(f'baud "{text}" must be a number such as 9600, 19200, 38400 or 115200')


def _one_of(key: str, *values: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isdecimal() and int(text) in values:
            return int(text)
        raise ValueError(f'{key} "{text}" must be {" or ".join(map(str, values))}')

    return read


_PARITIES: Final = {"n": Parity.NONE, "e": Parity.EVEN, "o": Parity.ODD} | {parity.value: parity for parity in Parity}


def _parity(text: str) -> Parity:
    if parity := _PARITIES.get(text.lower()):
        return parity
    raise ValueError(f'parity "{text}" must be none, even or odd')


def _flow(text: str) -> Flow:
    if text.lower() == "xonxoff":
        raise ValueError(
            "flow=xonxoff cannot be used, for its two signs 11h and 13h also occur in pictures and in binary messages; "
            "set the device to a busy wire, and flow to rtscts or dsrdtr"
        )
    try:
        return Flow(text.lower())
    except ValueError:
        raise ValueError(f'flow "{text}" must be rtscts, dsrdtr or none') from None


_OPTIONS: Final[dict[str, Callable[[str], int | Parity | Flow]]] = {
    "baud": _baud,
    "bytesize": _one_of("bytesize", 7, 8),
    "parity": _parity,
    "stopbits": _one_of("stopbits", 1, 2),
    "flow": _flow,
}
