"""The QR code of a ticket as a square of modules, without its quiet zone (the paper around it is white)."""

from functools import lru_cache
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.util import QRData

Modules = tuple[tuple[bool, ...], ...]

_VERSION: Final = 4
"""33 modules of 6 dots are 25 mm at 203 dpi; an even number of dots is sent as half (see `encode`)."""
_BYTES: Final = 4
"""The mode that holds anything."""
_LEVELS: Final = {"Q": ERROR_CORRECT_Q, "M": ERROR_CORRECT_M, "L": ERROR_CORRECT_L}


@lru_cache(maxsize=8)
def modules_of(text: str) -> Modules:
    """As much error correction as there is room for: tickets are folded and scratched."""
    level, version = _chosen(text)
    return _modules(text, level, version)


@lru_cache(maxsize=8)
def native(text: str) -> tuple[str, Modules]:
    """The level to ask a printer for, and about what it will draw: the smallest version that holds the text."""
    level, _ = _chosen(text)
    return level, _modules(text, level, None)


def _chosen(text: str) -> tuple[str, int | None]:
    for level in ("Q", "M"):
        try:
            _modules(text, level, _VERSION)
        except DataOverflowError:
            continue
        return level, _VERSION
    return "L", None


@lru_cache(maxsize=16)
def _modules(text: str, level: str, version: int | None) -> Modules:
    code = qrcode.QRCode(version=version, error_correction=_LEVELS[level], border=0)
    # One run of bytes, as printers do: then they and we come to the same size.
    code.add_data(QRData(text.encode(), mode=_BYTES), optimize=0)
    code.make(fit=version is None)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
