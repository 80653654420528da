"""The flow of the kiosk: what happens to it, one step at a time. Pure; `step` is the whole interface.

Theory of operation. The citizen is in one of these stages: *resting* (home, or the reason why there is none),
*choosing* (a priority class, one's own number among the missed, whether to have the priority a card gives, what to do
with a scanned ticket), *issuing* or *rejoining* (one tap is with the hub), *showing* (a number is on the screen),
*sorry* (no number, and why). One tap makes at most one `Send`; it ends in exactly one of a reply and a `Forget`. A tap
that comes while another is under way, from a second finger, or within 400 ms of a change of the picture (`picture.py`)
was meant for something else and is ignored. Every stage but `resting` ends by itself.

The hub is the truth: each view may change what is said about the number on the screen, and a young ticket of this
kiosk that was never shown (the hub or this process died between tap and answer) is shown as soon as a view tells of it.
"""

from typing import assert_never

import msgspec

from hub.client.hub_time import HubClock
from hub.protocol import (
    Accepted,
    Answer,
    Failed,
    FailureCode,
    KioskTicket,
    Refused,
    ReprintTicket,
)
from kiosk import choosing, scanning, showing
from kiosk.inputs import (
    ClaimDropped,
    Connected,
    Disconnected,
    DoneTapped,
    Effect,
    Forget,
    Input,
    MissedTapped,
    PriorityTapped,
    QuestionAnswered,
    Replied,
    Send,
    ServiceTapped,
    Ticked,
    Touch,
    Viewed,
)
from kiosk.paper import Notice, Question
from kiosk.picture import is_off, means_priority, settled
from kiosk.state import (
    EVERYBODY,
    ChoosingClass,
    ChoosingMissed,
    Confirming,
    Flow,
    Found,
    Issuing,
    Link,
    NoAnswer,
    NotDecided,
    NotGiven,
    Page,
    Regret,
    Rejoining,
    Resting,
    Showing,
    Sorry,
    Times,
)

Step = tuple[Flow, tuple[Effect, ...]]

REMEMBERED_TICKETS = 24
"""More than a view ever lists, so a ticket once shown is never taken for a lost one."""

_replace = msgspec.structs.replace


def step(flow: Flow, event: Input, now: float, times: Times) -> Step:
    """What is true after `event`, and what must be done about it."""
    passed, effects = _let_time_pass(scanning.without_old_note(flow, now, times), now, times)
    passed = settled(flow, passed, now, times)
    after, more = _take(passed, event, now, times)
    return settled(passed, after, now, times), effects + more


def _let_time_pass(flow: Flow, now: float, times: Times) -> Step:
    match flow.stage:
        case Resting() | ChoosingClass() | ChoosingMissed() | Confirming():
            is_forgotten = now - flow.touched_at >= times.idle_s
            return (choosing.home(flow) if is_forgotten else flow), ()
        case Found() as found:
            return (choosing.home(flow) if now >= scanning.ends_at(found, times) else flow), ()
        case Issuing() | Rejoining() as asked:
            if now - asked.since < times.answer_s:
                return flow, ()
            return _no_answer(flow, asked, now, times), (Forget(asked.command_id),)
        case Showing() as shown:
            return _time_of_showing(flow, shown, now, times)
        case Sorry(_, since):
            return (choosing.home(flow) if now - since >= times.sorry_s else flow), ()
    assert_never(flow.stage)


def _no_answer(flow: Flow, asked: Issuing | Rejoining, now: float, times: Times) -> Flow:
    """The view may know what the lost answer said."""
    match asked:
        case Issuing(command_id, service_id):
            sorry = Sorry(NoAnswer(command_id, service_id), now)
        case Rejoining(command_id, missed):
            sorry = Sorry(NoAnswer(command_id, missed.service_id), now, missed)
        case _:
            assert_never(asked)
    return _with_lost_ticket(_replace(flow, stage=sorry), now, times)


def _time_of_showing(flow: Flow, shown: Showing, now: float, times: Times) -> Step:
    if showing.is_copy_late(shown, now, times) and shown.copy_request is not None:
        forget = Forget(shown.copy_request)
        return _replace(flow, stage=showing.renewed(showing.without_copy(shown), flow.view, now, times)), (forget,)
    if now < showing.ends_at(shown, times):
        return _replace(flow, stage=showing.renewed(shown, flow.view, now, times)), ()
    if shown.notice is Notice.ASKING:
        silent = _replace(shown, question=Question.SILENT)
        return _replace(flow, stage=showing.renewed(silent, flow.view, now, times)), ()
    return choosing.home(flow), _forget_copy(shown)


def _take(flow: Flow, event: Input, now: float, times: Times) -> Step:
    match event:
        case Replied(command_id, answer):
            return _take_reply(flow, command_id, answer, now), ()
        case Viewed():
            return _take_view(flow, event, now, times), ()
        case Connected(hub_now):
            # A hub restored from a copy may count from lower down: its word is the newest all the same.
            return _replace(flow, link=Link(is_up=True, since=now), clock=HubClock(hub_now, now), seq=-1), ()
        case Disconnected(trouble):
            since = now if flow.link.is_up else flow.link.since
            return _replace(flow, link=Link(is_up=False, since=since, trouble=trouble)), ()
        case Ticked():
            return flow, ()
        case _:
            return _take_touch(_touched(flow, now), event, now, times)


def _take_touch(flow: Flow, touch: Touch, now: float, times: Times) -> Step:
    if now - flow.changed_at < times.settle_s:
        return flow, ()
    match flow.stage:
        case Resting():
            return _touch_home(flow, touch, now)
        case ChoosingClass() | ChoosingMissed() | Confirming() | Found() as choice:
            return choosing.touched(flow, choice, touch, now)
        case Showing() as shown:
            return _touch_number(flow, shown, touch, now, times)
        case Sorry() if isinstance(touch, DoneTapped):
            # The same person tries again: with the same language and print.
            return _replace(flow, stage=Resting()), ()
        case Issuing() | Rejoining() | Sorry():
            return flow, ()
    assert_never(flow.stage)


def _touch_home(flow: Flow, touch: Touch, now: float) -> Step:
    match touch:
        case ServiceTapped():
            return _issue(flow, touch, now)
        case PriorityTapped():
            return choosing.at_first_leaf(_replace(flow, stage=ChoosingClass())), ()
        case MissedTapped():
            return choosing.at_first_leaf(_replace(flow, stage=ChoosingMissed())), ()
        case ClaimDropped():
            return _replace(flow, claimed=EVERYBODY), ()
        case _:
            return choosing.touch_comfort(flow, touch), ()


def _touch_number(flow: Flow, shown: Showing, touch: Touch, now: float, times: Times) -> Step:
    match touch:
        case QuestionAnswered() if shown.notice is Notice.ASKING:
            return _answer_question(flow, shown, touch, now, times)
        case DoneTapped():
            return choosing.home(flow), _forget_copy(shown)
        case _:
            return flow, ()


def _issue(flow: Flow, tap: ServiceTapped, now: float) -> Step:
    if flow.page is not Page.HOME or flow.view is None:
        return flow, ()
    service = next((each for each in flow.view.services if each.service_id == tap.service_id), None)
    if service is None or is_off(service, has_claim=means_priority(flow)):
        return flow, ()
    if flow.claimed == EVERYBODY and flow.offered != EVERYBODY:
        return choosing.at_first_leaf(_replace(flow, stage=Confirming(tap.service_id), note=None)), ()
    return choosing.ask_for_number(flow, tap.service_id, flow.claimed, tap.command_id, now)


def _answer_question(flow: Flow, shown: Showing, event: QuestionAnswered, now: float, times: Times) -> Step:
    after = showing.answered(shown, has_paper=event.has_paper, command_id=event.command_id, now=now)
    flow = _replace(flow, stage=showing.renewed(after, flow.view, now, times))
    if event.has_paper:
        return flow, ()
    return flow, (Send(event.command_id, ReprintTicket(shown.ticket.ticket_id)),)


def _take_reply(flow: Flow, command_id: str, answer: Answer, now: float) -> Flow:
    match flow.stage:
        case Issuing(expected) if expected == command_id:
            return _issued(flow, answer, now)
        case Rejoining(expected, missed) if expected == command_id:
            return _rejoined(flow, missed, answer, now)
        case Sorry(NoAnswer(expected), missed=missed) if expected == command_id and isinstance(answer, Accepted):
            return _issued(flow, answer, now) if missed is None else _rejoined(flow, missed, answer, now)
        case Showing() as shown if shown.copy_request == command_id:
            return _replace(flow, stage=showing.copy_replied(shown, answer))
        case _:
            return flow


def _issued(flow: Flow, answer: Answer, now: float) -> Flow:
    match answer:
        case Accepted(slip):
            if slip is None:
                # No ticket in the answer to `issue_ticket`: a hub of another make; the staff must look.
                return _sorry(flow, NotDecided(FailureCode.INTERNAL), now)
            return _showing(flow, showing.show(showing.of_slip(slip), flow.view, now))
        case Refused() | Failed():
            return _sorry(flow, _regret(answer), now)
    assert_never(answer)


def _rejoined(flow: Flow, missed: KioskTicket, answer: Answer, now: float) -> Flow:
    match answer:
        case Accepted():
            return _showing(flow, showing.show_rejoined(missed, flow.view, now))
        case Refused() | Failed():
            return _replace(flow, stage=Sorry(_regret(answer), now, missed))
    assert_never(answer)


def _regret(answer: Refused | Failed) -> Regret:
    match answer:
        case Refused(code, params):
            return NotGiven(code, params)
        case Failed(code):
            return NotDecided(code)
    assert_never(answer)


def _take_view(flow: Flow, event: Viewed, now: float, times: Times) -> Flow:
    if event.seq < flow.seq:
        return flow
    flow = _replace(flow, view=event.view, seq=event.seq, clock=HubClock(event.hub_now, now))
    match flow.stage:
        case Showing() as shown:
            return _showing(scanning.heard(flow, now, times), showing.renewed(shown, flow.view, now, times))
        case Issuing() | Rejoining():
            # Its own reply says which of these tickets is this tap's.
            return scanning.heard(flow, now, times)
        case Resting() | ChoosingClass() | ChoosingMissed() | Confirming() | Found() | Sorry():
            return _with_lost_ticket(scanning.heard(flow, now, times), now, times)
    assert_never(flow.stage)


def _with_lost_ticket(flow: Flow, now: float, times: Times) -> Flow:
    if isinstance(flow.stage, Sorry) and flow.stage.missed is not None:
        missed, has_no_answer = flow.stage.missed, isinstance(flow.stage.regret, NoAnswer)
        if has_no_answer and showing.waits_again(missed, flow.view):
            return _showing(flow, showing.show_rejoined(missed, flow.view, now))
    ticket = showing.worth_showing(flow, now, times)
    if ticket is None:
        return flow
    match flow.stage:
        case Sorry(NoAnswer(_, service_id), missed=None) if service_id == ticket.service_id:
            return _showing(flow, showing.show(ticket, flow.view, now))
        case _:
            return _showing(flow, showing.show(ticket, flow.view, now, is_recovered=True))


def _showing(flow: Flow, shown: Showing) -> Flow:
    """One number at a time: others in the view are older, and their citizens have gone or have a newer number."""
    listed = tuple(ticket.ticket_id for ticket in reversed(flow.view.tickets)) if flow.view else ()
    known = (*flow.shown, *listed, shown.ticket.ticket_id)
    return _replace(flow, stage=shown, shown=tuple(dict.fromkeys(known))[-REMEMBERED_TICKETS:])


def _sorry(flow: Flow, regret: Regret, now: float) -> Flow:
    return _replace(flow, stage=Sorry(regret, now))


def _forget_copy(shown: Showing) -> tuple[Effect, ...]:
    return (Forget(shown.copy_request),) if shown.copy_request is not None else ()


def _touched(flow: Flow, now: float) -> Flow:
    if isinstance(flow.stage, Showing):
        return _replace(flow, touched_at=now, stage=_replace(flow.stage, touched_at=now))
    return _replace(flow, touched_at=now)
