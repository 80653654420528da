"""The first page: the counters and the people one may choose from, and what the choice comes to."""

import msgspec

from counter_client import seating
from counter_client.about import Errand
from counter_client.state import State, can_sit_down
from counter_client.words import Words, fill
from hub.protocol import CounterChoice, CounterView, OperatorChoice


class CounterFace(msgspec.Struct, frozen=True):
    """One counter. A taken one cannot be chosen and says who sits there."""

    counter_id: str
    label: str
    note: str
    is_open: bool
    is_chosen: bool
    is_connected: bool
    """False while somebody sits there whose computer is unreachable."""


class PersonFace(msgspec.Struct, frozen=True):
    """One official. `note` says where they sit already, `short_note` the same in little room."""

    operator_id: str
    name: str
    title: str
    skills: str
    note: str
    short_note: str
    is_chosen: bool


class SeatFace(msgspec.Struct, frozen=True):
    """The page."""

    counters: tuple[CounterFace, ...] = ()
    people: tuple[PersonFace, ...] = ()
    summary: str = ""
    confirm: str = ""
    can_confirm: bool = False


def seat_face(state: State, view: CounterView, words: Words) -> SeatFace:
    return SeatFace(
        counters=tuple(_counter(counter, state, view, words) for counter in view.counters),
        people=tuple(_person(person, state, words) for person in view.operators),
        summary=_summary(state, view, words),
        confirm=_confirm(state, view, words),
        can_confirm=can_sit_down(state),
    )


def skills_line(primary: tuple[str, ...], second: tuple[str, ...], words: Words) -> str:
    """`Hộ tịch, Chứng thực; hỗ trợ: Văn hoá – Xã hội`."""
    helps = fill(words.skills_second, skills=", ".join(second)) if second else ""
    return "; ".join(part for part in (", ".join(primary), helps) if part)


def _counter(counter: CounterChoice, state: State, view: CounterView, words: Words) -> CounterFace:
    return CounterFace(
        counter_id=counter.counter_id,
        label=fill(words.counter, number=counter.number),
        note=_sitter(counter, words),
        is_open=seating.is_open_to(counter, seating.chosen_operator(view, state.seating)),
        is_chosen=counter.counter_id == state.seating.counter_id,
        is_connected=counter.is_connected or not counter.operator_name,
    )


def _sitter(counter: CounterChoice, words: Words) -> str:
    if not counter.operator_name:
        return words.seat_free
    return counter.operator_name if counter.is_connected else fill(words.seat_cut_off, name=counter.operator_name)


def _person(person: OperatorChoice, state: State, words: Words) -> PersonFace:
    seated = person.counter_number
    return PersonFace(
        operator_id=person.operator_id,
        name=person.name,
        title=person.title,
        skills=skills_line(person.primary, person.second, words),
        note="" if seated is None else fill(words.person_at, number=seated),
        short_note="" if seated is None else fill(words.counter, number=seated),
        is_chosen=person.operator_id == state.seating.operator_id,
    )


def _summary(state: State, view: CounterView, words: Words) -> str:
    counter = seating.chosen_counter(view, state.seating)
    person = seating.chosen_operator(view, state.seating)
    if counter is None or person is None:
        return words.choose_hint
    if person.counter_number is not None and person.counter_number != counter.number:
        return fill(words.move_to, name=person.name, old=person.counter_number, number=counter.number)
    return fill(words.sit_down_as, name=person.name, number=counter.number)


def _confirm(state: State, view: CounterView, words: Words) -> str:
    counter = seating.chosen_counter(view, state.seating)
    return words.errands[Errand.SIT_DOWN] if counter is None else fill(words.sit_down, number=counter.number)
