"""Names of things: what identifies a service, a counter, a ticket, a call, a print job.

Ids of tickets, calls and jobs are *derived*, never drawn by chance: a ticket is its place in its service day, a call is
the n-th call of its ticket, a job is the n-th paper of its ticket. So the core needs no random numbers and a replayed
log gives the same names. Only a ticket's `token` (the secret in its QR code) is random, and it is passed in.
"""

from datetime import date
from typing import NewType

BranchCode = NewType("BranchCode", str)
ServiceId = NewType("ServiceId", str)
CounterId = NewType("CounterId", str)
OperatorId = NewType("OperatorId", str)
ClassId = NewType("ClassId", str)
"""A priority class; "" is everybody."""
VisitId = NewType("VisitId", str)
"""One person's stay: the id of its first ticket."""
DeviceId = NewType("DeviceId", str)
PrinterId = NewType("PrinterId", str)
TicketId = NewType("TicketId", str)
"""`YYYY-MM-DD.N`: the N-th ticket (from 0) of that service day; unique in its branch for ever."""
CallId = NewType("CallId", str)
JobId = NewType("JobId", str)
CommandId = NewType("CommandId", str)
Ordinal = NewType("Ordinal", int)
"""The place of a ticket in its service day, from 0: its index in `State.tickets`."""


def ticket_id(day: date, ordinal: Ordinal) -> TicketId:
    return TicketId(f"{day.isoformat()}.{ordinal}")


def ordinal_of(ticket: TicketId, day: date) -> Ordinal | None:
    """The ticket's ordinal, or None when the id is malformed or belongs to another service day."""
    prefix, dot, digits = ticket.partition(".")
    if not dot or prefix != day.isoformat() or not digits.isascii() or not digits.isdecimal():
        return None
    return Ordinal(int(digits))


def call_id(ticket: TicketId, call_number: int) -> CallId:
    """The `call_number`-th call (from 1) of a ticket."""
    return CallId(f"{ticket}.c{call_number}")


def ticket_of_call(call: CallId) -> TicketId:
    return TicketId(call.rpartition(".c")[0])


def job_id(ticket: TicketId, copy: int) -> JobId:
    """The `copy`-th paper (from 1) of a ticket; copies after the first are marked "IN LẠI"."""
    return JobId(f"{ticket}.p{copy}")


def ticket_of_job(job: JobId) -> TicketId:
    return TicketId(job.rpartition(".p")[0])
