"""From the command line and the file to a device's settings."""

from pathlib import Path

import pytest

from hub.client.device import DeviceSettings, connection_to_hub, read_settings
from hub.client.settings import ConfigError
from hub.protocol import Role
from tests.support.eventually import eventually_async
from tests.support.scripted_hub import ScriptedHub
from tests.unit.client.test_connection import VIEW, Ears, running


class Kiosk(DeviceSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    device: str = "kiosk-1"
    dpi: int = 96


def test_without_a_file_everything_has_its_default() -> None:
    assert read_settings(Kiosk, None, hub=None, device=None) == Kiosk(hub="", device="kiosk-1", key="", dpi=96)


def test_the_command_line_stands_above_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('hub = "one"\ndevice = "kiosk-2"\ndpi = 120')

    assert read_settings(Kiosk, file, hub="two", device=None) == Kiosk(hub="two", device="kiosk-2", dpi=120)


def test_an_address_that_is_none_is_a_problem_before_anything_starts() -> None:
    with pytest.raises(ConfigError, match="is not the address of a hub"):
        read_settings(Kiosk, None, hub="not an address", device=None)


def test_a_device_without_a_name_is_a_problem() -> None:
    with pytest.raises(ConfigError, match="device: is empty"):
        read_settings(Kiosk, None, hub=None, device="")


async def test_the_connection_says_what_the_settings_say(tmp_path: Path) -> None:
    with ScriptedHub(VIEW) as hub:
        settings = Kiosk(hub=f"127.0.0.1:{hub.port}", device="kiosk-7", key="secret")
        ears = Ears()
        connection = connection_to_hub(settings, role=Role.KIOSK, data_dir=tmp_path, listener=ears, jitter=lambda: 0.0)
        async with running(connection):
            await eventually_async(lambda: ears.seqs)

        (hello,) = hub.hellos
    assert (hello.role, hello.device_id, hello.key) == (Role.KIOSK, "kiosk-7", "secret")
