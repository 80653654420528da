"""A settings struct as TOML text, so that a program can print what is in force, and every key it knows."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import msgspec


def to_toml(settings: msgspec.Struct) -> str:
    """TOML that `settings.load` reads back to an equal struct. None is left out: TOML has no word for it."""
    table = msgspec.to_builtins(settings, builtin_types=(datetime, date, time))
    return "\n".join(_table(table, "")).strip() + "\n"


def _table(table: dict[str, Any], path: str) -> Iterator[str]:
    inner = []
    for key, value in table.items():
        if isinstance(value, dict):
            inner.append((key, value))
        elif isinstance(value, list | tuple) and value and all(isinstance(item, dict) for item in value):
            inner.extend((key, item) for item in value)
        elif value is not None:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in inner:
        header = path + _key(key)
        brackets = f"[{header}]" if isinstance(table[key], dict) else f"[[{header}]]"
        yield f"\n{brackets}"
        yield from _table(value, f"{header}.")


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if is_bare else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:  # noqa: ANN401 - whatever TOML knows
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # A TOML basic string is a JSON string, but for one control character.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
        case list() | tuple():
            return "[" + ", ".join(_value(item) for item in value) + "]"
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
