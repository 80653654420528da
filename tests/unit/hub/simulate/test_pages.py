"""The pages for the head of a centre: every command that stands there runs."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub.cli import SAMPLE, main
from tests.docs.sources import ROOT

PAGES = ("disciplines.md", "ky-luat-hang-cho.md")
COMMANDS = sorted(
    {
        line
        for page in PAGES
        for line in re.findall(
            r"^layso-hub (simulate .+)$", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE
        )
    }
)


def test_the_pages_tell_commands() -> None:
    assert len(COMMANDS) > 8


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_that_stands_on_a_page_runs(line: str, tmp_path: Path) -> None:
    """For one day, and with the sample as the centre's own file."""
    words = re.sub(r"--days \d+ ?", "", line).replace("branch.toml", str(SAMPLE)).split()
    result = CliRunner().invoke(main, [*words, "--days", "1", "--no-estimates", "--svg", str(tmp_path / "x.svg")])

    assert result.exit_code == 0, result.output
