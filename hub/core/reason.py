"""Why a ticket was picked, as a code: stored with every call, shown to the operator, spoken for in a dispute."""

from enum import StrEnum


class Reason(StrEnum):
    """Why this ticket is next; the counter client has the words."""

    LONGEST_WAIT = "longest_wait"
    """First of the operator's own services."""
    SECOND_SKILL = "second_skill"
    """Nobody waited for the operator's own services; helps another line."""
    IN_TURN = "in_turn"
    """Not next yet: stands in the order of arrival."""
