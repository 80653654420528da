"""docs/drills.md names every drill there is, and no drill that is not there."""

import re
from pathlib import Path

import pytest

from hub.docs.__main__ import DOCS
from hub.store.faults import POINTS
from tests.docs.sources import ROOT

PAGE = (DOCS / "drills.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`(test_drills_\w+\.py)::(test_\w+)`", PAGE))
FILES = sorted((ROOT / "tests" / "e2e").glob("test_drills_*.py"))


def drills() -> set[tuple[str, str]]:
    return {
        (path.name, name)
        for path in FILES
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_every_drill_is_on_the_page_and_every_drill_on_the_page_is_there() -> None:
    assert drills() == NAMED


@pytest.mark.parametrize("point", POINTS)
def test_every_step_of_the_writer_at_which_it_is_killed_is_on_the_page(point: str) -> None:
    assert f"`{point}`" in PAGE


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_drill_ends_with_a_look_at_every_screen(path: Path) -> None:
    """Those at random do in what plays them, `tests/support/kills.py`."""
    assert "every_screen_agrees(" in path.read_text(encoding="utf-8")
