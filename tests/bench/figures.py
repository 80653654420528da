"""What is measured, and what must be reached: one row per key of `bench.json`."""

from enum import StrEnum

import msgspec


class Group(StrEnum):
    """What `--only` takes; each is measured within a minute, unless it says otherwise."""

    ISSUE = "issue"
    FANOUT = "fanout"
    PAPER = "paper"
    FLAT = "flat"
    START = "start"
    MEMORY = "memory"
    STORE = "store"
    """Takes minutes: each kill is a start of a hub."""
    RULES = "rules"
    HARDWARE = "hardware"


class Figure(msgspec.Struct, frozen=True):
    """One number and its target: at most that, or, where more is better, at least that."""

    key: str
    group: Group
    title: str
    target: float
    unit: str
    is_more_better: bool = False

    def is_reached(self, value: float) -> bool:
        return value >= self.target if self.is_more_better else value <= self.target


class Result(msgspec.Struct, frozen=True):
    """What a group measured: values by key, and what each stands on (floor figures, samples, conditions)."""

    values: dict[str, float]
    basis: dict[str, str]


FIGURES = (
    Figure("issue_p50_x", Group.ISSUE, "A ticket, one kiosk, median over its floor", 3, "x"),
    Figure("issue_p99_x", Group.ISSUE, "A ticket, one kiosk, 99th of 100 over its floor", 3, "x"),
    Figure("issue_per_s_32", Group.ISSUE, "Tickets a second, 32 kiosks at once", 3000, "/s", is_more_better=True),
    Figure("issue_doubled", Group.ISSUE, "Numbers handed out twice", 0, ""),
    Figure("issue_skipped", Group.ISSUE, "Numbers never handed out", 0, ""),
    Figure("fanout50_p99_x", Group.FANOUT, "A call at the last of 50 screens, 99th of 100 over its floor", 3, "x"),
    Figure("tap_to_paper_p50_ms", Group.PAPER, "Finger to finished paper, median", 150, "ms"),
    Figure("tap_to_paper_p99_ms", Group.PAPER, "Finger to finished paper, 99th of 100", 400, "ms"),
    Figure("ticket_bytes_80mm", Group.PAPER, "The largest ticket sent, 80 mm paper", 24 * 1024, "B"),
    Figure("flat_issue_x", Group.FLAT, "A ticket in a full database over an empty one", 1.3, "x"),
    Figure("flat_fanout_x", Group.FLAT, "A call in a full database over an empty one", 1.3, "x"),
    Figure("hub_start_s", Group.START, "The hub answers after a cold start, a year of data", 1, "s"),
    Figure("kiosk_start_s", Group.START, "The kiosk shows its home page", 2, "s"),
    Figure("rss_hub_mb", Group.MEMORY, "Memory of the hub after 2,000 tickets", 100, "MB"),
    Figure("rss_kiosk_mb", Group.MEMORY, "Memory of the kiosk after 200 views", 160, "MB"),
    Figure("rss_display_mb", Group.MEMORY, "Memory of the display after 200 views", 160, "MB"),
    Figure("rss_counter_mb", Group.MEMORY, "Memory of the counter client after 200 views", 160, "MB"),
    Figure("group_commit_share", Group.STORE, "Tickets, 32 kiosks, of bare commits", 0.2, "", is_more_better=True),
    Figure("recover_s", Group.STORE, "First answer after a kill, 5,000 today, 1,000,000 old events", 1, "s"),
    Figure("backup_p99_x", Group.STORE, "A ticket beside a backup of 1,000,000 events over without, p99", 2, "x"),
    Figure("soak_issue_x", Group.STORE, "Processor time of a ticket after 24 months over a new centre", 1.2, "x"),
    Figure("soak_rss_mb", Group.STORE, "Memory after 24 months of 200 visits a day", 100, "MB"),
    Figure("kill_trials", Group.STORE, "Random kills of the hub under 32 kiosks", 300, "", is_more_better=True),
    Figure("kill_lost", Group.STORE, "Numbers told and lost", 0, ""),
    Figure("kill_doubled", Group.STORE, "Numbers doubled or skipped", 0, ""),
    Figure("estimate_mae_x", Group.RULES, "Error of an estimate over the best textbook predictor's", 1, "x"),
    Figure("estimate_coverage", Group.RULES, "Printed ranges that held", 0.88, "", is_more_better=True),
    Figure("estimate_width_min", Group.RULES, "Width of a printed range, median", 19.9, "min"),
    Figure("next_5000_ms", Group.RULES, "Who is next, 5,000 waiting", 1, "ms"),
    Figure("estimate_30_ms", Group.RULES, "An estimate for a new ticket, 30 waiting", 5, "ms"),
    Figure("estimate_200_ms", Group.RULES, "An estimate for a new ticket, 200 waiting", 50, "ms"),
    Figure("replay_2000_s", Group.RULES, "A day of 2,000 tickets replayed", 0.3, "s"),
    Figure("render_encode_ms", Group.HARDWARE, "A ticket from its words to the printer's bytes, median", 40, "ms"),
    Figure("bytes_raster_80", Group.HARDWARE, "The largest usual ticket, 80 mm paper, all as dots", 22 * 1024, "B"),
    Figure("bytes_native_80", Group.HARDWARE, "The same, number and QR code by the printer", 12 * 1024, "B"),
    Figure("pad_to_answer_ms", Group.HARDWARE, "A pad's key to the hub's answer, median", 30, "ms"),
    Figure("agent_idle_cpu_pct", Group.HARDWARE, "The agent with 8 devices, idle, of one core", 5, "%"),
    Figure("stuck_port_delay_x", Group.HARDWARE, "A ticket beside a stuck port over one without, median", 1.3, "x"),
)

BROKEN_ABOVE_ZERO = ("issue_doubled", "issue_skipped", "kill_lost", "kill_doubled")
"""These are no matter of speed: the run fails."""


def of_group(group: Group) -> tuple[Figure, ...]:
    return tuple(figure for figure in FIGURES if figure.group is group)


def is_broken(values: dict[str, float]) -> bool:
    return any(values.get(key, 0) > 0 for key in BROKEN_ABOVE_ZERO)
