"""What an ESC/POS stream asks a printer to do, one value per command."""

import msgspec


class Init(msgspec.Struct, frozen=True):
    """ESC @."""


class Raster(msgspec.Struct, frozen=True):
    """Dots, row by row, eight to a byte; each printed `x_scale` wide and `y_scale` high."""

    width_bytes: int
    data: bytes
    x_scale: int = 1
    y_scale: int = 1


class Columns(msgspec.Struct, frozen=True):
    """ESC *: dots column by column in the present line, 8 or 24 high."""

    height_bytes: int
    data: bytes
    x_scale: int
    y_scale: int


class Text(msgspec.Struct, frozen=True):
    """Characters into the present line."""

    data: bytes


class LineFeed(msgspec.Struct, frozen=True):
    """LF, CR LF."""


class FeedUnits(msgspec.Struct, frozen=True):
    """ESC J: print the line, then move the paper by vertical motion units."""

    units: int


class FeedLines(msgspec.Struct, frozen=True):
    """ESC d."""

    lines: int


class MotionUnits(msgspec.Struct, frozen=True):
    """GS P: units per inch; 0 is the printer's own default."""

    horizontal: int
    vertical: int


class LineSpacing(msgspec.Struct, frozen=True):
    """ESC 3; None is the default (ESC 2)."""

    units: int | None


class Align(msgspec.Struct, frozen=True):
    """ESC a: 0 left, 1 centre, 2 right."""

    where: int


class CharacterSize(msgspec.Struct, frozen=True):
    """GS !, ESC !."""

    width: int
    height: int


class Cut(msgspec.Struct, frozen=True):
    """GS V. `feed_units` is None for a cut where the paper is; else it first moves past the blade and by the units."""

    feed_units: int | None


class Eject(msgspec.Struct, frozen=True):
    """GS e of Custom: 2 retract, 3 hold out, 5 eject, 6 ask."""

    what: int


class StoreQr(msgspec.Struct, frozen=True):
    """GS ( k fn 180: the text of the next QR code."""

    data: bytes


class QrModule(msgspec.Struct, frozen=True):
    """GS ( k fn 167."""

    dots: int


class PrintQr(msgspec.Struct, frozen=True):
    """GS ( k fn 181."""


class AskSensor(msgspec.Struct, frozen=True):
    """GS r."""

    which: int


class AskDone(msgspec.Struct, frozen=True):
    """GS ( H."""

    process_id: bytes


class AskInfo(msgspec.Struct, frozen=True):
    """GS I."""

    which: int


class SetAutoStatus(msgspec.Struct, frozen=True):
    """GS a."""

    mask: int


class Setting(msgspec.Struct, frozen=True):
    """A known command that changes nothing this emulator shows."""

    name: str


class Unknown(msgspec.Struct, frozen=True):
    """Bytes that are no command this emulator knows: worth a warning."""

    data: bytes


Op = (
    Init
    | Raster
    | Columns
    | Text
    | LineFeed
    | FeedUnits
    | FeedLines
    | MotionUnits
    | LineSpacing
    | Align
    | CharacterSize
    | Cut
    | Eject
    | StoreQr
    | QrModule
    | PrintQr
    | AskSensor
    | AskDone
    | AskInfo
    | SetAutoStatus
    | Setting
    | Unknown
)
