"""The key map: complete, without doubles, every mistake told at once."""

from counter_client.hotkeys import Hotkeys, ScreenKey, meanings, problems
from hub.protocol import DeskAction


def test_the_keys_of_the_look_are_the_defaults() -> None:
    by_key = meanings(Hotkeys())

    assert by_key == {
        "F1": DeskAction.WALK_IN,
        "F2": ScreenKey.LISTS,
        "F3": DeskAction.STAND_UP,
        "Shift+F3": ScreenKey.COVER,
        "F4": ScreenKey.BAR,
        "F5": DeskAction.CALL_NEXT,
        "F6": DeskAction.RECALL,
        "F7": DeskAction.START,
        "F8": DeskAction.FINISH,
        "Shift+F8": ScreenKey.FINISH_AS,
        "F9": DeskAction.MARK_NO_SHOW,
        "Shift+F9": DeskAction.CANCEL,
        "F10": DeskAction.PARK,
        "F11": DeskAction.TRANSFER,
        "F12": DeskAction.PAUSE,
        "Ctrl+Z": DeskAction.UNDO,
    }


def test_the_defaults_have_no_problem() -> None:
    assert problems(Hotkeys()) == ()


def test_every_action_has_a_key_and_a_break_ends_by_the_key_that_began_it() -> None:
    assert set(DeskAction) - {DeskAction.RESUME} | set(ScreenKey) == set(meanings(Hotkeys()).values())
    assert Hotkeys(pause="F1").key_of(DeskAction.RESUME) == "F1"


def test_doubles_and_unknown_keys_are_told_all_at_once() -> None:
    found = problems(Hotkeys(call_next="F6", finish="f8", cancel_ticket="shift+f9", bar="Space"))

    usable = "is not a key that can be used; use one of F1 to F12, Shift+F1 to Shift+F12, Ctrl+A to Ctrl+Z"
    assert found == (
        "keys.recall: F6 already means call_next; give each action its own key",
        f'keys.finish: "f8" {usable}; did you mean "F8"?',
        f'keys.cancel_ticket: "shift+f9" {usable}; did you mean "Shift+F9"?',
        f'keys.bar: "Space" {usable}',
    )
