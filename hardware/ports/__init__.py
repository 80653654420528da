"""Ports: the only place of the agent that blocks, and never longer than it is told.

A port is opened by its URL (see `address`). One call, `exchange`, moves bytes both ways within a deadline; it serves
sockets as well as files, serial lines and USB.
"""

from hardware.ports.address import PortAddress, PortKind, parse_port, port_opener
from hardware.ports.base import OpenPort, Port
from hardware.ports.printing import PrintingCheck, printing_check
from hardware.ports.tcp import TcpPort

__all__ = [
    "OpenPort",
    "Port",
    "PortAddress",
    "PortKind",
    "PrintingCheck",
    "TcpPort",
    "parse_port",
    "port_opener",
    "printing_check",
]
