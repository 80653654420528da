"""Shared by all tests: a screenless Qt, Hypothesis profiles, and a log that must stay clean."""

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

settings.register_profile("dev", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


class ExpectedLog:
    """Names the warnings a test means to provoke."""

    def __init__(self) -> None:
        self.fragments: list[str] = []

    def expect(self, fragment: str) -> None:
        self.fragments.append(fragment)


@pytest.fixture
def expected_log() -> ExpectedLog:
    return ExpectedLog()


@pytest.fixture(autouse=True)
def clean_log(caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog) -> Iterator[None]:
    """Fail a test that logs a WARNING or worse it did not name by `expected_log.expect("part of the line")`."""
    caplog.set_level(logging.DEBUG)
    yield
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
        and record.name != "asyncio"
        and not any(fragment in record.getMessage() for fragment in expected_log.fragments)
    ]
    assert not unexpected, "unexpected log lines:\n" + "\n".join(unexpected)
