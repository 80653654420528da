"""Tickets fall into the tray whole, counted, and with a line about each."""

import json
from pathlib import Path

from PIL import Image

from hardware.emulators.engine import Ticket
from hardware.emulators.tray import Tray


def a_ticket(rows: int = 16) -> Ticket:
    return Ticket(rows=(b"\xf0" * 48,) * rows, size_bytes=1234, cut_at=1.5, unknown=("ESC F7h (1b f7)",))


def test_a_ticket_becomes_a_picture_and_a_line(tmp_path: Path) -> None:
    said: list[str] = []
    Tray(tmp_path, 384, 203, said.append).drop(a_ticket())

    line = json.loads(said[0])
    with Image.open(line["file"]) as picture:
        assert picture.size == (384, 16)
        assert [picture.getpixel((x, 0)) for x in (0, 4)] == [0, 255]
    assert (line["ticket"], line["bytes"], line["rows"], line["height_mm"]) == (1, 1234, 16, 2.0)
    assert line["unknown"] == ["ESC F7h (1b f7)"]
    assert [path.name for path in tmp_path.iterdir()] == ["ticket-0001.png"]


def test_counting_goes_on_from_what_lies_there(tmp_path: Path) -> None:
    said: list[str] = []
    Tray(tmp_path, 384, 203, said.append).drop(a_ticket())
    Tray(tmp_path, 384, 203, said.append).drop(a_ticket())

    assert [json.loads(line)["ticket"] for line in said] == [1, 2]
