"""Numpads and scanners that type, as Linux shows them. Most numpads and all scanners say that they are whole keyboards,
so beside what they can do their names are asked; where both say nothing, a key pressed will.
"""

import os
import struct
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import quote

from hardware.ports.address import PortKind
from hardware.ports.finding import DEV, SYS, Access, Found, read_text, stable_name

_KEY_1: Final = 2
_KEY_ENTER: Final = 28
_KEY_A: Final = 30
_KEY_KP1: Final = 79
_KEY_KPENTER: Final = 96

_NUMPAD_NAMES: Final = ("keypad", "numpad", "numeric", "number pad", "10-key", "ten key")
_SCANNER_NAMES: Final = (
    "scan", "barcode", "bar code", "honeywell", "metrologic", "symbol tech", "zebra", "datalogic", "newland", "netum",
    "opticon", "intermec", "cipherlab", "sinocan", "superlead", "zkteco", "qr code",
)  # fmt: skip


class Typist(StrEnum):
    """What types."""

    NUMPAD = "numpad"
    SCANNER = "scanner that types"
    KEYBOARD = "keyboard, numpad or scanner"


def what_types(name: str, keys: frozenset[int]) -> Typist | None:
    """None: no digits or no way to end a number, so neither pad nor scanner."""
    if not keys & {_KEY_1, _KEY_KP1} or not keys & {_KEY_ENTER, _KEY_KPENTER}:
        return None
    small = name.casefold()
    if any(word in small for word in _SCANNER_NAMES):
        return Typist.SCANNER
    if any(word in small for word in _NUMPAD_NAMES) or _KEY_A not in keys:
        return Typist.NUMPAD
    return Typist.KEYBOARD


def read_keys(capabilities: str) -> frozenset[int]:
    """The kernel's list of key codes: words of hexadecimal digits, the highest first."""
    bits_per_word = 8 * struct.calcsize("@l")
    words = [int(word, 16) for word in reversed(capabilities.split())]
    return frozenset(
        place * bits_per_word + bit
        for place, word in enumerate(words)
        for bit in range(word.bit_length())
        if word >> bit & 1
    )


def find_inputs(dev: Path = DEV, sys_dir: Path = SYS) -> tuple[Found, ...]:
    """Each under its name in `by-id`, else `by-path`, else its number, which changes."""
    found = []
    for node in sorted((dev / "input").glob("event[0-9]*"), key=lambda node: int(node.name.removeprefix("event"))):
        about = sys_dir / "class/input" / node.name / "device"
        name = read_text(about / "name")
        typist = what_types(name, read_keys(read_text(about / "capabilities/key")))
        if typist is None:
            continue
        place = stable_name(node, dev / "input/by-id") or stable_name(node, dev / "input/by-path") or node
        found.append(
            Found(
                kind=PortKind.EVDEV,
                url=f"evdev://{quote(str(place), safe='/:+')}",
                path=str(node),
                what=f"{name or node.name} ({typist})",
                access=Access.OK if os.access(node, os.R_OK) else Access.DENIED,
                group="input",
            )
        )
    return tuple(found)
