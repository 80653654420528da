"""One at a time, none lost, none twice."""

from datetime import timedelta

from display.announcer import Announcer
from hub.protocol import DisplayCall
from tests.unit.display.hall import NOW, a_call, a_view


def an_announcer(*unspoken: DisplayCall) -> Announcer:
    announcer = Announcer()
    tell(announcer, *unspoken)
    return announcer


def tell(announcer: Announcer, *unspoken: DisplayCall) -> None:
    announcer.on_view(a_view(*reversed(unspoken), unspoken=unspoken))


def speak_all(announcer: Announcer) -> list[str]:
    numbers = []
    while (announcement := announcer.take(NOW)) is not None:
        numbers.append(announcement.call.number)
        announcer.on_ended(announcement.call.call_id, is_spoken=True)
    return numbers


def test_calls_are_spoken_in_the_order_they_were_made() -> None:
    announcer = an_announcer(a_call("A001", age_s=3), a_call("B001", age_s=2), a_call("A002", age_s=1))

    assert speak_all(announcer) == ["A001", "B001", "A002"]


def test_nothing_begins_while_a_call_is_spoken() -> None:
    announcer = an_announcer(a_call("A001"), a_call("B001"))

    assert announcer.take(NOW) is not None
    assert announcer.take(NOW) is None


def test_a_view_that_does_not_know_yet_brings_no_second_speaking() -> None:
    call = a_call("A001")
    announcer = an_announcer(call)
    assert speak_all(announcer) == ["A001"]

    tell(announcer, call)

    assert announcer.take(NOW) is None


def test_an_old_call_is_not_spoken() -> None:
    assert an_announcer(a_call(age_s=60)).take(NOW) is None
    assert an_announcer(a_call(age_s=59)).take(NOW) is not None


def test_a_call_grows_too_old_while_it_waits_its_turn() -> None:
    announcer = an_announcer(a_call("A001", age_s=50), a_call("B001", age_s=49))
    first = announcer.take(NOW)
    assert first is not None
    announcer.on_ended(first.call.call_id, is_spoken=True)

    assert announcer.take(NOW + timedelta(seconds=11)) is None


def test_what_the_hub_withdrew_is_not_spoken() -> None:
    announcer = an_announcer(a_call("A001"))
    tell(announcer)

    assert announcer.take(NOW) is None


def test_a_recall_of_a_spoken_call_is_spoken() -> None:
    announcer = an_announcer(a_call("A001"))
    speak_all(announcer)

    tell(announcer, a_call("A001", call_number=2))

    assert speak_all(announcer) == ["A001"]


def test_a_recall_during_the_first_speaking_follows_it() -> None:
    announcer = an_announcer(a_call("A001"))
    first = announcer.take(NOW)
    assert first is not None

    tell(announcer, a_call("A001"), a_call("A001", call_number=2))
    assert announcer.take(NOW) is None
    announcer.on_ended(first.call.call_id, is_spoken=True)

    second = announcer.take(NOW)
    assert second is not None
    assert second.covers == ("A001.c2",)


def test_a_recall_that_finds_the_first_still_waiting_takes_its_place_and_settles_both() -> None:
    announcer = an_announcer(a_call("A001"), a_call("B001"), a_call("A001", call_number=2))

    first = announcer.take(NOW)

    assert first is not None
    assert first.call.call_id == "A001.c2"
    assert announcer.on_ended(first.call.call_id, is_spoken=True) == ("A001.c1", "A001.c2")
    assert speak_all(announcer) == ["B001"]


def test_nobody_is_sent_to_the_counter_he_no_longer_has() -> None:
    announcer = an_announcer(a_call("A001", 2), a_call("A001", 5, call_number=2))

    announcement = announcer.take(NOW)

    assert announcement is not None
    assert announcement.call.counter_number == 5
    assert announcement.covers == ("A001.c2",)
    announcer.on_ended(announcement.call.call_id, is_spoken=True)
    assert announcer.take(NOW) is None


def test_a_call_whose_sound_broke_off_is_spoken_again() -> None:
    announcer = an_announcer(a_call("A001"))
    announcement = announcer.take(NOW)
    assert announcement is not None

    assert announcer.on_ended(announcement.call.call_id, is_spoken=False) == ()

    assert speak_all(announcer) == ["A001"]


def test_the_end_of_another_call_is_no_end() -> None:
    announcer = an_announcer(a_call("A001"))
    announcer.take(NOW)

    assert announcer.on_ended(a_call("B001").call_id, is_spoken=True) == ()
    assert announcer.speaking is not None


def test_in_a_burst_each_is_said_once_so_that_the_last_is_not_too_late() -> None:
    announcer = an_announcer(*(a_call(f"A00{n}", age_s=9 - n) for n in range(1, 6)))
    times = []
    while (announcement := announcer.take(NOW)) is not None:
        times.append(announcement.times)
        announcer.on_ended(announcement.call.call_id, is_spoken=True)

    assert times == [1, 1, 1, 2, 2]


def test_a_month_of_calls_leaves_no_trace() -> None:
    announcer = Announcer()
    for n in range(2000):
        tell(announcer, a_call(f"A{n}"))
        speak_all(announcer)

    assert len(announcer._spoken) <= 256
