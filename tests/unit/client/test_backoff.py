"""The waits between tries: quick enough to be back in time, slow enough not to disturb."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hub.client.backoff import LONGEST_S, REPLACED_LONGEST_S, SETTLED_S, UNDISPUTED_S, Backoff
from hub.client.port import Trouble

jitters = st.floats(0, 1, exclude_max=True)


def waits(trouble: Trouble, count: int, jitter: float = 0.0) -> list[float]:
    backoff = Backoff()
    return [backoff.wait_s(trouble, jitter) for _ in range(count)]


def test_the_first_retry_is_quick_and_the_waits_double() -> None:
    assert waits(Trouble.UNREACHABLE, 6) == [0.1, 0.2, 0.4, 0.8, 1.0, 1.0]


@given(st.sampled_from([Trouble.UNREACHABLE, Trouble.SEARCHING, Trouble.GARBLED]), jitters)
def test_no_wait_is_longer_than_a_second_so_that_a_hub_is_found_within_two(trouble: Trouble, jitter: float) -> None:
    assert all(0.05 < wait <= LONGEST_S for wait in waits(trouble, 40, jitter))


def test_fifty_devices_do_not_knock_at_the_same_moment() -> None:
    assert len({waits(Trouble.UNREACHABLE, 5, jitter / 50)[-1] for jitter in range(50)}) == 50


def test_what_a_person_must_mend_is_retried_slowly() -> None:
    for trouble in (Trouble.BAD_KEY, Trouble.WRONG_ROLE, Trouble.UPGRADE_REQUIRED):
        assert waits(trouble, 3) == [2.0, 2.0, 2.0]


def test_two_programs_of_one_name_throw_each_other_out_ever_more_rarely() -> None:
    found = waits(Trouble.REPLACED, 20)

    assert found[0] == 5.0
    assert all(later >= earlier for earlier, later in pairwise(found))
    assert found[-1] == REPLACED_LONGEST_S


def test_a_short_session_does_not_make_the_waits_short_again() -> None:
    backoff = Backoff()
    for _ in range(8):
        backoff.wait_s(Trouble.GARBLED, 0.0)

    assert not backoff.lived(SETTLED_S / 2)
    assert backoff.wait_s(Trouble.GARBLED, 0.0) == LONGEST_S


def test_a_good_session_does() -> None:
    backoff = Backoff()
    for _ in range(8):
        backoff.wait_s(Trouble.UNREACHABLE, 0.0)

    assert backoff.lived(SETTLED_S)
    assert backoff.wait_s(Trouble.UNREACHABLE, 0.0) == 0.1


def test_only_a_long_session_ends_a_quarrel_about_a_name() -> None:
    backoff = Backoff()
    for _ in range(3):
        backoff.wait_s(Trouble.REPLACED, 0.0)

    backoff.lived(SETTLED_S)
    assert backoff.wait_s(Trouble.REPLACED, 0.0) == 40.0
    backoff.lived(UNDISPUTED_S)
    assert backoff.wait_s(Trouble.REPLACED, 0.0) == 5.0


def test_months_of_trying_do_not_overflow() -> None:
    assert waits(Trouble.UNREACHABLE, 5000)[-1] == LONGEST_S
