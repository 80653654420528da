"""Which key does what, as data a centre may change.

Keys are the twelve function keys: they write nothing into a form, and every keyboard has them. `esc`, Enter and the
arrows belong to pages and questions and are not for sale.
"""

from difflib import get_close_matches
from enum import StrEnum

import msgspec

from hub.protocol import DeskAction

KEYS = tuple(f"F{number}" for number in range(1, 13))


class Hotkeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[keys]` of the configuration: the key of each action, and of the switch to the strip and back."""

    call_next: str = "F5"
    """Call the next person."""
    recall: str = "F6"
    """Call the same number again."""
    start_service: str = "F7"
    """The person has come."""
    finish: str = "F8"
    """The service is over."""
    mark_no_show: str = "F9"
    """The person did not come."""
    stand_up: str = "F3"
    """Leave the counter."""
    bar: str = "F4"
    """The strip above other windows, and back."""

    def key_of(self, action: DeskAction) -> str:
        key: str = getattr(self, action.value)
        return key


class Toggle(StrEnum):
    """What a key does that is no command to the hub."""

    BAR = "bar"


Meaning = DeskAction | Toggle


def problems(hotkeys: Hotkeys) -> tuple[str, ...]:
    """Every mistake in the map: `key: what is wrong; what would be right`."""
    found: list[str] = []
    taken: dict[str, str] = {}
    for name in Hotkeys.__struct_fields__:
        key = getattr(hotkeys, name)
        if key not in KEYS:
            close = get_close_matches(key.upper(), KEYS, n=1)
            hint = f'; did you mean "{close[0]}"?' if close else ""
            found.append(f'keys.{name}: "{key}" is not a key that can be used; use one of F1 to F12{hint}')
        elif key in taken:
            found.append(f"keys.{name}: {key} already means {taken[key]}; give each action its own key")
        else:
            taken[key] = name
    return tuple(found)


def meanings(hotkeys: Hotkeys) -> dict[str, Meaning]:
    """What each key means."""
    by_key: dict[str, Meaning] = {hotkeys.key_of(action): action for action in DeskAction}
    by_key[hotkeys.bar] = Toggle.BAR
    return by_key
