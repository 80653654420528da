"""What is known about each class of printer, as data.

A profile says how wide the paper is, which commands the printer knows and how it tells that a ticket is finished. Those
of this program stand in `profiles.toml`, each with its source; a site adds its own as `[[profile]]` in the agent's
file. Where models differ, the cautious value is taken.
"""

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Final

import msgspec

from hub.client.settings import convert

AUTO: Final = "auto"
"""The profile that is found out by asking the printer for its maker and model."""


class ConfirmMethod(StrEnum):
    """How a printer says that everything sent before is on paper, best first.

    `process_id`: `GS ( H` echoes our own id once the paper has moved. `paper_sensor`: `GS r 1` is answered in its turn
    among the print data. `idle`: twice without any trouble after the calculated end. With none of them a ticket is
    `unverified`: it was taken, and nobody can say more.
    """

    PROCESS_ID = "process_id"
    PAPER_SENSOR = "paper_sensor"
    IDLE = "idle"


class Cutter(StrEnum):
    """What happens below a ticket."""

    FULL = "full"
    PARTIAL = "partial"
    """The ticket hangs by a bridge until it is torn off."""
    NONE = "none"
    """It is fed out as far as the tear bar."""


class Presenter(StrEnum):
    """What holds the ticket out to the citizen, and how it says whether the ticket was taken."""

    NONE = "none"
    TAKEN_BIT = "taken_bit"
    """Bit 7 of `DLE EOT 1` is set while the ticket hangs in the mouth (KP-628E)."""
    EJECTOR = "ejector"
    """`GS e`: asked, it tells whether a ticket is present or jammed; it can eject and retract (Custom KPM)."""


class LeftTicket(StrEnum):
    """What is done with a ticket nobody has taken for ten seconds."""

    PUSH = "push"
    """Nothing: the next one pushes it out."""
    EJECT = "eject"
    RETRACT = "retract"


Positive = Annotated[int, msgspec.Meta(gt=0)]


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One class of printers."""

    name: str
    """What a `[[printer]]` table says."""
    width_dots: Annotated[int, msgspec.Meta(ge=256, le=1280, multiple_of=16)]
    """Printable dots of a row; a multiple of 16, so that both sides can be cropped by whole bytes."""
    dpi: Annotated[int, msgspec.Meta(ge=100, le=600)] = 203
    """Dots per inch; 203 are eight in a millimetre."""
    models: tuple[str, ...] = ()
    """Parts of what such a printer calls itself (capitals do not matter); for `profile = "auto"`."""
    makers: tuple[str, ...] = ()
    """The same for models of the maker that no profile names."""
    cutter: Cutter = Cutter.PARTIAL
    blade_mm: Annotated[float, msgspec.Meta(ge=0, le=60)] = 12.0
    """From the head to the blade: so much paper each ticket takes beside its picture."""
    speed_mm_s: Annotated[float, msgspec.Meta(gt=0)] = 90.0
    """The slowest of its kind: a confirmation is waited for that long."""
    bytes_per_s: Annotated[float, msgspec.Meta(gt=0)] = 100_000.0
    """The slowest link it is met on, serial lines apart: these go by their own speed."""
    buffer_bytes: Positive = 4096
    """What it takes in while it prints."""
    max_block_rows: Annotated[int, msgspec.Meta(ge=16, le=2047)] = 120
    """Rows in one raster command. Heights that are multiples of 48 are never used: some clones garble them."""
    max_block_bytes: Annotated[int, msgspec.Meta(ge=1024, le=65535)] = 9216
    """No raster command is longer than this: so many NULs complete any picture that was cut off."""
    confirm: tuple[ConfirmMethod, ...] = (ConfirmMethod.PAPER_SENSOR, ConfirmMethod.IDLE)
    """Best first; empty: what is printed stays "unverified"."""
    has_status: bool = True
    """Can be asked how it is (`DLE EOT`). False for a spooler and a file: then nothing is asked at all."""
    realtime_mask: Annotated[int, msgspec.Meta(ge=0, le=255)] = 0x93
    """Bits of a `DLE EOT` answer that are fixed (value 0x12). 0x13 where bit 7 tells that a ticket is not taken."""
    has_auto_status: bool = True
    """Knows `GS a`: tells by itself when paper, cover or cutter change."""
    has_full_status: bool = False
    """Knows `DLE EOT 20` of Custom: four bytes in one answer."""
    has_clear: bool = False
    """Knows `DLE DC4 8`: forgets what it could not print, and says so."""
    has_motion_units: bool = True
    """Knows `GS P`. Without it one unit of `ESC J` is whatever the maker chose: 1/203, 1/360, 1/406 inch."""
    has_double_height: bool = True
    """Knows modes 2 and 3 of `GS v 0`: each row is printed twice, or each dot as a square of four."""
    native_qr: bool = False
    """Draws a QR code itself (`GS ( k`): 74 bytes instead of some thousand."""
    native_number: bool = False
    """Has characters eight times as large (`GS !`), for the number: taken on slow lines, for they are coarse."""
    code_pages: tuple[int, int] | None = None
    """`ESC t` numbers of the TCVN-3 pages, small letters and capitals; None: no Vietnamese text of its own."""
    presenter: Presenter = Presenter.NONE
    left_ticket: LeftTicket = LeftTicket.PUSH

    @property
    def dots_per_mm(self) -> float:
        return self.dpi / 25.4

    @property
    def row_bytes(self) -> int:
        return self.width_dots // 8

    @property
    def block_rows(self) -> int:
        """Rows in one raster command of full width."""
        return min(self.max_block_rows, self.max_block_bytes // self.row_bytes)

    @property
    def paper_mm(self) -> int:
        """The paper's width as it is sold."""
        return 80 if self.width_dots / self.dots_per_mm > 54 else 58


class _Profiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    profile: tuple[Profile, ...]


def read_profiles(text: str, source: str) -> dict[str, Profile]:
    """Every `[[profile]]` of a TOML text by its name. Raises `ConfigError` with every problem."""
    return by_name(convert(tomllib.loads(text), _Profiles, source=source).profile)


def by_name(profiles: Iterable[Profile]) -> dict[str, Profile]:
    return {profile.name: profile for profile in profiles}


def matching(name: str, profiles: Iterable[Profile]) -> Profile | None:
    """The profile for what a printer calls itself: by its model, the longest first, else by its maker."""
    known = tuple(profiles)
    by_model = _longest(name, ((part, profile) for profile in known for part in profile.models))
    return by_model or _longest(name, ((part, profile) for profile in known for part in profile.makers))


def _longest(name: str, parts: Iterable[tuple[str, Profile]]) -> Profile | None:
    fitting = [found for found in parts if found[0].casefold() in name.casefold()]
    return max(fitting, key=lambda found: len(found[0]))[1] if fitting else None


PROFILES: Final[dict[str, Profile]] = read_profiles(
    files("hardware.printer").joinpath("profiles.toml").read_text(encoding="utf-8"), "profiles.toml"
)
