"""After the play: does what lies on the disk agree with what the log says? Nothing is taken on trust."""

from pathlib import Path

from hub.core.lifecycle import PaperState, Status
from hub.core.model import State


def summary(state: State) -> str:
    tickets = tuple(state.tickets)
    ended = sum(ticket.status is Status.FINISHED for ticket in tickets)
    absent = sum(ticket.status is Status.NO_SHOW for ticket in tickets)
    waits = [(ticket.called_at - ticket.issued_at).total_seconds() / 60 for ticket in tickets if ticket.called_at]
    longest = f"{max(waits):.0f} min" if waits else "-"
    return (
        f"{len(tickets)} tickets, {ended} served, {absent} did not come, "
        f"{sum(map(len, state.lines.values()))} still waiting, longest wait {longest}"
    )


def problems(state: State, tickets: Path, sounds: Path) -> tuple[str, ...]:
    """What does not agree; nothing when all is well."""
    found = []
    numbers = [ticket.number for ticket in state.tickets]
    if len(set(numbers)) != len(numbers):
        found.append("a number was given twice")
    printed = [ticket for ticket in state.tickets if ticket.paper and ticket.paper.state is PaperState.CONFIRMED]
    papers = len(list(tickets.glob("*.png")))
    if papers != len(printed):
        found.append(f"{len(printed)} papers were confirmed, but the printer wrote {papers}")
    if len(printed) != len(numbers):
        found.append(f"only {len(printed)} of {len(numbers)} tickets were printed")
    calls = sum(ticket.call_count for ticket in state.tickets)
    spoken = len(list(sounds.glob("*.wav")))
    if spoken != calls:
        found.append(f"{calls} calls were made, but {spoken} were spoken")
    return tuple(found)
