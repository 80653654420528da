"""Profiles are data; these are the rules every one of them keeps (hardware.md, 1.3)."""

import pytest

from hardware.printer.encode import split_rows
from hardware.printer.profile import PROFILES, ConfirmMethod, Profile


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_block_is_short_enough_for_every_printer_and_for_cleaning_up(profile: Profile) -> None:
    assert 64 <= profile.block_rows <= 128
    assert profile.block_rows % 48
    assert profile.max_block_bytes <= 9216
    assert max(split_rows(2000, profile.block_rows)) * profile.width_dots // 8 <= profile.max_block_bytes


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_paper_is_centred_in_whole_bytes(profile: Profile) -> None:
    assert profile.width_dots % 16 == 0


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_proofs_are_tried_best_first(profile: Profile) -> None:
    best_first = list(ConfirmMethod)

    assert list(profile.confirm) == [method for method in best_first if method in profile.confirm]


def test_a_name_is_its_key() -> None:
    assert all(name == profile.name for name, profile in PROFILES.items())
