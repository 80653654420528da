"""What must be said again after a reconnect, and what not."""

from hub.client.unanswered import Unanswered
from hub.protocol import (
    CallNext,
    CommandId,
    CounterId,
    DeviceId,
    DisplayReport,
    HardwareReport,
    Recall,
    Report,
    Request,
    ScanReport,
    SeenTicket,
)

COUNTER = CounterId("quay-1")
ONE, TWO = CommandId("1"), CommandId("2")


def test_requests_are_sent_again_in_their_order_with_their_ids() -> None:
    unanswered = Unanswered()
    unanswered.ask(ONE, CallNext(COUNTER))
    unanswered.ask(TWO, Recall(COUNTER))

    assert list(unanswered.to_send_again()) == [Request(ONE, CallNext(COUNTER)), Request(TWO, Recall(COUNTER))]


def test_an_answered_request_is_not_sent_again_and_answered_once() -> None:
    unanswered = Unanswered()
    unanswered.ask(ONE, CallNext(COUNTER))

    assert unanswered.settle(ONE)
    assert not unanswered.settle(ONE)
    assert list(unanswered.to_send_again()) == []


def test_the_newest_report_of_a_kind_is_said_again_every_time_and_first() -> None:
    unanswered = Unanswered()
    unanswered.ask(ONE, CallNext(COUNTER))
    unanswered.tell(DisplayReport(has_sound=False))
    unanswered.tell(HardwareReport(printers=()))
    unanswered.tell(DisplayReport(has_sound=True))

    for _ in range(2):
        assert list(unanswered.to_send_again()) == [
            Report(DisplayReport(has_sound=True)),
            Report(HardwareReport(printers=())),
            Request(ONE, CallNext(COUNTER)),
        ]


def test_a_scan_is_never_said_again() -> None:
    unanswered = Unanswered()
    unanswered.tell(HardwareReport(printers=()))

    said = unanswered.tell(ScanReport(DeviceId("kiosk-1"), "scan-1", SeenTicket("a-secret")))

    assert said == Report(ScanReport(DeviceId("kiosk-1"), "scan-1", SeenTicket("a-secret")))
    assert list(unanswered.to_send_again()) == [Report(HardwareReport(printers=()))]
