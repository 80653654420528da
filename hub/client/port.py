"""What a view-model may ask of the hub, and what it hears when the hub is out of reach."""

from enum import StrEnum
from typing import Protocol

from hub.protocol import Answer, Command, CommandId, DeviceReport, View, Welcome


class Trouble(StrEnum):
    """Why there is no connection; each screen has its own words for each."""

    SEARCHING = "searching"
    """No hub has been found on the network yet."""
    UNREACHABLE = "unreachable"
    """The hub does not answer: off, restarting, frozen, or the cable is out."""
    BAD_KEY = "bad_key"
    """The hub does not know this device: it has to be paired."""
    WRONG_ROLE = "wrong_role"
    """The key belongs to another device."""
    UPGRADE_REQUIRED = "upgrade_required"
    """Hub and device speak different versions."""
    REPLACED = "replaced"
    """Another program says it is this device."""
    TOO_SLOW = "too_slow"
    """The hub gave this device up because it read too slowly."""
    GARBLED = "garbled"
    """Hub and device do not understand each other."""
    SHUTTING_DOWN = "shutting_down"
    """The hub was stopped in good order."""


class HubPort(Protocol):
    """The way to the hub. Nothing blocks; answers come to the listener of the connection."""

    def send(self, command_id: CommandId, command: Command) -> None:
        """Send now, and again after every reconnect, until it is answered or forgotten."""

    def forget(self, command_id: CommandId) -> None:
        """Nobody waits for this answer any more."""

    def report(self, report: DeviceReport) -> None:
        """Say how this device is; the newest report of a kind is sent again after every reconnect."""


class HubListener(Protocol):
    """Who hears what comes from the hub; called in the thread of the connection, and must not block."""

    def on_connected(self, welcome: Welcome) -> None:
        """The hub knows this device; its first view follows."""

    def on_disconnected(self, trouble: Trouble) -> None:
        """There is no connection; said again whenever the reason changes."""

    def on_view(self, view: View) -> None:
        """This is now true; what an older view said is forgotten."""

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        """The one answer to a command that was sent and not forgotten."""
