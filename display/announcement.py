"""One announcement as one buffer: chime, half a second, the sentence, a breath, the sentence again, a pause.

One buffer means one play call: no gap of the machine's own, one length, one true end. The pause at the end is what
keeps two announcements apart, so nobody has to time it.
"""

from array import array

import msgspec

from display import pcm
from display.clipset import CHIME, ClipSet
from display.phrases import Said, sentence
from display.reading import Reading, Unit
from hub.protocol import CallId, DisplayCall

AFTER_CHIME_MS = 500
BETWEEN_SENTENCES_MS = 800
AFTER_ANNOUNCEMENT_MS = 400
_BETWEEN_WORDS_MS = 20


class Announcement(msgspec.Struct, frozen=True):
    """A call to be spoken `times` times. `covers`: all call ids these words settle, the call's own among them."""

    call: DisplayCall
    covers: tuple[CallId, ...]
    times: int


class Span(msgspec.Struct, frozen=True):
    """Where a clip stands in the buffer, in samples."""

    unit: Unit
    start: int
    end: int


class Spliced(msgspec.Struct, frozen=True):
    """The buffer and what is where in it."""

    samples: pcm.Pcm
    spans: tuple[Span, ...]

    @property
    def duration_s(self) -> float:
        return len(self.samples) / pcm.RATE


def splice(announcement: Announcement, clips: ClipSet, reading: Reading, volume: float = 1.0) -> Spliced:
    """`volume` is a factor from 0 to 1."""
    call = announcement.call
    once = sentence(call.number, call.counter_number, reading, is_recall=call.is_recall)
    tape = _Tape(clips)
    tape.say(Said(CHIME, AFTER_CHIME_MS))
    for reading_number in range(announcement.times):
        if reading_number:
            tape.wait(BETWEEN_SENTENCES_MS)
        for said in once:
            tape.say(said)
    tape.wait(AFTER_ANNOUNCEMENT_MS)
    return Spliced(samples=pcm.scale(tape.samples, volume), spans=tuple(tape.spans))


class _Tape:
    """Grows by clips and pauses."""

    def __init__(self, clips: ClipSet) -> None:
        self._clips = clips
        self.samples: pcm.Pcm = array("h")
        self.spans: list[Span] = []

    def say(self, said: Said) -> None:
        pieces = self._clips.pieces(said.unit)
        for place, piece in enumerate(pieces, start=1):
            start = len(self.samples)
            self.samples.extend(self._clips.clip(piece))
            self.spans.append(Span(piece, start, len(self.samples)))
            self.wait(said.pause_ms if place == len(pieces) else _BETWEEN_WORDS_MS)

    def wait(self, milliseconds: float) -> None:
        self.samples.extend(pcm.silence(milliseconds))
