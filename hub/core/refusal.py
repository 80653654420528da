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
    """Nobody sits at counter `number` on this device."""
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
    """There have been `most` papers of this ticket already."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The rules say no. Raised by `decide`; nothing has happened."""

    def __init__(self, code: RefusalCode, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
