"""From a picture to the bytes a thermal printer takes, small and safe. Pure.

Blank rows become paper feeds; each band of ink is cropped on both sides alike, so that the printer's own centring
(`ESC a 1`) puts it back in its place; a band in which every row stands twice (the number, the QR code) is sent once and
doubled by the printer. Together that is a third of the plain raster. Bands are sent in blocks of at most
`Profile.block_rows` rows, so that after a power cut in mid-ticket a known number of NULs completes whatever picture
the printer still waits for.

A printer looks for real-time commands even inside a picture. Where the dots happen to spell one, a single dot is set,
which nobody sees; otherwise the printer would answer, or clear its buffer, out of turn.
"""

from collections.abc import Iterator
from math import ceil

import msgspec
from PIL import Image

from hardware.printer import escpos
from hardware.printer.bytemaker import ByteMaker
from hardware.printer.profile import Profile

_MIN_GAP_ROWS = 4
"""A shorter gap stays in its band: many tiny commands make a head stutter."""
_BAD_MULTIPLE = 48
_RASTER_HEADER_BYTES = 8
_INVERTED = bytes(range(255, -1, -1))
"""Pillow says 1 for white, a printer says 1 for black."""
_REALTIME_PAIRS = (b"\x10\x04", b"\x10\x05", b"\x10\x14")


class Encoded(msgspec.Struct, frozen=True):
    """A ticket ready to be sent; the driver adds the marker that asks whether it is done."""

    data: bytes
    height_mm: float


class Band(msgspec.Struct, frozen=True):
    """Rows [top, bottom) with ink; `crop` bytes are white at each side of all of them."""

    top: int
    bottom: int
    crop: int


def encode(picture: Image.Image, profile: Profile) -> Encoded:
    """The whole ticket: set up, picture, cut."""
    if picture.mode != "1" or picture.width != profile.width_dots:
        raise ValueError(f"{profile.name} takes mode 1, {profile.width_dots} wide; got {picture.mode}, {picture.width}")
    out = ByteMaker()
    out.raw(prologue(profile))
    out.centre()
    row = 0
    for band in bands(picture):
        out.raw(_feeds(band.top - row))
        for raster in _rasters(picture, band, profile):
            out.raw(raster)
        row = band.bottom
    out.raw(_feeds(picture.height - row))
    out.raw(escpos.end_of_ticket(profile.cutter))
    return Encoded(data=out.take(), height_mm=picture.height / profile.dots_per_mm)


def prologue(profile: Profile) -> bytes:
    """A known state, whatever was sent before."""
    units = escpos.motion_units(profile.dpi) if profile.has_motion_units else b""
    status = escpos.AUTO_STATUS_ON if profile.has_auto_status else b""
    return escpos.INIT + units + status


def bands(picture: Image.Image) -> Iterator[Band]:
    """The ink of the picture from top to bottom, without the white between."""
    row_bytes = picture.width // 8
    data = picture.tobytes().translate(_INVERTED)
    inked = [any(data[start : start + row_bytes]) for start in range(0, len(data), row_bytes)]
    for top, bottom in _spans(inked):
        yield Band(top, bottom, _common_margin(data[top * row_bytes : bottom * row_bytes], row_bytes))


def _spans(inked: list[bool]) -> Iterator[tuple[int, int]]:
    top, bottom = 0, 0
    for row, has_ink in enumerate(inked):
        if not has_ink:
            continue
        if bottom and row - bottom >= _MIN_GAP_ROWS:
            yield top, bottom
            top = row
        elif not bottom:
            top = row
        bottom = row + 1
    if bottom:
        yield top, bottom


def _common_margin(data: bytes, row_bytes: int) -> int:
    """How many bytes are white at both sides of every row."""
    margin = row_bytes // 2 - 1
    for start in range(0, len(data), row_bytes):
        row = data[start : start + row_bytes]
        left = row_bytes - len(row.lstrip(b"\0"))
        right = row_bytes - len(row.rstrip(b"\0"))
        margin = min(margin, left, right)
    return max(0, margin)


def _rasters(picture: Image.Image, band: Band, profile: Profile) -> Iterator[bytes]:
    inked = picture.crop((band.crop * 8, band.top, picture.width - band.crop * 8, band.bottom))
    half = _halved(inked) if profile.has_double_height else None
    for block in _blocks(half or inked, profile.block_rows):
        yield _raster(block, is_doubled=half is not None)


def _halved(inked: Image.Image) -> Image.Image | None:
    """Every second row, if the rows between say the same."""
    if inked.height % 2:
        return None
    half = inked.resize((inked.width, inked.height // 2), Image.Resampling.NEAREST)
    return half if half.resize(inked.size, Image.Resampling.NEAREST).tobytes() == inked.tobytes() else None


def _blocks(picture: Image.Image, limit: int) -> Iterator[Image.Image]:
    top = 0
    for rows in split_rows(picture.height, limit):
        yield picture.crop((0, top, picture.width, top + rows))
        top += rows


def split_rows(rows: int, limit: int) -> tuple[int, ...]:
    """Even shares of at most `limit` rows, none a multiple of 48."""
    count = ceil(rows / limit)
    while True:
        share, more = divmod(rows, count)
        shares = (share + 1,) * more + (share,) * (count - more)
        if all(rows % _BAD_MULTIPLE for rows in shares):
            return shares
        count += 1


def _raster(block: Image.Image, *, is_doubled: bool) -> bytes:
    maker = ByteMaker()
    maker.raster(block, is_doubled=is_doubled)
    data = maker.take()
    return data[:_RASTER_HEADER_BYTES] + disarm(data[_RASTER_HEADER_BYTES:])


def disarm(dots: bytes) -> bytes:
    """Set one dot wherever the picture spells a real-time command (DLE EOT, DLE ENQ, DLE DC4)."""
    for pair in _REALTIME_PAIRS:
        dots = dots.replace(pair, bytes((pair[0] | 0x20, pair[1])))
    return dots


def _feeds(rows: int) -> bytes:
    whole, rest = divmod(rows, escpos.MAX_FEED)
    return escpos.feed(escpos.MAX_FEED) * whole + (escpos.feed(rest) if rest else b"")
