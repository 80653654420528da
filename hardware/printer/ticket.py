"""One printer's tickets: a `TicketPaper` becomes the bytes for this printer, by this centre's template.

A template was checked when the agent started. Should a ticket come all the same that it cannot be filled with, the
ticket that comes with the program is printed: a citizen waits for a number, not for a layout.
"""

import logging
from typing import Final

from hardware.printer import graphics
from hardware.printer.design import Design, default_design, paper_mm
from hardware.printer.encode import Encoded, Insert, encode
from hardware.printer.layout import Head, lay_out
from hardware.printer.page import NativeCode, NativeNumber, Page
from hardware.printer.profile import Profile
from hardware.printer.render import draw
from hub.protocol import TicketPaper

log = logging.getLogger(__name__)

_SLOW_BYTES_PER_S: Final = 12_000
"""115,200 baud. A printer's own figures are coarse: they stand only where drawing ours takes long to send."""


def make_ticket(profile: Profile, paper: TicketPaper, design: Design | None = None) -> Encoded:
    """In the printer's bytes. Takes some 20 ms, so not on the agent's loop; any thread will do."""
    if design is not None and is_for(profile, design):
        try:
            return _made(profile, paper, design)
        except Exception:
            # The boundary of a centre's own template: whatever is wrong with it, the citizen gets a number.
            log.exception("the template cannot make ticket %s; the usual ticket is printed", paper.number)
    return _made(profile, paper, default_design(profile.width_dots))


def is_for(profile: Profile, design: Design) -> bool:
    """A printer that was asked what it is can turn out to have other paper than the template is for."""
    width_mm = paper_mm(profile.width_dots)
    if design.template.paper_mm == width_mm:
        return True
    log.error("%s prints on %d mm: not the template's paper; the usual ticket is printed", profile.name, width_mm)
    return False


def page_of(profile: Profile, paper: TicketPaper, design: Design | None = None) -> Page:
    """What stands where. Raises `PhraseError` where the template cannot be filled with this paper."""
    is_slow = profile.bytes_per_s <= _SLOW_BYTES_PER_S
    head = Head(profile.width_dots, profile.dots_per_mm, profile.native_qr, profile.native_number and is_slow)
    return lay_out(paper, design or default_design(profile.width_dots), head)


def _made(profile: Profile, paper: TicketPaper, design: Design) -> Encoded:
    page = page_of(profile, paper, design)
    return encode(draw(page), profile, inserts(page))


def inserts(page: Page) -> tuple[Insert, ...]:
    """What the printer draws by itself, from top to bottom."""
    found = []
    for block in page.blocks:
        match block:
            case NativeNumber():
                data = graphics.large_text(block.text, block.x_times, block.y_times)
            case NativeCode():
                data = graphics.qr_code(block.text, block.level, block.dots_per_module)
            case _:
                continue
        found.append(Insert(block.top, block.top + block.height, data))
    return tuple(found)
