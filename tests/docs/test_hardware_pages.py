"""The pages about printers say what the program knows and does."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from counter_client.words_vi import WORDS as COUNTER_VI
from hardware.cli import main
from hardware.doctor.words import NEAR_END, TROUBLES, Advice
from hardware.printer.profile import PROFILES, Profile
from hub.docs.__main__ import DOCS
from hub.protocol import PrinterHealth
from kiosk.words_vi import VI as KIOSK_VI
from tests.hardware.programs import EmulatorProgram

HARDWARE = (DOCS / "hardware.md").read_text(encoding="utf-8")
STAFF = (DOCS / "may-in.md").read_text(encoding="utf-8")
ON_THE_SCREEN = {
    "paper_out",
    "cover_open",
    "presenter_jam",
    "presenter_full",
    "unrecoverable",
    "printer_error",
    "not_ready",
    "silent",
}
"""Troubles in which no ticket is begun: the number is on the screen. The others are a matter of what was printing."""


def profile_row(profile: Profile) -> str:
    by_itself = [name for name, can in (("QR", profile.native_qr), ("number", profile.native_number)) if can]
    return " | ".join(
        (
            f"| `{profile.name}`",
            f"{profile.paper_mm} mm",
            f"{profile.width_dots} at {profile.dpi} dpi",
            profile.cutter,
            ", ".join(profile.confirm) or "unverified",
            ", ".join(by_itself) or "—",
            f"{profile.presenter}, {profile.left_ticket} |" if profile.presenter != "none" else "— |",
        )
    )


def fault_row(code: str, advice: Advice) -> str:
    seen = (
        "số trên màn hình, không có phiếu" if code in ON_THE_SCREEN else "phiếu ra chậm, hoặc được hỏi đã có phiếu chưa"
    )
    return f"| {advice.what} | {advice.do} | {seen} |"


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_every_profile_stands_in_the_table_as_the_data_has_it(profile: Profile) -> None:
    assert profile_row(profile) in HARDWARE


def test_no_profile_stands_in_the_table_that_is_not_there() -> None:
    table = HARDWARE[HARDWARE.index("<!-- profiles:") :].partition("\n\n")[0]

    assert set(re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE)) == set(PROFILES)


@pytest.mark.parametrize("code", TROUBLES)
def test_every_trouble_stands_on_the_page_of_the_staff_in_the_words_of_the_doctor(code: str) -> None:
    assert fault_row(code, TROUBLES[code]) in STAFF


def test_the_end_of_the_roll_stands_there_too() -> None:
    assert f"| {NEAR_END.what} | {NEAR_END.do} | phiếu như thường |" in STAFF


def test_what_a_screen_is_said_to_say_it_says() -> None:
    assert KIOSK_VI.notices, "the kiosk has words"
    said = set(re.findall(r"\*\*“([^”]+)”\*\*", STAFF))
    shown = {*COUNTER_VI.printers.values(), *(line for pair in KIOSK_VI.notices.values() for line in pair)}
    shown = {words.replace("\u00a0", " ") for words in shown}

    assert said - shown == set()
    assert COUNTER_VI.printers[PrinterHealth.OFFLINE] in said


def without_figures(text: str) -> str:
    """Lines as they are, whatever was measured and wherever it listened."""
    return re.sub(r"\d+(\.\d+)?", "0", text).strip()


def test_the_doctor_says_what_the_page_shows(tmp_path: Path) -> None:
    shown = HARDWARE[HARDWARE.index("<!-- doctor:") :].split("```")[1].strip()
    with EmulatorProgram(tmp_path, "--speed", "150", "--maker", "EPSON", "--model", "TM-T82II") as printer:
        said = CliRunner().invoke(main, ["doctor", "--port", f"tcp://127.0.0.1:{printer.port}", "--print"])

    assert said.exit_code == 0
    assert without_figures(said.output) == without_figures(shown.partition("\n")[2])
