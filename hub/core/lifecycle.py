"""The lifecycle of a ticket and of its paper, as tables.

Everything that asks "may this happen now?" reads these tables: `decide`, the buttons of the counter client, the diagram
and the page in `docs/lifecycle.md`, and the tests. To change the rules, change the table.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What can be done with a ticket."""

    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    MARK_NO_SHOW = "mark_no_show"
    REJOIN = "rejoin"
    PARK = "park"
    UNPARK = "unpark"
    TRANSFER = "transfer"
    CANCEL = "cancel"


TRANSITIONS: Final = MappingProxyType(
    {
        (Status.WAITING, Action.CALL): Status.CALLED,
        (Status.WAITING, Action.CANCEL): Status.CANCELLED,
        (Status.CALLED, Action.RECALL): Status.CALLED,
        (Status.CALLED, Action.START): Status.SERVING,
        (Status.CALLED, Action.MARK_NO_SHOW): Status.NO_SHOW,
        (Status.CALLED, Action.PARK): Status.PARKED,
        (Status.CALLED, Action.TRANSFER): Status.WAITING,
        (Status.CALLED, Action.CANCEL): Status.CANCELLED,
        (Status.SERVING, Action.FINISH): Status.FINISHED,
        (Status.SERVING, Action.PARK): Status.PARKED,
        (Status.SERVING, Action.TRANSFER): Status.WAITING,
        (Status.SERVING, Action.CANCEL): Status.CANCELLED,
        (Status.PARKED, Action.CALL): Status.CALLED,
        (Status.PARKED, Action.UNPARK): Status.WAITING,
        (Status.PARKED, Action.CANCEL): Status.CANCELLED,
        (Status.NO_SHOW, Action.REJOIN): Status.WAITING,
    }
)

ACTIVE: Final = frozenset({Status.CALLED, Status.SERVING})
"""A ticket in one of these occupies a counter."""

ENDED: Final = frozenset({Status.FINISHED, Status.NO_SHOW, Status.CANCELLED})


def after(status: Status, action: Action) -> Status | None:
    """The status that follows, or None when the action is not allowed."""
    return TRANSITIONS.get((status, action))


class PaperState(StrEnum):
    """How far a ticket's paper is.

    `failed` means: certainly no byte became paper, a retry cannot double it. `unknown` means: it may or may not have
    been printed; nobody retries by machine. `expired`: it was not printed in time and is no longer wanted. A `failed`
    paper is `issued` again when the hub gives it to another printer.
    """

    ISSUED = "issued"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


PAPER_TRANSITIONS: Final = MappingProxyType(
    {
        PaperState.ISSUED: frozenset({PaperState.SENDING, PaperState.FAILED, PaperState.EXPIRED}),
        PaperState.SENDING: frozenset({PaperState.CONFIRMED, PaperState.FAILED, PaperState.UNKNOWN}),
        PaperState.FAILED: frozenset({PaperState.SENDING, PaperState.EXPIRED, PaperState.ISSUED}),
        PaperState.UNKNOWN: frozenset({PaperState.CONFIRMED}),
        PaperState.CONFIRMED: frozenset(),
        PaperState.EXPIRED: frozenset(),
    }
)

PAPER_PENDING: Final = frozenset({PaperState.ISSUED, PaperState.SENDING, PaperState.FAILED})
"""The hardware agent still has something to do for a paper in one of these."""
