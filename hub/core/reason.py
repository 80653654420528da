"""Why a ticket was picked, as a code: stored with every call, shown to the operator, spoken for in a dispute."""

from enum import StrEnum


class Reason(StrEnum):
    """Why this ticket is called now; the counter client has the words."""

    LONGEST_WAIT = "longest_wait"
    """First of the operator's own services."""
    PRIORITY = "priority"
    """Of a strict priority class, and it is priority's turn."""
    HEAD_START = "head_start"
    """Its priority class or its short job counts as if it had come earlier, and so it is first."""
    APPOINTMENT = "appointment"
    """Stands in the line by its booked time, and so it is first."""
    WAITED_TOO_LONG = "waited_too_long"
    """Has waited longer than priority may pass."""
    FOR_THIS_COUNTER = "for_this_counter"
    """Was sent to this counter or person."""
    SECOND_SKILL = "second_skill"
    """Nobody waited for the operator's own services; helps another line."""
    RESERVE = "reserve"
    """Nobody waited for the operator's own and second services; helps as a reserve."""
    HELP = "help"
    """Another line has waited too long; helps it before the own one."""
    CHOSEN = "chosen"
    """An operator with the right to do so chose it; `note` of the event says why."""
    CALLED_BACK = "called_back"
    """Was parked, and is called back by the operator."""
    IN_TURN = "in_turn"
    """Not next yet: stands in the order of the line."""
