"""The QR code of a ticket as a square of modules, without its quiet zone (the paper around it is white)."""

from functools import lru_cache
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

Modules = tuple[tuple[bool, ...], ...]

_VERSION: Final = 4
"""33 modules of 6 dots are 25 mm at 203 dpi; an even number of dots is sent as half (see `encode`)."""


@lru_cache(maxsize=8)
def modules_of(text: str) -> Modules:
    """As much error correction as there is room for: tickets are folded and scratched."""
    for level in (ERROR_CORRECT_Q, ERROR_CORRECT_M):
        try:
            return _modules(text, level, _VERSION)
        except DataOverflowError:
            continue
    return _modules(text, ERROR_CORRECT_L, None)


def _modules(text: str, level: int, version: int | None) -> Modules:
    code = qrcode.QRCode(version=version, error_correction=level, border=0)
    code.add_data(text)
    code.make(fit=version is None)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
