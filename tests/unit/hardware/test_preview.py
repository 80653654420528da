"""What a technician sees of a template before any citizen does."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from hardware.cli import main
from hardware.printer.profile import PROFILES
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLES


def preview(out: Path, *options: str) -> tuple[Image.Image, str]:
    run = CliRunner().invoke(main, ["preview", str(out), *options])
    assert run.exit_code == 0, run.output
    with Image.open(out) as picture:
        return picture.copy(), run.output.strip()


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("profile", ["generic-80", "generic-58", "generic-80-512"])
def test_what_is_shown_is_what_is_printed(tmp_path: Path, profile: str, sample: str) -> None:
    laid_out, _ = preview(tmp_path / "a.png", "--profile", profile, "--sample", sample)
    decoded, _ = preview(tmp_path / "b.png", "--profile", profile, "--sample", sample, "--decoded")

    assert laid_out.size == decoded.size
    assert ImageChops.logical_xor(laid_out, decoded).getbbox() is None


def test_it_says_how_long_and_how_large_the_ticket_is_and_who_draws_what(tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    size = len(make_ticket(PROFILES["generic-80"], SAMPLES["usual"]).data)

    assert preview(out)[1] == f"{out}: 576 x 989 dots, 124 mm, {size} bytes; the usual ticket on generic-80"
    assert preview(out, "--profile", "epson-tm", "--serial")[1].endswith(
        "the usual ticket on epson-tm; the printer itself draws the number and the QR code"
    )


def test_a_template_of_ones_own_is_shown(tmp_path: Path) -> None:
    template = tmp_path / "own.toml"
    template.write_text(
        'paper_mm = 80\n[styles]\n[[block]]\nkind = "number"\nheight = 200\n[[block]]\nkind = "feed"\nmm = 5\n'
    )

    picture, said = preview(tmp_path / "a.png", "--template", str(template), "--number", "B007")

    assert (picture.width, picture.height) == (576, 240)
    assert f"{template} on generic-80" in said


def test_a_wrong_template_ends_with_2_and_a_line_for_each_mistake(tmp_path: Path) -> None:
    template = tmp_path / "own.toml"
    template.write_text('paper_mm = 80\n[styles]\n[[block]]\nkind = "numbr"\n[[block]]\nkind = "space"\n')

    run = CliRunner().invoke(main, ["preview", str(tmp_path / "a.png"), "--template", str(template)])

    assert run.exit_code == 2
    assert [line.partition("own.toml: ")[2].partition(":")[0] for line in run.output.splitlines()] == [
        "block[1].kind",
        "block[2].dots",
    ]
    assert not (tmp_path / "a.png").exists()


@pytest.mark.parametrize("options", [("--profile", "nonesuch"), ("--width", "500"), ("--sample", "nonesuch")])
def test_an_option_that_cannot_be_is_told(tmp_path: Path, options: tuple[str, str]) -> None:
    run = CliRunner().invoke(main, ["preview", str(tmp_path / "a.png"), *options])

    assert run.exit_code == 2
    assert options[0] in run.output


@pytest.mark.parametrize(("paper", "profile"), [("80", "generic-80"), ("58", "generic-58")])
def test_the_usual_ticket_is_written_as_a_template_that_gives_the_usual_ticket(
    tmp_path: Path, paper: str, profile: str
) -> None:
    own = tmp_path / "own.toml"
    run = CliRunner().invoke(main, ["template", str(own), "--paper", paper])
    assert run.exit_code == 0

    by_own, _ = preview(tmp_path / "a.png", "--profile", profile, "--template", str(own))
    usual, _ = preview(tmp_path / "b.png", "--profile", profile)

    assert by_own.tobytes() == usual.tobytes()


def test_a_template_somebody_has_changed_is_not_written_over(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("mine")

    run = CliRunner().invoke(main, ["template", str(own)])

    assert (run.exit_code, run.output) == (2, f"{own}: is there already; choose another name\n")
    assert own.read_text() == "mine"
    assert CliRunner().invoke(main, ["template", str(tmp_path / "no" / "own.toml")]).exit_code == 2
