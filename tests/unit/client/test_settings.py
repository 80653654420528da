"""Every mistake in a file is told at once, in words an operator can act on."""

from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest

from hub.client.settings import ConfigError, load

Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]


class Language(StrEnum):
    VI = "vi"
    EN = "en"


class Tcp(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="tcp"):
    host: str
    port: Port = 9100


class Serial(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="serial"):
    device: str
    baud: Literal[9600, 115200] = 9600


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    language: Language = Language.VI
    scale: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    margins: tuple[int, int] = (0, 0)


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("closes must be later than opens")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1)]
    is_loud: bool = False
    screen: Screen = Screen()
    hours: Hours | None = None
    printer: tuple[Tcp | Serial, ...] = ()
    colours: dict[str, Annotated[str, msgspec.Meta(pattern="^#[0-9A-F]{6}$")]] = {}
    weekdays: list[Annotated[int, msgspec.Meta(ge=0, le=6)]] = []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def problems(file: Path, text: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file, Settings)
    assert all(problem.startswith(f"{file}: ") for problem in caught.value.problems)
    return [problem.removeprefix(f"{file}: ") for problem in caught.value.problems]


def test_a_good_file_becomes_its_struct(file: Path) -> None:
    file.write_text(
        """
        name = "Thăng Bình"
        weekdays = [0, 1]
        [screen]
        language = "en"
        scale = 2
        [hours]
        opens = 07:30:00
        closes = 11:30:00
        [[printer]]
        kind = "tcp"
        host = "192.168.1.20"
        [[printer]]
        kind = "serial"
        device = "/dev/ttyUSB0"
        baud = 115200
        [colours]
        A = "#9B1C1C"
        """,
        encoding="utf-8",
    )

    assert load(file, Settings) == Settings(
        name="Thăng Bình",
        screen=Screen(language=Language.EN, scale=2.0),
        hours=Hours(time(7, 30), time(11, 30)),
        printer=(Tcp("192.168.1.20"), Serial("/dev/ttyUSB0", 115200)),
        colours={"A": "#9B1C1C"},
        weekdays=[0, 1],
    )


def test_all_problems_are_told_at_once_with_their_place(file: Path) -> None:
    assert problems(
        file,
        """
        is_loud = "yes"
        weekdays = [1, 9]
        scren = 1
        [screen]
        language = "fr"
        scale = 0
        margins = [1]
        [[printer]]
        kind = "tcp"
        port = 70000
        [[printer]]
        kind = "seral"
        [[printer]]
        kind = "serial"
        device = "/dev/ttyS0"
        baud = 1200
        [[printer]]
        host = "a"
        [colours]
        A = "red"
        """,
    ) == [
        'scren: there is no such setting (did you mean "screen"?)',
        "name: is missing; it must be a text in quotes that is not empty",
        "is_loud: a text in quotes does not fit; it must be true or false",
        'screen.language: "fr" is not known; it must be one of "vi", "en"',
        "screen.scale: the number 0 does not fit; it must be a number, more than 0",
        "screen.margins: a list does not fit; it must be a list of exactly 2: a whole number, a whole number",
        "printer[1].host: is missing; it must be a text in quotes",
        "printer[1].port: the number 70000 does not fit; it must be a whole number from 1 to 65535",
        'printer[2].kind: "seral" is not known (did you mean "serial"?); it must be one of "tcp", "serial"',
        'printer[3].baud: the number 1200 does not fit; it must be one of "9600", "115200"',
        'printer[4].kind: is missing; it must be one of "tcp", "serial"',
        "colours.A: a text in quotes does not fit; it must be a text in quotes of the form ^#[0-9A-F]{6}$",
        "weekdays[2]: the number 9 does not fit; it must be a whole number from 0 to 6",
    ]


def test_a_table_where_a_value_belongs_and_the_other_way_round(file: Path) -> None:
    assert problems(file, 'screen = 3\nprinter = "x"\n[name]\na = 1') == [
        "name: a table does not fit; it must be a text in quotes that is not empty",
        "screen: the number 3 does not fit; it must be a table",
        "printer: a text in quotes does not fit; it must be a list in which each is a table",
    ]


def test_what_the_struct_itself_refuses_is_a_problem_too(file: Path) -> None:
    (problem,) = problems(file, 'name = "x"\n[hours]\nopens = 11:30:00\ncloses = 07:30:00')

    assert "closes must be later than opens" in problem
    assert "hours" in problem


def test_a_secret_is_not_repeated(file: Path) -> None:
    assert "s3cret" not in "\n".join(problems(file, 'name = "x"\nis_loud = "s3cret"\n[colours]\nA = "s3cret"'))


def test_a_syntax_error_names_the_line(file: Path) -> None:
    (problem,) = problems(file, 'name = "x"\nis_loud = yes\n')

    assert problem.startswith("is not valid TOML: ")
    assert "line 2" in problem


def test_a_missing_file_is_one_plain_line(file: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(file, Settings)

    assert caught.value.problems == (f"{file}: there is no such file",)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, Settings)

    assert caught.value.problems[0].startswith(f"{tmp_path}: cannot be read")


def test_a_file_that_is_not_utf_8_is_said_to_be(file: Path) -> None:
    file.write_bytes('name = "Thăng"'.encode("utf-16"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(file, Settings)


def test_the_mark_that_notepad_writes_is_no_mistake(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + b'name = "x"')

    assert load(file, Settings).name == "x"
