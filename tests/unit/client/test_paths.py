"""Every program of a box agrees on where the data is."""

from pathlib import Path

from hub.client.paths import data_dir, local_key_file


def test_layso_data_wins() -> None:
    assert data_dir({"LAYSO_DATA": "/srv/layso", "XDG_DATA_HOME": "/x"}) == Path("/srv/layso")


def test_else_the_xdg_data_directory() -> None:
    assert data_dir({"XDG_DATA_HOME": "/x"}) == Path("/x/layso")


def test_a_relative_xdg_directory_is_ignored_as_xdg_demands() -> None:
    assert data_dir({"XDG_DATA_HOME": "x"}) == Path.home() / ".local/share/layso"


def test_else_the_home_of_the_user() -> None:
    assert data_dir({}) == Path.home() / ".local/share/layso"


def test_the_local_key_lies_with_the_data() -> None:
    assert local_key_file(Path("/srv/layso")) == Path("/srv/layso/local.key")
