"""How the checks name things: what an id and a prefix look like, twice the same, did you mean."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
ID_RULE: Final = 'write small letters a-z, digits, "-" and "_", at most 40, starting with a letter or digit'
_PREFIX: Final = re.compile(r"[A-ZĐƯ]{1,2}")


def prefix_problems(key: str, prefix: str) -> Iterator[str]:
    """What stands before the digits of a number."""
    if not _PREFIX.fullmatch(prefix):
        yield f'{key}: "{prefix}" cannot start a number; write one or two capital letters A-Z, Đ or Ư'


def duplicates(part: str, key: str, values: Sequence[str | int]) -> Iterator[str]:
    for index, value in enumerate(values, start=1):
        first = values.index(value) + 1
        if first != index:
            shown = f'"{value}"' if isinstance(value, str) else value
            yield f"{part}[{index}].{key}: {shown} is already that of {part}[{first}]; write another"


def unknown(place: str, kind: str, given: Iterable[str], known: Sequence[str]) -> Iterator[str]:
    """Names that stand nowhere else in the file."""
    for name in given:
        if name not in known:
            yield f'{place}: there is no {kind} "{name}"{did_you_mean(name, known)}; the {kind}s are {", ".join(known)}'


def did_you_mean(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""
