"""What may become of a ticket's paper. The number is never touched: it exists whatever the printer does."""

from hub.core import commands, events
from hub.core.context import Context
from hub.core.ids import JobId, job_id, ticket_of_job
from hub.core.lifecycle import ENDED, PAPER_PENDING, PAPER_TRANSITIONS, PaperState
from hub.core.model import Paper, State
from hub.core.refusal import Refusal, RefusalCode

MAX_COPIES = 3
AGENT_SILENT = "agent_silent"

Events = tuple[events.Event, ...]


def reprint(state: State, command: commands.ReprintTicket, context: Context) -> Events:
    """A further copy from the printer of the speaking kiosk, while the ticket is still good for something."""
    ticket = state.ticket(command.ticket_id)
    if ticket is None or ticket.status in ENDED:
        raise Refusal(RefusalCode.UNKNOWN_TICKET, ticket=command.ticket_id)
    kiosk = state.branch.kiosk(context.device_id)
    if kiosk is None or kiosk.printer_id is None:
        raise Refusal(RefusalCode.NO_PRINTER)
    copy = ticket.paper.copy + 1 if ticket.paper else 1
    if ticket.paper is not None and ticket.paper.state in PAPER_PENDING:
        raise Refusal(RefusalCode.PAPER_NOT_ALLOWED, state=ticket.paper.state)
    if copy > MAX_COPIES:
        raise Refusal(RefusalCode.TOO_MANY_COPIES, most=str(MAX_COPIES))
    return (events.PrintRequested(job_id(ticket.ticket_id, copy), ticket.ticket_id, kiosk.printer_id, copy),)


def report(state: State, command: commands.ReportPaper) -> Events:
    """The agent's word. Said twice it changes nothing; a state the table does not allow is refused."""
    paper = _newest(state, command.job_id)
    if paper.state is command.state:
        return ()
    is_own_word = command.state in {PaperState.ISSUED, PaperState.EXPIRED}
    if is_own_word or command.state not in PAPER_TRANSITIONS[paper.state]:
        raise Refusal(RefusalCode.PAPER_NOT_ALLOWED, state=paper.state)
    return (events.PaperReported(command.job_id, command.state, command.detail),)


def expire(state: State, command: commands.ExpirePaper) -> Events:
    """A paper nobody printed is no longer wanted; one whose agent fell silent while sending is of unknown fate."""
    paper = _newest(state, command.job_id)
    if paper.state not in PAPER_PENDING:
        return ()
    if paper.state is PaperState.SENDING:
        return (events.PaperReported(command.job_id, PaperState.UNKNOWN, AGENT_SILENT),)
    return (events.PaperReported(command.job_id, PaperState.EXPIRED, paper.detail),)


def _newest(state: State, job: JobId) -> Paper:
    ticket = state.ticket(ticket_of_job(job))
    if ticket is None or ticket.paper is None or ticket.paper.job_id != job:
        raise Refusal(RefusalCode.UNKNOWN_JOB, job=job)
    return ticket.paper
