"""The URL of a port, understood: an emulator takes a device's place by configuration alone."""

from collections.abc import Callable
from typing import Final
from urllib.parse import SplitResult, urlsplit

from hardware.ports import tcp
from hardware.ports.base import OpenPort

_SCHEMES: Final[dict[str, Callable[[SplitResult], OpenPort]]] = {"tcp": tcp.opener}


def port_opener(url: str) -> OpenPort:
    """How to open `url`; raises `ValueError` in words for the operator when it is not the address of a port."""
    try:
        parts = urlsplit(url)
        return _SCHEMES[parts.scheme](parts)
    except (KeyError, ValueError):
        raise ValueError(f'"{url}" is not a port; write it like tcp://192.168.1.50:9100') from None
