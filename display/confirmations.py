"""What this wall tells the hub of calls, until the hub has it on its disk. No Qt, no socket, no clock.

The connection sends a confirmation until it is answered. But a hub whose disk refuses answers that nothing was stored;
an official would then read "not shown" of a call that stands on the wall. So it is told again, under the same id, every
`AGAIN_AFTER_S` until the disk takes it.
"""

from hub.client.port import HubPort
from hub.protocol import (
    Answer,
    CallId,
    CommandId,
    ConfirmShown,
    ConfirmSpoken,
    DeviceId,
    Failed,
    FailureCode,
)

AGAIN_AFTER_S = 1.0

_Confirmation = ConfirmShown | ConfirmSpoken


class Confirmations:
    """Command ids are made of the call and this device, so a repeated confirmation is the same command."""

    def __init__(self, hub: HubPort, device: DeviceId) -> None:
        self._hub = hub
        self._device = device
        self._unanswered: dict[CommandId, _Confirmation] = {}
        self._again_at: dict[CommandId, float] = {}

    def shown(self, call_id: CallId) -> None:
        self._tell(CommandId(f"{call_id}.shown.{self._device}"), ConfirmShown(call_id=call_id))

    def spoken(self, call_id: CallId) -> None:
        self._tell(CommandId(f"{call_id}.spoken.{self._device}"), ConfirmSpoken(call_id=call_id))

    def on_reply(self, command_id: CommandId, answer: Answer, at: float) -> None:
        if answer == Failed(FailureCode.STORE_UNAVAILABLE) and command_id in self._unanswered:
            self._again_at[command_id] = at + AGAIN_AFTER_S
        else:
            self._unanswered.pop(command_id, None)

    def look(self, at: float) -> None:
        """Tell again what is due."""
        for command_id in [due for due, again_at in self._again_at.items() if at >= again_at]:
            del self._again_at[command_id]
            self._hub.send(command_id, self._unanswered[command_id])

    def _tell(self, command_id: CommandId, confirmation: _Confirmation) -> None:
        self._unanswered[command_id] = confirmation
        self._hub.send(command_id, confirmation)
