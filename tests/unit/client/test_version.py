"""One version, written in two places, stays one."""

import tomllib
from pathlib import Path

from hub.client.version import APP_VERSION


def test_the_devices_say_the_version_of_the_package() -> None:
    pyproject = Path(__file__).parents[3] / "pyproject.toml"

    assert tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["version"] == APP_VERSION
