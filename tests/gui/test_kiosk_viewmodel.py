"""The kiosk's view-model without a window: what goes to the hub, and what is said to have changed."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject

from hub.client.port import Trouble
from hub.protocol import DisplayView, IssueTicket, PaperState, Rejoin, ReprintTicket, View
from kiosk.viewmodel import KioskViewModel
from tests.gui.kiosk_stage import HeldKiosk
from tests.unit.kiosk.builders import ELDERLY, FACE, JUSTICE, missed, ticket, view

pytestmark = pytest.mark.usefixtures("qapp")

CHANGES = (
    "pageChanged",
    "comfortChanged",
    "headChanged",
    "linesChanged",
    "offerChanged",
    "questionChanged",
    "numberChanged",
    "qrChanged",
    "messageChanged",
    "timeLeftChanged",
)


@pytest.fixture
def kiosk() -> HeldKiosk:
    kiosk = HeldKiosk()
    kiosk.open(view())
    return kiosk


def heard(vm: KioskViewModel) -> list[str]:
    said: list[str] = []
    for name in CHANGES:
        getattr(vm, name).connect(lambda name=name: said.append(name))
    return said


def test_a_tap_becomes_one_command_with_one_id(kiosk: HeldKiosk) -> None:
    kiosk.vm.tapField("justice")
    kiosk.vm.tapField("society")

    assert kiosk.hub.sent == [("id-1", IssueTicket(JUSTICE))]


def test_every_tap_has_an_id_of_its_own(kiosk: HeldKiosk) -> None:
    kiosk.vm.tapField("justice")
    kiosk.give(ticket(issued_at=kiosk.hub_now))
    kiosk.wait(1)
    kiosk.vm.done()
    kiosk.wait(1)
    kiosk.vm.tapField("justice")

    ids = [command_id for command_id, _ in kiosk.hub.sent]
    assert len(set(ids)) == 2


def test_an_unanswered_tap_is_forgotten(kiosk: HeldKiosk) -> None:
    kiosk.vm.tapField("justice")
    kiosk.wait(6)

    assert kiosk.hub.forgotten == ["id-1"]
    assert kiosk.vm.property("page") == "sorry"


def test_the_answer_to_the_question_becomes_a_reprint(kiosk: HeldKiosk) -> None:
    given = ticket(issued_at=kiosk.hub_now)
    kiosk.vm.tapField("justice")
    kiosk.give(given)
    kiosk.see(view(replace(given, paper=PaperState.UNKNOWN)))
    kiosk.wait(1)

    kiosk.vm.answerQuestion(False)

    assert kiosk.hub.sent[-1][1] == ReprintTicket(given.ticket_id)


def test_a_priority_class_travels_with_the_number(kiosk: HeldKiosk) -> None:
    kiosk.see(view(priorities=5))
    kiosk.wait(1)
    said = heard(kiosk.vm)
    kiosk.vm.tapPriority()
    assert said == ["questionChanged", "pageChanged"]
    kiosk.wait(1)
    kiosk.vm.tapOption("elderly")
    offer = {"claim": "Diện ưu tiên: Người cao tuổi", "hasPriorities": False, "hasMissed": False}
    assert kiosk.vm.property("offer") == offer
    kiosk.wait(1)
    kiosk.vm.tapField("justice")

    assert kiosk.hub.sent[-1][1] == IssueTicket(JUSTICE, ELDERLY)


def test_a_class_that_is_taken_off_is_not_sent(kiosk: HeldKiosk) -> None:
    kiosk.see(view(priorities=5))
    kiosk.wait(1)
    kiosk.vm.tapPriority()
    kiosk.wait(1)
    kiosk.vm.tapOption("elderly")
    kiosk.wait(1)
    kiosk.vm.dropClaim()
    kiosk.wait(1)
    kiosk.vm.tapField("justice")

    assert kiosk.hub.sent[-1][1] == IssueTicket(JUSTICE)


def test_a_missed_number_becomes_a_rejoin(kiosk: HeldKiosk) -> None:
    kiosk.see(view(missed(3)))
    kiosk.wait(1)
    kiosk.vm.tapMissed()
    kiosk.wait(1)
    kiosk.vm.tapOption(missed(3).ticket_id)

    assert kiosk.hub.sent[-1][1] == Rejoin(missed(3).ticket_id)
    assert kiosk.vm.property("chosenField") == missed(3).ticket_id


def test_a_quiet_moment_says_nothing(kiosk: HeldKiosk) -> None:
    said = heard(kiosk.vm)

    kiosk.wait(0.25)
    kiosk.see(view())

    assert said == []


def test_only_what_has_changed_is_said(kiosk: HeldKiosk) -> None:
    said = heard(kiosk.vm)

    kiosk.wait(60)
    assert said == ["headChanged"]

    said.clear()
    kiosk.vm.onDisconnected(Trouble.UNREACHABLE.value)
    assert said == ["linesChanged"]


def test_the_page_is_said_after_what_stands_on_it(kiosk: HeldKiosk) -> None:
    kiosk.vm.tapField("justice")
    said = heard(kiosk.vm)

    kiosk.give(ticket(issued_at=kiosk.hub_now))

    assert said[-1] == "pageChanged"
    assert {"numberChanged", "qrChanged"} <= set(said)


def test_a_field_whose_queue_grows_keeps_its_row(kiosk: HeldKiosk) -> None:
    fields = kiosk.vm.property("fields")
    assert isinstance(fields, QObject)
    moved: list[str] = []
    fields.rowsInserted.connect(lambda *_: moved.append("inserted"))  # type: ignore[attr-defined]
    fields.rowsRemoved.connect(lambda *_: moved.append("removed"))  # type: ignore[attr-defined]
    fields.modelReset.connect(lambda: moved.append("reset"))  # type: ignore[attr-defined]
    first, *others = view().services

    kiosk.see(replace(view(), services=(replace(first, waiting=9), *others)))

    assert moved == []


def test_a_view_of_another_role_is_not_for_a_kiosk(kiosk: HeldKiosk) -> None:
    other = DisplayView(branch=FACE, calls=(), unspoken=(), call_max_age_s=60, lines=(), counters=(), ticker=())

    kiosk.vm.onView(View(seq=99, now=kiosk.hub_now, view=other))

    assert kiosk.vm.property("page") == "home"


def test_a_month_of_citizens_leaves_nothing_behind(kiosk: HeldKiosk) -> None:
    for ordinal in range(400):
        given = ticket(ordinal, issued_at=kiosk.hub_now, paper=PaperState.CONFIRMED)
        kiosk.vm.tapField("justice")
        kiosk.give(given)
        kiosk.see(view(given))
        kiosk.wait(20)
        kiosk.wait(1)

    assert len(kiosk.hub.sent) == 400
    assert len(kiosk.vm.findChildren(QObject)) < 10
