"""A type of a setting in plain words, for people who edit files: "a whole number from 1 to 65535"."""

from collections.abc import Iterable
from datetime import date, time

from msgspec import inspect

_PLAIN: dict[type[inspect.Type], str] = {
    inspect.BoolType: "true or false",
    inspect.TimeType: "a time of day without quotes, such as 07:30:00",
    inspect.DateType: "a date without quotes, such as 2026-11-21",
    inspect.DateTimeType: "a date and time without quotes, such as 2026-11-21T07:30:00+07:00",
    inspect.StructType: "a table",
    inspect.DictType: "a table",
}

_KINDS: tuple[tuple[type, str], ...] = (
    (str, "a text in quotes"),
    (list, "a list"),
    (dict, "a table"),
    (time, "a time of day"),
    (date, "a date"),
)


def in_words(annotation: object) -> str:
    """What would be right in the place of a wrong value."""
    return _words(inspect.type_info(annotation))


def choices(annotation: object) -> tuple[str, ...]:
    """Every word allowed here, or nothing when it is not a choice of words."""
    match inspect.type_info(annotation):
        case inspect.EnumType(cls=cls):
            return tuple(str(member.value) for member in cls)
        case inspect.LiteralType(values=values):
            return tuple(str(value) for value in values)
        case _:
            return ()


def kind_of(value: object) -> str:
    """What stands in the file, without repeating it: it may be a secret."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if value == "":
        return "an empty text"
    return next((words for kind, words in _KINDS if isinstance(value, kind)), "this")


def _words(info: inspect.Type) -> str:
    match info:
        case inspect.IntType(ge=low, le=high, gt=above, lt=below):
            words = "a whole number" + _span(low, high, above, below)
        case inspect.FloatType(ge=low, le=high, gt=above, lt=below):
            words = "a number" + _span(low, high, above, below)
        case inspect.StrType():
            words = _text(info)
        case inspect.EnumType(cls=cls):
            words = _one_of(member.value for member in cls)
        case inspect.LiteralType(values=values):
            words = _one_of(values)
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            words = f"a list in which each is {_words(item)}"
        case inspect.TupleType(item_types=items):
            words = f"a list of exactly {len(items)}: " + ", ".join(map(_words, items))
        case inspect.UnionType(types=types):
            kinds = (_words(kind) for kind in types if not isinstance(kind, inspect.NoneType))
            words = " or ".join(dict.fromkeys(kinds))
        case _:
            words = _PLAIN.get(type(info), "something else")
    return words


def _span(low: float | None, high: float | None, above: float | None, below: float | None) -> str:
    if low is not None and high is not None:
        return f" from {low} to {high}"
    limits = ((low, "at least"), (above, "more than"), (high, "at most"), (below, "less than"))
    return "".join(f", {words} {limit}" for limit, words in limits if limit is not None)


def _text(info: inspect.StrType) -> str:
    length = ""
    if info.min_length == 1 and info.max_length is None:
        length = " that is not empty"
    elif info.min_length is not None and info.max_length is not None:
        length = f" of {info.min_length} to {info.max_length} characters"
    elif info.max_length is not None:
        length = f" of at most {info.max_length} characters"
    elif info.min_length is not None:
        length = f" of at least {info.min_length} characters"
    return "a text in quotes" + length + (f" of the form {info.pattern}" if info.pattern else "")


def _one_of(values: Iterable[object]) -> str:
    return "one of " + ", ".join(f'"{value}"' for value in values)
