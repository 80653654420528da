"""The driver, second by second: it fails only before the first byte and confirms only by the printer's word."""

import pytest

from hardware.emulators.ops import AskDone, Cut
from hardware.printer.driver import GRACE_S, STALL_S
from hardware.printer.job import HealthChanged, JobEnded, Outcome, SendingStarts
from hardware.printer.profile import ConfirmMethod
from tests.unit.hardware.printer.simulated import EPSON, GENERIC, Simulation, a_job, without

CONFIRMED, FAILED, UNKNOWN = Outcome.CONFIRMED, Outcome.FAILED, Outcome.UNKNOWN


def test_a_printer_that_is_well_is_ready_as_soon_as_it_answers() -> None:
    assert Simulation().open().healths == ["ready"]


@pytest.mark.parametrize(
    ("switch", "health"),
    [
        ("is_near_end", "near_end"),
        ("is_paper_out", "paper_out paper_out"),
        ("is_cover_open", "cover_open cover_open"),
        ("is_hot", "fault overheated"),
        ("is_broken", "fault unrecoverable"),
        ("is_cutter_stuck", "fault cutter"),
    ],
)
def test_what_changes_while_nobody_prints_is_known_within_a_second_and_a_bit(switch: str, health: str) -> None:
    bench = Simulation().open()
    bench.has_auto_status = False
    bench.flip(**{switch: True})

    bench.run(1.2)
    assert bench.healths == ["ready", health]

    bench.flip(**{switch: False})
    bench.run(1.2)
    assert bench.healths == ["ready", health, "ready"]


def test_a_printer_that_tells_by_itself_is_believed_at_once() -> None:
    bench = Simulation().open()

    bench.flip(is_cover_open=True)

    assert bench.healths == ["ready", "cover_open cover_open"]


def test_a_printer_that_falls_silent_is_offline_and_wants_a_new_connection() -> None:
    bench = Simulation().open()
    bench.answers_realtime = False

    bench.run(3.0)

    assert bench.healths == ["ready", "offline silent"]
    assert bench.driver.wants_reopen


def test_one_lost_answer_is_no_reason_to_call_a_printer_dead() -> None:
    bench = Simulation().open()
    bench.answers_realtime = False
    bench.run(1.2)
    bench.answers_realtime = True
    bench.run(3.0)

    assert bench.healths == ["ready"]
    assert not bench.driver.wants_reopen


def test_a_connection_that_comes_back_at_once_was_never_gone() -> None:
    bench = Simulation().open()
    bench.close()
    bench.run(GRACE_S / 2)
    bench.open().run(2.0)

    assert bench.healths == ["ready"]


def test_a_printer_that_cannot_be_reached_is_offline() -> None:
    bench = Simulation()
    bench.close()
    bench.run(GRACE_S + 0.01)

    assert bench.healths == ["offline unreachable"]


@pytest.mark.parametrize(("profile", "proof"), [(GENERIC, "paper_sensor"), (EPSON, "process_id")])
def test_a_ticket_is_confirmed_by_the_printers_own_word(profile: object, proof: str) -> None:
    bench = Simulation(GENERIC if profile is GENERIC else EPSON).open()

    bench.print(a_job())
    bench.run_until(JobEnded)

    assert bench.ends == [("job-1", CONFIRMED, proof)]
    assert bench.starts == ["job-1"]


def test_bytes_being_taken_proves_nothing() -> None:
    bench = Simulation(without(GENERIC, confirm=(ConfirmMethod.PAPER_SENSOR,))).open()
    bench.answers_sensor = False

    bench.print(a_job())
    bench.run(1.5)
    assert bench.ends == []

    bench.run_until(JobEnded)
    assert bench.ends == [("job-1", UNKNOWN, "confirm_timeout")]


def test_a_printer_that_knows_no_proof_is_believed_when_it_is_idle_twice_after_the_calculated_end() -> None:
    bench = Simulation().open()
    bench.answers_sensor = False
    job = a_job()
    bench.print(job)
    began = bench.now

    bench.run_until(JobEnded)

    assert bench.ends == [("job-1", CONFIRMED, "idle")]
    assert bench.now - began >= job.height_mm / GENERIC.speed_mm_s + 1.0


def test_a_proof_once_given_is_demanded_from_then_on() -> None:
    bench = Simulation().open()
    bench.print(a_job("first"))
    bench.run_until(JobEnded)
    bench.answers_sensor = False

    bench.print(a_job("second"))
    bench.run(10)

    assert bench.ends[1:] == [("second", UNKNOWN, "confirm_timeout")]


def test_an_epson_without_process_ids_is_believed_by_its_sensor_and_no_longer_asked() -> None:
    bench = Simulation(EPSON).open()
    bench.answers_process_id = False
    bench.print(a_job("first"))
    bench.run_until(JobEnded)
    bench.print(a_job("second"))
    bench.run(0.2)

    assert [end[1:] for end in bench.ends] == [(CONFIRMED, "paper_sensor"), (CONFIRMED, "paper_sensor")]
    assert sum(isinstance(op, AskDone) for op in bench.ops) == 1


def test_a_late_proof_turns_unknown_into_confirmed() -> None:
    bench = Simulation(EPSON).open()
    bench.answers_process_id = bench.answers_sensor = False
    bench.print(a_job(process_id=b"abcd"))
    bench.run_until(SendingStarts)
    bench.answers_realtime = False
    bench.run(5)
    assert bench.ends == [("job-1", UNKNOWN, "confirm_timeout")]

    bench.say(b"\x37\x22abcd\x00")

    assert bench.ends == [("job-1", UNKNOWN, "confirm_timeout"), ("job-1", CONFIRMED, "process_id")]


def test_somebody_elses_process_id_confirms_nothing() -> None:
    bench = Simulation(EPSON).open()
    bench.answers_process_id = bench.answers_sensor = False
    bench.print(a_job(process_id=b"abcd"))
    bench.run(0.2)

    bench.say(b"\x37\x22abce\x00")

    assert bench.ends == []


@pytest.mark.parametrize("unasked", [b"\x12", b"\x00", b"\x03", b"\x10\x00\x00\x00", b"\x37\x22zzzz\x00", b"\xff\xfe"])
def test_bytes_nobody_asked_for_are_never_an_answer(unasked: bytes) -> None:
    bench = Simulation().open()
    bench.say(unasked)
    bench.print(a_job())
    bench.say(unasked)

    assert bench.ends == []
    assert bench.starts == []


@pytest.mark.parametrize(
    ("switch", "detail"),
    [
        ("is_paper_out", "paper_out"),
        ("is_cover_open", "cover_open"),
        ("is_cutter_stuck", "cutter"),
        ("is_hot", "overheated"),
        ("is_broken", "unrecoverable"),
    ],
)
def test_trouble_right_before_the_first_byte_is_a_failure_and_nothing_is_sent(switch: str, detail: str) -> None:
    bench = Simulation().open()
    bench.has_auto_status = False
    bench.flip(**{switch: True})
    bench.ops.clear()

    bench.print(a_job())
    bench.run(0.5)

    assert bench.ends == [("job-1", FAILED, detail)]
    assert bench.starts == []
    assert not [op for op in bench.ops if isinstance(op, Cut)]


@pytest.mark.parametrize(
    ("switch", "detail"),
    [
        ("is_paper_out", "paper_out"),
        ("is_cover_open", "cover_open"),
        ("is_cutter_stuck", "cutter"),
        ("is_broken", "unrecoverable"),
    ],
)
@pytest.mark.parametrize("tells_by_itself", [True, False])
def test_trouble_after_the_first_byte_is_unknown(switch: str, detail: str, *, tells_by_itself: bool) -> None:
    bench = Simulation(without(GENERIC, has_auto_status=tells_by_itself)).open()
    bench.answers_sensor = False
    bench.print(a_job(profile=bench.profile))
    bench.run_until(SendingStarts)
    bench.run(0.1)

    bench.flip(**{switch: True})
    bench.run(0.5)

    assert bench.ends == [("job-1", UNKNOWN, detail)]


def test_heat_makes_a_ticket_wait_and_it_is_confirmed_when_the_head_has_cooled() -> None:
    bench = Simulation().open()
    bench.answers_sensor = False
    bench.print(a_job())
    bench.run(0.2)
    bench.flip(is_hot=True)
    bench.run(10)
    assert bench.ends == []

    bench.flip(is_hot=False)
    bench.say(b"\x00")

    assert bench.ends == [("job-1", CONFIRMED, "paper_sensor")]


def test_nobody_waits_longer_than_a_minute_for_a_head_to_cool() -> None:
    bench = Simulation().open()
    bench.answers_sensor = False
    bench.print(a_job())
    bench.run(0.2)
    bench.flip(is_hot=True)

    bench.run(61)

    assert bench.ends == [("job-1", UNKNOWN, "confirm_timeout")]


def test_a_broken_connection_before_the_first_byte_is_a_failure() -> None:
    bench = Simulation().open()
    bench.takes = False
    bench.print(a_job())
    for _ in range(4):
        bench.take()
        bench.say(b"\x12")
    assert bench.starts == ["job-1"]

    bench.close()

    assert bench.ends == [("job-1", FAILED, "disconnected")]


@pytest.mark.parametrize("taken", [1, 1000, None])
def test_a_broken_connection_after_the_first_byte_is_unknown(taken: int | None) -> None:
    bench = Simulation().open()
    bench.takes = False
    bench.print(a_job())
    for _ in range(4):
        bench.take()
        bench.say(b"\x12")
    bench.take(taken)

    bench.close()

    assert bench.ends == [("job-1", UNKNOWN, "disconnected")]


def test_a_job_that_comes_while_the_connection_is_away_waits_for_the_grace_and_fails() -> None:
    bench = Simulation().open()
    bench.close()
    bench.print(a_job())
    bench.run(GRACE_S / 2)
    assert bench.ends == []

    bench.run(GRACE_S)
    assert bench.ends == [("job-1", FAILED, "offline")]


def test_a_job_that_comes_while_the_connection_is_away_is_printed_when_it_is_back_in_time() -> None:
    bench = Simulation().open()
    bench.close()
    bench.print(a_job())
    bench.run(GRACE_S / 2)
    bench.open()
    bench.run_until(JobEnded)

    assert bench.ends == [("job-1", CONFIRMED, "paper_sensor")]


def test_a_printer_that_does_not_answer_the_check_fails_the_job_fast() -> None:
    bench = Simulation().open()
    bench.answers_realtime = False
    bench.print(a_job())

    bench.run(0.4)

    assert bench.ends == [("job-1", FAILED, "silent")]


def test_a_printer_that_takes_no_more_bytes_in_mid_ticket_leaves_it_unknown() -> None:
    bench = Simulation().open()
    bench.takes = False
    bench.print(a_job())
    for _ in range(4):
        bench.take()
        bench.say(b"\x12")
    bench.take(5000)

    bench.run(STALL_S + 0.1)

    assert bench.ends == [("job-1", UNKNOWN, "stalled")]
    assert bench.driver.wants_reopen


def test_no_question_is_put_into_the_middle_of_a_picture() -> None:
    bench = Simulation().open()
    bench.takes = False
    job = a_job()
    bench.print(job)
    for _ in range(4):
        bench.take()
        bench.say(b"\x12")
    while bench.driver.outgoing:
        bench.take(3000)
        bench.run(1.1)

    assert job.data + b"\x1dr\x01" in bytes(bench.sent)


def test_a_new_connection_is_cleaned_of_half_a_picture_before_anything_else() -> None:
    bench = Simulation().open()

    assert bytes(GENERIC.max_block_bytes) + b"\x1b@" in bytes(bench.sent)
    assert bench.cuts() == 0


def test_after_a_crash_in_mid_ticket_the_torn_piece_is_cut_off_first() -> None:
    assert Simulation(may_be_torn=True).open().cuts() == 1


def test_after_a_ticket_that_broke_off_the_torn_piece_is_cut_off_before_the_next() -> None:
    bench = Simulation().open()
    bench.takes = False
    bench.print(a_job("torn"))
    for _ in range(4):
        bench.take()
        bench.say(b"\x12")
    bench.take(9000)
    bench.close()
    bench.takes = True
    bench.ops.clear()
    bench.open()
    assert bench.cuts() == 1

    bench.facts.clear()
    bench.print(a_job("whole"))
    bench.run_until(JobEnded)
    assert bench.ends == [("whole", CONFIRMED, "paper_sensor")]


def test_a_ticket_that_was_sent_whole_is_not_cut_a_second_time() -> None:
    bench = Simulation().open()
    bench.answers_sensor = False
    bench.print(a_job())
    bench.run(0.2)
    bench.flip(is_paper_out=True)
    bench.run(0.5)
    bench.ops.clear()
    bench.flip(is_paper_out=False)
    bench.run(2)

    assert bench.cuts() == 0


def test_a_printer_in_trouble_is_not_cleaned_before_it_is_well() -> None:
    bench = Simulation()
    bench.machine.is_paper_out = True
    bench.open().run(5)
    assert b"\x1b@" not in bytes(bench.sent)

    bench.machine.is_paper_out = False
    bench.run(1.2)
    assert b"\x1b@" in bytes(bench.sent)


def test_a_stuck_cutter_is_told_to_try_again_until_it_does() -> None:
    bench = Simulation().open()
    bench.flip(is_cutter_stuck=True)
    bench.run(11)

    assert bytes(bench.sent).count(b"\x10\x05\x02") == 3


def test_a_second_job_at_the_same_time_is_our_bug() -> None:
    bench = Simulation().open()
    bench.print(a_job("first"))

    with pytest.raises(RuntimeError, match="second came while first is under way"):
        bench.print(a_job("second"))


def test_a_health_is_told_once_however_often_it_is_heard() -> None:
    bench = Simulation().open()
    bench.run(30)

    assert [fact for fact in bench.facts if isinstance(fact, HealthChanged)] == bench.facts
    assert len(bench.facts) == 1
