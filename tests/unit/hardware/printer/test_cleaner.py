"""After whatever broke off, the next ticket is alone on its paper; and nothing is wasted when nothing broke."""

from hardware.printer.job import JobEnded, Outcome
from tests.unit.hardware.printer.simulated import GENERIC, Simulation, a_job

CONFIRMED = Outcome.CONFIRMED


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
