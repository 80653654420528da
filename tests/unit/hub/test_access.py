"""The table of who may send what is complete: every command, every role, every report."""

from itertools import product
from typing import get_args

import pytest

from hub.access import HUB_ONLY, MAY_REPORT, MAY_SEND, PAD_KEYS, may_send
from hub.core import commands
from hub.docs.examples import example
from hub.protocol import Role
from hub.protocol.devices import DeviceReport

COMMANDS = get_args(commands.Command)


SHARED: dict[type, list[Role]] = {
    commands.Rejoin: [Role.KIOSK, Role.COUNTER],
    **{key: [Role.COUNTER, Role.HARDWARE] for key in PAD_KEYS},
}
"""A citizen who is back says so at the kiosk, or to an official; an official presses a key on the screen or the pad."""


def test_every_command_belongs_to_one_role_or_to_the_hub_itself_and_few_to_two() -> None:
    owners = {command: [role for role in Role if command in MAY_SEND[role]] for command in COMMANDS}

    assert {command: roles for command, roles in owners.items() if len(roles) > 1} == SHARED
    for command, roles in owners.items():
        assert bool(roles) != (command in HUB_ONLY), command.__name__


def test_the_table_names_every_role_and_only_commands() -> None:
    assert set(MAY_SEND) == set(MAY_REPORT) == set(Role)
    assert frozenset().union(*MAY_SEND.values()) | HUB_ONLY == set(COMMANDS)


@pytest.mark.parametrize(("role", "command"), list(product(Role, COMMANDS)))
def test_a_role_may_send_exactly_what_its_row_says(role: Role, command: type) -> None:
    assert may_send(role, example(command)) is (command in MAY_SEND[role])


def test_every_report_is_made_by_some_role() -> None:
    assert frozenset().union(*MAY_REPORT.values()) == set(get_args(DeviceReport))


def test_no_device_does_what_only_time_does() -> None:
    assert {command.__name__ for command in HUB_ONLY} == {
        "OpenDay",
        "MovePaper",
        "ExpirePaper",
        "UnparkDue",
        "CloseSession",
    }


def test_a_pad_seats_nobody_chooses_nobody_and_sends_nobody_on() -> None:
    keys = {"CallNext", "Recall", "StartService", "Finish", "MarkNoShow", "Park", "Pause", "Resume", "Undo"}

    assert {command.__name__ for command in PAD_KEYS} == keys
    assert MAY_SEND[Role.HARDWARE] == PAD_KEYS | {commands.ReportPaper}
    assert MAY_SEND[Role.COUNTER] > PAD_KEYS
