import pytest

from tests.bench.numbers import Spread, percentile


def test_a_percentile_is_a_sample_that_so_many_do_not_exceed() -> None:
    samples = [float(n) for n in range(100, 0, -1)]
    assert percentile(samples, 0.5) == 50
    assert percentile(samples, 0.99) == 99
    assert percentile(samples, 1) == 100


def test_one_slow_sample_in_two_thousand_is_not_the_p99_and_twenty_one_are() -> None:
    assert percentile([1.0] * 1999 + [9.0], 0.99) == 1
    assert percentile([1.0] * 1979 + [9.0] * 21, 0.99) == 9


def test_a_single_sample_is_every_percentile() -> None:
    assert Spread.of([0.25]) == Spread(0.25, 0.25, 1)


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="no samples"):
        percentile([], 0.5)


def test_a_spread_is_told_in_milliseconds() -> None:
    assert Spread.of([0.0005, 0.0005, 0.02]).in_ms() == "p50 0.50, p99 20.00 ms"
