"""Facts become words."""

from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from display.board import Row, Scene
from display.face import CounterFace, LineFace, face_of
from display.wall import Situation
from display.words import EN, VI, trouble_in_words
from hub.client.port import Trouble
from hub.protocol import DisplayCounter, DisplayLine, DisplayView
from tests.unit.display.hall import NOW, a_call, a_view


def situation(view: DisplayView | None = None, **facts: object) -> Situation:
    plain = Situation(scene=Scene(), view=view or a_view(), trouble=None, is_voice_missing=False)
    return msgspec.structs.replace(plain, **facts)


def test_the_clock_is_the_hubs_in_vietnamese_time() -> None:
    face = face_of(situation(), NOW, VI)

    assert (face.clock, face.date) == ("07:42", "Thứ Sáu 20/11/2026")
    assert face_of(situation(), NOW + timedelta(hours=17), VI).date == "Thứ Bảy 21/11/2026"


def test_before_the_hub_was_heard_no_hour_is_claimed() -> None:
    face = face_of(Situation(scene=Scene(), view=None, trouble=Trouble.SEARCHING, is_voice_missing=False), None, VI)

    assert (face.clock, face.date, face.centre) == ("", "", "")
    assert face.banner == VI.searching


def test_a_counter_tells_its_state_in_words() -> None:
    counters = (
        DisplayCounter(number=1, is_staffed=True, is_connected=True, ticket_number="A001"),
        DisplayCounter(number=2, is_staffed=True, is_connected=True, ticket_number=""),
        DisplayCounter(number=3, is_staffed=False, is_connected=False, ticket_number=""),
        DisplayCounter(number=4, is_staffed=True, is_connected=False, ticket_number="A002"),
        DisplayCounter(number=5, is_staffed=True, is_connected=True, ticket_number="", is_paused=True),
        DisplayCounter(number=6, is_staffed=True, is_connected=False, ticket_number="", is_paused=True),
    )
    view = msgspec.structs.replace(a_view(), counters=counters)

    assert face_of(situation(view), NOW, VI).counters == (
        CounterFace("Quầy 1", "A001", "busy"),
        CounterFace("Quầy 2", "sẵn sàng", "free"),
        CounterFace("Quầy 3", "đóng", "unstaffed"),
        CounterFace("Quầy 4", "mất mạng", "lost"),
        CounterFace("Quầy 5", "tạm nghỉ", "paused"),
        CounterFace("Quầy 6", "tạm nghỉ", "paused"),
    )


def test_a_line_tells_who_waits_and_where_nobody_has_to() -> None:
    lines = (
        DisplayLine(prefix="A", name="", waiting=4, can_call_now=False),
        DisplayLine(prefix="B", name="", waiting=0, can_call_now=True),
        DisplayLine(prefix="C", name="", waiting=0, can_call_now=False),
    )
    view = msgspec.structs.replace(a_view(), lines=lines)

    assert face_of(situation(view), NOW, VI).lines == (
        LineFace("A", "còn 4 người", is_open=False),
        LineFace("B", "có thể gọi ngay", is_open=True),
        LineFace("C", "không ai chờ", is_open=False),
    )


def test_a_call_that_waits_for_its_turn_is_already_told_where_to_go() -> None:
    rows = (Row(a_call("B001", 3), is_pending=True), Row(a_call("A001", 2), is_pending=False))

    face = face_of(situation(scene=Scene(rows=rows)), NOW, VI)

    assert [row.place for row in face.rows] == ["mời đến quầy 3", "quầy 2"]


def test_people_are_told_when_they_must_watch_instead_of_listen() -> None:
    assert face_of(situation(is_voice_missing=True), NOW, VI).note == VI.no_voice
    assert face_of(situation(), NOW, VI).note == ""


def test_people_are_told_that_the_hub_cannot_store_anything_and_that_their_number_is_kept() -> None:
    refusing = replace(a_view(), is_accepting=False)
    for words, kept in ((VI, "số vẫn được giữ"), (EN, "your number is kept")):
        told = Situation(scene=Scene(), view=refusing, trouble=None, is_voice_missing=False)
        assert kept in face_of(told, NOW, words).banner
        cut_off = replace(told, trouble=Trouble.UNREACHABLE)
        assert face_of(cut_off, NOW, words).banner == words.reconnecting, "what it said last may be over"


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_words_and_a_reassurance(trouble: Trouble) -> None:
    for words, kept in ((VI, "Số vẫn được giữ"), (EN, "number is kept")):
        text = trouble_in_words(trouble, words, has_ever_connected=True)
        assert text
        assert kept in text or trouble is Trouble.REPLACED


def test_english_is_complete_and_english() -> None:
    face = face_of(situation(scene=Scene(stage=a_call())), NOW, EN, is_english=True)

    assert all(msgspec.structs.astuple(EN))
    assert face.centre == "Thăng Bình Commune Public Administrative Service Centre"
    assert face.date == "Friday 20/11/2026"
