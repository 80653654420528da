"""One kiosk with a printer that takes tickets as fast as they come."""

import time

from hub.protocol import Accepted, IssueTicket
from tests.bench.centre import SERVICES
from tests.bench.wire import BenchError, Device, answer_in


class Taps:
    """The services in turn; the replies are kept and read after the watch has stopped."""

    def __init__(self, kiosk: Device) -> None:
        self._kiosk = kiosk
        self._replies: list[str] = []

    async def once(self) -> float:
        """Seconds from sending to having the answer."""
        request = self._kiosk.request(IssueTicket(SERVICES[len(self._replies) % len(SERVICES)]))
        began = time.perf_counter()
        reply = await self._kiosk.ask(request)
        took = time.perf_counter() - began
        self._replies.append(reply)
        return took

    def numbers(self) -> tuple[str, ...]:
        return tuple(number_in(reply) for reply in self._replies)


def number_in(reply: str) -> str:
    """The number a kiosk was told; anything else voids the measurement."""
    answer = answer_in(reply)
    if not isinstance(answer, Accepted) or answer.ticket is None:
        raise BenchError(f"no ticket: {reply}")
    return answer.ticket.number
