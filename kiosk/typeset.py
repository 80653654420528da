"""Where a line may break: Vietnamese writes each syllable as a word, and "Chứng / thực" over two lines reads badly."""

from collections.abc import Callable
from typing import Final

_NO_BREAK_SPACE: Final = "\u00a0"
_LONGEST: Final = 13
"""A longer piece may have to break to fit at all."""


def kept_together(text: str) -> str:
    """Lines break after a dash or a comma; what stands between stays together while it is short."""
    return _pieces(text, " – ", lambda name: _pieces(name, ", ", _piece))


def _pieces(text: str, separator: str, each: Callable[[str], str]) -> str:
    # The dash stays with what stands before it.
    first_part = separator.rstrip().replace(" ", _NO_BREAK_SPACE)
    return f"{first_part} ".join(each(piece) for piece in text.split(separator))


def _piece(words: str) -> str:
    return words.replace(" ", _NO_BREAK_SPACE) if len(words) <= _LONGEST else words
