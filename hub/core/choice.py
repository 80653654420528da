"""The one rule of who is next, on the heads of lines alone.

It knows no state and no tickets, only `Head`s, so the same lines of code pick the next ticket for a counter, show an
operator the order to come, and roll the queue forward for an estimate.

The rule, in the words of the hall:

1. An operator serves the own services first; second skills when nobody waits for those; reserve skills when nobody
   waits for either. A line whose first has waited longer than `help_after_s` is everybody's own.
2. Whoever has waited longer than `cap_s` goes before priority that has not, the longest first.
3. Priority goes before the others, but not more than `in_a_row` times in a row in one service while others of it wait.
4. Everybody else by the time since which they count as waiting: arrival, less a head start; or the booked time.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from hub.core.ids import Ordinal


class Level(IntEnum):
    """How near a line is to an operator: 0 is the own, the higher the later."""

    OWN = 0
    SECOND = 1
    RESERVE = 2


_OWN: Final = Level.OWN
_FARTHEST: Final = Level.RESERVE


class Head(NamedTuple):
    """The first of a line. Tuples compare from the left: who counts as waiting longer is smaller."""

    since_s: float
    """From when it counts as waiting: arrival less any head start, or the booked time (seconds since the epoch)."""
    seq: int
    """Decides between equals: who came first."""
    waits_from_s: float
    """Since when it really waits."""
    is_strict: bool
    service: int
    """Index of its service in the branch."""
    ordinal: Ordinal


class Limits(NamedTuple):
    """What of the policy the rule needs, in seconds."""

    in_a_row: int
    cap_s: float
    help_after_s: float


class Chosen(NamedTuple):
    """Who is next, and by which step of the rule."""

    head: Head
    level: Level
    is_overdue: bool = False


def choose(
    lines: Iterable[tuple[int, Level]],
    head_of: Callable[[int], Head | None],
    runs: Sequence[int],
    now_s: float,
    limits: Limits,
) -> Chosen | None:
    """The next ticket of these lines; None when nobody waits.

    `runs[service]` says how many strict priority calls that service has had in a row.
    """
    helped_before_s = now_s - limits.help_after_s
    nearest = _FARTHEST
    heads: list[Head] = []
    for line, level in lines:
        head = head_of(line)
        if head is None:
            continue
        if level and head.waits_from_s < helped_before_s:
            level = _OWN  # noqa: PLW2901 - from here on it is nobody's second skill
        if level < nearest:
            nearest = level
            heads = [head]
        elif level == nearest:
            heads.append(head)
    return _first(heads, nearest, runs, now_s, limits) if heads else None


def _first(heads: list[Head], level: Level, runs: Sequence[int], now_s: float, limits: Limits) -> Chosen:
    """Steps 2 to 4 of the rule among heads of one level."""
    if len(heads) == 1:
        return Chosen(heads[0], level)
    strict = [head for head in heads if head.is_strict]
    if not strict or len(strict) == len(heads):
        return Chosen(min(heads), level)
    usual = [head for head in heads if not head.is_strict]
    overdue = [head for head in usual if now_s - head.waits_from_s > limits.cap_s]
    if overdue:
        return Chosen(min((*overdue, *strict), key=_by_waiting), level, is_overdue=True)
    first = min(strict)
    if runs[first.service] < limits.in_a_row:
        return Chosen(first, level)
    have_usual = {head.service for head in usual}
    in_turn = [h for h in strict if runs[h.service] < limits.in_a_row or h.service not in have_usual]
    return Chosen(min(in_turn or usual), level)


def _by_waiting(head: Head) -> tuple[float, int]:
    return head.waits_from_s, head.seq
