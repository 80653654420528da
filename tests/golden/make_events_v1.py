"""Writes `events-v1.jsonl`: every kind of event of the first full discipline, every field of each set somewhere.

    python -m tests.golden.make_events_v1

Run once, when version 1 was made; the file is never written again. When events change, a file of the next version is
made beside it by a script of its own, and all of them must replay for ever.
"""

from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.commands import Outcome
from hub.core.ids import ClassId
from hub.core.lifecycle import Status
from hub.core.policy import NumberReset, NumberStyle, Policy, PriorityClass, Strength
from hub.core.reason import Reason
from hub.core.setup import Branch, ExceptionalDay, WorkingSession
from tests.support.centres import CENTRE, JUSTICE, ONE, RULED
from tests.support.core_day import HUB, a_day_with_every_kind_of_event

FILE = Path(__file__).with_name("events-v1.jsonl")
_MOMENT = datetime(2026, 11, 23, 0, 40, tzinfo=UTC)


def full_set_up() -> Branch:
    """No field is at its default."""
    first = replace(CENTRE.sessions[0], weekdays=(0, 2), first_number=1)
    service = replace(
        CENTRE.services[0],
        examples="Khai sinh",
        name_en="Civil status",
        examples_en="Births",
        colour="#1D4E89",
        number_width=4,
        first_number=2,
        counters=(ONE,),
        head_start_min=5,
        quota=40,
        typical_min=9.5,
        notice_from=time(15),
        notice="Trả kết quả ngày mai",
    )
    texts = replace(
        CENTRE.texts,
        ticket_title="PHIẾU",
        ticket_footer=("Xin cảm ơn!",),
        agency_en="Test Commune",
        centre_en="Test Centre",
    )
    day_off = WorkingSession("Trực", time(8), time(10), time(7, 30), time(9, 45), (), 501)
    return replace(
        CENTRE,
        texts=texts,
        services=(service, *CENTRE.services[1:]),
        operators=(replace(CENTRE.operators[0], title="Công chức", may_choose=True), *CENTRE.operators[1:]),
        sessions=(first, CENTRE.sessions[1]),
        policy=full_policy(),
        exceptional_days=(ExceptionalDay(date(2027, 2, 6), "Tết", (day_off,)),),
        call_max_age_s=30,
        print_max_age_s=90,
    )


def full_policy() -> Policy:
    merit = PriorityClass(
        ClassId("merit"), "Người có công", "có thẻ", "Merit", Strength.HEAD_START, 15, mark="CC", own_prefix="P"
    )
    return Policy(
        priority=(merit,),
        priority_in_a_row=3,
        priority_cap_min=20,
        help_after_min=25,
        recall_limit=2,
        recall_gap_s=20,
        no_show_after_calls=3,
        rejoin_within_min=20,
        rejoin_places_back=2,
        rejoin_times=2,
        park_min=10,
        undo_within_s=45,
        appointment_early_min=20,
        appointment_late_min=10,
        appointment_prefix="LH",
        carry_over=False,
        stop_at_closing=True,
        numbers=NumberStyle.PER_COUNTER,
        one_series_prefix="K",
        reset=NumberReset.SESSION,
    )


def log() -> list[events.Recorded]:
    day = a_day_with_every_kind_of_event()
    day.do(commands.OpenDay(full_set_up()), HUB)
    day.do(commands.OpenDay(RULED), HUB)
    day.pass_time(days=1)
    day.do(commands.OpenDay(full_set_up()), HUB)
    return [filled(entry) for entry in day.log]


def filled(entry: events.Recorded) -> events.Recorded:
    """No rule gives back a ticket with an outcome today; the event could."""
    if not isinstance(entry.event, events.ActionUndone):
        return entry
    moments = {"called_at": _MOMENT, "started_at": _MOMENT, "ended_at": _MOMENT}
    example = events.Restored(
        entry.event.tickets[0].ticket_id,
        Status.WAITING,
        JUSTICE,
        counter_id=ONE,
        reason=Reason.PRIORITY,
        outcome=Outcome.DONE,
        **moments,
    )
    return replace(entry, event=replace(entry.event, tickets=(*entry.event.tickets, example)))


def main() -> None:
    FILE.write_text("".join(f"{msgspec.json.encode(entry).decode()}\n" for entry in log()), encoding="utf-8")


if __name__ == "__main__":
    main()
