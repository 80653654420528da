"""The clips a voice is made of: which there must be, how their files are called, and loading them.

A unit ("hai mươi lăm") is taken whole when its clip is there, else word by word; so a site may record the 19 number
words, the letters and three phrases, or every number from 10 to 99 for a smoother voice. File names are the words in
Telex, as everybody here types them: "hai mươi lăm" is `hai-muwowi-lawm.wav`. They stay plain ASCII on any disk.
"""

import unicodedata
import wave
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from display.pcm import RATE, Pcm
from display.phrases import PHRASES
from display.reading import DIGITS, LETTER_NAMES, Four, Reading, Unit, ZeroTens, after_hundreds, two_digits

CHIME: Unit = "chime"
MANIFEST = "manifest.json"

_TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_TELEX_LETTERS = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}


class ClipsError(Exception):
    """The voice cannot be used; each problem is one line for the person who installs."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def file_name(unit: Unit) -> str:
    return "-".join(_telex(word) for word in unit.split()) + ".wav"


def _telex(word: str) -> str:
    letters, tone = "", ""
    for letter in unicodedata.normalize("NFC", word.lower()):
        parts = unicodedata.normalize("NFD", letter)
        tone += "".join(_TELEX_TONES.get(mark, "") for mark in parts)
        plain = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TELEX_TONES))
        letters += _TELEX_LETTERS.get(plain, plain)
    return letters + tone


def number_words() -> tuple[Unit, ...]:
    """The words every number is built of."""
    return (*DIGITS, "mười", "mươi", "mốt", "lăm", "tư", "linh", "lẻ", "trăm", "nghìn")


def smooth_units() -> tuple[Unit, ...]:
    """What sounds better in one breath; not required."""
    readings = [Reading(zero_tens=zero, four=four) for zero in ZeroTens for four in Four]
    units = [two_digits(number, reading) for number in range(10, 100) for reading in readings]
    units += [after_hundreds(unit, reading) for unit in range(1, 10) for reading in readings]
    units += [f"{digit} trăm" for digit in DIGITS]
    return tuple(dict.fromkeys(unit for unit in units if " " in unit))


def required_units() -> tuple[Unit, ...]:
    """What every voice must be able to say: alone or, for numbers, word by word."""
    return (CHIME, *PHRASES, *LETTER_NAMES.values(), *number_words())


def all_units() -> tuple[Unit, ...]:
    return tuple(dict.fromkeys((*required_units(), *smooth_units())))


class ClipSet:
    """One voice in memory."""

    def __init__(self, clips: Mapping[Unit, Pcm]) -> None:
        self._clips = dict(clips)

    def pieces(self, unit: Unit) -> tuple[Unit, ...]:
        """The clips that say this unit: itself, or its words."""
        return (unit,) if unit in self._clips else tuple(unit.split())

    def clip(self, unit: Unit) -> Pcm:
        return self._clips[unit]


def missing(folder: Path, units: Iterable[Unit] | None = None) -> tuple[Unit, ...]:
    """The required clips this folder does not have."""
    return tuple(unit for unit in units or required_units() if not (folder / file_name(unit)).is_file())


def load(folder: Path) -> ClipSet:
    """Read a voice; raises `ClipsError` naming everything that is wrong with it."""
    problems = [f'{folder / file_name(unit)}: missing; it should say "{unit}"' for unit in missing(folder)]
    clips: dict[Unit, Pcm] = {}
    for unit in all_units():
        path = folder / file_name(unit)
        if path.is_file():
            try:
                clips[unit] = read_wav(path)
            except (OSError, EOFError, wave.Error, ValueError) as error:
                problems.append(f"{path}: {error}")
    if problems:
        raise ClipsError(tuple(problems))
    return ClipSet(clips)


def read_wav(path: Path) -> Pcm:
    with wave.open(str(path), "rb") as file:
        shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        if shape != (1, 2, RATE):
            channels, width, rate = shape
            raise ValueError(
                f"is {channels} channel, {8 * width} bit, {rate} Hz; should be 1 channel, 16 bit, {RATE} Hz"
            )
        samples = array("h")
        samples.frombytes(file.readframes(file.getnframes()))
    if len(samples) < RATE // 50:
        raise ValueError("is empty")
    return samples


def write_wav(path: Path, samples: Pcm) -> None:
    """Appears whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    with wave.open(str(partial), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    partial.replace(path)
