"""What a finger does on the pages between home and a number: the lists, the question about a card, a scanned ticket.

Pure. Every one of them goes back by itself or by a touch; the two deeds that ask the hub are here too.
"""

from typing import Final, assert_never

import msgspec

from hub.protocol import ClassId, CommandId, IssueTicket, KioskTicket, Rejoin, ServiceId
from kiosk import showing
from kiosk.inputs import (
    Choice,
    ComfortTapped,
    DoneTapped,
    Effect,
    LeafTurned,
    OptionTapped,
    RejoinTapped,
    Send,
    Touch,
)
from kiosk.state import (
    EVERYBODY,
    ChoosingClass,
    ChoosingMissed,
    Comfort,
    Confirming,
    Flow,
    Found,
    Issuing,
    Language,
    Rejoining,
    Resting,
)

Step = tuple[Flow, tuple[Effect, ...]]

WITH_CLAIM: Final = "yes"
WITHOUT_CLAIM: Final = "no"
"""The two answers to the question about a card."""

_replace = msgspec.structs.replace


def touched(flow: Flow, choice: ChoosingClass | ChoosingMissed | Confirming | Found, touch: Touch, now: float) -> Step:
    match choice:
        case ChoosingClass() | ChoosingMissed():
            return _touch_list(flow, touch, now)
        case Confirming(service_id):
            return _touch_claim(flow, service_id, touch, now)
        case Found() as found:
            return _touch_found(flow, found, touch, now)
    assert_never(choice)


def _touch_list(flow: Flow, touch: Touch, now: float) -> Step:
    match touch:
        case OptionTapped(class_id) if flow.view is not None and isinstance(flow.stage, ChoosingClass):
            chosen = next((each for each in flow.view.priorities if each.class_id == class_id), None)
            if chosen is None:
                return flow, ()
            return at_first_leaf(_replace(flow, stage=Resting(), claimed=chosen.class_id)), ()
        case OptionTapped(ticket_id, command_id):
            missed = next((each for each in showing.missed(flow.view) if each.ticket_id == ticket_id), None)
            if missed is None:
                return flow, ()
            return _rejoin(flow, missed, command_id, now)
        case DoneTapped():
            return at_first_leaf(_replace(flow, stage=Resting())), ()
        case _:
            return touch_comfort(flow, touch), ()


def _touch_claim(flow: Flow, service_id: ServiceId, touch: Touch, now: float) -> Step:
    match touch:
        case OptionTapped(option_id, command_id) if option_id in {WITH_CLAIM, WITHOUT_CLAIM}:
            claimed = flow.offered if option_id == WITH_CLAIM else EVERYBODY
            return ask_for_number(flow, service_id, claimed, command_id, now)
        case DoneTapped():
            return _replace(flow, stage=Resting()), ()
        case _:
            return touch_comfort(flow, touch), ()


def _touch_found(flow: Flow, found: Found, touch: Touch, now: float) -> Step:
    match touch:
        case RejoinTapped(command_id) if found.found.ticket.can_rejoin:
            return _rejoin(flow, found.found.ticket, command_id, now)
        case DoneTapped():
            return home(flow), ()
        case _:
            return flow, ()


def touch_comfort(flow: Flow, touch: Touch) -> Flow:
    match touch:
        case ComfortTapped(choice):
            return _replace(flow, comfort=_chosen(flow.comfort, choice))
        case LeafTurned(leaf):
            return _replace(flow, comfort=_replace(flow.comfort, leaf=leaf))
        case _:
            return flow


def at_first_leaf(flow: Flow) -> Flow:
    return _replace(flow, comfort=_replace(flow.comfort, leaf=0))


def ask_for_number(flow: Flow, service_id: ServiceId, claimed: ClassId, command_id: CommandId, now: float) -> Step:
    issuing = Issuing(command_id, service_id, now)
    flow = _replace(flow, stage=issuing, claimed=claimed, offered=EVERYBODY, note=None)
    return flow, (Send(command_id, IssueTicket(service_id, claimed)),)


def _rejoin(flow: Flow, missed: KioskTicket, command_id: CommandId, now: float) -> Step:
    return _replace(flow, stage=Rejoining(command_id, missed, now)), (Send(command_id, Rejoin(missed.ticket_id)),)


def _chosen(comfort: Comfort, choice: Choice) -> Comfort:
    match choice:
        case Choice.LANGUAGE:
            other = Language.EN if comfort.language is Language.VI else Language.VI
            return _replace(comfort, language=other)
        case Choice.LARGE_PRINT:
            return _replace(comfort, is_large=not comfort.is_large, leaf=0)
        case Choice.HIGH_CONTRAST:
            return _replace(comfort, is_high_contrast=not comfort.is_high_contrast)
    assert_never(choice)


def home(flow: Flow) -> Flow:
    """For the next citizen, who has chosen nothing yet."""
    return _replace(flow, stage=Resting(), comfort=Comfort(), claimed=EVERYBODY, offered=EVERYBODY, note=None)
