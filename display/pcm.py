"""Sound as numbers: 16 bit mono samples and what is done to them. Pure, no numpy: a clip set is made once.

Levels are in dBFS. "Active" means the part of a clip somebody speaks in; pauses inside and around it would make a
slow speaker look quiet.
"""

import math
from array import array
from collections.abc import Iterator
from operator import mul
from typing import TypeAlias

RATE = 22_050
FULL_SCALE = 32_767
_WINDOW = RATE // 100

Pcm: TypeAlias = "array[int]"
"""`array("h")`: 16 bit signed samples."""


def to_db(ratio: float) -> float:
    return 20 * math.log10(ratio) if ratio > 0 else -math.inf


def from_db(level: float) -> float:
    return float(10 ** (level / 20))


def rms(samples: Pcm) -> float:
    return math.sqrt(sum(map(mul, samples, samples)) / len(samples)) if samples else 0.0


def peak(samples: Pcm) -> int:
    return max((abs(sample) for sample in samples), default=0)


def peak_db(samples: Pcm) -> float:
    return to_db(peak(samples) / FULL_SCALE)


def _windows(samples: Pcm) -> Iterator[tuple[int, float]]:
    for start in range(0, len(samples), _WINDOW):
        yield start, rms(samples[start : start + _WINDOW])


def active_db(samples: Pcm) -> float:
    """The level of the spoken part: windows of 10 ms within 20 dB of the loudest."""
    levels = [level for _, level in _windows(samples)]
    loudest = max(levels, default=0.0)
    spoken = [level for level in levels if level > loudest / 10]
    return to_db(math.sqrt(sum(map(mul, spoken, spoken)) / len(spoken)) / FULL_SCALE) if spoken else -math.inf


def silence(milliseconds: float) -> Pcm:
    return array("h", bytes(2 * round(RATE * milliseconds / 1000)))


def trim(samples: Pcm, *, floor_db: float = -55.0, keep_before_ms: int = 12, keep_after_ms: int = 25) -> Pcm:
    """Cut the silence at both ends, keeping a little so that a soft "s" or a held "t" is not bitten off."""
    floor = FULL_SCALE * from_db(floor_db)
    heard = [start for start, level in _windows(samples) if level > floor]
    if not heard:
        return array("h")
    first = max(0, heard[0] - RATE * keep_before_ms // 1000)
    last = min(len(samples), heard[-1] + _WINDOW + RATE * keep_after_ms // 1000)
    return samples[first:last]


def scale(samples: Pcm, factor: float) -> Pcm:
    if factor == 1.0:
        return samples
    return array("h", (max(-FULL_SCALE, min(FULL_SCALE, round(sample * factor))) for sample in samples))


def fade(samples: Pcm, milliseconds: float) -> Pcm:
    """Ease both ends to zero, so that a splice never clicks."""
    length = min(round(RATE * milliseconds / 1000), len(samples) // 2)
    faded = samples[:]
    for i in range(length):
        gain = 0.5 - 0.5 * math.cos(math.pi * i / length)
        faded[i] = round(faded[i] * gain)
        faded[-1 - i] = round(faded[-1 - i] * gain)
    return faded


def level(samples: Pcm, target_db: float, ceiling_db: float) -> Pcm:
    """Bring the spoken part to `target_db`, bending peaks softly so that none passes `ceiling_db`.

    A hard limit on the gain would leave clips with one sharp burst quieter than the rest, and a sentence of uneven
    words is hard to follow in a noisy hall.
    """
    gain = from_db(target_db - active_db(samples))
    ceiling = FULL_SCALE * from_db(ceiling_db)
    knee = ceiling * 0.7
    room = ceiling - knee
    out = array("h", bytes(2 * len(samples)))
    for i, sample in enumerate(samples):
        value = abs(sample * gain)
        if value > knee:
            value = knee + room * math.tanh((value - knee) / room)
        out[i] = round(math.copysign(value, sample))
    return out
