"""The walls of the house: who may import whom, and where the clock and chance are read. Names file and line."""

import re
import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest

from tests.docs.sources import PROGRAMS, ROOT, Source, Use, imports, parsed, readings, sources

SOURCES = sources()

_SIDE_EFFECTS = """
    asyncio concurrent io logging multiprocessing os pathlib queue random secrets select selectors shutil signal socket
    sqlite3 ssl subprocess sys tempfile threading time uuid
"""
NO_SIDE_EFFECTS = frozenset(sys.stdlib_module_names) - set(_SIDE_EFFECTS.split())
"""The standard library as the core may use it."""

MAY_READ_CLOCK_AND_CHANCE = {
    "hub": "hub/clock.py",
    "hub/client": "hub/client/qt/app.py",
    "hub/demo": "hub/demo/clerk.py",
    "kiosk": "kiosk/app.py",
    "display": "display/app.py",
    "counter_client": "counter_client/app.py",
    "hardware": "hardware/app.py",
}
"""The one file of each program; what the screens share and the demonstration are parts of their own."""

PARTS = sorted(MAY_READ_CLOCK_AND_CHANCE, key=len, reverse=True)


class Wall(NamedTuple):
    """In the files `where` matches, only modules `allows` accepts may be imported."""

    name: str
    where: str
    allows: Callable[[str], bool]


def _within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _own(module: str) -> bool:
    return _within(module, *PROGRAMS)


def _only(*packages: str) -> Callable[[str], bool]:
    """Of this product, only these; the rest of the world is not this wall's business."""
    return lambda module: not _own(module) or module in PROGRAMS or _within(module, *packages)


def _not(*packages: str) -> Callable[[str], bool]:
    return lambda module: not _within(module, *packages)


_QT_FILES = r"hub/client/qt/|(kiosk|display|counter_client)/(viewmodel\.py|app\.py|ui/)"

WALLS = (
    Wall(
        "the core is pure: standard library and msgspec",
        r"hub/core/",
        lambda module: _own(module) or module.partition(".")[0] in NO_SIDE_EFFECTS or _within(module, "msgspec"),
    ),
    Wall("the core knows only itself", r"hub/core/", _only("hub.core")),
    Wall("the protocol knows only the core's values", r"hub/protocol/", _only("hub.core", "hub.protocol")),
    Wall("the client knows only the protocol", r"hub/client/", _only("hub.protocol", "hub.client")),
    Wall("the hub knows no device program", r"hub/", _not("kiosk", "display", "counter_client", "hardware")),
    *(
        Wall(
            f"{program} knows of the hub only the protocol and the client",
            rf"{program}/",
            _only(program, "hub.protocol", "hub.client"),
        )
        for program in ("kiosk", "display", "counter_client", "hardware")
    ),
    Wall("Qt has its places", rf"(?!{_QT_FILES})", _not("PySide6", "shiboken6", "hub.client.qt")),
    Wall("serial lines, USB and the spooler are the hardware's", r"(?!hardware/)", _not("serial", "usb", "win32print")),
    Wall("only one file knows python-escpos", r"(?!hardware/printer/bytemaker\.py)", _not("escpos")),
    Wall("SQL has its places", r"(?!hub/(store|reports)/)", _not("sqlite3", "sqlite_utils", "apsw")),
    Wall("the web server has its places", r"(?!hub/(server\.py|session\.py|app\.py|web/))", _not("starlette")),
    Wall(
        "words are filled in on pages and on paper",
        r"(?!hub/(server\.py|session\.py|app\.py|web/)|hardware/printer/phrases\.py)",
        _not("jinja2"),
    ),
    Wall("no module is loaded by name", r"(?!hub/docs/)", lambda module: " " not in module),
)


def breaches(wall: Wall, files: Iterable[Source]) -> list[Use]:
    found = (use for source in files if re.match(wall.where, source.path) for use in imports(source))
    return sorted({use for use in found if not wall.allows(use.name)})


@pytest.mark.parametrize("wall", WALLS, ids=lambda wall: wall.name)
def test_a_wall_stands(wall: Wall) -> None:
    found = breaches(wall, SOURCES)

    assert not found, f"{wall.name}:\n" + "\n".join(map(str, found))


@pytest.mark.parametrize("wall", WALLS, ids=lambda wall: wall.name)
def test_a_wall_has_something_to_hold(wall: Wall) -> None:
    """A moved folder must not leave its wall guarding nothing."""
    assert any(re.match(wall.where, source.path) for source in SOURCES)


def part_of(source: Source) -> str:
    return next(part for part in PARTS if source.path.startswith(f"{part}/"))


@pytest.mark.parametrize("part", MAY_READ_CLOCK_AND_CHANCE)
def test_clock_and_chance_are_read_in_one_file(part: str) -> None:
    files = (source for source in SOURCES if part_of(source) == part)
    found = [use for source in files for use in readings(source) if use.path != MAY_READ_CLOCK_AND_CHANCE[part]]

    assert not found, "pass the clock, ids and chance in:\n" + "\n".join(map(str, found))


def test_no_page_reads_the_clock_or_chance() -> None:
    """A page shows the hub's time, which its view-model keeps."""
    pages = [page for program in PROGRAMS for page in sorted((ROOT / program).rglob("*.qml"))]
    found = [
        f"{page.relative_to(ROOT)}:{number}: {line.strip()}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"new Date\(\)|Date\.now|Math\.random", line)
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("hub/core/decide.py", "def late():\n    import os"),
        ("hub/core/decide.py", "from datetime import datetime\nfrom hub.store import log"),
        ("hub/core/decide.py", "from ..store import log"),
        ("hub/protocol/views.py", "def lazy():\n    from hub import engine"),
        ("hub/client/session.py", "import hub.core.decide"),
        ("hub/client/session.py", "from PySide6 import QtCore"),
        ("hub/engine.py", "import kiosk"),
        ("hub/engine.py", "import sqlite3"),
        ("hub/engine.py", "from starlette.websockets import WebSocket"),
        ("kiosk/flow.py", "from hub.core.lifecycle import Status"),
        ("kiosk/flow.py", "import display.words"),
        ("kiosk/flow.py", "from hub.client.qt import link"),
        ("kiosk/flow.py", "import importlib\nimportlib.import_module('hub.core')"),
        ("display/board.py", "if TYPE_CHECKING:\n    from PySide6.QtCore import QObject"),
        ("counter_client/desk.py", "import serial"),
        ("hardware/agent.py", "from hub import server"),
    ],
)
def test_a_breach_is_seen(path: str, text: str) -> None:
    found = [use for wall in WALLS for use in breaches(wall, [parsed(path, text)])]

    assert found
    assert found[0].line == len(text.splitlines())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("hub/core/decide.py", "from datetime import datetime\nimport msgspec\nfrom hub.core import events"),
        ("hub/client/qt/link.py", "from PySide6.QtCore import QObject\nfrom hub.protocol import View"),
        ("hub/store/log.py", "import sqlite3"),
        ("hub/web/routes.py", "from starlette.routing import Route"),
        ("kiosk/viewmodel.py", "from PySide6.QtCore import QObject"),
        ("hardware/printer/port.py", "import serial\nfrom hub.protocol import PrintJob"),
    ],
)
def test_what_is_right_is_no_breach(path: str, text: str) -> None:
    assert [use for wall in WALLS for use in breaches(wall, [parsed(path, text)])] == []


@pytest.mark.parametrize(
    "text",
    [
        "import time\ntime.monotonic()",
        "import time as t\nkeep = t.time_ns",
        "from time import monotonic\nmonotonic()",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime as dt\ndt.now(UTC)",
        "from datetime import date\ndate.today()",
        "import random\nrandom.random()",
        "def f():\n    import uuid; return uuid.uuid4()",
        "from secrets import token_hex\ntoken_hex()",
        "import os\nos.urandom(8)",
        "import random\nrandom.Random()",
    ],
)
def test_a_reading_is_seen(text: str) -> None:
    assert [use.line for use in readings(parsed("x.py", text))] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\ndatetime.fromisoformat('')",
        "import hmac, secrets\nsecrets.compare_digest(a, b)",
        "import random\ndef play(chance: random.Random): ...\nplay(random.Random(7))",
    ],
)
def test_what_reads_nothing_is_no_reading(text: str) -> None:
    assert list(readings(parsed("x.py", text))) == []
