"""`layso-hardware preview`: a sample ticket as a PNG file, as laid out or as an emulated printer prints its bytes.

`layso-hardware template` writes the template it is laid out by.
"""

from itertools import chain
from pathlib import Path

import msgspec
from PIL import Image

from hardware.emulators.decoder import Decoder
from hardware.emulators.ops import Unknown
from hardware.emulators.typesetter import Typesetter, picture_of
from hardware.printer.design import default_text, read_design
from hardware.printer.encode import Encoded
from hardware.printer.page import NativeCode, NativeNumber, Page
from hardware.printer.profile import Profile
from hardware.printer.render import draw
from hardware.printer.ticket import make_ticket, page_of
from hub.client.settings import ConfigError
from hub.protocol import TicketPaper


class Preview(msgspec.Struct, frozen=True):
    """What to look at."""

    profile: Profile
    template: Path | None = None
    """None is the ticket as it comes with the program."""
    is_decoded: bool = False

    def write(self, paper: TicketPaper, out: Path) -> str:
        """Returns what to say of it. Raises `ConfigError` for a template that is wrong."""
        profile = self.profile
        design = read_design(self.template, profile.width_dots) if self.template else None
        page = page_of(profile, paper, design)
        encoded = make_ticket(profile, paper, design)
        picture = decoded(encoded, profile) if self.is_decoded else draw(page)
        picture.save(out, "PNG", dpi=(profile.dpi, profile.dpi))
        said = f"{out}: {picture.width} x {picture.height} dots, {encoded.height_mm:.0f} mm, {len(encoded.data)} bytes"
        return f"{said}; {self.template or 'the usual ticket'} on {profile.name}{_drawn_by_it(page)}"


def write_template(out: Path, paper: int) -> None:
    """Nothing that somebody has changed is written over. Raises `ConfigError`."""
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(default_text(paper))
    except FileExistsError:
        raise ConfigError((f"{out}: is there already; choose another name",)) from None
    except OSError as error:
        raise ConfigError((f"{out}: cannot be written: {error.strerror}",)) from None


def _drawn_by_it(page: Page) -> str:
    names = {NativeNumber: "the number", NativeCode: "the QR code"}
    native = [names[type(block)] for block in page.blocks if type(block) in names]
    return f"; the printer itself draws {' and '.join(native)}" if native else ""


def decoded(encoded: Encoded, profile: Profile) -> Image.Image:
    """What an emulated printer puts on paper, up to the cut."""
    typesetter = Typesetter(profile.width_dots, profile.dpi)
    ops = Decoder().feed(encoded.data)
    if unknown := [str(op) for op in ops if isinstance(op, Unknown)]:
        raise ValueError(f"the emulated printer does not know {', '.join(unknown)}")
    rows: list[bytes] = []
    for strip in chain.from_iterable(map(typesetter.set, ops)):
        rows += strip.rows or [bytes(profile.row_bytes)] * strip.blank
    return picture_of(rows, profile.width_dots)
