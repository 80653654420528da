"""The ladder of proofs, rung by rung."""

import pytest

from hardware.printer.condition import Condition
from hardware.printer.confirm import Confirmation, Proofs
from hardware.printer.job import Outcome, PaperJob
from hardware.printer.profile import ConfirmMethod, Profile
from hardware.printer.status import Sensor

ID, SENSOR, IDLE = ConfirmMethod.PROCESS_ID, ConfirmMethod.PAPER_SENSOR, ConfirmMethod.IDLE
ALL = (ID, SENSOR, IDLE)
JOB = PaperJob("job", b"abcd", bytes(10_000), 100.0)
PROFILE = Profile(name="test", width_dots=576, speed_mm_s=100.0, bytes_per_s=10_000.0)
END = 2.0
"""One second for the bytes, one for the paper."""


def confirmation(proofs: Proofs) -> Confirmation:
    return Confirmation(JOB, PROFILE, proofs, 0.0)


@pytest.mark.parametrize(
    ("methods", "marker"),
    [(ALL, b"\x1d(H\x06\x00\x30\x30abcd\x1dr\x01"), ((SENSOR, IDLE), b"\x1dr\x01"), ((IDLE,), b"")],
)
def test_only_proofs_the_printer_may_know_are_asked_for(methods: tuple[ConfirmMethod, ...], marker: bytes) -> None:
    assert confirmation(Proofs(methods)).marker == marker


def test_the_best_proof_decides_at_once() -> None:
    assert confirmation(Proofs(ALL)).done(b"abcd") == (Outcome.CONFIRMED, "process_id")
    assert confirmation(Proofs(ALL)).done(b"abce") is None


def test_the_second_proof_waits_a_moment_for_the_best() -> None:
    proof = confirmation(Proofs(ALL))

    assert proof.sensor(Sensor(0), 1.0) is None
    assert proof.due(1.4) is None
    assert proof.due(1.5) == (Outcome.CONFIRMED, "paper_sensor")


def test_the_second_proof_decides_alone_where_there_is_no_better() -> None:
    assert confirmation(Proofs((SENSOR, IDLE))).sensor(Sensor(0x03), 1.0) == (Outcome.CONFIRMED, "paper_sensor")


def test_a_sensor_that_sees_no_paper_proves_the_opposite() -> None:
    assert confirmation(Proofs(ALL)).sensor(Sensor(0x0C), 1.0) == (Outcome.UNKNOWN, "paper_out")


def test_idle_counts_only_twice_and_after_the_calculated_end() -> None:
    proof = confirmation(Proofs(ALL))
    idle = Condition()

    assert [proof.polled(idle, at) for at in (0.5, 1.0, 2.4)] == [None, None, None]
    assert proof.polled(idle, 2.6) is None
    assert proof.polled(idle, 3.0) is None
    assert proof.polled(idle, 3.1) == (Outcome.CONFIRMED, "idle")


def test_any_trouble_between_begins_the_count_anew() -> None:
    proof = confirmation(Proofs((IDLE,)))
    proof.polled(Condition(), 2.6)
    proof.polled(Condition(is_offline=True), 2.9)

    assert proof.polled(Condition(), 3.2) is None


def test_without_any_proof_it_is_unknown_two_seconds_after_the_calculated_end() -> None:
    proof = confirmation(Proofs((SENSOR,)))

    assert proof.due(END + 1.9) is None
    assert proof.due(END + 2.0) == (Outcome.UNKNOWN, "confirm_timeout")


def test_proofs_are_learnt() -> None:
    proofs = Proofs(ALL)
    assert proofs.usable() == {ID, SENSOR, IDLE}

    proofs.gave(SENSOR)
    assert proofs.usable() == {SENSOR}, "no process id, and idle is no longer enough"


def test_what_was_once_given_stays_in_use_when_a_lower_proof_comes() -> None:
    proofs = Proofs(ALL)
    proofs.gave(ID)
    proofs.gave(SENSOR)

    assert proofs.usable() == {ID, SENSOR}
