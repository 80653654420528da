"""How a printer is, in words instead of bits, and what staff and citizens are told of it. Pure."""

from typing import Final

import msgspec

from hub.protocol import PrinterHealth


class Condition(msgspec.Struct, frozen=True):
    """How the printer is, in words instead of bits."""

    is_offline: bool = False
    is_cover_open: bool = False
    is_paper_out: bool = False
    is_near_end: bool = False
    is_cutter_stuck: bool = False
    is_broken: bool = False
    """Only a person with a screwdriver helps."""
    is_hot: bool = False
    """The head or the voltage; it goes on by itself."""
    has_error: bool = False
    """It says so without saying which."""
    is_jammed: bool = False
    """Paper is stuck behind the mouth."""
    has_ticket: bool = False
    """A ticket hangs in the mouth: nobody has taken it yet."""

    @property
    def trouble(self) -> str:
        """The one thing to tell staff; "" when it prints. What hides the others comes first."""
        for name, is_so in (
            ("unrecoverable", self.is_broken),
            ("cutter", self.is_cutter_stuck),
            ("presenter_jam", self.is_jammed),
            ("cover_open", self.is_cover_open),
            ("paper_out", self.is_paper_out),
            ("overheated", self.is_hot),
            ("printer_error", self.has_error),
            ("not_ready", self.is_offline),
        ):
            if is_so:
                return name
        return ""

    @property
    def stops_a_ticket(self) -> bool:
        """A ticket under way cannot be trusted any more; heat only makes it wait."""
        return self.trouble not in ("", "overheated", "not_ready")


_HEALTH_OF: Final = {
    "": PrinterHealth.READY,
    "cover_open": PrinterHealth.COVER_OPEN,
    "paper_out": PrinterHealth.PAPER_OUT,
}


def health(condition: Condition) -> tuple[PrinterHealth, str]:
    """For the report to the hub: the health, and the code of the trouble."""
    trouble = condition.trouble
    if not trouble and condition.is_near_end:
        return PrinterHealth.NEAR_END, ""
    return _HEALTH_OF.get(trouble, PrinterHealth.FAULT), trouble


def from_realtime(printer: int, offline: int, error: int, paper: int) -> Condition:
    """The four answers to `DLE EOT` 1 to 4."""
    return Condition(
        is_offline=bool(printer & 0x08),
        is_cover_open=bool(offline & 0x04),
        is_paper_out=bool(offline & 0x20 or paper & 0x60),
        is_near_end=bool(paper & 0x0C),
        is_cutter_stuck=bool(error & 0x08),
        is_broken=bool(error & 0x20),
        is_hot=bool(error & 0x40),
        has_error=bool(offline & 0x40 or error & 0x04),
        has_ticket=bool(printer & 0x80),
    )


def from_auto(data: bytes) -> Condition:
    """The four bytes of an automatic status."""
    printer, error, paper, _ = data
    return Condition(
        is_offline=bool(printer & 0x08),
        is_cover_open=bool(printer & 0x20),
        is_paper_out=bool(paper & 0x0C),
        is_near_end=bool(paper & 0x03),
        is_cutter_stuck=bool(error & 0x08),
        is_broken=bool(error & 0x20),
        is_hot=bool(error & 0x40),
        has_error=bool(error & 0x04),
    )


def from_full(data: bytes) -> Condition:
    """The four bytes of Custom's `DLE EOT 20`; only the bits its manuals do not contradict (KPM210, KPM150)."""
    paper, _, recoverable, unrecoverable = data
    return Condition(
        is_paper_out=bool(paper & 0x01),
        is_near_end=bool(paper & 0x04),
        is_hot=bool(recoverable & 0x09),
        is_broken=bool(unrecoverable),
        is_jammed=bool(recoverable & 0x40),
    )


def from_ejector(value: int) -> Condition:
    """The answer to `GS e 6`."""
    return Condition(is_jammed=bool(value & 0x80), has_ticket=bool(value & 0x08))


def merged(*conditions: Condition) -> Condition:
    """Whatever any of them says."""
    return Condition(
        **{name: any(getattr(condition, name) for condition in conditions) for name in Condition.__struct_fields__}
    )
