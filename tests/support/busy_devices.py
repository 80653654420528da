"""Devices that never stop asking, over the connection real devices use: they resend what was not answered."""

import random
from collections.abc import Callable
from itertools import count

from hub.client.connection import Connection
from hub.client.discovery import FixedHub
from hub.client.port import Trouble
from hub.core.actions import DeskAction
from hub.protocol import (
    Accepted,
    Answer,
    CallNext,
    Command,
    CommandId,
    CounterId,
    CounterView,
    Finish,
    Hello,
    IssueTicket,
    MarkNoShow,
    OperatorId,
    Recall,
    ServiceId,
    SitDown,
    StartService,
    View,
    Welcome,
)


class BusyDevice:
    """Remembers every question and every answer."""

    def __init__(self, url: str, hello: Callable[[], Hello], chance: random.Random) -> None:
        self.connection = Connection(hello=hello, finder=FixedHub(url), listener=self, jitter=chance.random)
        self.chance = chance
        self.asked: dict[CommandId, Command] = {}
        self.answers: dict[CommandId, Answer] = {}
        self.is_stopping = False
        self._ids = count(1)
        self._name = hello().device_id

    @property
    def is_settled(self) -> bool:
        """Everything asked has been answered."""
        return self.asked.keys() == self.answers.keys()

    def ask(self, command: Command) -> None:
        command_id = CommandId(f"{self._name}.{next(self._ids)}")
        self.asked[command_id] = command
        self.connection.send(command_id, command)

    def on_connected(self, welcome: Welcome) -> None:
        """The view follows."""

    def on_disconnected(self, trouble: Trouble) -> None:
        """It comes back by itself."""

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        assert command_id not in self.answers, f"{command_id} was answered twice"
        self.answers[command_id] = answer

    def on_view(self, view: View) -> None:
        """Each kind of device looks at its own."""


class BusyKiosk(BusyDevice):
    """Keeps a few taps under way at any time."""

    def begin(self, services: list[ServiceId], at_once: int) -> None:
        self._services = services
        for _ in range(at_once):
            self._tap()

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        super().on_reply(command_id, answer)
        if not self.is_stopping:
            self._tap()

    def _tap(self) -> None:
        self.ask(IssueTicket(self.chance.choice(self._services)))


_PRESSED: dict[DeskAction, Callable[[CounterId], Command]] = {
    DeskAction.CALL_NEXT: CallNext,
    DeskAction.RECALL: Recall,
    DeskAction.START: StartService,
    DeskAction.FINISH: Finish,
    DeskAction.MARK_NO_SHOW: MarkNoShow,
}


class BusyClerk(BusyDevice):
    """Sits down, then presses some enabled key as soon as the last press is answered."""

    def begin(self, counter: CounterId, operator: OperatorId) -> None:
        self._counter = counter
        self.ask(SitDown(counter, operator))

    def on_view(self, view: View) -> None:
        desk = view.view.desk if isinstance(view.view, CounterView) else None
        if desk is None or self.is_stopping or not self.is_settled:
            return
        keys = [action for action in desk.actions if action in _PRESSED]
        if keys:
            self.ask(_PRESSED[self.chance.choice(keys)](self._counter))


def accepted(devices: list[BusyKiosk]) -> dict[CommandId, str]:
    """The number each acknowledged tap was given."""
    return {
        command_id: answer.ticket.number
        for device in devices
        for command_id, answer in device.answers.items()
        if isinstance(answer, Accepted) and answer.ticket is not None
    }
