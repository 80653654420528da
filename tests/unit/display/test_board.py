"""What stands on the wall, and for how long."""

from collections.abc import Collection

from display.board import HOLD_S, Board, Scene
from hub.protocol import CallId, DisplayCall
from tests.unit.display.hall import NOW, a_call, a_view


class Hall:
    """A board with a clock that the test turns."""

    def __init__(self, *calls: DisplayCall, rows: int = 5) -> None:
        self.board = Board(rows=rows)
        self.at = 100.0
        self.calls = list(calls)
        self.tell()

    def tell(self, *calls: DisplayCall) -> None:
        """`calls` oldest first."""
        numbers = {call.number for call in calls}
        self.calls = [call for call in self.calls if call.number not in numbers] + list(calls)
        self.board.on_view(a_view(*reversed(self.calls)), NOW)

    def look(self, *, speaking: DisplayCall | None = None, to_be_spoken: Collection[CallId] = ()) -> Scene:
        return self.board.look(self.at, speaking=speaking, to_be_spoken=to_be_spoken)

    def after(self, seconds: float) -> Scene:
        self.at += seconds
        return self.look()


def stage(scene: Scene) -> str:
    return scene.stage.number if scene.stage else ""


def rows(scene: Scene) -> list[str]:
    return [row.call.number for row in scene.rows]


OLD = tuple(a_call(f"A00{n}", age_s=300 - n, is_spoken=True) for n in range(1, 5))


def test_without_calls_the_stage_is_free() -> None:
    assert Hall().look() == Scene()


def test_a_screen_that_starts_shows_the_newest_big_and_the_others_beside() -> None:
    scene = Hall(*OLD).look()

    assert stage(scene) == "A004"
    assert rows(scene) == ["A003", "A002", "A001"]
    assert not any(row.is_pending for row in scene.rows)


def test_a_screen_that_starts_does_not_bring_up_again_what_was_just_spoken() -> None:
    scene = Hall(a_call("A001", age_s=20, is_spoken=True), a_call("A002", age_s=10, is_spoken=True)).look()

    assert stage(scene) == "A002"
    assert not any(row.is_pending for row in scene.rows)


def test_the_spoken_call_is_the_big_one() -> None:
    hall = Hall(*OLD)
    hall.look()
    first, second = a_call("B001"), a_call("B002")
    hall.tell(first, second)

    scene = hall.look(speaking=first, to_be_spoken={second.call_id})

    assert (stage(scene), scene.is_speaking) == ("B001", True)
    assert [(row.call.number, row.is_pending) for row in scene.rows[:2]] == [("B002", True), ("A004", False)]


def test_between_two_announcements_the_spoken_call_stays() -> None:
    hall = Hall(*OLD)
    hall.look()
    first, second = a_call("B001"), a_call("B002")
    hall.tell(first, second)
    hall.look(speaking=first, to_be_spoken={second.call_id})

    hall.at += 20
    scene = hall.look(to_be_spoken={second.call_id})

    assert stage(scene) == "B001"
    assert stage(hall.look(speaking=second)) == "B002"


def test_without_a_voice_each_call_of_a_burst_is_big_for_its_time() -> None:
    hall = Hall(*OLD)
    hall.look()
    hall.at += HOLD_S
    hall.tell(a_call("B001", age_s=2), a_call("B002", age_s=1), a_call("B003"))

    seen = [stage(hall.look())]
    for _ in range(30):
        scene = hall.after(0.5)
        if stage(scene) != seen[-1]:
            seen.append(stage(scene))

    assert seen == ["B001", "B002", "B003"]


def test_without_a_voice_nobody_is_swept_away_before_his_time() -> None:
    hall = Hall(*OLD)
    hall.look()
    hall.at += HOLD_S
    hall.tell(a_call("B001"))
    hall.look()
    hall.tell(a_call("B002"))

    assert stage(hall.after(HOLD_S - 0.1)) == "B001"
    assert stage(hall.after(0.2)) == "B002"


def test_a_call_far_back_in_a_burst_still_has_its_turn() -> None:
    hall = Hall()
    hall.look()
    hall.tell(*(a_call(f"B{n:03}", age_s=20 - n) for n in range(12)))

    seen = {stage(hall.look())}
    for _ in range(60):
        seen.add(stage(hall.after(1)))

    assert seen == {f"B{n:03}" for n in range(12)}


def test_a_row_only_moves_down() -> None:
    hall = Hall(*OLD)
    before = rows(hall.look())
    hall.at += HOLD_S
    hall.tell(a_call("B001"))

    after = rows(hall.look())

    assert after == ["A004", *before]


def test_a_recall_takes_the_stage_again_and_stands_once() -> None:
    hall = Hall(*OLD)
    hall.look()
    hall.at += HOLD_S
    again = a_call("A002", 2, call_number=2)
    hall.tell(again)

    scene = hall.look()

    assert scene.stage == again
    assert rows(scene) == ["A004", "A003", "A001"]


def test_a_recall_of_the_big_call_shows_the_number_once_while_it_waits() -> None:
    hall = Hall(a_call("A001", age_s=2))
    hall.look()
    again = a_call("A001", call_number=2)
    hall.tell(again)

    scene = hall.look(to_be_spoken={again.call_id})

    assert stage(scene) == "A001"
    assert rows(scene) == []


def test_after_a_long_outage_old_calls_do_not_parade() -> None:
    hall = Hall(*OLD)
    hall.look()
    hall.at += 600
    hall.tell(a_call("B001", age_s=200), a_call("B002", age_s=100))

    scene = hall.look()

    assert stage(scene) == "B002"
    assert rows(scene)[:2] == ["B001", "A004"]


def test_a_new_day_clears_the_wall() -> None:
    hall = Hall(*OLD)
    hall.look()
    hall.calls = []
    hall.tell()

    assert hall.look() == Scene()


def test_no_more_rows_than_there_is_room_for() -> None:
    assert rows(Hall(*OLD, rows=3).look()) == ["A003", "A002", "A001"]
    assert rows(Hall(*OLD, a_call("A005", age_s=200, is_spoken=True), rows=3).look()) == ["A004", "A003", "A002"]
