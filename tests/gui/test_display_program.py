"""The wall as a real process: it has a voice, speaks and shows, outlives its hub, and says plainly what is wrong."""

import os
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from display.clipmaker import make_clips
from display.clipset import file_name
from hub.protocol import Command, ConfirmShown, ConfirmSpoken, DisplayReport, Report, Role
from tests.support.eventually import PATIENCE_S, eventually
from tests.support.puppet import ROOT, Played
from tests.support.scripted_hub import NOW, ScriptedHub
from tests.unit.display.hall import a_call, a_view

CALL = a_call("A025", 15, now=NOW)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its voice made."""
    folder = tmp_path_factory.mktemp("data")
    make_clips(folder / "clips" / "vi")
    return folder


@pytest.fixture
def hub() -> Iterator[ScriptedHub]:
    with ScriptedHub(a_view()) as hub:
        yield hub


@pytest.fixture
def wall(hub: ScriptedHub, data: Path, tmp_path: Path) -> Iterator[Played]:
    with a_wall(hub, data, tmp_path) as played:
        yield played


def a_wall(hub: ScriptedHub, data: Path, tmp_path: Path) -> Played:
    config = tmp_path / "display.toml"
    config.write_text(f'[sound]\noutput = "files"\nspeed = 0\nfiles_dir = "{tmp_path / "said"}"\n')
    return Played(
        ["display", "--hub", hub.url, "--config", str(config), "--size", "1280x720"],
        log=tmp_path / "display.log",
        environment={"LAYSO_DATA": str(data)},
    )


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "display", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def confirmed(hub: ScriptedHub, kind: type[ConfirmShown | ConfirmSpoken]) -> list[Command]:
    return [request.command for request in hub.requests if isinstance(request.command, kind)]


def said(tmp_path: Path) -> list[str]:
    return sorted(file.name for file in (tmp_path / "said").glob("*.wav"))


def test_a_call_is_shown_spoken_and_confirmed(hub: ScriptedHub, wall: Played, tmp_path: Path) -> None:
    wall.must("wait", name="connectionTitle", property="text", equals="")
    hub.push(a_view(CALL))

    wall.must("wait", name="stageNumber", property="text", equals="A025")
    eventually(lambda: confirmed(hub, ConfirmSpoken) and confirmed(hub, ConfirmShown))

    assert [(hello.role, hello.device_id) for hello in hub.hellos] == [(Role.DISPLAY, "display-1")]
    assert hub.reports == [Report(DisplayReport(has_sound=True))]
    assert {request.command_id for request in hub.requests} == {"A025.c1.shown.display-1", "A025.c1.spoken.display-1"}
    assert said(tmp_path) == ["0001_A025_quay-15_A025.c1.wav"]
    with wave.open(str(tmp_path / "said" / said(tmp_path)[0])) as file:
        assert 9 < file.getnframes() / file.getframerate() < 15


def test_the_wall_outlives_its_hub_and_repeats_nothing(hub: ScriptedHub, wall: Played, tmp_path: Path) -> None:
    wall.must("wait", name="connectionTitle", property="text", equals="")
    hub.push(a_view(CALL))
    eventually(lambda: confirmed(hub, ConfirmSpoken))

    hub.kill()
    wall.must("wait", name="connectionTitle", property="text", equals="Đang kết nối lại… Số vẫn được giữ.", timeout_s=2)
    assert wall.must("read", name="stageNumber") == "A025"

    hub.first_view = a_view(CALL)
    hub.start()
    wall.must("wait", name="connectionTitle", property="text", equals="")
    newer = a_call("B001", 3, now=NOW)
    hub.push(a_view(newer, CALL))
    wall.must("wait", name="stageNumber", property="text", equals="B001")
    eventually(lambda: len(said(tmp_path)) == 2)

    assert [name[5:9] for name in said(tmp_path)] == ["A025", "B001"]


def test_a_killed_display_speaks_on_start_what_nobody_has_spoken(hub: ScriptedHub, data: Path, tmp_path: Path) -> None:
    spoken, young, old = a_call("A001", is_spoken=True, now=NOW), CALL, a_call("C001", age_s=300, now=NOW)
    hub.first_view = a_view(young, spoken, old, unspoken=(young,))

    with a_wall(hub, data, tmp_path):
        eventually(lambda: confirmed(hub, ConfirmSpoken))

    assert confirmed(hub, ConfirmSpoken) == [ConfirmSpoken(call_id=young.call_id)]
    assert [name[5:9] for name in said(tmp_path)] == ["A025"]


def test_the_voice_is_made_at_the_first_start_and_only_then(data: Path, tmp_path: Path) -> None:
    first = run("make-clips", LAYSO_DATA=str(tmp_path))

    assert (first.returncode, first.stdout.split()[0]) == (0, "183")
    assert run("check-clips", LAYSO_DATA=str(tmp_path)).returncode == 0


def test_a_missing_clip_is_one_clear_line_and_exit_2(data: Path, tmp_path: Path) -> None:
    voice = tmp_path / "voice"
    voice.mkdir()
    for clip in (data / "clips" / "vi").glob("*.wav"):
        if clip.name not in {file_name("lăm"), file_name("hai mươi lăm")}:
            (voice / clip.name).symlink_to(clip)
    config = tmp_path / "display.toml"
    config.write_text(f'[sound]\nclips = "{voice}"\n')

    for arguments in (["--config", str(config)], ["check-clips", str(voice)]):
        result = run(*arguments)
        assert result.returncode == 2
        assert result.stderr == f'{voice / "lawm.wav"}: missing; it should say "lăm"\n'


def test_a_folder_that_is_no_voice_does_not_flood_the_screen(tmp_path: Path) -> None:
    config = tmp_path / "display.toml"
    config.write_text(f'[sound]\nclips = "{tmp_path}"\n')

    result = run("--config", str(config))

    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 6
    assert "check-clips" in result.stderr


def test_without_espeak_the_display_says_what_to_do(tmp_path: Path) -> None:
    result = run("--hub", "127.0.0.1:1", LAYSO_DATA=str(tmp_path), PATH="/nowhere")

    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert 'espeak-ng was not found, so there is no voice: install espeak-ng (Debian: "apt-get' in result.stderr
    assert '[sound] output = "off"' in result.stderr


def test_without_espeak_a_silent_display_shows_all_the_same(hub: ScriptedHub, tmp_path: Path) -> None:
    config = tmp_path / "display.toml"
    config.write_text('[sound]\noutput = "off"\n')
    hub.first_view = a_view(CALL)
    wall = Played(
        ["display", "--hub", hub.url, "--config", str(config), "--size", "1280x720"],
        log=tmp_path / "display.log",
        environment={"LAYSO_DATA": str(tmp_path), "PATH": "/nowhere"},
    )

    with wall:
        wall.must("wait", name="stageNumber", property="text", equals="A025")
        eventually(lambda: confirmed(hub, ConfirmShown))

    assert hub.reports == []
    assert confirmed(hub, ConfirmSpoken) == []


def test_every_mistake_in_the_settings_is_a_line_and_exit_2(tmp_path: Path) -> None:
    config = tmp_path / "display.toml"
    config.write_text("[sound]\nvolum = 1\nrepeats = 9\n")

    result = run("--config", str(config))

    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 2
    assert "Traceback" not in result.stderr
