"""The discipline of the queue as data: every rule can be explained in one sentence at the counter.

The defaults suit a small commune. Fields may be added with a default, never renamed or removed.
"""

from enum import StrEnum

import msgspec

from hub.core.ids import ClassId


class Strength(StrEnum):
    """How a priority class is preferred."""

    STRICT = "strict"
    """Before all others, within `priority_in_a_row` and `priority_cap_min`."""
    HEAD_START = "head_start"
    """Counts as if it had come `head_start_min` earlier."""


class PriorityClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is preferred, and how strongly. House rules, not law: the centre decides."""

    class_id: ClassId
    """The name of the class in files and logs: "elderly"."""
    name: str
    """As citizens read it on the kiosk: "Người cao tuổi"."""
    who: str = ""
    """Who belongs to it, in a line: "từ đủ 80 tuổi"."""
    name_en: str = ""
    """The English name; "" shows the Vietnamese one."""
    strength: Strength = Strength.STRICT
    """Either "strict": before all others, within the limits of the policy. "head_start": as if come earlier."""
    head_start_min: int = 0
    """With `strength = "head_start"`: how many minutes earlier."""
    mark: str = "ƯT"
    """Stands beside the number on paper and screens."""
    own_prefix: str = ""
    """A number series of its own ("P" gives P001); "" numbers it with everybody."""
    min_age: int | None = None
    """Whoever is that old belongs to it by age alone: a kiosk that has read a card offers it. Leave out otherwise."""


class NumberStyle(StrEnum):
    """What a number series belongs to."""

    PER_SERVICE = "per_service"
    ONE_SERIES = "one_series"
    PER_COUNTER = "per_counter"


class NumberReset(StrEnum):
    """When numbers start anew."""

    DAY = "day"
    SESSION = "session"


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[policy]` of the branch file."""

    priority: tuple[PriorityClass, ...] = ()
    """The priority classes, in the order of the kiosk."""
    priority_in_a_row: int = 2
    """After this many strict priority calls of a service in a row, one other of that service is called."""
    priority_cap_min: int = 30
    """Whoever has waited longer than this is not passed by priority any more."""
    help_after_min: int = 30
    """A line whose first waits longer than this is served by second and reserve skills as if it were their own."""
    recall_limit: int = 3
    """Calls of one ticket after the first."""
    recall_gap_s: int = 15
    """Seconds between two calls of one ticket: the voice needs them, and people too."""
    no_show_after_calls: int = 2
    """A ticket may be noted as not there after this many calls."""
    rejoin_within_min: int = 30
    """A missed ticket may come back within this time."""
    rejoin_places_back: int = 3
    """It then stands behind this many people of its line."""
    rejoin_times: int = 1
    """How often."""
    park_min: int = 15
    """A parked ticket comes back into its line by itself after this, unless another time was said."""
    undo_within_s: int = 30
    """An operator's last action can be undone for so long, unless the world has gone on."""
    appointment_early_min: int = 30
    """An appointment may check in this early."""
    appointment_late_min: int = 15
    """And this late; after that it joins the line with this much credit."""
    appointment_prefix: str = ""
    """Numbers appointments by their booked time ("LH" gives LH0930); "" numbers them with everybody."""
    carry_over: bool = True
    """Who still waits at the end of a session waits on in the next one of the day; else the ticket is closed."""
    stop_at_closing: bool = False
    """Hand out no ticket whose wait is expected to pass the end of the session."""
    numbers: NumberStyle = NumberStyle.PER_SERVICE
    """A letter each ("per_service"), all together ("one_series"), or thousands of the bound counter ("per_counter")."""
    one_series_prefix: str = ""
    """With `numbers = "one_series"`: a letter before the digits, or none."""
    reset: NumberReset = NumberReset.DAY
    """Either "day" or "session", which starts at the session's `first_number`. No number comes twice in a day."""
