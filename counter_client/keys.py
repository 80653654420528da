"""The commands of the keys that send at once."""

from collections.abc import Callable

from hub.protocol import (
    CallNext,
    Command,
    CounterId,
    Desk,
    DeskAction,
    Finish,
    MarkNoShow,
    Recall,
    Resume,
    StartService,
    Undo,
)

AT_ONCE: dict[DeskAction, Callable[[CounterId], Command]] = {
    DeskAction.CALL_NEXT: CallNext,
    DeskAction.RECALL: Recall,
    DeskAction.START: StartService,
    DeskAction.FINISH: Finish,
    DeskAction.MARK_NO_SHOW: MarkNoShow,
    DeskAction.RESUME: Resume,
    DeskAction.UNDO: Undo,
}
"""All others ask first (`sheets.OPENED_BY`)."""


def command_of(action: DeskAction, counter_id: CounterId) -> Command:
    return AT_ONCE[action](counter_id)


def meant(action: DeskAction, desk: Desk | None) -> DeskAction:
    """The key of a break is also the key that ends it."""
    if action is DeskAction.PAUSE and desk is not None and DeskAction.RESUME in desk.actions:
        return DeskAction.RESUME
    return action
