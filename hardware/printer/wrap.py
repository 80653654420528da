"""Breaking a text into lines that look set by hand: as few as needed, about equally long, never cut by the edge."""

import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]
_ELLIPSIS = "…"
_DASHES = ("-", "–", "—", "·")


def clean(text: str) -> str:
    """NFC, on one line, nothing invisible: a decomposed letter would lose its marks, a control code means nothing."""
    spaced = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    visible = "".join(char for char in spaced if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def wrap(text: str, width: int, max_lines: int, measure: Measure) -> tuple[str, ...]:
    """At most `max_lines` lines no wider than `width`; what does not fit ends in an ellipsis."""
    words = _breakable(_words(clean(text)), width, measure)
    lines = _fill(words, width, measure, max_lines + 1)
    if len(lines) > max_lines:
        return (*lines[: max_lines - 1], _shorten(lines[max_lines - 1], width, measure))
    phrases = _phrases(words)
    if max(map(measure, phrases), default=0) <= width and len(_fill(phrases, width, measure, max_lines + 1)) <= len(
        lines
    ):
        words = phrases
    return tuple(_balance(words, len(lines), width, measure))


def _words(text: str) -> list[str]:
    """A dash stays with the word before it, for no line begins with one."""
    words: list[str] = []
    for word in text.split():
        if word in _DASHES and words:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _phrases(words: list[str]) -> list[str]:
    """What stands between dashes: "Tư pháp –", "Hộ tịch –", "Chứng thực" are better not torn."""
    phrases: list[str] = []
    is_open = False
    for word in words:
        if is_open:
            phrases[-1] += f" {word}"
        else:
            phrases.append(word)
        is_open = not word.endswith(_DASHES)
    return phrases


def _fill(words: list[str], width: int, measure: Measure, max_lines: int) -> list[str]:
    """Greedy; stops when the line after the last allowed one begins."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= width:
            lines[-1] = longer
        elif len(lines) == max_lines:
            break
        else:
            lines.append(word)
    return lines


def _balance(words: list[str], count: int, width: int, measure: Measure) -> list[str]:
    """The narrowest column that needs no more lines, so that no single word is left alone on the last one."""
    low, high = max((measure(word) for word in words), default=0), width
    while low < high:
        middle = (low + high) // 2
        if len(_fill(words, middle, measure, count + 1)) <= count:
            high = middle
        else:
            low = middle + 1
    return _fill(words, high, measure, count)


def _shorten(line: str, width: int, measure: Measure) -> str:
    words = line.split()
    for count in range(len(words), 0, -1):
        shorter = " ".join(words[:count]).rstrip(" ,;:-–") + _ELLIPSIS
        if measure(shorter) <= width:
            return shorter
    return _ELLIPSIS


def _breakable(words: list[str], width: int, measure: Measure) -> list[str]:
    """A word wider than the paper (an address, a slip of the keyboard) is broken where the paper ends."""
    parts: list[str] = []
    for word in words:
        rest = word
        while rest and measure(rest) > width:
            count = next(n for n in range(len(rest), 0, -1) if n == 1 or measure(rest[:n]) <= width)
            parts.append(rest[:count])
            rest = rest[count:]
        if rest:
            parts.append(rest)
    return parts
