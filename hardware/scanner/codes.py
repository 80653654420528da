"""What a code is. The one function a citizen's card goes through; only the answer comes out.

a card       of its holder only the priority class by age, "" for none
a ticket     the secret at the end of its address, whatever the host: a hub's address may change
else         why the kiosk can do nothing with it: "vneid", "slip", "unreadable"
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from hardware.scanner.card import MAX_CHARACTERS, birth_of, tidy
from hub.protocol import AgeClass, ClassId, Seen, SeenCard, SeenTicket, SeenUnknown

_TICKET: Final = re.compile(r"https?://[^\s/?#]+/t/([A-Za-z0-9_-]{8,64})/?", re.IGNORECASE)
_SLIP: Final = re.compile(r"(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{4,6}", re.IGNORECASE)
"""The code of a file at the one-stop centre: 000.11.22.H33-261121-0001, or without the first three groups."""
_OPAQUE: Final = re.compile(r"[A-Za-z0-9+/=_.:-]{40,}")
_VNEID: Final = re.compile(r"vneid", re.IGNORECASE)
_NAMED_CODE: Final = re.compile(r"https?://\S+[/=?&]([^/=?&\s]+)/?", re.IGNORECASE)

UNREADABLE: Final = SeenUnknown("unreadable")
_VNEID_SEEN: Final = SeenUnknown("vneid")
_SLIP_SEEN: Final = SeenUnknown("slip")


def seen(code: bytearray, ages: Sequence[AgeClass], today: date | None) -> Seen:
    """`today`: the hub's; None while it has not said. What was read is nowhere but in here."""
    text = tidy(read_text(code))
    if not text or len(text) > MAX_CHARACTERS:
        return _VNEID_SEEN if len(text) > MAX_CHARACTERS and _OPAQUE.fullmatch(text) else UNREADABLE
    birth = birth_of(text)
    if birth is not None:
        fitting = (age.class_id for age in ages if today is not None and birth.is_at_least(age.min_age, today))
        return SeenCard(next(fitting, ClassId("")))
    if ticket := _TICKET.fullmatch(text):
        return SeenTicket(ticket[1])
    if _SLIP.fullmatch(text) or ((named := _NAMED_CODE.fullmatch(text)) and _SLIP.fullmatch(named[1])):
        return _SLIP_SEEN
    if _VNEID.search(text) or (_OPAQUE.fullmatch(text) and "://" not in text):
        return _VNEID_SEEN
    return UNREADABLE


def read_text(code: bytearray) -> str:
    """UTF-8, else the Vietnamese Windows page, else what is ASCII: the fields that matter are."""
    for encoding in ("utf-8-sig", "cp1258"):
        try:
            return code.decode(encoding)
        except UnicodeDecodeError:
            continue
    return code.decode("ascii", "replace")
