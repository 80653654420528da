"""Where the emulated printer's tickets fall: a folder of PNG files, and one JSON line for each."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from hardware.emulators.engine import Ticket
from hardware.emulators.typesetter import picture_of


class Tray:
    """Tickets are counted on from those already in the folder."""

    def __init__(self, folder: Path, width_dots: int, dpi: int, say: Callable[[str], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._width_dots = width_dots
        self._dpi = dpi
        self._say = say
        numbers = (path.stem.rpartition("-")[2] for path in folder.glob("ticket-*.png"))
        self._count = max((int(number) for number in numbers if number.isdecimal()), default=0)

    def drop(self, ticket: Ticket) -> None:
        """Whole or not at all: nobody sees half a file."""
        self._count += 1
        path = self._folder / f"ticket-{self._count:04}.png"
        unfinished = path.with_suffix(".tmp")
        picture = picture_of(list(ticket.rows), self._width_dots)
        picture.save(unfinished, "PNG", dpi=(self._dpi, self._dpi))
        unfinished.replace(path)
        line = {
            "ticket": self._count,
            "file": str(path),
            "bytes": ticket.size_bytes,
            "rows": len(ticket.rows),
            "width": self._width_dots,
            "height_mm": round(len(ticket.rows) * 25.4 / self._dpi, 1),
            "cut_at": ticket.cut_at,
            "unknown": list(ticket.unknown),
        }
        self._say(msgspec.json.encode(line).decode())
