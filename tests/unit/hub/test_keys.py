"""Who is believed: the hub's own box by a file, another box by a key of its own, nobody else."""

import os
import stat
from pathlib import Path

import pytest

from hub.keys import KeyRing
from hub.protocol import ByeCode, DeviceId, Role
from hub.store import StoreError
from tests.conftest import ExpectedLog
from tests.support.centres import KIOSK, SCREEN_ONLY, WALL

HERE, ELSEWHERE = "127.0.0.1", "192.168.1.20"


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    ring = KeyRing(tmp_path)
    ring.ensure_local_key("local-secret")
    return ring


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_the_local_key_opens_every_role_on_the_hubs_own_box(ring: KeyRing, host: str) -> None:
    for role in Role:
        assert ring.check(role, DeviceId("any"), "local-secret", host) is None


def test_the_local_key_opens_nothing_from_another_box(ring: KeyRing) -> None:
    assert ring.check(Role.KIOSK, KIOSK, "local-secret", ELSEWHERE) is ByeCode.BAD_KEY


@pytest.mark.parametrize("key", ["", "wrong", "local-secre", "local-secret ", "ữ\u0000"])
def test_a_wrong_key_opens_nothing(ring: KeyRing, key: str) -> None:
    ring.pair(Role.KIOSK, KIOSK, "kiosk-secret")

    assert ring.check(Role.KIOSK, KIOSK, key, HERE) is ByeCode.BAD_KEY


def test_no_key_opens_a_hub_that_has_none_yet(tmp_path: Path) -> None:
    assert KeyRing(tmp_path).check(Role.KIOSK, KIOSK, "", HERE) is ByeCode.BAD_KEY


def test_a_paired_key_opens_its_own_device_and_role_from_anywhere(ring: KeyRing) -> None:
    ring.pair(Role.KIOSK, KIOSK, "kiosk-secret")

    assert ring.check(Role.KIOSK, KIOSK, "kiosk-secret", ELSEWHERE) is None
    assert ring.check(Role.KIOSK, SCREEN_ONLY, "kiosk-secret", ELSEWHERE) is ByeCode.WRONG_ROLE
    assert ring.check(Role.COUNTER, KIOSK, "kiosk-secret", ELSEWHERE) is ByeCode.WRONG_ROLE


def test_pairing_again_makes_the_older_key_worthless_and_leaves_the_others(ring: KeyRing) -> None:
    ring.pair(Role.KIOSK, KIOSK, "first")
    ring.pair(Role.DISPLAY, WALL, "wall")

    ring.pair(Role.KIOSK, KIOSK, "second")

    assert ring.check(Role.KIOSK, KIOSK, "first", ELSEWHERE) is ByeCode.BAD_KEY
    assert ring.check(Role.KIOSK, KIOSK, "second", ELSEWHERE) is None
    assert ring.check(Role.DISPLAY, WALL, "wall", ELSEWHERE) is None


def test_a_pairing_counts_at_once_for_a_hub_that_is_running(ring: KeyRing, tmp_path: Path) -> None:
    assert ring.check(Role.KIOSK, KIOSK, "secret", ELSEWHERE) is ByeCode.BAD_KEY

    KeyRing(tmp_path).pair(Role.KIOSK, KIOSK, "secret")

    assert ring.check(Role.KIOSK, KIOSK, "secret", ELSEWHERE) is None


def test_a_paired_key_itself_is_not_kept(ring: KeyRing, tmp_path: Path) -> None:
    ring.pair(Role.KIOSK, KIOSK, "kiosk-secret")

    assert b"kiosk-secret" not in (tmp_path / "paired.json").read_bytes()


def test_key_files_can_be_read_by_the_hubs_user_alone(ring: KeyRing, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        ring.pair(Role.KIOSK, KIOSK, "secret")
    finally:
        os.umask(before)

    for name in ("local.key", "paired.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_the_local_key_is_written_once(ring: KeyRing, tmp_path: Path) -> None:
    ring.ensure_local_key("another")

    assert (tmp_path / "local.key").read_text() == "local-secret\n"


def test_an_empty_key_file_left_by_a_power_cut_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "local.key").touch()
    (tmp_path / "local.new").touch()
    ring = KeyRing(tmp_path)

    ring.ensure_local_key("fresh")

    assert ring.check(Role.KIOSK, KIOSK, "fresh", HERE) is None


@pytest.mark.parametrize("content", [b"", b"{", b'[{"device_id": 7}]', b"\xff"])
def test_a_damaged_list_of_pairings_is_told_and_opens_nothing_but_the_own_box(
    ring: KeyRing, tmp_path: Path, content: bytes, expected_log: ExpectedLog
) -> None:
    expected_log.expect("nobody's key can be checked")
    (tmp_path / "paired.json").write_bytes(content)

    assert ring.check(Role.KIOSK, KIOSK, "secret", ELSEWHERE) is ByeCode.BAD_KEY
    assert ring.check(Role.KIOSK, KIOSK, "local-secret", HERE) is None
    with pytest.raises(StoreError, match=r"paired\.json cannot be read .*: restore it from a backup, or remove it"):
        ring.pair(Role.KIOSK, KIOSK, "secret")
