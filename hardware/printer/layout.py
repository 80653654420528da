"""Where everything stands on a ticket: a `TicketPaper` becomes blocks with positions in dots. No pixel is drawn here.

One column, everything centred on it, from top to bottom: who, what, the number and its mark, for which service, how
long, what holds at this hour, when, the code for the phone, thanks. Nothing is ever wider than the paper: texts wrap
and end in an ellipsis, the number is fitted. A ticket is only so long: thanks give way to what concerns this citizen.
"""

from functools import partial

import msgspec

from hardware.printer.fonts import Font, text_width
from hardware.printer.qr import Modules, modules_of
from hardware.printer.sheets import Sheet, sheet_for
from hardware.printer.wrap import clean, wrap
from hub.protocol import TicketPaper

_MAX_AGENCY_LINES = 2
_MAX_COUNTER_LINES = 2
_MAX_FOOTER_LINES = 4
_CODE_MM = 25.0


class Run(msgspec.Struct, frozen=True):
    """A piece of a line in one font."""

    text: str
    font: Font


class Line(msgspec.Struct, frozen=True):
    """Runs beside each other on one baseline."""

    runs: tuple[Run, ...]
    baseline: int

    @property
    def width(self) -> int:
        return sum(text_width(run.text, run.font) for run in self.runs)


class BigNumber(msgspec.Struct, frozen=True):
    """The number, as high as `height` and fitted into `width`."""

    text: str
    top: int
    height: int
    width: int


class Rule(msgspec.Struct, frozen=True):
    """A short line between two groups."""

    top: int
    width: int
    thickness: int = 2


class Stamp(msgspec.Struct, frozen=True):
    """White words on black: seen before anything is read."""

    line: Line
    top: int
    width: int
    height: int


class Code(msgspec.Struct, frozen=True):
    """A QR code."""

    modules: Modules
    dots_per_module: int
    top: int

    @property
    def side(self) -> int:
        return len(self.modules) * self.dots_per_module


Block = Line | BigNumber | Rule | Stamp | Code


class Page(msgspec.Struct, frozen=True):
    """A whole ticket."""

    width: int
    height: int
    blocks: tuple[Block, ...]


def lay_out(paper: TicketPaper, width: int, dots_per_mm: float) -> Page:
    sheet = sheet_for(width)
    column = _Column(width, sheet)
    _head(column, paper, sheet)
    column.number(paper.number)
    if clean(paper.mark):
        column.stamp(paper.mark)
    column.space(2)
    service_lines = column.service(paper.service_name)
    column.text(_counters(paper.counters), sheet.counters, _MAX_COUNTER_LINES)
    column.space()
    column.fact("Số người chờ trước:", str(paper.ahead))
    column.fact("Dự kiến:", _wait(paper.wait_low_min, paper.wait_high_min))
    if clean(paper.notice):
        column.space()
    notice_lines = column.text(paper.notice, sheet.notice, sheet.notice_lines)
    column.space()
    column.issued(paper.issued_local, paper.session_name)
    if paper.qr_url:
        column.space(2)
        column.code(paper.qr_url, round(_CODE_MM * dots_per_mm))
        column.text("Quét để xem lượt gọi", sheet.small, 1)
    column.space()
    extra_lines = notice_lines + (service_lines - 1) + (paper.copy > 1)
    for line in paper.footer[: max(0, _MAX_FOOTER_LINES - extra_lines)]:
        column.text(line, sheet.footer, 2)
    column.skip(sheet.air_bottom)
    return Page(width, column.y, tuple(column.blocks))


def _head(column: "_Column", paper: TicketPaper, sheet: Sheet) -> None:
    column.skip(sheet.air_top)
    column.text(paper.agency, sheet.agency, _MAX_AGENCY_LINES)
    column.text(paper.centre, sheet.centre, _MAX_AGENCY_LINES)
    column.space()
    column.rule()
    column.text(paper.title, sheet.title, _MAX_AGENCY_LINES)
    if paper.copy > 1:
        column.stamp(f"IN LẠI – BẢN {paper.copy}")
    column.space(2)


def _counters(counters: tuple[int, ...]) -> str:
    return "Quầy: " + ", ".join(map(str, counters)) if counters else "Chờ gọi số"


def _wait(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "chưa ước tính được"
    if high <= 0:
        return "không phải chờ"
    if low <= 0:
        return f"dưới {high} phút"
    return f"{low} phút" if low == high else f"{low} – {high} phút"


class _Column:
    """Stacks blocks from the top; `y` is where the next one begins."""

    def __init__(self, width: int, sheet: Sheet) -> None:
        self._width = width
        self._inner = width - 2 * sheet.margin
        self._sheet = sheet
        self.blocks: list[Block] = []
        self.y = 0

    def skip(self, dots: int) -> None:
        self.y += dots

    def space(self, times: int = 1) -> None:
        self.skip(times * self._sheet.gap)

    def text(self, text: str, font: Font, max_lines: int) -> int:
        """Returns how many lines it took."""
        lines = wrap(text, self._inner, max_lines, partial(text_width, font=font))
        for line in lines:
            self._line(Run(line, font))
        return len(lines)

    def service(self, name: str) -> int:
        is_short = text_width(clean(name), self._sheet.service) <= self._inner
        font = self._sheet.service if is_short else self._sheet.service_long
        return self.text(name, font, self._sheet.service_lines)

    def fact(self, label: str, value: str) -> None:
        """A label and its value on one line; under each other where the paper is too narrow."""
        line = Line((Run(label + " ", self._sheet.label), Run(value, self._sheet.value)), 0)
        if line.width <= self._inner:
            self._line(*line.runs)
        else:
            self.text(label, self._sheet.label, 1)
            self.text(value, self._sheet.value, 2)

    def issued(self, when: str, session: str) -> None:
        """Date and time, and the session beside them or under them."""
        font, together = self._sheet.issued, clean(f"{when} · {session}")
        if session and text_width(together, font) <= self._inner:
            self.text(together, font, 1)
        else:
            self.text(when, font, 2)
            self.text(session, font, 1)

    def rule(self) -> None:
        self.blocks.append(Rule(self.y, self._sheet.rule_width))
        self.skip(2)
        self.space()

    def stamp(self, text: str) -> None:
        font = self._sheet.stamp
        self.space()
        top, height = self.y, font.line_height + 8
        fitting = wrap(text, self._inner - 40, 1, partial(text_width, font=font))
        line = Line(tuple(Run(part, font) for part in fitting), top + 4 + font.baseline)
        self.blocks.append(Stamp(line, top, min(self._inner, line.width + 40), height))
        self.skip(height)

    def number(self, number: str) -> None:
        height = self._sheet.number_height
        self.blocks.append(BigNumber(clean(number), self.y, height, self._width - 2 * self._sheet.number_margin))
        self.skip(height)

    def code(self, text: str, side: int) -> None:
        modules = modules_of(text)
        # An even number of dots is sent as half; under 3 dots (0.4 mm) old phones do not read it.
        dots = max(4, 2 * round(side / len(modules) / 2))
        code = Code(modules, min(self._inner // len(modules), dots), self.y)
        self.blocks.append(code)
        self.skip(code.side)
        self.space()

    def _line(self, *runs: Run) -> None:
        tallest = max((run.font for run in runs), key=lambda font: font.size)
        self.blocks.append(Line(runs, self.y + tallest.baseline))
        self.skip(tallest.line_height)
