"""What every device's table of the agent's TOML file has in common.

A device is one table with a `kind`, the address of its `port` and its place. A kind is a struct of its own, told apart
by `kind`, so that the file is checked against exactly what that kind understands.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

import msgspec

from hardware.ports import OpenPort, port_opener


class DeviceTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One device of this box."""

    id: str
    """Its name in messages to the staff; each device needs its own."""
    port: str
    """Where it is, as a URL; `layso-hardware list-ports` finds it."""

    @property
    def bus(self) -> str:
        """Devices of the same bus may share a port, told apart by `station`; "" needs a port of its own."""
        return ""

    @property
    def station(self) -> int | str:
        """The address on the bus."""
        return 0

    def problems(self) -> Iterator[str]:
        """What only this kind can know is wrong: `key: what is wrong, what would be right`."""
        yield from ()


T = TypeVar("T", bound=DeviceTable)


class Line(NamedTuple, Generic[T]):
    """One port, and the tables of the devices at its end: several only on a bus."""

    port: str
    open_port: OpenPort
    tables: tuple[T, ...]

    @property
    def name(self) -> str:
        return "+".join(table.id for table in self.tables)


def lines(tables: Sequence[T]) -> tuple[Line[T], ...]:
    """The devices by their ports; the file must have been checked before."""
    ports = dict.fromkeys(table.port for table in tables)
    return tuple(
        Line(port, port_opener(port), tuple(table for table in tables if table.port == port)) for port in ports
    )


def table_problems(name: str, tables: Sequence[DeviceTable]) -> Iterator[str]:
    """What is wrong in the `[[name]]` tables, each by itself."""
    for place, table in enumerate(tables, start=1):
        where = f"{name}[{place}]"
        if not table.id:
            yield f"{where}.id: is empty; give the device a name for the staff, such as {name}-{place}"
        try:
            port_opener(table.port)
        except ValueError as error:
            yield f"{where}.port: {error}"
        for problem in table.problems():
            yield f"{where}.{problem}"


class Named(NamedTuple):
    """A device as the checks across all tables see it."""

    table: str
    id: str
    port: str
    bus: str = ""
    station: int | str = 0


def sharing_problems(devices: Sequence[Named]) -> Iterator[str]:
    """Names and ports that are given twice; a bus is shared by stations of one kind of table."""
    for name, times in Counter(device.id for device in devices if device.id).items():
        if times > 1:
            yield f'id: {times} devices are called "{name}"; each needs its own name'
    for place in dict.fromkeys(_place(device.port) for device in devices):
        sharing = [device for device in devices if _place(device.port) == place]
        if len(sharing) > 1:
            yield from _one_port(place, sharing)


def _place(port: str) -> str:
    """The port itself, however fast it is spoken to."""
    return port.partition("?")[0]


def _one_port(place: str, sharing: Sequence[Named]) -> Iterator[str]:
    names = ", ".join(device.id or device.table for device in sharing)
    if len({(device.table, device.bus) for device in sharing}) > 1 or not sharing[0].bus:
        yield f'port: "{place}" is given to {names}; only devices of one bus and one kind of table may share a port'
        return
    if len({device.port for device in sharing}) > 1:
        yield f'port: "{place}" is written differently for {names}; what comes after "?" must be the same'
    for station, times in Counter(device.station for device in sharing).items():
        if times > 1:
            yield f'port: {times} devices on "{place}" have the address {station}; each needs its own ({names})'
