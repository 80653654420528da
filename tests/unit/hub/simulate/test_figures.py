"""What is counted, and how it is shown: tables and a chart."""

import io
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from rich.console import Console

from hub.core.lifecycle import Status
from hub.simulate.chart import chart, slots
from hub.simulate.figures import Promises, Waits, checks, percentile, promises, waits
from hub.simulate.records import Record, Step
from hub.simulate.rivals import FIRST_IN_LINE, LAST_CALLED, WORK_AHEAD, Rivals
from hub.simulate.study import OURS, Study
from hub.simulate.svg import Drawing
from hub.simulate.tables import tables
from tests.support.centres import ANH, ELDERLY, JUSTICE, MONDAY, MORNING, RULED, SCREEN_ONLY, SOCIETY
from tests.support.core_day import EVERYBODY, CoreDay

PREDICTED = {OURS: 12.0, WORK_AHEAD: 20.0, LAST_CALLED: 3.0, FIRST_IN_LINE: 5.0}


def record(waited_min: float | None, *, low: int | None = 5, high: int | None = 15, elderly: bool = False) -> Record:
    return Record(
        day=MONDAY,
        service_id=JUSTICE,
        class_id=ELDERLY if elderly else EVERYBODY,
        issued_at=MORNING,
        low_min=low,
        high_min=high,
        predicted=PREDICTED,
        first_called_at=None if waited_min is None else MORNING + timedelta(minutes=waited_min),
        waited_s=0 if waited_min is None else waited_min * 60,
        status=Status.FINISHED,
    )


def study(*records: Record) -> Study:
    waiting_s = sum(one.waited_s for one in records)
    return Study(RULED, days=1, visits=len(records), waiting_s=waiting_s, records=list(records))


def found_promises(*records: Record) -> Promises:
    found = promises(study(*records))
    assert found is not None
    return found


def shown(*studies: Study) -> str:
    out = Console(file=io.StringIO(), width=100)
    for table in tables(studies):
        out.print(table)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_a_percentile_is_the_smallest_that_so_many_do_not_exceed() -> None:
    tens = [float(n) for n in range(10, 110, 10)]

    assert [percentile(tens, share) for share in (0.0, 0.5, 0.9, 0.91, 1.0)] == [10, 50, 90, 100, 100]


def test_waits_are_told_of_everybody_and_of_each_class_that_came() -> None:
    everybody, usual, prior, elderly = waits(
        study(*(record(n) for n in range(1, 20)), record(40, elderly=True), record(None))
    )

    assert everybody == Waits("everybody", 20, 11.5, 10, 18, 19, 40, 0.05)
    assert (usual.name, usual.people, usual.worst) == ("no priority", 19, 19)
    assert (prior.name, prior.people) == ("with priority", 1)
    assert (elderly.name, elderly.people) == ("Người cao tuổi", 1)
    assert waits(study()) == ()


def test_promises_are_judged_by_those_who_had_to_wait() -> None:
    found = found_promises(
        record(10), record(16), record(0.2, low=0, high=5), record(8, low=None, high=None), record(None)
    )

    assert found.people == 2
    assert found.kept_share == 0.5
    assert found.width_min == found.mean_width_min == 10
    assert found.silent_share == 0.2
    ours, work_ahead, *_ = found.predictors
    assert (ours.name, ours.mean_error, ours.bias) == (OURS, 3.0, -1.0)
    assert (work_ahead.name, work_ahead.mean_error, work_ahead.bias) == (WORK_AHEAD, 7.0, 7.0)
    assert found.error_x == pytest.approx(3 / 7)


def test_where_nobody_waited_there_is_nothing_to_judge() -> None:
    assert promises(study(record(0.1, low=0, high=5))) is None


def test_a_play_that_loses_somebody_or_leaves_a_counter_idle_is_not_sound() -> None:
    whole = study(record(10), record(20))

    assert checks(whole).is_sound
    whole.left_open = 1
    assert not checks(whole).is_sound
    whole.left_open, whole.visits = 0, 3
    assert not checks(whole).is_sound
    whole.visits, whole.idle_s = 2, 0.5
    assert not checks(whole).is_sound
    whole.idle_s, whole.waiting_s = 0, whole.waiting_s + 1
    assert not checks(whole).is_sound


def test_skips_are_counted_of_people_without_priority() -> None:
    passed, elderly = record(10), record(10, elderly=True)
    passed.skips, elderly.skips = 3, 9

    assert (checks(study(passed, record(5), elderly)).skips, checks(study(passed, elderly)).most_skips) == (1.5, 3)
    assert checks(study()).most_skips == 0


def test_the_textbook_predicts_from_what_a_hub_knows() -> None:
    day, rivals = CoreDay(RULED), Rivals({JUSTICE: 10.0, SOCIETY: 10.0})
    day.sit(ANH)
    assert set(rivals.predicted(day.state, day.now, (JUSTICE, EVERYBODY)).values()) == {0.0}

    day.issue(kiosk=SCREEN_ONLY)
    day.pass_time(minutes=4)
    before = day.state
    day.call_next()
    rivals.watch(Step(before, day.log[-1], day.state, {}))
    day.issue(kiosk=SCREEN_ONLY)
    day.pass_time(minutes=3)
    said = rivals.predicted(day.state, day.now, (JUSTICE, EVERYBODY))
    assert said == {WORK_AHEAD: 20.0, LAST_CALLED: 4.0, FIRST_IN_LINE: 3.0}


def test_where_nobody_of_a_kind_was_called_the_textbook_looks_at_the_service_and_then_at_nothing() -> None:
    day, rivals = CoreDay(RULED), Rivals({JUSTICE: 10.0, SOCIETY: 10.0})
    day.sit(ANH)
    day.issue(kiosk=SCREEN_ONLY)
    day.call_next()
    rivals.watch(Step(day.state, day.log[-1], day.state, {}))
    rivals.watch(Step(day.state, day.log[0], day.state, {}))
    day.issue(kiosk=SCREEN_ONLY)
    day.pass_time(minutes=2)

    assert rivals.predicted(day.state, day.now, (JUSTICE, ELDERLY)) == {
        WORK_AHEAD: 10.0,
        LAST_CALLED: 0.0,
        FIRST_IN_LINE: 2.0,
    }
    assert rivals.predicted(day.state, day.now, (SOCIETY, EVERYBODY)) == {
        WORK_AHEAD: 10.0,
        LAST_CALLED: 0.0,
        FIRST_IN_LINE: 0.0,
    }


def test_tables_tell_waits_promises_and_whether_all_is_well() -> None:
    said = shown(study(record(10), record(16, elderly=True)))

    for words in ("everybody", "Người cao tuổi", "estimate", "work ahead", "LES", "HOL", "50.0%", "Little", "idle"):
        assert words in said
    assert "what if" not in said


def test_two_studies_stand_side_by_side() -> None:
    said = shown(study(record(10)), study(record(4, low=None), record(2, low=None, elderly=True)))

    assert " now " in said
    assert "what if" in said
    assert "Người cao" in said, "also who came only to the other"
    assert "Estimates, now" in said
    assert "Estimates, what if" not in said, "nobody was told anything there"


def test_the_chart_is_drawn_by_half_hours() -> None:
    late = record(50)
    late.issued_at += timedelta(hours=6)
    late.first_called_at = late.issued_at + timedelta(minutes=50)
    both = study(record(10), record(20), record(30), late, record(None))

    assert [(slot.starts, slot.people, slot.p50, slot.p90) for slot in slots(both)] == [
        (15, 3, 20, 30),
        (27, 1, 50, 50),
    ]


@pytest.mark.parametrize("count", [1, 2])
def test_the_chart_is_an_image_with_words(count: int) -> None:
    root = ElementTree.fromstring(chart([study(record(10), record(200, elderly=True))] * count))  # noqa: S314 - our own
    words = " ".join(element.text or "" for element in root.iter())

    assert root.tag.endswith("svg")
    assert "Minutes of waiting" in words
    assert ("what if" in words) is (count == 2)
    assert len([e for e in root.iter() if e.tag.endswith("polyline")]) > 5


def test_a_chart_of_nobody_says_so() -> None:
    assert "Nobody came" in chart([study()])


def test_words_in_a_drawing_cannot_break_it() -> None:
    drawing = Drawing(10, 10, 'a < b & "c"')
    drawing.text((1, 2), "<script>", fill='"red"')

    assert [e.text for e in ElementTree.fromstring(str(drawing))] == ['a < b & "c"', "<script>"]  # noqa: S314 - our own
