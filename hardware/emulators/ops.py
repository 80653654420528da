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
    """GS !, ESC !, ESC M: how many times as wide and high, and whether in the small font (B). None: as before."""

    width: int | None = None
    height: int | None = None
    is_small: bool | None = None


class CodePage(msgspec.Struct, frozen=True):
    """ESC t: what letters from 80h on mean."""

    page: int


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


class QrLevel(msgspec.Struct, frozen=True):
    """GS ( k fn 169: 48 to 51 are L, M, Q, H."""

    level: int


class PrintQr(msgspec.Struct, frozen=True):
    """GS ( k fn 181."""


class StoreGraphics(msgspec.Struct, frozen=True):
    """GS ( L fn 112: a picture for later."""

    raster: Raster


class PrintGraphics(msgspec.Struct, frozen=True):
    """GS ( L fn 50."""


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

    def __str__(self) -> str:
        """By name and bytes: `GS ( Z (1d 28 5a 78)`."""
        name = " ".join(_LEADS.get(byte) or (chr(byte) if 0x20 < byte < 0x7F else f"{byte:02X}h") for byte in self.data)
        return f"{name} ({self.data.hex(' ')})"


_LEADS = {0x10: "DLE", 0x1B: "ESC", 0x1C: "FS", 0x1D: "GS"}

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
    | CodePage
    | Cut
    | Eject
    | StoreQr
    | QrModule
    | QrLevel
    | PrintQr
    | StoreGraphics
    | PrintGraphics
    | AskSensor
    | AskDone
    | AskInfo
    | SetAutoStatus
    | Setting
    | Unknown
)
