"""The wall as it is drawn: nothing cut, nothing over another, and only what is on the glass is called shown."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from display.config import DisplayConfig, Language, Output, Screen, Sound
from display.confirmations import AGAIN_AFTER_S
from display.words import EN, VI
from hub.client.port import Trouble
from hub.protocol import DisplayCall, DisplayView, Failed, FailureCode
from tests.gui.display_stage import DisplayStage, a_wall, is_seen
from tests.unit.display.hall import NOW, a_call, a_view

SIZES = [(1920, 1080), (1366, 768), (1280, 800), (1080, 1920), (720, 1280), (3840, 2160)]
LETTERS = "ABCDTHGKM"
NUMBERS = ["A025", "LH0930", "A1049", "ƯT1005", "1001", "25", "P001", "W888"]

pytestmark = pytest.mark.usefixtures("qapp")


def calls(numbers: list[str] = NUMBERS) -> tuple[DisplayCall, ...]:
    return tuple(a_call(number, 12 - place, age_s=place * 70, is_spoken=True) for place, number in enumerate(numbers))


def a_full_view(counters: int = 12, letters: str = LETTERS, numbers: list[str] = NUMBERS) -> DisplayView:
    return a_view(*calls(numbers), counters=counters, letters=letters)


def frame_of(item: QQuickItem) -> QRectF:
    return QRectF(item.mapToScene(QPointF(0, 0)), item.size())


def texts(stage: DisplayStage) -> list[QQuickItem]:
    """Every text that is seen, but for the ticker, which runs out of the window on purpose."""
    ticker = frame_of(stage.page.item("ticker"))
    return [
        item
        for item in stage.page.items()
        if item.metaObject().indexOfProperty("truncated") >= 0
        and is_seen(item)
        and item.property("text")
        and not ticker.contains(frame_of(item).center())
        and frame_of(item).top() < ticker.top()
    ]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("counters", "letters"), [(5, "ABCDTH"), (12, LETTERS)])
@pytest.mark.parametrize("is_cut_off", [False, True], ids=["connected", "cut off"])
def test_no_word_and_no_number_is_cut_at_any_size(
    size: tuple[int, int], counters: int, letters: str, *, is_cut_off: bool
) -> None:
    with a_wall(size) as stage:
        stage.connect(has_sound=False)
        stage.see(a_full_view(counters, letters))
        if is_cut_off:
            stage.cut()
        stage.page.picture(f"display-{size[0]}x{size[1]}-{counters}{'-cut' if is_cut_off else ''}")
        glass = QRectF(0, 0, *size)
        for item in texts(stage):
            text = item.property("text")
            assert not item.property("truncated"), text
            assert item.property("contentWidth") <= item.width() + 1, text
            assert glass.adjusted(-1, -1, 1, 1).contains(frame_of(item)), text


@pytest.mark.parametrize("number", ["A001", "A1049", "ƯT1005", "12345", "W888", "HT-0930", "LH0930", "1001"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_big_number_fits_its_stage_and_fills_it(size: tuple[int, int], number: str) -> None:
    with a_wall(size) as stage:
        stage.connect()
        stage.see(a_full_view(numbers=[number, "A001"] if number != "A001" else [number]))
        red, invite, place = (stage.page.item(name) for name in ("stage", "invite", "stageCounter"))
        drawn = next(item for item in stage.page.item("stageNumber").childItems() if item.property("contentWidth"))
        stage.page.wait(lambda: stage.hub.ids("shown"), "a frame")
        letters = frame_of(drawn)

        assert drawn.property("contentWidth") <= letters.width() + 1
        assert frame_of(red).contains(letters.center())
        assert letters.center().y() - drawn.property("font").pixelSize() * 0.37 > frame_of(invite).bottom() - 2
        assert letters.center().y() + drawn.property("font").pixelSize() * 0.37 < frame_of(place).top() + 2
        assert drawn.property("contentWidth") > red.width() * 0.45


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_parts_of_the_wall_do_not_cover_each_other(size: tuple[int, int]) -> None:
    with a_wall(size) as stage:
        stage.connect()
        stage.see(a_full_view())
        stage.cut()
        stage.page.wait(lambda: stage.page.item("banner").height() > 0)
        stage.page.picture()
        names = ["stage", "banner", "ticker", "centre", "clock"]
        names += [f"recent{n}" for n in range(5)] + [f"counter{n}" for n in range(12)] + [f"line{n}" for n in range(9)]
        frames = {name: frame_of(stage.page.item(name)).adjusted(1, 1, -1, -1) for name in names}

        for name, frame in frames.items():
            others = [other for other in names if other != name and frame.intersects(frames[other])]
            assert not others, f"{name} covers {others}"


def test_the_welcome_stands_alone_until_the_first_call() -> None:
    with a_wall() as stage:
        stage.connect()
        stage.see(a_view())
        assert stage.text("welcome") == VI.welcome
        assert not stage.page.item("stageNumber").isVisible()

        stage.see(a_view(a_call("A001")))

        assert not stage.page.item("welcome").isVisible()
        assert (stage.text("stageNumber"), stage.text("stageCounter")) == ("A001", "2")


def test_shown_is_told_only_after_a_frame() -> None:
    with a_wall() as stage:
        stage.connect()
        stage.page.wait(lambda: stage.player.listener)
        stage.see(a_view(a_call("A001")))
        assert stage.hub.ids("shown") == []

        stage.page.wait(lambda: stage.hub.ids("shown"), "the first frame")

        assert stage.hub.ids("shown") == ["A001.c1.shown.display-1"]


def test_a_hidden_window_shows_nothing(qtbot: QtBot) -> None:
    with a_wall() as stage:
        stage.page.window.hide()
        stage.connect()
        stage.see(a_view(a_call("A001")))
        qtbot.waitUntil(lambda: stage.player.played != [])

        assert stage.hub.ids("shown") == []


def test_the_spoken_number_is_the_big_one_and_says_so() -> None:
    with a_wall() as stage:
        stage.connect()
        stage.page.wait(lambda: stage.vm.property("clock"))
        stage.see(a_view(a_call("B001"), a_call("A001", age_s=1)))
        stage.page.wait(lambda: stage.player.played)

        assert stage.text("stageNumber") == "A001"
        assert stage.page.item("speaking").isVisible()
        assert stage.recent() == ["B001"]

        stage.end_speaking()
        stage.page.wait(lambda: len(stage.player.played) == 2)
        assert (stage.text("stageNumber"), stage.recent()) == ("B001", ["A001"])

        stage.end_speaking()
        stage.page.wait(lambda: not stage.page.item("speaking").isVisible())
        assert len(stage.hub.ids("spoken")) == 2


def test_a_lost_hub_is_said_at_once_and_everything_stays() -> None:
    with a_wall() as stage:
        stage.connect()
        stage.see(a_full_view())
        before = (stage.text("stageNumber"), stage.recent())

        stage.cut()

        assert stage.text("connectionTitle") == "Đang kết nối lại… Số vẫn được giữ."
        stage.page.wait(stage.page.item("banner").isVisible)
        assert (stage.text("stageNumber"), stage.recent()) == before
        stage.connect()
        stage.page.wait(lambda: not stage.page.item("banner").isVisible())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_hub_that_cannot_store_anything_is_told_to_the_hall_until_it_can(size: tuple[int, int]) -> None:
    with a_wall(size) as stage:
        stage.connect()
        stage.see(replace(a_full_view(), is_accepting=False))

        told = stage.page.item("connectionTitle")
        assert stage.text("connectionTitle").startswith("Hệ thống tạm thời không ghi được số.")
        stage.page.wait(stage.page.item("banner").isVisible)
        assert told.property("truncated") is False
        stage.page.picture(f"display-disk-{size[0]}x{size[1]}")
        stage.see(a_full_view())
        stage.page.wait(lambda: not stage.page.item("banner").isVisible())


def test_what_the_disk_refused_is_confirmed_when_it_takes_it() -> None:
    with a_wall() as stage:
        stage.connect()
        stage.see(a_view(a_call("A001")))
        stage.page.wait(lambda: stage.hub.ids("shown"))

        stage.vm.onReplied(stage.hub.ids("shown")[0], Failed(FailureCode.STORE_UNAVAILABLE))
        stage.wait(AGAIN_AFTER_S)

        assert stage.hub.ids("shown") == ["A001.c1.shown.display-1"] * 2


def test_the_clock_runs_on_without_the_hub() -> None:
    with a_wall() as stage:
        stage.connect()
        stage.see(a_full_view())
        stage.cut(Trouble.UNREACHABLE)
        assert stage.text("clock") == "07:42"

        stage.wait(60)

        assert stage.text("clock") == "07:43"


def test_people_read_that_the_loudspeaker_is_off() -> None:
    with a_wall() as stage:
        stage.connect(has_sound=False)
        stage.see(a_full_view())
        stage.page.wait(lambda: stage.text("date") == VI.no_voice)


def test_a_silent_screen_shows_each_call_of_a_burst_for_its_time() -> None:
    with a_wall(config=DisplayConfig(sound=Sound(output=Output.OFF))) as stage:
        stage.connect(has_sound=None)
        stage.see(a_view(a_call("A001", age_s=90, is_spoken=True)))
        stage.wait(10)
        stage.see(a_view(a_call("B002", now=NOW), a_call("B001", age_s=1), a_call("A001", age_s=90, is_spoken=True)))
        seen = [stage.text("stageNumber")]
        stage.wait(3)
        seen.append(stage.text("stageNumber"))
        stage.wait(2)
        seen.append(stage.text("stageNumber"))

        assert seen == ["B001", "B001", "B002"]


def test_a_new_call_catches_the_eye_three_times_and_then_stands_still() -> None:
    with a_wall(config=DisplayConfig()) as stage:
        stage.connect()
        stage.see(a_view(a_call("A001")))
        red, number = stage.page.item("stage"), stage.page.item("stageNumber")

        stage.page.wait(lambda: number.opacity() < 0.5, "the number to fade")
        stage.page.wait(lambda: not red.property("isFlashing"), "the flash to end")

        assert number.opacity() == 1


def test_with_reduced_motion_nothing_moves() -> None:
    with a_wall(config=DisplayConfig(screen=Screen(reduce_motion=True))) as stage:
        stage.connect()
        stage.see(a_full_view())
        stage.page.wait(lambda: stage.hub.ids("shown"))

        assert not stage.page.item("stage").property("isFlashing")
        assert not stage.page.item("ticker").property("isRunning")
        assert stage.page.picture() == stage.page.picture()


def test_the_ticker_runs_only_when_its_sentences_do_not_fit() -> None:
    with a_wall(config=DisplayConfig()) as stage:
        stage.connect()
        stage.see(a_view(ticker=("Xin giữ trật tự.",)))
        assert not stage.page.item("ticker").property("isRunning")

        stage.see(a_view())
        assert stage.page.item("ticker").property("isRunning")

        stage.see(a_view(ticker=()))
        assert not stage.page.item("ticker").isVisible()


def test_english_words_fit_too() -> None:
    with a_wall(config=DisplayConfig(screen=Screen(language=Language.EN, reduce_motion=True))) as stage:
        stage.connect(has_sound=False)
        stage.see(a_full_view())
        stage.page.wait(lambda: stage.text("date") == EN.no_voice)
        stage.page.picture("display-english")

        assert not [item.property("text") for item in texts(stage) if item.property("truncated")]


def test_a_month_of_calls_leaves_the_window_as_small_as_it_was() -> None:
    with a_wall() as stage:
        stage.connect()
        for n in range(20):
            stage.see(a_view(*(a_call(f"A{n + k:03}", k + 1, is_spoken=True) for k in range(8, 0, -1))))
        stage.page.wait(lambda: stage.hub.ids("shown"))
        before = len(stage.page.items())

        for n in range(20, 400):
            stage.at += 1
            stage.see(a_view(*(a_call(f"A{n + k:03}", k + 1, is_spoken=True) for k in range(8, 0, -1))))

        assert len(stage.page.items()) == before


def test_a_counter_on_a_break_is_told_from_a_closed_one() -> None:
    with a_wall() as stage:
        stage.connect()
        stage.see(a_full_view())
        said = {chip.property("condition"): chip.property("text") for chip in chips(stage)}

        assert (said["paused"], said["unstaffed"]) == (VI.paused, VI.unstaffed)


def chips(stage: DisplayStage) -> list[QQuickItem]:
    return [stage.page.item(f"counter{n}") for n in range(12)]


@pytest.mark.parametrize("number", ["1", "25"])
def test_a_short_number_is_as_high_as_its_stage_lets_it_be(number: str) -> None:
    with a_wall() as stage:
        stage.connect()
        stage.see(a_full_view(numbers=[number, "A001"]))
        stage.page.picture(f"display-short-{number}")
        drawn = next(item for item in stage.page.item("stageNumber").childItems() if item.property("contentWidth"))

        assert drawn.property("font").pixelSize() * 0.73 > stage.page.item("stage").height() * 0.35
