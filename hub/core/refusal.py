"""Every "no" the rules of the queue can say.

A refusal is an answer, not a fault: it changes nothing, carries a code and parameters, and is put into words by the
client in the language of its user.
"""

from enum import StrEnum


class RefusalCode(StrEnum):
    """Why a command was refused; the client's words for each are in `*/words.py`."""

    UNKNOWN_SERVICE = "unknown_service"
    """`service` is not in the set-up."""
    UNKNOWN_COUNTER = "unknown_counter"
    """`counter` is not in the set-up."""
    UNKNOWN_OPERATOR = "unknown_operator"
    """`operator` is not in the set-up."""
    UNKNOWN_TICKET = "unknown_ticket"
    """`ticket` is not one of today that still counts."""
    UNKNOWN_CALL = "unknown_call"
    """`call` is not one of today."""
    UNKNOWN_JOB = "unknown_job"
    """`job` is not the newest paper of a ticket of today."""
    UNKNOWN_KIOSK = "unknown_kiosk"
    """The speaking `device` is no kiosk of the set-up."""
    CLOSED = "closed"
    """No tickets at this hour; `opens_at` says when (ISO 8601), empty when not known."""
    COUNTER_TAKEN = "counter_taken"
    """Someone else sits there; `operator` names them."""
    NOT_YOUR_COUNTER = "not_your_counter"
    """Nobody sits at counter `number` on this device; to a call pad: nobody sits there at all."""
    NOBODY_WAITING = "nobody_waiting"
    """Nobody waits for a service this operator serves."""
    NO_TICKET_HERE = "no_ticket_here"
    """The counter has no ticket to act on."""
    WRONG_STATUS = "wrong_status"
    """The `status` of ticket `number` does not allow `action`."""
    TICKET_OPEN = "ticket_open"
    """The counter, or the one this operator would leave, still has ticket `number`."""
    PAPER_NOT_ALLOWED = "paper_not_allowed"
    """The paper's `state` does not allow this."""
    NO_PRINTER = "no_printer"
    """This kiosk has no printer."""
    TOO_MANY_COPIES = "too_many_copies"
    """A ticket is printed `most` times at most."""
    UNKNOWN_CLASS = "unknown_class"
    """The priority class `class_id` is not in the set-up."""
    UNKNOWN_VISIT = "unknown_visit"
    """`visit` is not the stay of a ticket of today."""
    QUOTA_REACHED = "quota_reached"
    """No more tickets of this service in this session; `most` were given, `opens_at` says when it starts again."""
    TOO_LATE_TODAY = "too_late_today"
    """The wait would pass closing time; `opens_at` as for `closed`."""
    TOO_EARLY = "too_early"
    """The appointment may check in from `at` on (ISO 8601)."""
    RECALL_TOO_SOON = "recall_too_soon"
    """Called less than `gap_s` seconds ago."""
    RECALL_LIMIT = "recall_limit"
    """Called again `most` times already."""
    NO_SHOW_TOO_EARLY = "no_show_too_early"
    """Must be called `calls` times first."""
    REJOIN_TOO_LATE = "rejoin_too_late"
    """The grace time of `minutes` is over."""
    REJOIN_LIMIT = "rejoin_limit"
    """It came back as often as the policy allows."""
    MAY_NOT_CHOOSE = "may_not_choose"
    """This operator has no right to call out of turn."""
    REASON_NEEDED = "reason_needed"
    """No reason was given, or one that only the hub may give."""
    AT_ANOTHER_COUNTER = "at_another_counter"
    """This person stands at another counter now."""
    PAUSED = "paused"
    """The counter takes a break."""
    NOT_OPEN_YET = "not_open_yet"
    """The counters begin at `opens_at` (ISO 8601), empty when not known."""
    NOTHING_TO_UNDO = "nothing_to_undo"
    """Nothing was done here, or something has been built on it since."""
    UNDO_TOO_LATE = "undo_too_late"
    """Longer than `seconds` ago."""
    NOBODY_CAN_SERVE = "nobody_can_serve"
    """No counter or person of that name could serve this ticket."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The rules say no. Raised by `decide`; nothing has happened."""

    def __init__(self, code: RefusalCode, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
