"""What the words of a template can speak of: a ticket's fields, by the names a technician writes."""

from collections.abc import Iterable
from typing import Final

from hardware.printer.wrap import clean
from hub.protocol import TicketPaper

FIELDS: Final = {
    "agency": "the agency: the small line on top",
    "centre": "the name of the centre",
    "title": "the head of the ticket",
    "number": "the number: A025",
    "service": "the service it is for",
    "counters": "numbers of the counters it belongs to (1, 2); empty where any counter may call it",
    "ahead": "how many people wait before it",
    "wait": "the range in words: 20 – 35 phút",
    "issued": "weekday, date and time",
    "session": "the session of the day: Buổi sáng; empty outside of any",
    "mark": "the mark of a priority class; empty without",
    "notice": "what holds at this hour; empty most of the day",
    "bring": "papers to have ready, one a line; may be empty",
    "qr_url": "the address behind the QR code; empty without one",
    "footer": "the last lines, one a line",
    "copy": "1 for the first paper, more for a reprint",
}


class Listed(tuple[object, ...]):
    """Several values, which print with what belongs between them."""

    between: str

    def __new__(cls, values: Iterable[object], between: str) -> "Listed":
        listed = super().__new__(cls, values)
        listed.between = between
        return listed

    def __str__(self) -> str:
        return self.between.join(map(str, self))


def fields_of(paper: TicketPaper) -> dict[str, object]:
    """Texts are on one line and without anything invisible, whatever the hub sent."""
    return {
        "agency": clean(paper.agency),
        "centre": clean(paper.centre),
        "title": clean(paper.title),
        "number": clean(paper.number),
        "service": clean(paper.service_name),
        "counters": Listed(paper.counters, ", "),
        "ahead": paper.ahead,
        "wait": wait_in_words(paper.wait_low_min, paper.wait_high_min),
        "issued": clean(paper.issued_local),
        "session": clean(paper.session_name),
        "mark": clean(paper.mark),
        "notice": clean(paper.notice),
        "bring": Listed(filter(None, map(clean, paper.bring)), "\n"),
        "qr_url": clean(paper.qr_url),
        "footer": Listed(filter(None, map(clean, paper.footer)), "\n"),
        "copy": paper.copy,
    }


def wait_in_words(low: int | None, high: int | None) -> str:
    """The truth about waiting, also where there is nothing to tell."""
    if low is None or high is None:
        return "chưa ước tính được"
    if high <= 0:
        return "không phải chờ"
    if low <= 0:
        return f"dưới {high} phút"
    return f"{low} phút" if low == high else f"{low} – {high} phút"
