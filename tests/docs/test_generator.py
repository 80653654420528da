"""The generator reads the code right: what a page says is what the wire and the files are."""

from enum import StrEnum
from typing import Annotated

import msgspec
import pytest

from hub.core.commands import Command
from hub.core.lifecycle import TRANSITIONS, Action, PaperState, Status
from hub.docs.examples import example
from hub.docs.lifecycle_page import ACTION_VI, DONE_BY, PAPER_VI, STATUS_VI, lifecycle_page
from hub.docs.settings_page import default
from hub.docs.source import notes
from hub.docs.wire import in_words, members, reachable, tag_of
from hub.protocol import (
    Answer,
    ClientMessage,
    DeviceReport,
    Hello,
    HubMessage,
    Reply,
    Report,
    Request,
    RoleView,
    ServiceId,
    View,
    decode_from_client,
    decode_from_hub,
    encode,
)


class Colour(StrEnum):
    """Of a door."""

    RED = "red"
    """Like brick."""


class Door(msgspec.Struct, frozen=True):
    """A way in."""

    colour: Colour
    """How it
    looks."""
    width_mm: int = 900


class FrontDoor(Door, frozen=True):
    """The way in."""

    width_mm: int = 1200
    bell: bool = True
    """It rings."""


def test_a_field_has_the_string_after_it_and_inherits_what_it_does_not_say() -> None:
    said = notes(FrontDoor, own=("tests.",))

    assert said == ("The way in.", {"colour": "How it looks.", "bell": "It rings."})


def test_a_code_has_a_note_of_its_own() -> None:
    assert notes(Colour, own=("tests.",)) == ("Of a door.", {"RED": "Like brick."})


def test_a_base_from_elsewhere_says_nothing_about_a_field_of_ours() -> None:
    assert notes(Colour) == ("", {})


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (int, "whole number"),
        (str | None, "text, or null"),
        (tuple[int, ...], "list of whole number"),
        (dict[str, bool], "table from text to true or false"),
        (Annotated[int, msgspec.Meta(ge=1)], "whole number"),
        (ServiceId, "text, a [ServiceId](#ids)"),
        (Status, "[Status](#status)"),
        (Hello, "[hello](#hello)"),
        (Command, "one of the [commands](#commands)"),
    ],
)
def test_a_type_is_told_in_words(annotation: object, words: str) -> None:
    assert in_words(annotation) == words


def test_every_struct_behind_a_type_is_found_once() -> None:
    assert list(reachable(tuple[FrontDoor, ...] | None)) == [FrontDoor, Colour]


@pytest.mark.parametrize("message", members(ClientMessage), ids=tag_of)
def test_an_example_of_a_device_is_a_frame_the_hub_takes(message: type[ClientMessage]) -> None:
    shown = example(message)

    assert decode_from_client(encode(shown)) == shown


@pytest.mark.parametrize("message", members(HubMessage), ids=tag_of)
def test_an_example_of_the_hub_is_a_frame_a_device_takes(message: type[HubMessage]) -> None:
    shown = example(message)

    assert decode_from_hub(encode(shown)) == shown


@pytest.mark.parametrize("kind", members(Command), ids=tag_of)
def test_an_example_of_a_command_travels(kind: type[Command]) -> None:
    frame = Request(example(Request).command_id, example(kind))

    assert decode_from_client(encode(frame)) == frame


@pytest.mark.parametrize("kind", members(DeviceReport), ids=tag_of)
def test_an_example_of_a_report_travels(kind: type[DeviceReport]) -> None:
    frame = Report(example(kind))

    assert decode_from_client(encode(frame)) == frame


@pytest.mark.parametrize("kind", members(Answer), ids=tag_of)
def test_an_example_of_an_answer_travels(kind: type[Answer]) -> None:
    frame = Reply(example(Reply).command_id, example(kind))

    assert decode_from_hub(encode(frame)) == frame


@pytest.mark.parametrize("kind", members(RoleView), ids=tag_of)
def test_an_example_of_a_view_travels(kind: type[RoleView]) -> None:
    frame = msgspec.structs.replace(example(View), view=example(kind))

    assert decode_from_hub(encode(frame)) == frame


def test_the_diagram_has_every_arrow_of_the_table() -> None:
    page = lifecycle_page()

    for (before, action), after in TRANSITIONS.items():
        assert f"    {before} --> {after}: {action} / {ACTION_VI[action]}\n" in page


def test_every_step_of_a_ticket_has_its_vietnamese_word() -> None:
    assert set(STATUS_VI) == set(Status)
    assert set(ACTION_VI) == set(Action)
    assert set(PAPER_VI) == set(PaperState)
    assert set(DONE_BY) == set(Action)


def test_a_default_is_written_as_in_the_file() -> None:
    class File(msgspec.Struct, frozen=True):
        must: int
        text: str = 'say "Đ"'
        flag: bool = False
        colour: Colour = Colour.RED
        days: tuple[int, ...] = (0, 1)
        none: int | None = None
        door: Door = Door(Colour.RED)
        names: dict[str, int] = {}

    assert [default(field) for field in msgspec.structs.fields(File)] == [
        "*must be there*",
        '`"say \\"Đ\\""`',
        "`false`",
        '`"red"`',
        "`[0, 1]`",
        "not set",
        "as below",
        "`{}`",
    ]
