"""Which structs and codes the wire and the log are made of, and how a type is called in the page of the protocol."""

import enum
from collections.abc import Iterator
from datetime import date, datetime, time
from types import NoneType, UnionType
from typing import Annotated, Any, NewType, Union, get_args, get_origin, get_type_hints

import msgspec

from hub.core.commands import Command
from hub.core.events import Event
from hub.protocol.views import RoleView

_PLAIN = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime: "time",
    date: "date",
    time: "time of day",
}

_CHAPTERS: dict[Any, str] = {
    Command: "one of the [commands](#commands)",
    RoleView: "one of the [views](#views)",
    Event: "one of the [events](#events)",
}


def members(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any annotation
    """The parts of a union; a type on its own is a union of one."""
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def tag_of(struct: type[msgspec.Struct]) -> str | None:
    tag = struct.__struct_config__.tag
    return None if tag is None else str(tag)


def title_of(cls: type) -> str:
    """The heading a struct or code stands under: its tag on the wire when it has one, else its name."""
    tag = tag_of(cls) if issubclass(cls, msgspec.Struct) else None
    return tag or cls.__name__


def hints(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """The annotations of a struct's fields, in order, with NewTypes kept (msgspec drops them)."""
    known = get_type_hints(struct, include_extras=True)
    return {field.name: known[field.name] for field in msgspec.structs.fields(struct)}


def reachable(annotation: Any) -> dict[type, None]:  # noqa: ANN401 - any annotation
    """Every struct and code in a type, in the order of their first use (a dict keeps it)."""
    found: dict[type, None] = {}
    _collect(annotation, found)
    return found


def _collect(annotation: Any, found: dict[type, None]) -> None:  # noqa: ANN401 - any annotation
    for part in _parts(annotation):
        if not isinstance(part, type) or part in found:
            continue
        if issubclass(part, enum.Enum):
            found[part] = None
        elif issubclass(part, msgspec.Struct):
            found[part] = None
            for inner in hints(part).values():
                _collect(inner, found)


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - any annotation
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        inner = inner[:1]
    if not inner:
        yield annotation
    for part in inner:
        yield from _parts(part)


def in_words(annotation: Any, *, has_links: bool = True) -> str:  # noqa: ANN401 - any annotation
    """A type for the reader of a table; `has_links` where every struct and code has a heading on the same page."""
    if annotation in _CHAPTERS and has_links:
        return _CHAPTERS[annotation]
    choices = [part for part in members(annotation) if part is not NoneType]
    words = " or ".join(_single(part, has_links=has_links) for part in choices)
    return words if len(choices) == len(members(annotation)) else f"{words}, or null"


def _single(annotation: Any, *, has_links: bool) -> str:  # noqa: ANN401 - any annotation
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _single(inner[0], has_links=has_links)
    if origin in (tuple, list):
        return f"list of {in_words(inner[0], has_links=has_links)}"
    if origin is dict:
        return f"table from {_single(inner[0], has_links=has_links)} to {_single(inner[1], has_links=has_links)}"
    if isinstance(annotation, NewType):
        plain = _single(annotation.__supertype__, has_links=has_links)
        return f"{plain}, a [{annotation.__name__}](#ids)" if has_links else plain
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum | msgspec.Struct):
        title = title_of(annotation)
        return f"[{title}](#{title.lower()})" if has_links else title
    raise TypeError(f"no words for {annotation!r}")
