"""The key map: complete, without doubles, every mistake told at once."""

from counter_client.hotkeys import Hotkeys, Toggle, meanings, problems
from hub.protocol import DeskAction


def test_the_keys_of_the_look_are_the_defaults() -> None:
    by_key = meanings(Hotkeys())

    assert by_key == {
        "F3": DeskAction.STAND_UP,
        "F4": Toggle.BAR,
        "F5": DeskAction.CALL_NEXT,
        "F6": DeskAction.RECALL,
        "F7": DeskAction.START,
        "F8": DeskAction.FINISH,
        "F9": DeskAction.MARK_NO_SHOW,
    }


def test_the_defaults_have_no_problem() -> None:
    assert problems(Hotkeys()) == ()


def test_every_action_has_a_key() -> None:
    assert set(DeskAction) <= set(meanings(Hotkeys()).values())


def test_doubles_and_unknown_keys_are_told_all_at_once() -> None:
    found = problems(Hotkeys(call_next="F6", finish="f8", bar="Space"))

    assert found == (
        "keys.recall: F6 already means call_next; give each action its own key",
        'keys.finish: "f8" is not a key that can be used; use one of F1 to F12; did you mean "F8"?',
        'keys.bar: "Space" is not a key that can be used; use one of F1 to F12',
    )
