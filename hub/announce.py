"""Tells the LAN where the hub is (multicast DNS), and finds the address under which phones can reach it."""

import asyncio
import logging
import socket

from hub.client.discovery import SERVICE_TYPE

log = logging.getLogger(__name__)

_SOMEWHERE_ELSE = ("192.0.2.1", 9)  # RFC 5737 documentation address: nothing is sent, only a route is looked up


def lan_address() -> str:
    """This box's address on its LAN; the loopback address when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE_ELSE)
            address: str = probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"
    return address


async def announced(branch_code: str, port: int) -> None:
    """Until cancelled, the hub can be found. A LAN that takes no multicast is no fault: devices can be given a URL."""
    # Imported late: it costs a tenth of a second that no device should wait for.
    from zeroconf import IPVersion, ServiceInfo
    from zeroconf.asyncio import AsyncZeroconf

    info = ServiceInfo(
        SERVICE_TYPE,
        f"{branch_code}-{port}.{SERVICE_TYPE}",
        addresses=[socket.inet_aton(lan_address())],
        port=port,
        properties={"branch": branch_code},
    )
    try:
        zeroconf = AsyncZeroconf(ip_version=IPVersion.V4Only)
    except OSError as error:
        log.info("cannot announce the hub on this network: %s", error)
        return
    try:
        await zeroconf.async_register_service(info, allow_name_change=True)
        await asyncio.Event().wait()
    finally:
        await zeroconf.async_unregister_all_services()
        await zeroconf.async_close()
