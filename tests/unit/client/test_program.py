"""An operator's mistake is a plain line and exit code 2; a fault of ours is in the log."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest

from hub.client.program import plain_errors, start_logging
from hub.client.settings import ConfigError
from tests.conftest import ExpectedLog


@pytest.fixture
def logging_restored() -> Iterator[None]:
    hooks, levels = (sys.excepthook, threading.excepthook), {}
    for name in ("websockets", "zeroconf", "asyncio"):
        levels[name] = logging.getLogger(name).level
    yield
    sys.excepthook, threading.excepthook = hooks
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_every_problem_is_a_line_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exited, plain_errors():
        raise ConfigError(("kiosk.toml: one", "kiosk.toml: two"))

    assert exited.value.code == 2
    assert capsys.readouterr().err == "kiosk.toml: one\nkiosk.toml: two\n"


@pytest.mark.usefixtures("logging_restored")
def test_an_unexpected_fault_is_logged_with_its_traceback(
    expected_log: ExpectedLog, caplog: pytest.LogCaptureFixture
) -> None:
    expected_log.expect("an unexpected fault")
    start_logging(is_verbose=False)

    error = KeyError("bug")
    sys.excepthook(KeyError, error, None)

    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[1] is error


@pytest.mark.usefixtures("logging_restored")
def test_a_fault_in_a_thread_is_logged_too(expected_log: ExpectedLog, caplog: pytest.LogCaptureFixture) -> None:
    expected_log.expect("an unexpected fault")
    start_logging(is_verbose=True)

    thread = threading.Thread(target=int, args=("no number",))
    thread.start()
    thread.join()

    assert "invalid literal" in caplog.text
