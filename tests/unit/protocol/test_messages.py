"""Small promises of the frames: every goodbye has its close status, every name on the wire is its own."""

from typing import get_args

import msgspec
import pytest

from hub.core.commands import Command
from hub.core.events import Event
from hub.protocol import Answer, ByeCode, ClientMessage, HubMessage
from hub.protocol.devices import DeviceReport
from hub.protocol.messages import CLOSE_STATUS
from hub.protocol.views import RoleView


def test_every_goodbye_has_a_close_status() -> None:
    assert set(CLOSE_STATUS) == set(ByeCode)


@pytest.mark.parametrize("union", [ClientMessage, HubMessage, Answer, Command, Event, RoleView, DeviceReport])
def test_every_member_of_a_union_has_a_tag_of_its_own(union: object) -> None:
    tags = [member.__struct_config__.tag for member in get_args(union)]

    assert all(isinstance(tag, str) for tag in tags)
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("union", [ClientMessage, Command, DeviceReport])
def test_what_devices_send_may_carry_nothing_unknown(union: object) -> None:
    members: list[type[msgspec.Struct]] = list(get_args(union))

    assert all(member.__struct_config__.forbid_unknown_fields for member in members)
