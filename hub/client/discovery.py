"""Where a hub may be: the address in the settings, or what can be found without one.

Theory of operation of the search. Candidates, best first: the address that worked last, this box itself when a hub has
left its key file here, and every hub that says so on the network (`_layso._tcp`). Listening to the network goes on in
the background, so a known address is tried again at once and is not held up by a search; a listener is renewed after a
while of bad luck, because it knows only the network cards that were up when it began. Of several hubs the key decides:
one that does not know this device is passed over.
"""

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from hub.client.address import DEFAULT_PORT, url_of

if TYPE_CHECKING:
    from zeroconf import ServiceStateChange, Zeroconf

log = logging.getLogger(__name__)

SERVICE_TYPE: Final = "_layso._tcp.local."
FIRST_LOOK_S: Final = 1.2
"""How long a search without any known address waits for the first hub to speak up."""
RENEW_S: Final = 20.0
RESOLVE_MS: Final = 1000
MOST: Final = 8


class HubFinder(Protocol):
    """Knows addresses to try."""

    async def candidates(self) -> tuple[str, ...]:
        """URLs, best first; empty when no hub has been found yet."""

    def reached(self, url: str) -> None:
        """A hub said welcome there."""

    async def close(self) -> None:
        """Stop searching."""


class FixedHub:
    """The operator wrote the address down."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def candidates(self) -> tuple[str, ...]:
        return (self._url,)

    def reached(self, url: str) -> None:
        """Nothing to learn."""

    async def close(self) -> None:
        """Nothing to stop."""


class SearchedHub:
    """Finds the hub by itself. `interfaces` narrows the listening, for tests on the loopback."""

    def __init__(self, *, local_key_file: Path, interfaces: tuple[str, ...] | None = None) -> None:
        self._local_key_file = local_key_file
        self._interfaces = interfaces
        self._last: str | None = None
        self._ear: _Ear | None = None
        self._renew_at = 0.0

    async def candidates(self) -> tuple[str, ...]:
        ear = await self._listen()
        if ear is not None and not self._known():
            await ear.first_hub(FIRST_LOOK_S)
        return self._known()

    def reached(self, url: str) -> None:
        self._last = url

    async def close(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            await ear.close()

    def _known(self) -> tuple[str, ...]:
        known = [] if self._last is None else [self._last]
        heard = () if self._ear is None else self._ear.heard()
        if self._local_key_file.exists():
            # The key of this box opens its hub only from inside, on whatever port it announces.
            ports = (DEFAULT_PORT, *(port for _, port in heard))
            known.extend(url_of("127.0.0.1", port) for port in ports)
        known.extend(url_of(host, port) for host, port in heard)
        return tuple(dict.fromkeys(known))[:MOST]

    async def _listen(self) -> "_Ear | None":
        now = asyncio.get_running_loop().time()
        if now >= self._renew_at:
            self._renew_at = now + RENEW_S
            await self.close()
            try:
                self._ear = _Ear(self._interfaces)
            except OSError as error:
                log.info("cannot listen for a hub on the network yet: %s", error)
        return self._ear


class _Ear:
    """Listens to multicast DNS."""

    def __init__(self, interfaces: tuple[str, ...] | None) -> None:
        # Imported only when it is needed: a device with a written address starts without it.
        from zeroconf import InterfaceChoice, IPVersion
        from zeroconf.asyncio import AsyncServiceBrowser, AsyncZeroconf

        self._addresses: dict[str, tuple[tuple[str, int], ...]] = {}
        self._has_heard = asyncio.Event()
        self._questions: set[asyncio.Task[None]] = set()
        self._zeroconf: AsyncZeroconf = AsyncZeroconf(
            interfaces=InterfaceChoice.All if interfaces is None else list(interfaces), ip_version=IPVersion.V4Only
        )
        self._browser = AsyncServiceBrowser(self._zeroconf.zeroconf, SERVICE_TYPE, handlers=[self._on_change])

    def heard(self) -> tuple[tuple[str, int], ...]:
        """Host and port of every hub on the network."""
        return tuple(address for addresses in self._addresses.values() for address in addresses)

    async def first_hub(self, patience_s: float) -> None:
        try:
            async with asyncio.timeout(patience_s):
                await self._has_heard.wait()
        except TimeoutError:
            return

    async def close(self) -> None:
        for question in self._questions:
            question.cancel()
        await asyncio.gather(*self._questions, return_exceptions=True)
        await self._browser.async_cancel()
        await self._zeroconf.async_close()

    def _on_change(
        self, zeroconf: "Zeroconf", service_type: str, name: str, state_change: "ServiceStateChange"
    ) -> None:
        # zeroconf passes these by name.
        if state_change.name == "Removed":
            self._addresses.pop(name, None)
            return
        question = asyncio.create_task(self._resolve(zeroconf, service_type, name))
        self._questions.add(question)
        question.add_done_callback(self._questions.discard)

    async def _resolve(self, zeroconf: "Zeroconf", service_type: str, name: str) -> None:
        from zeroconf import IPVersion
        from zeroconf.asyncio import AsyncServiceInfo

        info = AsyncServiceInfo(service_type, name)
        if await info.async_request(zeroconf, RESOLVE_MS) and info.port:
            port = info.port
            self._addresses[name] = tuple((host, port) for host in info.parsed_addresses(IPVersion.V4Only))
            self._has_heard.set()
            log.debug("heard of a hub: %s at %s", name, self._addresses[name])
