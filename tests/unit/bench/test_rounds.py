from tests.bench.rounds import FEWEST, rounds


def test_with_time_to_spare_every_round_is_run() -> None:
    assert list(rounds(12, within_s=3600)) == list(range(12))


def test_when_time_is_over_no_more_than_the_fewest_are_run() -> None:
    assert list(rounds(1000, within_s=-1)) == list(range(FEWEST))
