"""Who may send what and is shown what: one table."""

from types import MappingProxyType
from typing import Final

from hub.core import commands
from hub.protocol import Role
from hub.protocol.devices import DisplayReport, HardwareReport, ScanReport

PAD_KEYS: Final = frozenset(
    {
        commands.CallNext,
        commands.Recall,
        commands.StartService,
        commands.Finish,
        commands.MarkNoShow,
        commands.Park,
        commands.Pause,
        commands.Resume,
        commands.Undo,
    }
)
"""What a call pad has keys for. A pad acts for whoever sits at its counter; it seats nobody and chooses nobody."""

MAY_SEND: Final = MappingProxyType(
    {
        Role.KIOSK: frozenset({commands.IssueTicket, commands.ReprintTicket, commands.Rejoin}),
        Role.DISPLAY: frozenset({commands.ConfirmShown, commands.ConfirmSpoken}),
        Role.COUNTER: frozenset(
            {
                commands.SitDown,
                commands.StandUp,
                commands.CallNext,
                commands.Recall,
                commands.StartService,
                commands.Finish,
                commands.MarkNoShow,
                commands.CallTicket,
                commands.WalkIn,
                commands.Park,
                commands.Unpark,
                commands.Transfer,
                commands.CancelTicket,
                commands.Rejoin,
                commands.Undo,
                commands.Pause,
                commands.Resume,
                commands.Cover,
            }
        ),
        Role.HARDWARE: frozenset({commands.ReportPaper, *PAD_KEYS}),
    }
)

HUB_ONLY: Final = frozenset(
    {commands.OpenDay, commands.MovePaper, commands.ExpirePaper, commands.UnparkDue, commands.CloseSession}
)
"""Commands the hub gives itself; no role may send them."""

MAY_REPORT: Final = MappingProxyType(
    {
        Role.KIOSK: frozenset[type](),
        Role.DISPLAY: frozenset({DisplayReport}),
        Role.COUNTER: frozenset[type](),
        Role.HARDWARE: frozenset({HardwareReport, ScanReport}),
    }
)


def may_send(role: Role, command: commands.Command) -> bool:
    return type(command) in MAY_SEND[role]
