"""Made-up clips, each its own noise, and ways to find a clip again in a longer sound."""

import random
from array import array
from operator import mul

from display.clipset import ClipSet, all_units
from display.pcm import RATE, Pcm
from display.reading import Unit


def noise_clips(*, without: frozenset[Unit] = frozenset(), length_ms: int = 30) -> ClipSet:
    chance = random.Random(7)
    count = RATE * length_ms // 1000
    return ClipSet(
        {
            unit: array("h", (chance.randint(-9000, 9000) for _ in range(count)))
            for unit in all_units()
            if unit not in without
        }
    )


def find(clip: Pcm, sound: Pcm, *, from_sample: int = 0) -> int:
    """Where the clip fits best, by normalised cross-correlation on a coarse grid, then to the sample; -1: nowhere."""
    head = clip[: min(len(clip), RATE // 5)]
    energy = sum(map(mul, head, head))
    best, place = 0.0, -1
    for start in range(from_sample, len(sound) - len(head) + 1):
        if sound[start] != head[0] or sound[start + len(head) - 1] != head[-1]:
            continue
        window = sound[start : start + len(head)]
        likeness = sum(map(mul, head, window)) / max(energy, 1)
        if likeness > best:
            best, place = likeness, start
    return place if best > 0.99 else -1
