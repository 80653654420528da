"""Profiles are data: the rules every one of them keeps (hardware.md, 1.3), how they are read, and how one is chosen."""

import pytest

from hardware.printer import escpos
from hardware.printer.encode import split_rows
from hardware.printer.profile import PROFILES, ConfirmMethod, Cutter, Presenter, Profile, matching, read_profiles
from hub.client.settings import ConfigError

EACH = pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)


@EACH
def test_a_block_is_short_enough_for_every_printer_and_for_cleaning_up(profile: Profile) -> None:
    assert 64 <= profile.block_rows <= 128
    assert profile.block_rows % 48
    assert profile.max_block_bytes <= 9216
    assert max(split_rows(2000, profile.block_rows)) * profile.row_bytes <= profile.max_block_bytes


@EACH
def test_proofs_are_tried_best_first(profile: Profile) -> None:
    best_first = list(ConfirmMethod)

    assert list(profile.confirm) == [method for method in best_first if method in profile.confirm]


@EACH
def test_only_who_can_be_asked_proves_anything(profile: Profile) -> None:
    assert profile.has_status or (not profile.confirm and not profile.has_auto_status)


@EACH
def test_the_two_four_byte_answers_that_begin_alike_are_never_both_in_use(profile: Profile) -> None:
    assert not (profile.has_auto_status and profile.has_full_status)


@EACH
def test_bit_7_is_part_of_an_answer_only_where_it_tells_that_a_ticket_hangs_there(profile: Profile) -> None:
    assert (profile.realtime_mask == 0x13) == (profile.presenter is Presenter.TAKEN_BIT)


def test_a_wide_head_gets_fewer_rows_into_a_block() -> None:
    wide = Profile(name="wide", width_dots=832)

    assert wide.block_rows * wide.row_bytes <= wide.max_block_bytes < (wide.block_rows + 1) * wide.row_bytes


@pytest.mark.parametrize(("profile", "paper"), [("generic-80", 80), ("generic-58", 58), ("epson-tm-180dpi", 80)])
def test_a_profile_knows_the_paper_it_takes(profile: str, paper: int) -> None:
    assert PROFILES[profile].paper_mm == paper


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("EPSON TM-T88V", "epson-tm"),
        ("EPSON TM-T88III", "epson-tm-180dpi"),
        ("EPSON TM-P20", "epson-tm-58"),
        ("EPSON something new", "epson-tm"),
        ("Xprinter XP-58IIH", "xprinter-58"),
        ("xprinter xp-q200", "xprinter-80"),
        ("HPRT TP806L", "hprt-80"),
        ("Gprinter GP-L80250I", "gprinter-80"),
        ("CUSTOM SPA KPM210H", "custom-kpm-80"),
        ("CASHINO KP-628E", "kiosk-kp628e"),
    ],
)
def test_a_printer_is_known_by_what_it_calls_itself_and_the_longest_match_counts(name: str, profile: str) -> None:
    found = matching(name, PROFILES.values())

    assert found is not None
    assert found.name == profile


@pytest.mark.parametrize("name", ["", "PRINTER", "LAYSO EMULATED PRINTER", "80mm Series Printer"])
def test_what_says_nothing_is_not_guessed(name: str) -> None:
    assert matching(name, PROFILES.values()) is None


def test_every_mistake_in_a_profile_is_told_with_its_place() -> None:
    with pytest.raises(ConfigError) as told:
        read_profiles(
            '[[profile]]\nname = "mine"\nwidth_dots = 577\ncuter = "full"\npresenter = "magic"\n', "mine.toml"
        )

    assert [problem.split(": ")[:2] for problem in told.value.problems] == [
        ["mine.toml", "profile[1].cuter"],
        ["mine.toml", "profile[1].width_dots"],
        ["mine.toml", "profile[1].presenter"],
    ]


@pytest.mark.parametrize(
    ("cutter", "ending"),
    [(Cutter.PARTIAL, b"\x1dV\x42\x00"), (Cutter.FULL, b"\x1dV\x41\x00"), (Cutter.NONE, b"\x1bd\x04")],
)
def test_a_ticket_ends_as_its_cutter_demands(cutter: Cutter, ending: bytes) -> None:
    assert escpos.end_of_ticket(cutter) == ending
