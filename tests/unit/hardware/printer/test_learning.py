"""A printer is asked what it is, once; what does not answer is generic."""

from hardware.printer.job import Learnt
from hardware.printer.learning import ID_WITHIN_S, NAME_WITHIN_S, PROBE_ID, Learner
from hardware.printer.outbox import Outbox
from hardware.printer.profile import PROFILES, ConfirmMethod

GENERIC = PROFILES["generic-80"]
ID, SENSOR, IDLE = ConfirmMethod.PROCESS_ID, ConfirmMethod.PAPER_SENSOR, ConfirmMethod.IDLE


class Printer:
    """Answers what it is told to; the time is a number."""

    def __init__(self) -> None:
        self.outbox = Outbox()
        self.learner = Learner(PROFILES.values(), GENERIC)

    def asked(self) -> bytes:
        data = self.outbox.waiting
        self.outbox.took(len(data))
        return data

    def learn(self, maker: bytes | None, model: bytes | None, *, gives_ids: bool, at: float = 0.0) -> Learnt | None:
        self.learner.begin(self.outbox, at)
        learnt = None
        for question, answer, wait in ((b"\x1dI\x42", maker, NAME_WITHIN_S), (b"\x1dI\x43", model, NAME_WITHIN_S)):
            assert self.asked() == question
            at += wait
            if answer is None:
                learnt = self.learner.tick(self.outbox, at)
            else:
                learnt = self.learner.named(answer, self.outbox, at)
        if learnt or not (probe := self.asked()):
            return learnt
        assert probe == b"\x1d(H\x06\x00\x30\x30" + PROBE_ID
        if gives_ids:
            return self.learner.done(PROBE_ID)
        assert self.learner.tick(self.outbox, at + ID_WITHIN_S - 0.1) is None
        return self.learner.tick(self.outbox, at + ID_WITHIN_S)


def test_an_epson_is_known_by_its_model_and_gives_ids() -> None:
    learnt = Printer().learn(b"EPSON", b"TM-T88V", gives_ids=True)

    assert learnt is not None
    assert (learnt.name, learnt.profile.name, learnt.gives_ids) == ("EPSON TM-T88V", "epson-tm", True)
    assert learnt.profile.confirm == (ID, SENSOR, IDLE)


def test_a_clone_that_echoes_no_id_is_not_waited_for_in_vain() -> None:
    learnt = Printer().learn(b"EPSON", b"TM-T88III", gives_ids=False)

    assert learnt is not None
    assert learnt.profile.name == "epson-tm-180dpi"
    assert learnt.profile.confirm == (SENSOR, IDLE)


def test_a_printer_without_a_name_that_echoes_ids_may_use_them() -> None:
    learnt = Printer().learn(None, None, gives_ids=True)

    assert learnt is not None
    assert (learnt.name, learnt.profile.name) == ("", "generic-80")
    assert learnt.profile.confirm == (ID, SENSOR, IDLE)


def test_somebody_elses_id_proves_nothing() -> None:
    printer = Printer()
    printer.learner.begin(printer.outbox, 0.0)
    printer.learner.tick(printer.outbox, 1.0)
    printer.learner.tick(printer.outbox, 2.0)

    assert printer.learner.done(b"0001") is None
    assert not printer.learner.is_done


def test_a_name_that_comes_too_late_or_unasked_changes_nothing() -> None:
    printer = Printer()

    assert printer.learner.named(b"EPSON", printer.outbox, 0.0) is None
    assert printer.learner.is_waiting


def test_on_a_new_connection_the_same_printer_is_known_by_its_names_alone() -> None:
    printer = Printer()
    first = printer.learn(b"Xprinter", b"XP-Q200", gives_ids=False)
    printer.learner.opened()

    assert printer.learn(b"Xprinter", b"XP-Q200", gives_ids=True) == first


def test_a_printer_too_busy_to_give_its_name_is_still_what_it_was() -> None:
    printer = Printer()
    first = printer.learn(b"EPSON", b"TM-T20II", gives_ids=True)
    printer.learner.opened()

    assert printer.learn(None, None, gives_ids=False) == first


def test_another_printer_in_its_place_is_learnt_anew() -> None:
    printer = Printer()
    printer.learn(b"EPSON", b"TM-T20II", gives_ids=True)
    printer.learner.opened()
    learnt = printer.learn(b"HPRT", b"TP805L", gives_ids=False)

    assert learnt is not None
    assert (learnt.profile.name, learnt.profile.confirm) == ("hprt-80", (SENSOR, IDLE))
