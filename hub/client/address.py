"""The address of a hub as people write it, made into the one URL the client dials."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

DEFAULT_PORT: Final = 7310
PATH: Final = "/ws"

_SCHEMES: Final = {"": "ws", "ws": "ws", "http": "ws", "wss": "wss", "https": "wss"}


def hub_url(text: str) -> str:
    """`host`, `host:port`, `ws://host:port/ws` or `http://host:port`; raises `ValueError` in words for the operator."""
    wrong = f'"{text}" is not the address of a hub; write it like 192.168.1.10 or 192.168.1.10:{DEFAULT_PORT}'
    scheme, separator, rest = text.strip().rpartition("://")
    if (scheme and not separator) or scheme.lower() not in _SCHEMES:
        raise ValueError(wrong)
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(wrong) from None
    if not host or any(c.isspace() for c in rest) or parts.username is not None or parts.path not in ("", "/", PATH):
        raise ValueError(wrong)
    return url_of(host, port or DEFAULT_PORT, scheme=_SCHEMES[scheme.lower()])


def url_of(host: str, port: int, *, scheme: str = "ws") -> str:
    return f"{scheme}://{_bracketed(host)}:{port}{PATH}"


def _bracketed(host: str) -> str:
    try:
        return f"[{host}]" if ip_address(host).version == 6 else host
    except ValueError:
        return host
