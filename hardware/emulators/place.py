"""Where an emulated device is found, as its command line says."""

from collections.abc import Callable
from pathlib import Path

from hardware.emulators.line import Hear, Line, PtyLine, TcpLine
from hub.client.settings import ConfigError

MakeLine = Callable[[Hear], Line]


def line_at(
    pty: Path | None, listen: str | None, clock: Callable[[], float], bytes_per_s: float | None = None
) -> MakeLine:
    """Raises `ConfigError` in words."""
    if pty is not None and listen is None:
        return lambda hear: PtyLine(pty, hear, clock=clock, bytes_per_s=bytes_per_s)
    if listen is None or pty is not None:
        raise ConfigError(("write either --pty LINK or --listen HOST:PORT",))
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal():
        raise ConfigError((f'--listen: "{listen}" is not HOST:PORT',))
    return lambda hear: TcpLine(host, int(port), hear)
