"""From operations to rows of dots on the paper, with the settings a printer keeps between them."""

from collections.abc import Iterator
from typing import Final

import msgspec
import qrcode
from PIL import Image, ImageChops

from hardware.emulators import glyphs, pages
from hardware.emulators.ops import (
    Align,
    CharacterSize,
    CodePage,
    Columns,
    FeedLines,
    FeedUnits,
    Init,
    LineFeed,
    LineSpacing,
    MotionUnits,
    Op,
    PrintGraphics,
    PrintQr,
    QrLevel,
    QrModule,
    Raster,
    StoreGraphics,
    StoreQr,
    Text,
)

_DEFAULT_UNITS: Final = 406
"""Vertical units per inch after power-on, as in many Epson models: a driver that forgets `GS P` is found out."""
_LINE_INCHES: Final = 1 / 6
_QR_LEVELS: Final = {48: 1, 49: 0, 50: 3, 51: 2}
"""`qrcode` numbers them in its own way."""


class _Letter(msgspec.Struct, frozen=True):
    """In the line, not printed yet."""

    text: str
    cell: tuple[int, int]
    times: tuple[int, int]

    @property
    def width(self) -> int:
        return self.cell[0] * self.times[0]

    def drawn(self) -> Image.Image:
        return _scaled(glyphs.glyph(self.text, self.cell), *self.times)


class Strip(msgspec.Struct, frozen=True):
    """Rows of ink as bytes (1 is black), or so many blank rows."""

    rows: tuple[bytes, ...] = ()
    blank: int = 0


class Typesetter:
    """Feed operations in their order; each gives the strips it prints."""

    def __init__(self, width_dots: int, dpi: int) -> None:
        self._width = width_dots
        self._dpi = dpi
        self.initialise()

    def initialise(self) -> None:
        """ESC @, or power-on."""
        self._align = 0
        self._units = _DEFAULT_UNITS
        self._spacing: int | None = None
        self._size = (1, 1)
        self._cell = glyphs.LARGE
        self._page = 0
        self._line: list[Image.Image | _Letter] = []
        self._graphics: Raster | None = None
        self._qr_text = b""
        self._qr_dots = 3
        self._qr_level = 48

    def set(self, op: Op) -> Iterator[Strip]:
        match op:
            case Init():
                self.initialise()
            case Align(where):
                self._align = where
            case MotionUnits(vertical=vertical):
                self._units = vertical or _DEFAULT_UNITS
            case LineSpacing(units):
                self._spacing = units
            case CharacterSize(width, height, is_small):
                self._size = (width or self._size[0], height or self._size[1])
                if is_small is not None:
                    self._cell = glyphs.SMALL if is_small else glyphs.LARGE
            case CodePage(page):
                self._page = page
            case StoreGraphics(raster):
                self._graphics = raster
            case StoreQr() | QrModule() | QrLevel():
                self._set_qr(op)
            case _:
                yield from self._print(op)

    def _set_qr(self, op: StoreQr | QrModule | QrLevel) -> None:
        match op:
            case StoreQr(data):
                self._qr_text = data
            case QrModule(dots):
                self._qr_dots = min(16, max(1, dots))
            case QrLevel(level):
                self._qr_level = level

    def _print(self, op: Op) -> Iterator[Strip]:
        match op:
            case Text(data):
                yield from self._write(data)
            case Columns():
                self._line.append(_columns(op))
            case LineFeed():
                yield from self._feed_line()
            case FeedLines(lines):
                yield from self._flush()
                yield Strip(blank=lines * self._line_dots())
            case FeedUnits(units):
                yield from self._flush()
                yield Strip(blank=self.dots(units))
            case Raster():
                yield from self._flush()
                yield self._placed(_raster(op))
            case PrintGraphics() if self._graphics is not None:
                yield from self._flush()
                yield self._placed(_raster(self._graphics))
                self._graphics = None
            case PrintQr():
                yield from self._flush()
                yield self._placed(self._qr())
            case _:
                return

    def dots(self, units: int) -> int:
        """Vertical motion units in dots."""
        return units * self._dpi // self._units

    def _line_dots(self) -> int:
        return round(self._dpi * _LINE_INCHES) if self._spacing is None else self.dots(self._spacing)

    def _feed_line(self) -> Iterator[Strip]:
        height = max((part.height for part in map(_drawn, self._line)), default=0)
        yield from self._flush()
        if (rest := self._line_dots() - height) > 0:
            yield Strip(blank=rest)

    def _flush(self) -> Iterator[Strip]:
        if not self._line:
            return
        parts = [_drawn(part) for part in self._line]
        width, height = sum(part.width for part in parts), max(part.height for part in parts)
        line, x = Image.new("1", (width, height)), 0
        for part in parts:
            line.paste(part, (x, height - part.height))
            x += part.width
        self._line = []
        yield self._placed(line)

    def _placed(self, ink: Image.Image) -> Strip:
        """The ink where the justification puts it; what is too wide is cut off, as on paper."""
        room = max(0, self._width - ink.width)
        row = Image.new("1", (self._width, ink.height))
        row.paste(ink, (room * self._align // 2, 0))
        data, step = row.tobytes(), (self._width + 7) // 8
        return Strip(rows=tuple(data[start : start + step] for start in range(0, len(data), step)))

    def _write(self, data: bytes) -> Iterator[Strip]:
        """Into the line; what has no room there begins the next one."""
        for byte in data:
            text = pages.letter(byte, self._page)
            before = self._line[-1] if self._line else None
            if isinstance(before, _Letter) and len(whole := pages.joined(before.text, text)) == 1:
                self._line[-1] = msgspec.structs.replace(before, text=whole)
                continue
            letter = _Letter(text, self._cell, self._size)
            if self._line and sum(part.width for part in self._line) + letter.width > self._width:
                yield from self._feed_line()
            self._line.append(letter)

    def _qr(self) -> Image.Image:
        code = qrcode.QRCode(border=0, box_size=1, error_correction=_QR_LEVELS.get(self._qr_level, 1))
        code.add_data(self._qr_text)
        code.make(fit=True)
        matrix = code.get_matrix()
        small = Image.new("1", (len(matrix), len(matrix)))
        small.putdata([int(bool(module)) for row in matrix for module in row])
        return _scaled(small, self._qr_dots, self._qr_dots)


def _drawn(part: Image.Image | _Letter) -> Image.Image:
    return part.drawn() if isinstance(part, _Letter) else part


def _raster(op: Raster) -> Image.Image:
    rows = len(op.data) // op.width_bytes if op.width_bytes else 0
    if not rows:
        return Image.new("1", (8, 0))
    return _scaled(Image.frombytes("1", (op.width_bytes * 8, rows), op.data), op.x_scale, op.y_scale)


def _columns(op: Columns) -> Image.Image:
    columns = len(op.data) // op.height_bytes
    if not columns:
        return Image.new("1", (0, op.height_bytes * 8))
    sideways = Image.frombytes("1", (op.height_bytes * 8, columns), op.data)
    return _scaled(sideways.transpose(Image.Transpose.TRANSPOSE), op.x_scale, op.y_scale)


def _scaled(image: Image.Image, x: int, y: int) -> Image.Image:
    return image.resize((image.width * x, image.height * y), Image.Resampling.NEAREST)


def picture_of(rows: list[bytes], width_dots: int) -> Image.Image:
    """Rows of ink as a picture: black on white."""
    return ImageChops.invert(Image.frombytes("1", (width_dots, len(rows)), b"".join(rows)))
