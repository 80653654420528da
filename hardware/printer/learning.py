"""Finds out what printer it is: its maker and model, and whether it echoes ids. A state machine without I/O.

    NEW --well and clean--> MAKER --> MODEL --> PROBE --> KNOWN

`GS I 66` and `67` ask for the names; a printer that gives none is treated as generic. `GS ( H` is tried once with an id
of our own: a printer that does not know it may take it for text, so whoever learns cleans the printer afterwards.
On a new connection only the names are asked again; the rest is learnt anew if it is another printer.
"""

from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

import msgspec

from hardware.printer import escpos
from hardware.printer.job import Learnt
from hardware.printer.outbox import Outbox
from hardware.printer.profile import ConfirmMethod, Profile, matching

NAME_WITHIN_S: Final = 0.6
ID_WITHIN_S: Final = 3.0
PROBE_ID: Final = b"LAYS"
_NEVER: Final = float("inf")


class _Step(Enum):
    NEW = auto()
    MAKER = auto()
    MODEL = auto()
    PROBE = auto()
    KNOWN = auto()


class Learner:
    """`profiles` are those it chooses from; `fallback` is for a printer that says nothing."""

    def __init__(self, profiles: Iterable[Profile], fallback: Profile) -> None:
        self._profiles = tuple(profiles)
        self._fallback = fallback
        self._step = _Step.NEW
        self._names: list[str] = []
        self._learnt: Learnt | None = None
        self._asked_until = _NEVER

    @property
    def is_done(self) -> bool:
        return self._step is _Step.KNOWN

    @property
    def is_waiting(self) -> bool:
        """Nothing was asked yet on this connection."""
        return self._step is _Step.NEW

    @property
    def next_at(self) -> float:
        return self._asked_until

    def opened(self) -> None:
        """It may be another printer."""
        self._step, self._asked_until = _Step.NEW, _NEVER

    def begin(self, outbox: Outbox, now: float) -> None:
        """The printer is well and has nothing else to do."""
        self._names = []
        self._ask(_Step.MAKER, escpos.ask_name(escpos.MAKER), outbox, outbox.clear_at(now) + NAME_WITHIN_S)

    def named(self, text: bytes, outbox: Outbox, now: float) -> Learnt | None:
        if self._step not in (_Step.MAKER, _Step.MODEL):
            return None
        self._names.append(text.decode("ascii", "replace").strip())
        return self._go_on(outbox, now)

    def done(self, process_id: bytes) -> Learnt | None:
        if self._step is not _Step.PROBE or process_id != PROBE_ID:
            return None
        return self._knows(gives_ids=True)

    def tick(self, outbox: Outbox, now: float) -> Learnt | None:
        """Nobody answered in time."""
        return self._go_on(outbox, now) if now >= self._asked_until else None

    def _go_on(self, outbox: Outbox, now: float) -> Learnt | None:
        match self._step:
            case _Step.MAKER:
                self._ask(_Step.MODEL, escpos.ask_name(escpos.MODEL), outbox, outbox.clear_at(now) + NAME_WITHIN_S)
            case _Step.MODEL if self._learnt and self._name in ("", self._learnt.name):
                # The same printer; or it was too busy to say, which is no reason to forget what it is.
                self._step, self._asked_until = _Step.KNOWN, _NEVER
                return self._learnt
            case _Step.MODEL:
                self._ask(_Step.PROBE, escpos.ask_done(PROBE_ID), outbox, outbox.clear_at(now) + ID_WITHIN_S)
            case _Step.PROBE:
                return self._knows(gives_ids=False)
            case _:
                self._asked_until = _NEVER
        return None

    @property
    def _name(self) -> str:
        return " ".join(name for name in self._names if name)

    def _ask(self, step: _Step, question: bytes, outbox: Outbox, until: float) -> None:
        self._step, self._asked_until = step, until
        outbox.put(question)

    def _knows(self, *, gives_ids: bool) -> Learnt:
        self._step, self._asked_until = _Step.KNOWN, _NEVER
        profile = matching(self._name, self._profiles) or self._fallback
        others = tuple(method for method in profile.confirm if method is not ConfirmMethod.PROCESS_ID)
        confirm = (ConfirmMethod.PROCESS_ID, *others) if gives_ids else others
        self._learnt = Learnt(self._name, msgspec.structs.replace(profile, confirm=confirm), gives_ids)
        return self._learnt
