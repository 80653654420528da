"""One printer's tickets: a `TicketPaper` becomes the bytes for this printer, by this centre's template.

A template was checked when the agent started. Should a ticket come all the same that it cannot be filled with, the
ticket that comes with the program is printed: a citizen waits for a number, not for a layout.
"""

import logging

from hardware.printer import graphics
from hardware.printer.design import Design, default_design
from hardware.printer.encode import Encoded, Insert, encode
from hardware.printer.layout import Head, lay_out
from hardware.printer.page import NativeCode, NativeNumber, Page
from hardware.printer.phrases import PhraseError
from hardware.printer.profile import Profile
from hardware.printer.render import draw
from hub.protocol import TicketPaper

log = logging.getLogger(__name__)


class TicketMaker:
    """Call it with a paper. Drawing takes some 20 ms, so not on the agent's loop; any thread will do."""

    def __init__(self, profile: Profile, design: Design | None = None) -> None:
        self.profile = profile
        self._head = Head(profile.width_dots, profile.dots_per_mm, profile.native_qr, profile.native_number)
        self._design = design or default_design(profile.width_dots)

    def __call__(self, paper: TicketPaper) -> Encoded:
        page = self.page(paper)
        return encode(draw(page), self.profile, inserts(page))

    def page(self, paper: TicketPaper) -> Page:
        """What stands where."""
        try:
            return lay_out(paper, self._design, self._head)
        except PhraseError:
            log.exception("the template cannot be filled with ticket %s; the usual ticket is printed", paper.number)
            return lay_out(paper, default_design(self.profile.width_dots), self._head)


def inserts(page: Page) -> tuple[Insert, ...]:
    """What the printer draws by itself, from top to bottom."""
    found = []
    for block in page.blocks:
        match block:
            case NativeNumber():
                data = graphics.large_text(block.text, block.x_times, block.y_times)
            case NativeCode():
                data = graphics.qr_code(block.text.encode(), block.level, block.dots_per_module)
            case _:
                continue
        found.append(Insert(block.top, block.top + block.height, data))
    return tuple(found)
