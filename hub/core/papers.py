"""What may become of a ticket's paper. The number is never touched: it exists whatever the printer does."""

from hub.core import commands, events
from hub.core.context import Context
from hub.core.ids import JobId, PrinterId, job_id, ticket_of_job
from hub.core.lifecycle import ENDED, PAPER_PENDING, PAPER_TRANSITIONS, PaperState
from hub.core.model import Paper, State
from hub.core.refusal import Refusal, RefusalCode
from hub.core.setup import Branch

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


def report(state: State, command: commands.ReportPaper, context: Context) -> Events:
    """The agent's word. Said twice it changes nothing; a state the table does not allow is refused.

    Two must never print the same paper. So a word about a printer the paper was taken from is refused, and while a
    paper is being sent, or may have been printed, every word about it but that of the agent that sends it.
    """
    paper = _newest(state, command.job_id)
    is_anothers = paper.sent_by is not None and paper.sent_by != context.device_id
    if is_anothers or command.printer_id not in {None, paper.printer_id}:
        raise Refusal(RefusalCode.PAPER_NOT_ALLOWED, state=paper.state)
    if paper.state is command.state:
        return ()
    is_own_word = command.state in {PaperState.ISSUED, PaperState.EXPIRED}
    if is_own_word or command.state not in PAPER_TRANSITIONS[paper.state]:
        raise Refusal(RefusalCode.PAPER_NOT_ALLOWED, state=paper.state)
    return (events.PaperReported(command.job_id, command.state, command.detail),)


def move(state: State, command: commands.MovePaper) -> Events:
    """To the spare of a kiosk whose printer cannot print, once, and only while nothing of it can have been printed."""
    paper = _newest(state, command.job_id)
    if not may_move(paper):
        raise Refusal(RefusalCode.PAPER_NOT_ALLOWED, state=paper.state)
    if command.printer_id != spare_of(state.branch, paper.printer_id):
        raise Refusal(RefusalCode.NO_PRINTER)
    return (events.PaperMoved(command.job_id, command.printer_id),)


def may_move(paper: Paper) -> bool:
    """Once only: two broken printers would else pass a paper to and fro."""
    return paper.state in {PaperState.ISSUED, PaperState.FAILED} and paper.moved_from is None


def spare_of(branch: Branch, printer_id: PrinterId) -> PrinterId | None:
    """The printer that takes over from this one; None: none does."""
    return next((kiosk.spare_printer_id for kiosk in branch.kiosks if kiosk.printer_id == printer_id), None)


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
