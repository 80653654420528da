"""All the words of the kiosk, as a type: a language that lacks one does not compile.

Everyday words, whole sentences, addressed to "Ông/Bà". The languages stand in `words_vi.py` and `words_en.py`.
`{...}` are filled in by `face.py`; both languages name the same ones.
"""

from collections.abc import Mapping

import msgspec

from hub.client.port import Trouble
from hub.protocol import FailureCode, PaperState, PrinterHealth, RefusalCode, Status
from kiosk.paper import Notice


class Words(msgspec.Struct, frozen=True):
    """One language."""

    weekdays: tuple[str, ...]
    """Monday first."""
    months: tuple[str, ...]
    """January first."""
    date: str
    today: str
    tomorrow: str
    other_day: str
    short_tomorrow: str
    short_other_day: str

    home_title: str
    home_detail: str
    printer_out_detail: str
    printer_elsewhere: str
    ticket_not_taken: str
    people_one: str
    people: str
    are_waiting: str
    nobody_waiting: str
    no_wait: str
    wait_between: str
    wait_about: str
    wait_below: str
    wait_unknown: str
    quota_reached: str
    too_late: str
    opens_again: str
    more_fields: str
    have_priority: str
    claim: str
    drop_claim: str
    have_missed: str

    priority_title: str
    priority_detail: str
    claim_title: str
    claim_detail: str
    claim_yes: str
    claim_no: str
    missed_title: str
    missed_detail: str
    taken: str
    back: str

    other_language: str
    large_print: str
    normal_print: str
    high_contrast: str
    normal_contrast: str

    issuing_title: str
    rejoining_title: str

    your_number: str
    recovered_number: str
    taken_at: str
    ahead_one: str
    ahead: str
    called: str
    called_detail: str
    past: str
    past_detail: str
    wait_minutes: str
    wait_expected: str
    no_estimate: str
    no_estimate_detail: str
    scan_title: str
    scan_detail: str
    has_paper: str
    has_no_paper: str
    done: str
    leaving: str
    scan_notes: Mapping[str, str]
    """A line about what was scanned: a card, or why it is of no use."""
    scanned_number: str
    found: Mapping[Status, tuple[str, str]]
    """How a scanned ticket stands, and what to do. `called` and `serving` are told with their counter."""
    found_may_rejoin: str
    rejoin: str
    counter: str
    notices: Mapping[Notice, tuple[str, str]]
    """What is said about the paper; an empty second line is filled with the reason."""
    copy_printed_detail: str
    notices_elsewhere: Mapping[Notice, str]
    """The same where the paper comes out at another machine."""
    asking_elsewhere: str
    elsewhere_detail: str
    in_slot: Mapping[Notice, str]
    """While a ticket lies in the slot: this one, or the one before, which the printer waits for."""
    paper: Mapping[PaperState, str]
    """Why there is no paper, when the printer itself seems well."""
    printer: Mapping[PrinterHealth, str]

    sorry_title: str
    sorry_no_answer: str
    see_staff: str
    not_rejoined_title: str
    take_new_number: str
    back_home: str
    refusals: Mapping[RefusalCode, str]
    failures: Mapping[FailureCode, str]

    closed_title: str
    closed_holiday: str
    closed_opens: str
    closed_unknown: str
    keep_waiting: str

    reconnecting: str
    starting_title: str
    starting_detail: str
    no_hub_title: str
    no_hub_detail: str
    no_hub_advice: str
    troubles: Mapping[Trouble, str]
    """For the staff: what to look at."""
