"""What the hub has still to answer, in the order it was asked, and what it has to be told after every reconnect."""

from collections.abc import Iterator

from hub.protocol import Command, CommandId, DeviceReport, Report, Request, ScanReport


class Unanswered:
    """Requests stay until answered or forgotten; of reports of a kind the newest stays for ever, but no scan does."""

    def __init__(self) -> None:
        self._requests: dict[CommandId, Request] = {}
        self._reports: dict[type, Report] = {}

    def ask(self, command_id: CommandId, command: Command) -> Request:
        request = Request(command_id=command_id, command=command)
        self._requests[command_id] = request
        return request

    def settle(self, command_id: CommandId) -> bool:
        """Whether anybody was still waiting for this answer."""
        return self._requests.pop(command_id, None) is not None

    def tell(self, report: DeviceReport) -> Report:
        message = Report(report=report)
        if not isinstance(report, ScanReport):
            self._reports[type(report)] = message
        return message

    def to_send_again(self) -> Iterator[Report | Request]:
        """Reports first: what a command leads to may depend on how the device is."""
        yield from self._reports.values()
        yield from self._requests.values()
