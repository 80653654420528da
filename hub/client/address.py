"""The address of a hub as people write it, made into the one URL the client dials."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

DEFAULT_PORT: Final = 7310
PATH: Final = "/ws"

_SCHEMES: Final = {"ws": "ws", "http": "ws", "wss": "wss", "https": "wss"}


def hub_url(text: str) -> str:
    """`host`, `host:port`, `ws://host:port/ws` or `http://host:port`; raises `ValueError` in words for the operator."""
    wrong = f'"{text}" is not the address of a hub; write it like 192.168.1.10 or 192.168.1.10:{DEFAULT_PORT}'
    address = text.strip()
    try:
        parts = urlsplit(address if "://" in address else f"ws://{address}")
        host, port, scheme = parts.hostname, parts.port, _SCHEMES[parts.scheme]
    except (ValueError, KeyError):
        raise ValueError(wrong) from None
    is_more = parts.username is not None or parts.query or parts.fragment or parts.path not in ("", "/", PATH)
    if not host or is_more or any(character.isspace() for character in address):
        raise ValueError(wrong)
    return url_of(host, port or DEFAULT_PORT, scheme=scheme)


def url_of(host: str, port: int, *, scheme: str = "ws") -> str:
    return f"{scheme}://{_bracketed(host)}:{port}{PATH}"


def _bracketed(host: str) -> str:
    try:
        return f"[{host}]" if ip_address(host).version == 6 else host
    except ValueError:
        return host
