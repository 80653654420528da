"""How the open sheet is answered, by keyboard or mouse, and what the rows of the lists do.

A sheet that was opened by a click is deaf for a moment: its answers lie where the click was. What is pointed at is
kept by name, never by place: a view that comes in between may take an answer away, and Enter then does nothing.
"""

import msgspec

from counter_client.about import Deed
from counter_client.desk import Step, closed, holding, opened, sent
from counter_client.sheet_options import deeds, noted, options, row_of
from counter_client.sheets import CONFIRMED, Option, Sheet, SheetKind
from counter_client.state import DEAF_S, State, seated
from hub.protocol import CommandId, TicketId

KEYS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The key of each answer, in their order."""
IN_THE_ROW = frozenset({Deed.CALL_BACK, Deed.REJOIN})
"""What a row of the lists has a key for; anything else is in its sheet."""


def answers(state: State) -> tuple[Option, ...]:
    """What the open sheet offers now."""
    if state.sheet is None or state.view is None:
        return ()
    return options(state.sheet, state.view, state.reasons)


def taken(state: State, option_id: str, command_id: CommandId, now: float) -> Step:
    """An answer is given: its command is sent, or its question asked."""
    sheet = state.sheet
    option = next((option for option in answers(state) if option.option_id == option_id), None)
    if sheet is None or option is None or seated(state) is None:
        return Step(state)
    if isinstance(option.does, SheetKind):
        return Step(opened(state, option.does, sheet.ticket_id, now + DEAF_S))
    return sent(closed(state), option.does, option.about, command_id, now)


def clicked(state: State, option_id: str, command_id: CommandId, now: float) -> Step:
    """A click gives the answer, or only points where it is to be confirmed."""
    return Step(state) if _is_deaf(state, now) else _chosen(state, option_id, command_id, now)


def keyed(state: State, key: str, command_id: CommandId, now: float) -> Step:
    """The key beside an answer does what a click on it does; it opened nothing, so it is heard at once."""
    found = answers(state)
    place = KEYS.find(key.upper())
    if not key or not 0 <= place < len(found):
        return Step(state)
    return _chosen(state, found[place].option_id, command_id, now)


def confirmed(state: State, command_id: CommandId, now: float) -> Step:
    """Enter: what is pointed at."""
    if state.sheet is None or _is_deaf(state, now):
        return Step(state)
    return taken(state, state.sheet.pointed, command_id, now)


def note_given(state: State, note: str, command_id: CommandId, now: float) -> Step:
    """A reason in one's own words."""
    sheet, view = state.sheet, state.view
    if sheet is None or view is None or seated(state) is None:
        return Step(state)
    found = noted(sheet, view, note)
    if found is None:
        return Step(state)
    command, about = found
    return sent(closed(state), command, about, command_id, now)


def pointed_on(state: State, down: int, right: int) -> State:
    """The arrows: up and down within a column, left and right to the nearest answer of the next one that has any."""
    found = answers(state)
    if state.sheet is None or not found:
        return state
    here = next((option for option in found if option.option_id == state.sheet.pointed), None)
    if here is None:
        return _pointing(state, state.sheet, found[0].option_id)
    columns = [[o for o in found if o.group == group] for group in sorted({o.group for o in found})]
    place = next(place for place, column in enumerate(columns) if here in column)
    column = columns[min(max(place + right, 0), len(columns) - 1)]
    row = columns[place].index(here) + down
    return _pointing(state, state.sheet, column[min(max(row, 0), len(column) - 1)].option_id)


def place_toggled(state: State) -> State:
    """Of a transfer: to the front, or by arrival."""
    if state.sheet is None or state.sheet.kind is not SheetKind.TRANSFER:
        return state
    sheet = msgspec.structs.replace(state.sheet, to_front=not state.sheet.to_front)
    return msgspec.structs.replace(state, sheet=sheet)


def dismissed(state: State) -> State:
    """Esc."""
    return closed(state)


def clicked_away(state: State, now: float) -> State:
    """A click beside the sheet; not the second one of a double click that opened it."""
    return state if _is_deaf(state, now) else closed(state)


# --- The rows of the lists ---


def row_opened(state: State, ticket_id: TicketId, now: float) -> State:
    """What can be done with this one?"""
    desk = seated(state)
    if desk is None or state.sheet is not None or row_of(desk, ticket_id) is None:
        return state
    return opened(state, SheetKind.ROW, ticket_id, now + DEAF_S)


def row_deed(state: State, ticket_id: TicketId) -> Option | None:
    """What the key in a row does at once; None: nothing now. A double click must not reach the row that moves up."""
    desk = seated(state)
    first = None if desk is None or state.sheet is not None else next(deeds(desk, ticket_id), None)
    if first is None or first.subject not in IN_THE_ROW:
        return None
    return None if state.held is not None and state.held.intent is first.subject else first


def row_done(state: State, ticket_id: TicketId, command_id: CommandId, now: float) -> Step:
    """The key in the row."""
    deed = row_deed(state, ticket_id)
    if deed is None or isinstance(deed.does, SheetKind) or not isinstance(deed.subject, Deed):
        return Step(state)
    return sent(holding(state, deed.subject, now), deed.does, deed.about, command_id, now)


def _chosen(state: State, option_id: str, command_id: CommandId, now: float) -> Step:
    if state.sheet is not None and state.sheet.kind in CONFIRMED:
        return Step(_pointing(state, state.sheet, option_id))
    return taken(state, option_id, command_id, now)


def _is_deaf(state: State, now: float) -> bool:
    """To the second half of what opened the sheet."""
    return state.sheet is not None and now < state.sheet.deaf_until


def _pointing(state: State, sheet: Sheet, option_id: str) -> State:
    return msgspec.structs.replace(state, sheet=msgspec.structs.replace(sheet, pointed=option_id))
