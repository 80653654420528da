"""Makes a voice with espeak-ng: every unit in words, evenly loud, cut close, and a chime of our own.

espeak-ng is run as a program (GPL, so never linked). It is given words, never digits: it reads 15 as "mười năm". A
folder that holds somebody's recordings is never written to.
"""

import math
import shutil
import subprocess
from array import array
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from display import pcm
from display.clipset import CHIME, MANIFEST, ClipsError, all_units, file_name, missing, write_wav
from display.reading import Unit

MAKER = "espeak-ng"
RECIPE = 3
"""Raised when the sound of the made clips changes, so that an update makes them again."""

SPEECH_DB = -20.0
CEILING_DB = -1.5
INSTALL_HINT = (
    'install espeak-ng (Debian: "apt-get install espeak-ng"), or set [sound] output = "off" for a display without voice'
)

_ESPEAK_SPELLING = {
    "gi": "di",  # espeak-ng 1.51 says a lone "gi" as a bare consonant
    "giê": "[[Z'e7]]",  # else it is the very sound of "dê", and D012 would be G012 to the ear
    "không": "[[x'o1N]]",  # as a word of negation it is swallowed; here it is a digit
}
_WORDS_PER_MINUTE = 142


class Voice(StrEnum):
    """The Vietnamese voices of espeak-ng."""

    NORTH = "vi"
    CENTRE = "vi-vn-x-central"
    SOUTH = "vi-vn-x-south"


class Manifest(msgspec.Struct, frozen=True):
    """What a folder of clips is. Only folders made by this recipe are ever made again."""

    made_by: str
    recipe: int
    voice: str
    clips: dict[str, str]
    """File name to the words in it: the list for whoever records a voice of their own."""


def read_manifest(folder: Path) -> Manifest | None:
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def is_ours(folder: Path) -> bool:
    manifest = read_manifest(folder)
    return manifest is not None and manifest.made_by == MAKER


def is_current(folder: Path, voice: Voice) -> bool:
    """Made by this recipe with this voice, and not by an older one."""
    return read_manifest(folder) == _manifest(voice)


def _manifest(voice: Voice) -> Manifest:
    return Manifest(made_by=MAKER, recipe=RECIPE, voice=voice, clips={file_name(unit): unit for unit in all_units()})


def make_clips(folder: Path, voice: Voice = Voice.NORTH, progress: Callable[[Unit], None] = lambda _: None) -> int:
    """Make every clip of a voice in `folder`; returns how many. Raises `ClipsError` with what to do.

    The clips are made beside the folder and put in its place when all are there: a power cut leaves the old or none.
    """
    program = _espeak()
    if folder.exists() and not is_ours(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise ClipsError((f"{folder}: holds something that was not made here; name another folder",))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
            made = Path(beside) / "made"
            made.mkdir()
            for unit in all_units():
                progress(unit)
                write_wav(made / file_name(unit), chime() if unit == CHIME else _speak(program, voice, unit))
            (made / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(_manifest(voice)), indent=1))
            _put(made, in_place_of=folder, aside=Path(beside) / "old")
    except OSError as error:
        raise ClipsError((f"{folder}: the voice could not be written: {error.strerror or error}",)) from error
    return len(all_units())


def _put(made: Path, *, in_place_of: Path, aside: Path) -> None:
    """Two screens of one box may make the same voice at their first start; whoever is second takes the first's."""

    def is_there() -> bool:
        return read_manifest(in_place_of) == read_manifest(made) and not missing(in_place_of, all_units())

    try:
        if not is_there():
            with suppress(FileNotFoundError):
                in_place_of.replace(aside)
            made.replace(in_place_of)
    except OSError:
        if not is_there():
            raise


def _espeak() -> str:
    """The program, with Vietnamese in it: an unknown voice it would silently replace by English."""
    program = shutil.which("espeak-ng")
    if program is None:
        raise ClipsError((f"espeak-ng was not found, so there is no voice: {INSTALL_HINT}",))
    voices = subprocess.run([program, "--voices=vi"], capture_output=True, check=False, timeout=20).stdout
    if b"Vietnamese" not in voices:
        raise ClipsError((f"this espeak-ng has no Vietnamese, so there is no voice: {INSTALL_HINT}",))
    return program


def _speak(program: str, voice: Voice, unit: Unit) -> pcm.Pcm:
    text = " ".join(_ESPEAK_SPELLING.get(word, word) for word in unit.split())
    command = [program, "-v", voice, "-s", str(_WORDS_PER_MINUTE), "-a", "90", "-b", "1", "--stdout", "--", text]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=20)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise ClipsError((f'espeak-ng could not say "{unit}": {said[-1] if said else error}',)) from error
    except subprocess.TimeoutExpired as error:
        raise ClipsError((f'espeak-ng did not finish "{unit}" in {error.timeout:.0f} s',)) from error
    spoken = pcm.trim(_samples_of(done.stdout, unit))
    return pcm.fade(pcm.level(spoken, SPEECH_DB, CEILING_DB), milliseconds=6)


def _samples_of(streamed_wav: bytes, unit: Unit) -> pcm.Pcm:
    """espeak-ng streams, so the sizes in its header are wrong and `wave` refuses it."""
    marker = streamed_wav.find(b"data")
    rate = int.from_bytes(streamed_wav[24:28], "little")
    if marker < 0 or rate != pcm.RATE:
        raise ClipsError((f'espeak-ng gave no usable sound for "{unit}"; version 1.51 or newer is needed',))
    body = streamed_wav[marker + 8 :]
    samples = array("h")
    samples.frombytes(body[: len(body) // 2 * 2])
    return samples


_STRIKES = ((659.26, 0.0), (523.25, 0.38))
"""E5 then C5: a falling major third, the friendliest of door bells."""
_PARTIALS = ((1.0, 1.0, 0.60), (2.0, 0.32, 0.36), (3.0, 0.10, 0.22), (4.16, 0.05, 0.12))
"""Multiple of the pitch, strength, and time to fall to 1/e: a struck metal bar, softly."""
_CHIME_S = 1.35
_FADING_S = 0.5
"""What still rings at the end is let down gently."""


def chime() -> pcm.Pcm:
    """Two tones of a glockenspiel, struck one after the other and left to ring out."""
    count = round(pcm.RATE * _CHIME_S)
    wave_form = [0.0] * count
    for pitch, begins_s in _STRIKES:
        for multiple, strength, decay_s in _PARTIALS:
            turn = 2 * math.pi * pitch * multiple / pcm.RATE
            for i in range(round(begins_s * pcm.RATE), count):
                t = i / pcm.RATE - begins_s
                attack = min(1.0, t / 0.006)
                wave_form[i] += strength * attack * math.exp(-t / decay_s) * math.sin(turn * (i - begins_s * pcm.RATE))
    loudest = max(map(abs, wave_form))
    peak = pcm.FULL_SCALE * pcm.from_db(-9.0)
    fading = round(pcm.RATE * _FADING_S)
    ringing = (
        value / loudest * peak * min(1.0, (count - 1 - place) / fading) ** 2 for place, value in enumerate(wave_form)
    )
    return array("h", map(round, ringing))
