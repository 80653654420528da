"""From a picture to the bytes a thermal printer takes, small and safe. Pure.

Blank rows become paper feeds; rows of ink are cropped on both sides alike, so that the printer's own centring
(`ESC a 1`) puts them back in their place; where every row stands twice, or every dot in a square of four (the number,
the QR code), it is sent once and doubled by the printer. Together that is a quarter of the plain raster. Rows are sent
in blocks of at most `Profile.block_rows`, so that after a power cut in mid-ticket a known number of NULs completes
whatever picture the printer still waits for.

What the printer draws by itself (`native`) takes the place of its rows of the picture.

A printer looks for real-time commands even inside a picture. Where the dots happen to spell one, a single dot is set,
which nobody sees; otherwise the printer would answer, or clear its buffer, out of turn.
"""

from collections.abc import Iterator
from math import ceil
from typing import Final

import msgspec
from PIL import Image

from hardware.printer import escpos
from hardware.printer.graphics import Raster, centred, raster
from hardware.printer.profile import Profile

_MIN_GAP_ROWS: Final = 4
"""A shorter gap stays in its band: many tiny commands make a head stutter."""
_MIN_PART_ROWS: Final = 6
_LONGEST_PART_ROWS: Final = 64
_COST_OF_PART: Final = 16
"""A command is 8 bytes; as much again, so that no command is sent for a trifle."""
_UNREACHED: Final = 1 << 30
_BAD_MULTIPLE: Final = 48
_INVERTED: Final = bytes(range(255, -1, -1))
"""Pillow says 1 for white, a printer says 1 for black."""
_REALTIME_PAIRS: Final = (b"\x10\x04", b"\x10\x05", b"\x10\x14")

_PAIRS: Final = bytes(sum(0b11 << 2 * bit for bit in range(4) if half >> bit & 1) for half in range(16))
"""The bytes in which dots stand in pairs, each at the place of its half."""
_HALF: Final = bytes(max(_PAIRS.find(byte), 0) for byte in range(256))


class Encoded(msgspec.Struct, frozen=True):
    """A ticket ready to be sent; the driver adds the marker that asks whether it is done."""

    data: bytes
    height_mm: float
    profile: str = ""
    """The printer it is for."""


class Insert(msgspec.Struct, frozen=True):
    """Rows [top, bottom) which the printer draws by itself when it is sent `data`."""

    top: int
    bottom: int
    data: bytes


class Dots(msgspec.Struct, frozen=True):
    """Rows of ink: eight dots to a byte, 1 is black."""

    data: bytes
    row_bytes: int

    @property
    def rows(self) -> int:
        return len(self.data) // self.row_bytes

    def part(self, top: int, bottom: int) -> "Dots":
        return Dots(self.data[top * self.row_bytes : bottom * self.row_bytes], self.row_bytes)

    def each(self) -> Iterator[bytes]:
        return (self.data[start : start + self.row_bytes] for start in range(0, len(self.data), self.row_bytes))

    def margins(self) -> list[int]:
        """For each row, how many bytes are white at both its sides; at least two in the middle are none."""
        most, length = self.row_bytes // 2 - 1, self.row_bytes
        return [min(most, length - len(row.lstrip(b"\0")), length - len(row.rstrip(b"\0"))) for row in self.each()]

    def without(self, crop: int) -> "Dots":
        """Cropped at both sides."""
        return Dots(b"".join(row[crop : self.row_bytes - crop] for row in self.each()), self.row_bytes - 2 * crop)


def encode(picture: Image.Image, profile: Profile, inserts: tuple[Insert, ...] = ()) -> Encoded:
    """The whole ticket: set up, picture, cut."""
    if picture.mode != "1" or picture.width != profile.width_dots:
        raise ValueError(f"{profile.name} takes mode 1, {profile.width_dots} wide; got {picture.mode}, {picture.width}")
    dots = Dots(picture.tobytes().translate(_INVERTED), picture.width // 8)
    out = bytearray(prologue(profile) + centred())
    row = 0
    for insert in inserts:
        out += _drawn(dots.part(row, insert.top), profile) + insert.data
        row = insert.bottom
    out += _drawn(dots.part(row, dots.rows), profile)
    out += escpos.end_of_ticket(profile.cutter)
    return Encoded(data=bytes(out), height_mm=picture.height / profile.dots_per_mm, profile=profile.name)


def prologue(profile: Profile) -> bytes:
    """A known state, whatever was sent before."""
    units = escpos.motion_units(profile.dpi) if profile.has_motion_units else b""
    status = escpos.AUTO_STATUS_ON if profile.has_auto_status else b""
    return escpos.INIT + units + status


def _drawn(dots: Dots, profile: Profile) -> bytes:
    out, row = bytearray(), 0
    for top, bottom in spans(dots):
        out += _feeds(top - row) + _inked(dots.part(top, bottom), profile)
        row = bottom
    return bytes(out) + _feeds(dots.rows - row)


def spans(dots: Dots) -> Iterator[tuple[int, int]]:
    """The rows [top, bottom) with ink, without the white between."""
    top, bottom = 0, 0
    for row, data in enumerate(dots.each()):
        if not any(data):
            continue
        if bottom and row - bottom >= _MIN_GAP_ROWS:
            yield top, bottom
            top = row
        elif not bottom:
            top = row
        bottom = row + 1
    if bottom:
        yield top, bottom


def _inked(dots: Dots, profile: Profile) -> bytes:
    lower = _lowered(dots) if profile.has_double_height else None
    if lower is None:
        parts = (part.without(crop) for part, crop in steps(dots))
        return b"".join(_rasters(Raster.PLAIN, part, profile) for part in parts)
    inked = lower.without(min(lower.margins()))
    smaller = _narrowed(inked)
    return _rasters(Raster.SQUARES, smaller, profile) if smaller else _rasters(Raster.ROWS_TWICE, inked, profile)


def steps(dots: Dots) -> Iterator[tuple[Dots, int]]:
    """The rows in parts, each with the bytes that are white at both its sides, so that all of it is smallest.

    A short line beneath a long one is cropped by itself, and the dots under a line of letters are, too: the cheapest
    way to each row is the cheapest to some row before it and one part more.
    """
    margins = dots.margins()
    costs, ways = [0], [(0, 0)]
    """For each row: what it costs to come so far; where the last part begins, and how much of it is cropped."""
    shortest = min(_MIN_PART_ROWS, len(margins))
    for bottom in range(1, len(margins) + 1):
        cheapest, way, crop = _UNREACHED, (0, 0), dots.row_bytes
        for top in range(bottom - 1, max(-1, bottom - _LONGEST_PART_ROWS - 1), -1):
            crop = min(crop, margins[top])
            if bottom - top >= shortest:
                cost = costs[top] + (bottom - top) * (dots.row_bytes - 2 * crop) + _COST_OF_PART
                if cost <= cheapest:
                    cheapest, way = cost, (top, crop)
        costs.append(cheapest)
        ways.append(way)
    parts, bottom = [], len(margins)
    while bottom:
        top, crop = ways[bottom]
        parts.append((dots.part(top, bottom), crop))
        bottom = top
    return reversed(parts)


def _rasters(mode: Raster, dots: Dots, profile: Profile) -> bytes:
    out, top = bytearray(), 0
    for rows in split_rows(dots.rows, profile.block_rows):
        out += raster(mode, dots.row_bytes, disarm(dots.part(top, top + rows).data))
        top += rows
    return bytes(out)


def _lowered(dots: Dots) -> Dots | None:
    """Every second row, if the rows between say the same."""
    rows = list(dots.each())
    if rows[0::2] != rows[1::2]:
        return None
    return Dots(b"".join(rows[0::2]), dots.row_bytes)


def _narrowed(dots: Dots) -> Dots | None:
    """Every second dot of each row, if the dots between say the same."""
    if dots.row_bytes % 2 or dots.data.translate(None, delete=_PAIRS):
        return None
    halves = dots.data.translate(_HALF)
    data = bytes(left << 4 | right for left, right in zip(halves[0::2], halves[1::2], strict=True))
    return Dots(data, dots.row_bytes // 2)


def split_rows(rows: int, limit: int) -> tuple[int, ...]:
    """Even shares of at most `limit` rows, none a multiple of 48."""
    count = ceil(rows / limit)
    while True:
        share, more = divmod(rows, count)
        shares = (share + 1,) * more + (share,) * (count - more)
        if all(rows % _BAD_MULTIPLE for rows in shares):
            return shares
        count += 1


def disarm(dots: bytes) -> bytes:
    """Set one dot wherever the picture spells a real-time command (DLE EOT, DLE ENQ, DLE DC4)."""
    for pair in _REALTIME_PAIRS:
        dots = dots.replace(pair, bytes((pair[0] | 0x20, pair[1])))
    return dots


def _feeds(rows: int) -> bytes:
    whole, rest = divmod(rows, escpos.MAX_FEED)
    return escpos.feed(escpos.MAX_FEED) * whole + (escpos.feed(rest) if rest else b"")
