"""Strict reading of a TOML file into a frozen struct, telling every problem at once.

msgspec stops at the first mistake; a person who edits a file on a stick and drives to a centre needs all of them. So
the file is walked beside the struct's fields first, and only a file without problems is converted. A problem is one
line: file, key, what is wrong, what would be right. Items of a list are counted from 1, as people do: the first
`[[printer]]` is `printer[1]`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

import msgspec

from hub.client.expected import choices, in_words, kind_of

T = TypeVar("T", bound=msgspec.Struct)

_TOML_TYPES = (datetime, date, time)


class ConfigError(Exception):
    """The operator's file (or option) is wrong; `problems` has a line for each mistake."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(path: Path, struct_type: type[T]) -> T:
    """Read the file; raises `ConfigError` with every problem."""
    try:
        # Notepad puts a byte order mark before its UTF-8.
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError((f"{path}: there is no such file",)) from None
    except OSError as error:
        raise ConfigError((f"{path}: cannot be read: {error.strerror}",)) from None
    except UnicodeDecodeError:
        raise ConfigError((f"{path}: is not UTF-8 text; save it as UTF-8",)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((f"{path}: is not valid TOML: {error}",)) from None
    return convert(data, struct_type, source=str(path))


def convert(data: Mapping[str, object], struct_type: type[T], *, source: str) -> T:
    """The same for data that is already read; `source` starts each problem's line."""
    problems = tuple(f"{source}: {problem}" for problem in _struct_problems(data, struct_type, ""))
    if problems:
        raise ConfigError(problems)
    try:
        return msgspec.convert(data, struct_type, builtin_types=_TOML_TYPES)
    except msgspec.ValidationError as error:
        # What only a struct's own `__post_init__` can know.
        raise ConfigError((f"{source}: {error}",)) from None


def _struct_problems(data: Mapping[str, object], struct_type: type[msgspec.Struct], path: str) -> Iterator[str]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct_type)}
    tag_field = struct_type.__struct_config__.tag_field
    for key in data:
        if key not in fields and key != tag_field:
            yield f"{path}{key}: there is no such setting{_did_you_mean(key, tuple(fields))}"
    for key, field in fields.items():
        if key in data:
            yield from _problems(data[key], field.type, f"{path}{key}")
        elif field.required:
            yield f"{path}{key}: is missing; it must be {in_words(field.type)}"


@dataclass(frozen=True)
class _Table:
    struct: type[msgspec.Struct]


@dataclass(frozen=True)
class _OneOf:
    """Structs told apart by a tag, such as `kind = "tcp"`."""

    tag_field: str
    by_tag: dict[str, type[msgspec.Struct]]


@dataclass(frozen=True)
class _Each:
    item: object


@dataclass(frozen=True)
class _Named:
    item: object


def _problems(value: object, annotation: object, path: str) -> Iterator[str]:
    match _inside(annotation), value:
        case _Table(struct), dict():
            yield from _struct_problems(value, struct, f"{path}.")
        case _OneOf() as one_of, dict():
            yield from _tagged_problems(value, one_of, path)
        case _Each(item), list():
            for place, inner in enumerate(value, start=1):
                yield from _problems(inner, item, f"{path}[{place}]")
        case _Named(item), dict():
            for name, inner in value.items():
                yield from _problems(inner, item, f"{path}.{name}")
        case _:
            yield from _value_problems(value, annotation, path)


def _inside(annotation: Any) -> _Table | _OneOf | _Each | _Named | None:  # noqa: ANN401 - any annotation
    """What to walk on into, or None when the value can be judged as a whole."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is list or (origin is tuple and args[-1] is Ellipsis):
        return _Each(args[0])
    if origin is dict:
        return _Named(args[1])
    choices_of_table = args if origin in (Union, UnionType) else (annotation,)
    structs = [choice for choice in choices_of_table if _is_struct(choice)]
    if len(structs) > 1:
        tag_field = structs[0].__struct_config__.tag_field
        return _OneOf(tag_field, {str(struct.__struct_config__.tag): struct for struct in structs})
    return _Table(structs[0]) if structs else None


def _is_struct(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)


def _tagged_problems(value: dict[str, object], one_of: _OneOf, path: str) -> Iterator[str]:
    tag = value.get(one_of.tag_field)
    known = ", ".join(f'"{name}"' for name in one_of.by_tag)
    if tag is None:
        yield f"{path}.{one_of.tag_field}: is missing; it must be one of {known}"
    elif not isinstance(tag, str) or tag not in one_of.by_tag:
        yield f"{path}.{one_of.tag_field}: {_wrong(tag, tuple(one_of.by_tag))}; it must be one of {known}"
    else:
        yield from _struct_problems(value, one_of.by_tag[tag], f"{path}.")


def _value_problems(value: object, annotation: object, path: str) -> Iterator[str]:
    try:
        msgspec.convert(value, cast("type[object]", annotation), builtin_types=_TOML_TYPES)
    except msgspec.ValidationError:
        yield f"{path}: {_wrong(value, choices(annotation))}; it must be {in_words(annotation)}"


def _wrong(value: object, known: tuple[str, ...]) -> str:
    if known and isinstance(value, str):
        return f'"{value}" is not known{_did_you_mean(value, known)}'
    return f"{kind_of(value)} does not fit"


def _did_you_mean(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""
