"""The connection for a Qt program: asyncio in one thread, queued signals to the GUI.

The two threads share two queues and nothing else. Inward, what the hub says waits in `_inbox` until the GUI thread is
awake; a view that a newer one has overtaken there is dropped, so a window that was busy is right at once. Outward,
calls go through the loop's own thread-safe queue. A stalled GUI cannot miss a heartbeat, and the network cannot hold up
a frame.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hub.client.connection import Connection
from hub.client.port import HubListener, Trouble
from hub.protocol import Answer, Command, CommandId, DeviceReport, Reply, View, Welcome

log = logging.getLogger(__name__)

_STOP_S: Final = 3.0

_Heard = Welcome | Trouble | View | Reply


class HubLink(QObject):
    """A `HubPort` for view-models. Create, connect the signals, `start()`; `stop()` before the program ends.

    Every signal is emitted in the thread this object lives in, whatever is connected to it.
    """

    connected = Signal(object)
    """The hub's `Welcome`."""
    disconnected = Signal(str)
    """A `Trouble`; again whenever the reason changes."""
    viewReceived = Signal(object)  # noqa: N815 - Qt names
    """The newest `View`."""
    replied = Signal(str, object)
    """A command id and its `Answer`."""

    _heard = Signal()

    def __init__(self, connect: Callable[[HubListener], Connection], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox: SimpleQueue[_Heard] = SimpleQueue()
        self._connection = connect(_Mouth(self._inbox, self._heard.emit))
        self._thread: _LinkThread | None = None
        self._is_stopped = False
        # Queued by force: the signal is emitted in the other thread.
        self._heard.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        self._thread = _LinkThread(self._connection)
        self._thread.start()

    def stop(self) -> None:
        """Close the connection politely and end the thread; nothing is delivered afterwards."""
        self._is_stopped = True
        if self._thread is not None:
            self._thread.stop()

    def send(self, command_id: CommandId, command: Command) -> None:
        self._call(self._connection.send, command_id, command)

    def forget(self, command_id: CommandId) -> None:
        self._call(self._connection.forget, command_id)

    def report(self, report: DeviceReport) -> None:
        self._call(self._connection.report, report)

    def waiting(self) -> int:
        """How much was heard and not delivered yet."""
        return self._inbox.qsize()

    def _call(self, method: Callable[..., None], *arguments: object) -> None:
        if self._thread is not None:
            self._thread.call(method, *arguments)
        elif not self._is_stopped:
            # Nobody else holds the connection yet; it will say this when it is connected.
            method(*arguments)

    @Slot()
    def _deliver(self) -> None:
        """Hand over all that is there; later wake-ups for the same things find nothing."""
        heard: list[_Heard] = []
        while not self._inbox.empty():
            heard.append(self._inbox.get_nowait())
        newest_view = next((item for item in reversed(heard) if isinstance(item, View)), None)
        for item in heard:
            if self._is_stopped:
                return
            match item:
                case Welcome():
                    self.connected.emit(item)
                case Trouble():
                    self.disconnected.emit(item.value)
                case View():
                    if item is newest_view:
                        self.viewReceived.emit(item)
                case Reply(command_id=command_id, answer=answer):
                    self.replied.emit(command_id, answer)


class _Mouth:
    """The listener in the connection's thread."""

    def __init__(self, inbox: SimpleQueue[_Heard], wake: Callable[[], None]) -> None:
        self._inbox = inbox
        self._wake = wake

    def on_connected(self, welcome: Welcome) -> None:
        self._say(welcome)

    def on_disconnected(self, trouble: Trouble) -> None:
        self._say(trouble)

    def on_view(self, view: View) -> None:
        self._say(view)

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        self._say(Reply(command_id=command_id, answer=answer))

    def _say(self, heard: _Heard) -> None:
        self._inbox.put(heard)
        self._wake()


class _LinkThread(threading.Thread):
    """One thread, one loop, one connection."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(name="hub-link", daemon=True)
        self._connection = connection
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()

    def run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._until_stopped())

    def stop(self) -> None:
        self.call(self._end.set)
        self.join(_STOP_S)
        if self.is_alive():
            log.warning("the connection to the hub did not end within %s s", _STOP_S)

    def call(self, method: Callable[..., None], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(method, *arguments)

    async def _until_stopped(self) -> None:
        connection = asyncio.create_task(self._connection.run())
        await self._end.wait()
        connection.cancel()
        await asyncio.gather(connection, return_exceptions=True)
