"""`layso-hardware emulate-pad` from outside: lines, exit codes, and plain words."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hardware.programs import PadProgram
from tests.hardware.test_programs import run
from tests.support.eventually import PATIENCE_S, eventually
from tests.support.processes import ROOT


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "either --pty LINK or --listen HOST:PORT"),
        (("--pty", "x", "--listen", "127.0.0.1:0"), "either --pty LINK or --listen HOST:PORT"),
        (("--listen", "here"), '"here" is not HOST:PORT'),
        (("--listen", "127.0.0.1:0", "--address", "x"), "--address: must be a number"),
        (("--pty", "/no/such/folder/pad"), "/no/such/folder/"),
    ],
)
def test_a_wrong_option_is_one_clear_line(options: tuple[str, ...], said: str) -> None:
    ended = run("emulate-pad", "--kind", "ff68", *options)

    assert ended.returncode == 2
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_wrong_wording_of_a_template_pad_is_told(tmp_path: Path) -> None:
    ended = run("emulate-pad", "--kind", "template", "--pty", str(tmp_path / "pad"), "--says", "{foo}")

    assert ended.returncode == 2
    assert "{foo}" in ended.stderr


def test_a_wrong_key_is_answered_and_the_pad_lives_on(tmp_path: Path) -> None:
    with PadProgram(tmp_path / "pad", "ff68") as pad:
        with pytest.raises(AssertionError, match="there are call"):
            pad.press("dial")
        pad.press("call")

        assert pad.stop() == 0
    assert not (tmp_path / "pad").exists()


def test_the_console_may_end_and_the_pad_stays(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "hardware", "emulate-pad", "--kind", "ff68", "--listen", "127.0.0.1:0"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        port = int(process.stdout.readline().rpartition(":")[2].strip('"}\n'))
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S):
            eventually(lambda: process.poll() is None)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.stdout.close()
