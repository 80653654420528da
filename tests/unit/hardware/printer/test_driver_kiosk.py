"""Printers with a mouth, printers that say what they are, and printers that say nothing: what differs from the rest."""

import pytest

from hardware.printer.job import JobEnded, Learnt, Outcome
from hardware.printer.learning import Learner
from hardware.printer.presenter import LEFT_AFTER_S
from hardware.printer.profile import PROFILES, Profile
from tests.unit.hardware.printer.simulated import EPSON, GENERIC, Simulation, a_job, without

CONFIRMED, FAILED, UNKNOWN = Outcome.CONFIRMED, Outcome.FAILED, Outcome.UNKNOWN
CUSTOM, KP628E = PROFILES["custom-kpm-80"], PROFILES["kiosk-kp628e"]
SPOOLER, FILE = PROFILES["winspool"], PROFILES["file"]


def kiosk(profile: Profile) -> Simulation:
    bench = Simulation(profile)
    bench.machine.has_mouth = True
    bench.machine.tells_by_bit_7 = profile is KP628E
    bench.knows_custom = profile is CUSTOM
    return bench.open()


def printed(bench: Simulation, *keys: str) -> None:
    for key in keys:
        before = len(bench.ends)
        bench.print(a_job(key, profile=bench.driver.profile))
        while len(bench.ends) == before:
            bench.run(0.05)


@pytest.mark.parametrize("profile", [CUSTOM, KP628E], ids=lambda profile: profile.name)
def test_a_kiosk_is_ready_while_a_ticket_hangs_in_its_mouth(profile: Profile) -> None:
    bench = kiosk(profile)
    printed(bench, "first")
    bench.run(5)

    assert bench.machine.is_ticket_held
    assert bench.ends == [("first", CONFIRMED, "paper_sensor")]
    assert bench.healths == ["ready", "ready ticket_not_taken"]


@pytest.mark.parametrize("profile", [CUSTOM, KP628E], ids=lambda profile: profile.name)
def test_the_next_ticket_is_sent_as_soon_as_the_last_is_taken(profile: Profile) -> None:
    bench = kiosk(profile)
    printed(bench, "first")
    bench.print(a_job("second", profile=profile))
    bench.run(3)
    assert bench.starts == ["first"]

    bench.machine.is_ticket_held = False
    bench.run(0.6)

    assert bench.starts == ["first", "second"]


def test_a_custom_kiosk_ejects_what_nobody_took_and_prints_the_next() -> None:
    bench = kiosk(CUSTOM)
    printed(bench, "first")
    bench.print(a_job("second", profile=CUSTOM))
    bench.run(LEFT_AFTER_S - 1)
    assert bench.starts == ["first"]

    bench.run(2)
    assert bytes(bench.sent).count(b"\x1de\x05") == 1
    assert bench.starts == ["first", "second"]


def test_a_kiosk_that_cannot_eject_prints_on_after_ten_seconds() -> None:
    bench = kiosk(KP628E)
    printed(bench, "first")
    bench.print(a_job("second", profile=KP628E))
    bench.run(LEFT_AFTER_S + 1)

    assert bench.starts == ["first", "second"]
    assert b"\x1de" not in bytes(bench.sent)


def test_a_jam_behind_the_mouth_is_a_fault_and_fails_the_next_before_its_first_byte() -> None:
    bench = kiosk(CUSTOM)
    printed(bench, "first")
    bench.machine.is_mouth_jammed = True
    bench.run(1.5)
    assert bench.healths[-1] == "fault presenter_jam"

    bench.print(a_job("second", profile=CUSTOM))
    bench.run(1)
    assert bench.ends[1:] == [("second", FAILED, "presenter_jam")]


def test_a_ticket_that_does_not_let_itself_be_ejected_fails_the_next_instead_of_crushing_it() -> None:
    bench = kiosk(CUSTOM)
    printed(bench, "first")
    bench.machine.is_ticket_held = True
    bench._eject = lambda what: bench.say(b"\x08") if what == 6 else None  # type: ignore[method-assign]
    bench.print(a_job("second", profile=CUSTOM))
    bench.run(30)

    assert bench.ends[1:] == [("second", FAILED, "presenter_full")]


def test_a_model_that_knows_neither_full_status_nor_ejector_is_still_a_printer() -> None:
    bench = kiosk(CUSTOM)
    bench.knows_custom = False
    bench.run(6)
    printed(bench, "first", "second")

    assert [end[1] for end in bench.ends] == [CONFIRMED, CONFIRMED]
    assert "offline silent" not in bench.healths


@pytest.mark.parametrize("profile", [SPOOLER, FILE], ids=lambda profile: profile.name)
def test_a_printer_that_cannot_be_asked_is_ready_and_what_it_took_is_unverified(profile: Profile) -> None:
    bench = Simulation(profile)
    bench.answers_realtime = bench.answers_sensor = False
    bench.open()
    job = a_job(profile=profile)
    bench.print(job)
    began = bench.now
    bench.run_until(JobEnded)

    assert bench.healths == ["ready unverified"]
    assert bench.ends == [("job-1", CONFIRMED, "unverified")]
    assert bench.now - began >= job.height_mm / profile.speed_mm_s
    assert bytes(bench.sent) == job.data, "nothing but the ticket: no question, no cleaning"


def test_a_spooler_that_takes_nothing_is_unknown_and_one_that_is_away_fails() -> None:
    bench = Simulation(SPOOLER).open()
    bench.room = 1000
    bench.print(a_job("stuck", profile=SPOOLER))
    bench.run(6)
    bench.close()
    bench.print(a_job("away", profile=SPOOLER))
    bench.run(1)

    assert bench.ends == [("stuck", UNKNOWN, "stalled"), ("away", FAILED, "offline")]


def automatic() -> Simulation:
    return Simulation(GENERIC, learner=Learner(PROFILES.values(), GENERIC))


def test_nothing_is_printed_before_it_is_known_what_printer_it_is() -> None:
    bench = automatic()
    bench.names = {66: b"EPSON", 67: b"TM-T88III"}
    bench.answers_process_id = True
    bench.open()
    assert bench.healths == ["unknown identifying"]

    bench.run(1)
    assert bench.healths == ["unknown identifying", "ready"]
    assert bench.driver.profile.name == "epson-tm-180dpi"
    assert [fact.name for fact in bench.facts if isinstance(fact, Learnt)] == ["EPSON TM-T88III"]

    printed(bench, "first")
    assert bench.ends == [("first", CONFIRMED, "process_id")]


def test_a_printer_that_answers_none_of_it_is_generic_after_a_few_seconds() -> None:
    bench = automatic().open()
    bench.run(6)
    printed(bench, "first")

    assert bench.driver.profile.name == "generic-80"
    assert bench.ends == [("first", CONFIRMED, "paper_sensor")]


def test_a_cover_opened_while_it_is_asked_what_it_is_does_not_make_it_generic_for_ever() -> None:
    bench = automatic().open()
    while b"\x1dI" not in bytes(bench.sent):
        bench.run(0.05)
    bench.names = {66: b"EPSON", 67: b"TM-T88III"}
    bench.flip(is_cover_open=True)
    bench.run(10)
    assert not any(isinstance(fact, Learnt) for fact in bench.facts)

    bench.flip(is_cover_open=False)
    bench.run(6)
    assert bench.driver.profile.name == "epson-tm-180dpi"


def test_what_an_unknown_command_left_behind_is_wiped_before_the_first_ticket() -> None:
    bench = automatic().open()
    bench.run(6)

    after_the_probe = bytes(bench.sent).rpartition(b"\x1d(H\x06\x00\x30\x30LAYS")[2]
    assert b"\x1b@" in after_the_probe


def test_a_ticket_made_for_another_printer_fails_and_is_made_anew() -> None:
    bench = Simulation(GENERIC).open()
    job = a_job()
    bench.print(type(job)(job.key, job.process_id, job.data, job.height_mm, profile="epson-tm"))
    bench.run(1)

    assert bench.ends == [("job-1", FAILED, "other_printer")]


@pytest.mark.parametrize(("profile", "clears"), [(EPSON, True), (GENERIC, False)], ids=["epson-tm", "generic-80"])
def test_what_a_printer_could_not_print_is_forgotten_at_once_where_it_can_be(profile: Profile, *, clears: bool) -> None:
    bench = Simulation(without(profile, has_auto_status=True)).open()
    bench.answers_sensor = bench.answers_process_id = False
    bench.print(a_job(profile=profile))
    bench.run(0.2)
    bench.flip(is_paper_out=True)
    bench.run(0.5)

    assert bench.ends == [("job-1", UNKNOWN, "paper_out")], "even then: what is on paper is on paper"
    assert (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08" in bytes(bench.sent)) is clears


def test_a_slow_line_moves_the_end_of_the_wait() -> None:
    bench = Simulation(without(GENERIC, bytes_per_s=100_000.0)).open()
    bench.takes = False
    bench.answers_sensor = False
    bench.print(a_job())
    for _ in range(4):
        bench.take()
        bench.say(b"\x12")
    for _ in range(len(bench.driver.outgoing) // 2000):
        bench.take(2000)
        bench.run(0.5)
    bench.takes = True
    bench.run(0.01)
    last_byte = bench.now
    assert bench.ends == []
    bench.run_until(JobEnded)

    assert bench.ends == [("job-1", CONFIRMED, "idle")]
    assert bench.now >= last_byte + a_job().height_mm / GENERIC.speed_mm_s


def test_paper_is_counted_for_what_was_or_may_have_been_printed_and_once() -> None:
    bench = Simulation(EPSON).open()
    job = a_job(process_id=b"abcd", profile=EPSON)
    bench.answers_process_id = bench.answers_sensor = bench.answers_realtime = False
    bench.driver.print(job, bench.now)
    bench.answers_realtime = True
    bench.run(0.3)
    bench.answers_realtime = False
    bench.run(6)
    bench.say(b"\x37\x22abcd\x00")

    taken = [(fact.outcome, round(fact.paper_mm)) for fact in bench.facts if isinstance(fact, JobEnded)]
    assert taken == [(UNKNOWN, round(job.height_mm + EPSON.blade_mm)), (CONFIRMED, 0)]
