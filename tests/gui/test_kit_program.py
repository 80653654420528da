"""A screen as a real process: it starts, obeys its puppet, ends as it is told, and says plainly what is wrong."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from hub.client import fonts as font_files
from hub.client.qt import fonts
from hub.client.settings import ConfigError
from hub.protocol import HardwareView
from tests.support.eventually import PATIENCE_S
from tests.support.puppet import ROOT, Played
from tests.support.scripted_hub import ScriptedHub

SMALLEST = "tests.gui.gallery"


@pytest.fixture(scope="module")
def hub() -> Iterator[ScriptedHub]:
    with ScriptedHub(HardwareView(jobs=())) as hub:
        yield hub


@pytest.fixture
def screen(hub: ScriptedHub, tmp_path: Path) -> Iterator[Played]:
    with Played([SMALLEST, "--hub", hub.url, "--size", "540x960"], log=tmp_path / "screen.log") as played:
        yield played


@pytest.fixture(scope="module")
def lasting_screen(hub: ScriptedHub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """For orders that change nothing."""
    log = tmp_path_factory.mktemp("screen") / "screen.log"
    with Played([SMALLEST, "--hub", hub.url, "--size", "540x960"], log=log) as played:
        yield played


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """To its own end, without a puppet."""
    return subprocess.run(
        [sys.executable, "-m", SMALLEST, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def test_the_puppet_taps_reads_waits_and_presses_keys(screen: Played) -> None:
    assert screen.must("wait", name="banner", property="title", equals="") == ""
    screen.must("tap", name="more")
    assert screen.must("read", name="count") == "1"
    screen.must("key", key="F5")
    assert screen.must("wait", name="count", differs_from="1") == "2"
    assert screen.must("read", name="smallest", property="width") == 540
    assert screen.must("read", name="smallest", property="color") == "#fbf8f3"
    screen.must("wait", name="banner", property="visible", equals=False)
    assert screen.do("names")["names"] == ["count", "more", "moreByKey", "off", "broken", "outside"]
    assert screen.do("quit") == {"ok": True}
    assert screen.process.wait(PATIENCE_S) == 0
    assert "WARNING" not in screen.errors()


def test_the_puppet_takes_a_picture(screen: Played, tmp_path: Path) -> None:
    screen.must("shot", path=str(tmp_path / "x.png"))

    image = QImage(str(tmp_path / "x.png"))
    assert (image.width(), image.height()) == (540, 960)
    assert not screen.do("shot", path=str(tmp_path / "nowhere" / "x.png"))["ok"]


@pytest.mark.parametrize(
    ("order", "error"),
    [
        ('{"do":"tap","name":"nobody"}', 'there is no "nobody"; visible are: '),
        ('{"do":"tap","name":"hidden"}', "is not visible"),
        ('{"do":"tap","name":"outside"}', "is not visible"),
        ('{"do":"tap","name":"off"}', "is not enabled"),
        ('{"do":"key","key":"Qx"}', "is not the name of a key"),
        ('{"do":"read","name":"count","property":"wight"}', 'has no property "wight"'),
        ('{"do":"wait","name":"count","equals":"9","timeout_s":0.05}', "count.text is '0'"),
        ('{"do":"wait","name":"nobody","equals":"9","timeout_s":0.05}', 'there is no "nobody"'),
        ('{"do":"dance"}', "dance"),
        ("{", "truncated"),
    ],
)
def test_an_order_that_cannot_be_obeyed_is_answered_with_the_reason(
    lasting_screen: Played, order: str, error: str
) -> None:
    answer = lasting_screen.say(order)

    assert not answer["ok"]
    assert error in answer["error"]


def test_a_screen_does_not_outlive_the_one_who_drives_it(screen: Played) -> None:
    screen.must("read", name="count")

    assert screen.end_of_orders() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_good_order_when_asked_to(screen: Played, number: signal.Signals) -> None:
    screen.must("wait", name="banner", property="title", equals="")

    assert screen.signal(number) == 0
    assert "Traceback" not in screen.errors()


def test_a_fault_in_a_slot_is_logged_and_the_screen_goes_on(screen: Played) -> None:
    screen.must("tap", name="broken")
    screen.must("tap", name="more")

    assert screen.must("wait", name="count", equals="1") == "1"
    assert "a fault in a slot" in screen.errors()
    assert "unexpected fault" in screen.errors()


def test_every_mistake_of_the_operator_is_a_plain_line(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("hubb = 'x'\nkey = 3")

    ended = start("--config", str(file))

    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        f'{file}: hubb: there is no such setting (did you mean "hub"?)',
        f"{file}: key: the number 3 does not fit; it must be a text in quotes",
    ]


def test_a_wrong_size_or_address_is_told_before_any_window() -> None:
    assert start("--size", "big").returncode == 2
    ended = start("--hub", "a b")

    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)


def test_without_a_screen_it_says_so_instead_of_aborting() -> None:
    ended = start("--hub", "127.0.0.1:9", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")

    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "there is no screen" in ended.stderr


def test_qml_that_does_not_load_ends_the_program_with_the_reason() -> None:
    ended = start("--hub", "127.0.0.1:9", SMALLEST_QML="Broken.qml")

    assert ended.returncode == 1
    assert "Vase is not a type" in ended.stderr


def test_help_names_every_common_option() -> None:
    said = start("--help").stdout

    for option in ("--hub", "--config", "--device", "--windowed", "--size", "--puppet", "--verbose"):
        assert option in said


@pytest.mark.usefixtures("qapp")
def test_a_missing_font_is_told_by_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "Broken.ttf"
    broken.write_bytes(b"no font")

    with pytest.raises(ConfigError) as caught:
        fonts.load([font_files.TEXT_BOLD, tmp_path / "Gone.ttf", broken])

    assert len(caught.value.problems) == 2
    assert "Gone.ttf: this font is missing or broken" in caught.value.problems[0]
