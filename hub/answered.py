"""What each command id was answered, so that a command sent again gets its first answer and does nothing twice.

A command that changed something is remembered for the service day, and after a restart from the log. A refusal, or an
acceptance of what was so already, changed nothing and is not in the log: it is remembered while the hub runs, so that
an old "no" sent again cannot become a "yes" about another ticket.
"""

from hub.core.ids import CommandId, DeviceId, TicketId
from hub.protocol import Refused

QUIET_KEPT = 4096
"""Far more than can be on their way to devices at once."""

Key = tuple[DeviceId, CommandId]
Given = TicketId | Refused | None
"""A ticket stands for its acceptance, worded anew; None is a plain acceptance."""


class Answered:
    """The memory of one service day."""

    def __init__(self) -> None:
        self._changed: dict[Key, TicketId | None] = {}
        self._quiet: dict[Key, Refused | None] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._changed or key in self._quiet

    def __getitem__(self, key: Key) -> Given:
        return self._changed[key] if key in self._changed else self._quiet[key]

    def changed(self, key: Key, issued: TicketId | None) -> None:
        """This command caused events; `issued` is the ticket it made, if any. Said again, a ticket stands."""
        if issued is not None or key not in self._changed:
            self._changed[key] = issued

    def quiet(self, key: Key, answer: Refused | None) -> None:
        """This command caused no event."""
        self._quiet[key] = answer
        if len(self._quiet) > QUIET_KEPT:
            del self._quiet[next(iter(self._quiet))]
