"""The long commands `GS ( x`: a family, a length, a function and its parameters, read when all of it is there. Pure."""

from collections.abc import Callable
from typing import Final

from hardware.emulators.ops import (
    AskDone,
    Op,
    PrintGraphics,
    PrintQr,
    QrLevel,
    QrModule,
    Raster,
    Setting,
    StoreGraphics,
    StoreQr,
    Unknown,
)

_GRAPHICS_HEAD: Final = 10
"""m, fn, a, bx, by, c, and the width and height in dots."""


def read_function(family: str, data: bytes) -> Op:
    """What `GS ( family` asks for; `data` is what its length announced."""
    read = _READERS.get(family)
    return (read(data) if read else None) or Unknown(b"\x1d(" + family.encode("latin-1") + data[:2])


def _process_id(data: bytes) -> Op | None:
    return AskDone(data[2:]) if data[:2] == b"00" and len(data) == 6 else None


def _symbol(data: bytes) -> Op | None:
    """QR codes only: cn = 49."""
    match data[:2], data[2:]:
        case b"1A", model if len(model) == 2:
            return Setting("GS ( k model")
        case b"1C", dots if len(dots) == 1:
            return QrModule(dots[0])
        case b"1E", level if len(level) == 1:
            return QrLevel(level[0])
        case b"1P", text if text[:1] == b"0":
            return StoreQr(text[1:])
        case b"1Q", b"0":
            return PrintQr()
        case _:
            return None


def _graphics(data: bytes) -> Op | None:
    if data in (b"02", b"0\x02"):
        return PrintGraphics()
    if data[:3] != b"0p0" or len(data) < _GRAPHICS_HEAD:
        return None
    x_scale, y_scale = data[3], data[4]
    width, rows = data[6] + 256 * data[7], data[8] + 256 * data[9]
    width_bytes = (width + 7) // 8
    dots = data[_GRAPHICS_HEAD : _GRAPHICS_HEAD + width_bytes * rows]
    return StoreGraphics(Raster(width_bytes, dots, max(1, x_scale), max(1, y_scale)))


_READERS: Final[dict[str, Callable[[bytes], Op | None]]] = {"H": _process_id, "L": _graphics, "k": _symbol}
