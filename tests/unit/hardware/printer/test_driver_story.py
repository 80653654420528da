"""Whatever happens in whatever order, the driver tells no lie about a ticket and forgets none."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.printer.job import JobEnded, Outcome, PaperJob, SendingStarts
from hardware.printer.learning import Learner
from hardware.printer.profile import PROFILES
from tests.unit.hardware.printer.simulated import Simulation

SWITCHES = ["is_paper_out", "is_cover_open", "is_cutter_stuck", "is_hot", "is_broken", "is_near_end"]
MOUTH = ["is_ticket_held", "is_mouth_jammed"]
KINDS = ["generic-80", "epson-tm", "custom-kpm-80", "kiosk-kp628e", "winspool", "auto"]
HABITS = ["answers_realtime", "answers_sensor", "answers_process_id", "takes"]

blows = st.one_of(
    st.tuples(st.just("close"), st.none()),
    st.tuples(st.just("flip"), st.sampled_from(SWITCHES + MOUTH)),
    st.tuples(st.just("habit"), st.sampled_from(HABITS)),
    st.tuples(st.just("room"), st.sampled_from([0, 12, 13, 100, 300, 8700, 9100])),
    st.tuples(st.just("say"), st.binary(min_size=1, max_size=5)),
    st.tuples(st.sampled_from(["print", "open"]), st.none()),
)
waits = st.tuples(st.just("run"), st.sampled_from([0.0, 0.01, 0.1, 0.6, 1.5, 9.0]))
Event = tuple[str, object]


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    """Chapters: something is wrong or not, a ticket comes at a connected printer, and then anything happens."""
    story: list[Event] = []
    for _ in range(draw(st.integers(1, 4))):
        proofs = draw(st.sampled_from([(), ("answers_sensor",), ("answers_sensor", "answers_process_id")]))
        story += draw(st.lists(blows | waits, max_size=1))
        story += [("open", None), *(("habit", habit) for habit in proofs), ("print", None)]
        for wait, blow in draw(st.lists(st.tuples(waits, blows), min_size=1, max_size=3)):
            story += [wait, blow]
    return story


def a_job(number: int) -> PaperJob:
    text = b"TICKET-%04d\n" % number
    return PaperJob(f"job-{number}", b"%04d" % number, b"\x1b@" + text * 40 + b"\x1dVB\x00", 90.0)


class Story:
    """Plays events on a simulation as a thread and a careless technician would."""

    def __init__(self, kind: str) -> None:
        profile = PROFILES["generic-80" if kind == "auto" else kind]
        self.bench = Simulation(profile, learner=Learner(PROFILES.values(), profile) if kind == "auto" else None)
        self.bench.answers_process_id = kind == "epson-tm"
        self.bench.knows_custom = kind == "custom-kpm-80"
        self.bench.machine.has_mouth = profile.presenter != "none"
        self.bench.machine.tells_by_bit_7 = kind == "kiosk-kp628e"
        self.is_open = False
        self.jobs = 0

    def play(self, what: str, how: object) -> None:
        bench = self.bench
        match what, how:
            case "run", float(seconds):
                bench.run(seconds)
            case "flip", str(switch):
                setattr(bench.machine, switch, not getattr(bench.machine, switch))
                self.say(bench.machine.automatic() if bench.has_auto_status else b"")
            case "habit", str(habit):
                setattr(bench, habit, not getattr(bench, habit))
            case "room", int(count):
                bench.room = count
            case "say", bytes(noise):
                self.say(noise)
            case "print", _ if not bench.driver.is_busy:
                self.jobs += 1
                bench.print(a_job(self.jobs))
            case "open", _ if not self.is_open:
                self.is_open = True
                bench.open()
            case "close", _:
                self.is_open = False
                bench.close()
            case _:
                return

    def say(self, data: bytes) -> None:
        if self.is_open:
            self.bench.say(data)

    def heal(self) -> None:
        """Everything is mended, and time passes."""
        bench = self.bench
        for switch in SWITCHES + MOUTH:
            setattr(bench.machine, switch, False)
        bench.room = 1_000_000_000
        bench.takes = bench.answers_realtime = bench.answers_sensor = True
        for _ in range(4):
            bench.run(70.0)
            if not self.is_open or bench.driver.wants_reopen:
                self.play("close", None)
                self.play("open", None)


@given(stories(), st.sampled_from(KINDS))
@settings(max_examples=200)
def test_every_ticket_ends_once_and_failed_means_that_not_one_byte_left(story: list[Event], kind: str) -> None:
    it = Story(kind)
    for what, how in story:
        it.play(what, how)
    it.heal()

    facts = it.bench.facts
    ends = [fact for fact in facts if isinstance(fact, JobEnded)]
    first = {end.key: end for end in reversed(ends)}
    assert len(first) == it.jobs, "every ticket ends"
    for key, count in Counter(end.key for end in ends).items():
        later = [end.outcome for end in ends if end.key == key][1:]
        assert count == 1 or (first[key].outcome is Outcome.UNKNOWN and later == [Outcome.CONFIRMED])
    for number in range(1, it.jobs + 1):
        has_left = b"TICKET-%04d" % number in bytes(it.bench.sent)
        outcome = first[f"job-{number}"].outcome
        assert not (has_left and outcome is Outcome.FAILED), "failed, but bytes had left"
        assert has_left or outcome is not Outcome.CONFIRMED, "confirmed, but nothing was sent"
    started = [fact.key for fact in facts if isinstance(fact, SendingStarts)]
    assert len(started) == len(set(started)), "no ticket is sent twice"


@given(stories(), st.sampled_from(KINDS))
def test_after_any_story_the_next_ticket_is_printed(story: list[Event], kind: str) -> None:
    it = Story(kind)
    for what, how in story:
        it.play(what, how)
    it.heal()
    it.bench.answers_process_id = kind == "epson-tm"

    it.bench.print(a_job(9999))
    it.bench.run(40.0)

    assert it.bench.ends[-1][:2] == ("job-9999", Outcome.CONFIRMED)
