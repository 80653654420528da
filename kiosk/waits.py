"""How long it will take, as a person says it: always a range, and where there is none it is said that there is none."""

from hub.protocol import KioskTicket, Status
from kiosk.faces import Fact
from kiosk.words import Words


def in_words(low: int | None, high: int | None, words: Words) -> str:
    """On a field: "20 – 35 phút"; "" when nothing can be said."""
    if low is None or high is None:
        return ""
    if high <= 0:
        return words.no_wait
    if low <= 0:
        return words.wait_below.format(high=high)
    return (words.wait_about if low == high else words.wait_between).format(low=low, high=high)


def ahead_fact(ticket: KioskTicket, words: Words) -> Fact:
    """How many people stand before a number, or what has become of it."""
    match ticket.status:
        case Status.WAITING:
            return Fact(str(ticket.ahead), words.ahead_one if ticket.ahead == 1 else words.ahead)
        case Status.NO_SHOW:
            # Just back, and the view with its new place is on its way.
            return Fact("…", words.ahead)
        case Status.CALLED:
            return Fact(words.called, words.called_detail, is_number=False)
        case _:
            return Fact(words.past, words.past_detail, is_number=False)


def wait_fact(ticket: KioskTicket, words: Words, *, is_rejoined: bool) -> Fact:
    """What was promised with the number. Nothing for one whose wait is over or has begun anew."""
    if is_rejoined or ticket.status is not Status.WAITING:
        return Fact()
    low, high = ticket.wait_low_min, ticket.wait_high_min
    if low is None or high is None:
        return Fact(words.no_estimate, words.no_estimate_detail, is_number=False)
    if high <= 0:
        return Fact(words.no_wait, words.wait_expected, is_number=False)
    return Fact(str(high) if low == high else f"{low} – {high}", words.wait_minutes)
