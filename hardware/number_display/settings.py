"""The `[[number_display]]` tables, one kind each."""

from hardware.tables import DeviceTable


class DmdDisplay(DeviceTable, frozen=True, tag="dm-d"):
    """A customer display that speaks Epson's DM-D commands."""

    counter: str = ""
    """The counter it hangs over, by its id in the set-up; "" is the hall."""


class Cd5220Display(DeviceTable, frozen=True, tag="cd5220"):
    """A customer display that speaks CD5220."""

    counter: str = ""
    """The counter it hangs over, by its id in the set-up; "" is the hall."""


NumberDisplayTable = DmdDisplay | Cd5220Display
