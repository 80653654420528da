"""`layso-hub simulate`: what it prints, writes and refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.cli import main


def simulated(tmp_path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["simulate", "--svg", str(tmp_path / "waits.svg"), *options])


def test_it_plays_the_sample_centre_prints_tables_and_draws(tmp_path: Path) -> None:
    result = simulated(tmp_path, "--days", "1", "--visits", "30", "--no-estimates")

    assert result.exit_code == 0, result.output
    assert "everybody" in result.stdout
    assert "counters idle while somebody waited" in result.stdout
    assert "waits.svg" in result.stdout.replace("\n", "")
    assert (tmp_path / "waits.svg").read_text(encoding="utf-8").startswith("<svg")


def test_estimates_are_judged_unless_switched_off(tmp_path: Path) -> None:
    result = simulated(tmp_path, "--days", "1", "--visits", "25", "--break", "5")

    assert "printed ranges that held" in result.stdout


def test_the_same_seed_prints_the_same(tmp_path: Path) -> None:
    options = ("--days", "2", "--visits", "30", "--no-estimates", "--seed")

    assert simulated(tmp_path, *options, "5").stdout == simulated(tmp_path, *options, "5").stdout
    assert simulated(tmp_path, *options, "5").stdout != simulated(tmp_path, *options, "6").stdout


@pytest.mark.parametrize(
    "what_if",
    [
        ("--add-skill", "staff-1=society:second"),
        ("--add-counter", "staff-6", "--add-skill", "staff-6=justice:primary"),
        ("--skills", "all"),
        ("--discipline", "turns:2:30"),
    ],
)
def test_what_if_stands_beside_what_is(tmp_path: Path, what_if: tuple[str, ...]) -> None:
    result = simulated(tmp_path, "--days", "1", "--visits", "30", "--no-estimates", *what_if)

    assert result.exit_code == 0, result.output
    assert " now " in result.stdout
    assert "what if" in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--add-skill", "nam=justice"), 'no operator "nam"'),
        (("--discipline", "chaos"), 'no discipline "chaos"'),
        (("--shares", "justice"), "is no share"),
        (("--branch", "missing.toml"), "missing.toml"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    result = simulated(tmp_path, "--days", "1", "--no-estimates", *options)

    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_chart_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = simulated(tmp_path / "missing", "--days", "1", "--visits", "5", "--no-estimates")

    assert result.exit_code == 2
    assert "waits.svg" in result.stderr
