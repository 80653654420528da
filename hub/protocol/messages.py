"""The frames of the wire: JSON objects tagged by `type`, one per WebSocket text message.

A device says `hello`; the hub answers `welcome` and the role's first `view`, or `bye` with a code and closes. Then the
device sends `request`s (answered by exactly one `reply` each, in any order) and `report`s (not answered); the hub sends
a `view` whenever what the role is shown has changed.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from hub.core.commands import Command
from hub.core.ids import BranchCode, CommandId, DeviceId, ServiceId, TicketId
from hub.core.refusal import RefusalCode
from hub.protocol.devices import DeviceReport
from hub.protocol.views import RoleView

PROTOCOL_VERSION = 1


class Role(StrEnum):
    """What a device is; what it may send and see is one table, `hub/access.py`."""

    KIOSK = "kiosk"
    DISPLAY = "display"
    COUNTER = "counter"
    HARDWARE = "hardware"


class Hello(msgspec.Struct, frozen=True, tag="hello", forbid_unknown_fields=True):
    """The first frame of a device, within 5 s. `device_id`: 1 to 64 of A-Z, a-z, 0-9, ".", "_" and "-"."""

    role: Role
    device_id: DeviceId
    key: str
    protocol: int
    app_version: str


class Request(msgspec.Struct, frozen=True, tag="request", forbid_unknown_fields=True):
    """One intention.

    `command_id` (1 to 128 characters) is minted once per tap or key press; sent again, it gets the first answer.
    """

    command_id: CommandId
    command: Command


class Report(msgspec.Struct, frozen=True, tag="report", forbid_unknown_fields=True):
    """A fact of the moment about the device itself."""

    report: DeviceReport


ClientMessage = Hello | Request | Report


class Welcome(msgspec.Struct, frozen=True, tag="welcome"):
    """The hub knows this device."""

    protocol: int
    branch_code: BranchCode
    hub_version: str
    now: datetime


class TicketSlip(msgspec.Struct, frozen=True):
    """What a citizen must know at once about a ticket just issued."""

    ticket_id: TicketId
    number: str
    service_id: ServiceId
    service_name: str
    ahead: int
    issued_at: datetime
    has_paper: bool
    """A paper was asked for; its state comes with the view."""
    qr_url: str
    mark: str = ""
    wait_low_min: int | None = None
    wait_high_min: int | None = None


class Accepted(msgspec.Struct, frozen=True, tag="accepted"):
    """Done, and on disk. `ticket` answers `issue_ticket`."""

    ticket: TicketSlip | None = None


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The rules say no; nothing changed."""

    code: RefusalCode
    params: dict[str, str] = {}


class FailureCode(StrEnum):
    """Why the hub could not decide at all."""

    NOT_ALLOWED = "not_allowed"
    """This role may not send this command."""
    STORE_UNAVAILABLE = "store_unavailable"
    """The disk refuses; nothing is acknowledged that is not on it."""
    INTERNAL = "internal"
    """A bug of the hub; its log has the traceback."""


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """Not decided; nothing changed."""

    code: FailureCode


Answer = Accepted | Refused | Failed


class Reply(msgspec.Struct, frozen=True, tag="reply"):
    """The answer to the request with the same `command_id`."""

    command_id: CommandId
    answer: Answer


class View(msgspec.Struct, frozen=True, tag="view"):
    """What this role is shown as of event `seq`. A view with a lower `seq` than the last is old news."""

    seq: int
    now: datetime
    view: RoleView


class ByeCode(StrEnum):
    """Why the hub closes a connection."""

    BAD_KEY = "bad_key"
    """The hub does not know this key: the device has to be paired."""
    WRONG_ROLE = "wrong_role"
    """The key belongs to another role or device."""
    UPGRADE_REQUIRED = "upgrade_required"
    """The two speak different versions of the protocol; `detail` names the hub's."""
    INVALID_MESSAGE = "invalid_message"
    """A frame was no message of this protocol; `detail` names the place."""
    TOO_SLOW = "too_slow"
    """The device did not read what it was sent."""
    REPLACED = "replaced"
    """Another connection said hello as the same device."""
    SHUTTING_DOWN = "shutting_down"
    """The hub is being stopped; it may come back at once."""


class Bye(msgspec.Struct, frozen=True, tag="bye"):
    """The last frame before the hub closes."""

    code: ByeCode
    detail: str = ""


HubMessage = Welcome | Reply | View | Bye

CLOSE_STATUS = {
    ByeCode.BAD_KEY: 1008,
    ByeCode.WRONG_ROLE: 1008,
    ByeCode.UPGRADE_REQUIRED: 1008,
    ByeCode.INVALID_MESSAGE: 1007,
    ByeCode.TOO_SLOW: 1013,
    ByeCode.REPLACED: 1000,
    ByeCode.SHUTTING_DOWN: 1001,
}
"""WebSocket close status per code (RFC 6455, 7.4.1)."""
