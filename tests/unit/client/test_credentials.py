"""A device says hello with the key it has at that moment."""

from pathlib import Path

from hub.client.credentials import Credentials
from hub.protocol import PROTOCOL_VERSION, DeviceId, Hello, Role
from tests.conftest import ExpectedLog


def credentials(data_dir: Path, key: str = "") -> Credentials:
    return Credentials(role=Role.KIOSK, device_id=DeviceId("kiosk-1"), app_version="0.1.0", data_dir=data_dir, key=key)


def test_the_hello_says_who_it_is(tmp_path: Path) -> None:
    assert credentials(tmp_path, key="k").hello() == Hello(
        role=Role.KIOSK, device_id=DeviceId("kiosk-1"), key="k", protocol=PROTOCOL_VERSION, app_version="0.1.0"
    )


def test_the_configured_key_stands_above_the_local_one(tmp_path: Path) -> None:
    (tmp_path / "local.key").write_text("local")

    assert credentials(tmp_path, key="mine").hello().key == "mine"


def test_a_key_file_that_appears_later_is_used_without_restart(tmp_path: Path) -> None:
    device = credentials(tmp_path)
    assert device.hello().key == ""

    (tmp_path / "local.key").write_text("local\n")

    assert device.hello().key == "local"


def test_a_key_file_that_cannot_be_read_is_told_once(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("could not read the key file")
    (tmp_path / "local.key").mkdir()
    device = credentials(tmp_path)

    assert [device.hello().key for _ in range(3)] == ["", "", ""]


def test_a_key_file_of_garbage_is_no_key(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("could not read the key file")
    (tmp_path / "local.key").write_bytes(b"\xff\xfe\x00")

    assert credentials(tmp_path).hello().key == ""
