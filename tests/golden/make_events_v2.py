"""Writes `events-v2.jsonl`: as version 1, and papers that another printer takes over, papers to bring, ages of classes.

    python -m tests.golden.make_events_v2

Run once, when version 2 was made; the file is never written again (see `make_events_v1`).
"""

from pathlib import Path

import msgspec
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.setup import Branch
from tests.golden import make_events_v1
from tests.golden.make_events_v1 import filled
from tests.support.centres import RULED, TWO_PRINTERS
from tests.support.core_day import HUB, a_day_with_every_kind_of_event

FILE = Path(__file__).with_name("events-v2.jsonl")


def full_set_up() -> Branch:
    """No field is at its default."""
    first = make_events_v1.full_set_up()
    service = replace(first.services[0], bring=("Căn cước", "Giấy chứng sinh"))
    merit = replace(first.policy.priority[0], min_age=60)
    return replace(
        first,
        services=(service, *first.services[1:]),
        policy=replace(first.policy, priority=(merit,)),
        kiosks=TWO_PRINTERS.kiosks,
    )


def log() -> list[events.Recorded]:
    day = a_day_with_every_kind_of_event()
    day.do(commands.OpenDay(full_set_up()), HUB)
    day.do(commands.OpenDay(RULED), HUB)
    day.pass_time(days=1)
    day.do(commands.OpenDay(full_set_up()), HUB)
    return [filled(entry) for entry in day.log]


def main() -> None:
    FILE.write_text("".join(f"{msgspec.json.encode(entry).decode()}\n" for entry in log()), encoding="utf-8")


if __name__ == "__main__":
    main()
