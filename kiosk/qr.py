"""A QR code as one outline, in modules: crisp at every whole-numbered scale, and one item of the scene, not a thousand.

`qrcode` is imported when the first code is made: it brings Pillow along, and nobody should wait for that at start-up.
"""

from itertools import groupby

import msgspec

QUIET_MODULES = 4
"""The white border a reader needs (ISO/IEC 18004)."""


class QrOutline(msgspec.Struct, frozen=True):
    """`path` is an SVG path over a square of `modules`, quiet zone included."""

    modules: int = 0
    path: str = ""


def outline(text: str) -> QrOutline:
    """The code for `text`; nothing for nothing."""
    if not text:
        return QrOutline()
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(border=QUIET_MODULES, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    matrix = code.get_matrix()
    return QrOutline(len(matrix), "".join(_row(y, row) for y, row in enumerate(matrix)))


def warm_up() -> None:
    """Make the first code before anybody waits for it."""
    outline("layso")


def _row(y: int, row: list[bool]) -> str:
    """Each run of dark modules as one bar."""
    bars, x = [], 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            bars.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(bars)
