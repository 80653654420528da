"""Which key does what, as data a centre may change.

Keys are the twelve function keys, alone or with Shift, and Ctrl with a letter: they write nothing into a form, and
every keyboard has them. Shift goes with what is done more rarely than the same key alone. Esc, Enter, Tab and the
arrows belong to pages, lists and questions and are not for sale.
"""

from difflib import get_close_matches
from enum import StrEnum
from string import ascii_uppercase

import msgspec

from hub.protocol import DeskAction

KEYS = (
    *(f"F{number}" for number in range(1, 13)),
    *(f"Shift+F{number}" for number in range(1, 13)),
    *(f"Ctrl+{letter}" for letter in ascii_uppercase),
)
_IN_WORDS = "F1 to F12, Shift+F1 to Shift+F12, Ctrl+A to Ctrl+Z"


class Hotkeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[keys]` of the configuration: the key of each action, and of what the screen itself does."""

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
    park: str = "F10"
    """The person needs some time and keeps the place."""
    transfer: str = "F11"
    """Send the person on."""
    pause: str = "F12"
    """Take a break, and work again."""
    finish_as: str = "Shift+F8"
    """The service is over, with an outcome to choose."""
    cancel_ticket: str = "Shift+F9"
    """Close the ticket without serving it."""
    walk_in: str = "F1"
    """Serve somebody who has no ticket."""
    undo: str = "Ctrl+Z"
    """Take back the last action."""
    lists: str = "F2"
    """Those who wait, the parked, the missed: one after the other."""
    stand_up: str = "F3"
    """Leave the counter."""
    cover: str = "Shift+F3"
    """Take on another service for the day."""
    bar: str = "F4"
    """The strip above other windows, and back."""

    def key_of(self, action: DeskAction) -> str:
        """A break ends by the key that began it."""
        key: str = getattr(self, _KEY_OF.get(action, action.value))
        return key


_KEY_OF = {DeskAction.RESUME: DeskAction.PAUSE.value}


class ScreenKey(StrEnum):
    """What a key does on the screen alone, before anything is sent to the hub."""

    BAR = "bar"
    LISTS = "lists"
    FINISH_AS = "finish_as"
    COVER = "cover"


Meaning = DeskAction | ScreenKey


def problems(hotkeys: Hotkeys) -> tuple[str, ...]:
    """Every mistake in the map: `key: what is wrong; what would be right`."""
    found: list[str] = []
    taken: dict[str, str] = {}
    for name in Hotkeys.__struct_fields__:
        key = getattr(hotkeys, name)
        if key not in KEYS:
            close = get_close_matches(key.upper().replace("SHIFT", "Shift").replace("CTRL", "Ctrl"), KEYS, n=1)
            hint = f'; did you mean "{close[0]}"?' if close else ""
            found.append(f'keys.{name}: "{key}" is not a key that can be used; use one of {_IN_WORDS}{hint}')
        elif key in taken:
            found.append(f"keys.{name}: {key} already means {taken[key]}; give each action its own key")
        else:
            taken[key] = name
    return tuple(found)


def meanings(hotkeys: Hotkeys) -> dict[str, Meaning]:
    """What each key means; the key of a break also ends it."""
    by_key: dict[str, Meaning] = {
        hotkeys.key_of(action): action for action in DeskAction if action is not DeskAction.RESUME
    }
    return by_key | {getattr(hotkeys, key.value): key for key in ScreenKey}
