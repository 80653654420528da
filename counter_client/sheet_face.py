"""The open sheet in words: the question, its answers in columns, and what Enter and Esc do."""

from typing import assert_never

import msgspec

from counter_client.about import Deed, Errand
from counter_client.asking import KEYS, answers
from counter_client.sheet_options import row_of
from counter_client.sheets import (
    WITH_NOTE,
    GiveBack,
    Group,
    Minutes,
    Option,
    Sheet,
    SheetKind,
    Subject,
)
from counter_client.state import State
from counter_client.words import Words, fill
from hub.protocol import (
    CancelReason,
    CounterChoice,
    CounterView,
    Desk,
    DeskAction,
    OperatorChoice,
    Outcome,
    ServiceChoice,
)


class OptionFace(msgspec.Struct, frozen=True):
    """One answer."""

    option_id: str
    key: str
    label: str
    note: str
    is_pointed: bool


class ColumnFace(msgspec.Struct, frozen=True):
    """Answers of one kind; `empty` says why there are none."""

    title: str = ""
    options: tuple[OptionFace, ...] = ()
    empty: str = ""


class SheetFace(msgspec.Struct, frozen=True):
    """With `kind` empty there is none."""

    kind: str = ""
    title: str = ""
    explained: str = ""
    columns: tuple[ColumnFace, ...] = ()
    confirm: str = ""
    close: str = ""
    note: str = ""
    """What stands in the empty field for a reason of one's own; "" has no such field."""
    places: tuple[str, ...] = ()
    """Of a transfer: to the front, by arrival."""
    place: int = 0


def sheet_face(state: State, words: Words) -> SheetFace:
    sheet, view = state.sheet, state.view
    if sheet is None or view is None or view.desk is None:
        return SheetFace()
    is_transfer = sheet.kind is SheetKind.TRANSFER
    return SheetFace(
        kind=sheet.kind,
        title=_title(sheet, view.desk, words),
        explained=words.explained[sheet.kind],
        columns=_columns(sheet, view, answers(state), words),
        confirm=_confirm(sheet.kind, words),
        close=words.leave_no if sheet.kind is SheetKind.LEAVE else words.close,
        note=words.other_reason if sheet.kind in WITH_NOTE else "",
        places=(words.to_front, words.by_arrival) if is_transfer else (),
        place=0 if sheet.to_front else 1,
    )


def _columns(sheet: Sheet, view: CounterView, found: tuple[Option, ...], words: Words) -> tuple[ColumnFace, ...]:
    if sheet.kind is SheetKind.LEAVE:
        return ()
    faces = [(option, _option(option, place, sheet, view, words)) for place, option in enumerate(found)]
    if sheet.kind is not SheetKind.TRANSFER:
        return (ColumnFace(options=tuple(face for _, face in faces)),)
    titles = {Group.MAIN: words.to_services, Group.COUNTERS: words.to_counters, Group.PEOPLE: words.to_people}
    return tuple(
        ColumnFace(title, tuple(face for option, face in faces if option.group is group), words.nobody_there)
        for group, title in titles.items()
    )


def _option(option: Option, place: int, sheet: Sheet, view: CounterView, words: Words) -> OptionFace:
    return OptionFace(
        option_id=option.option_id,
        key=KEYS[place] if place < len(KEYS) else "",
        label=_label(option.subject, sheet, view, words),
        note=_note(option.subject, words),
        is_pointed=option.option_id == sheet.pointed,
    )


def _label(subject: Subject, sheet: Sheet, view: CounterView, words: Words) -> str:  # noqa: PLR0911 - one per kind
    match subject:
        case Minutes(count=count, is_usual=is_usual):
            minutes = fill(words.minutes, count=count)
            return fill(words.park_usual, minutes=minutes) if is_usual else minutes
        case Outcome():
            return words.outcomes[subject]
        case CancelReason():
            return words.cancel_reasons[subject]
        case Deed():
            return words.deeds[subject]
        case GiveBack(service=service):
            return fill(words.cover_gives_back, service=service.name)
        case ServiceChoice():
            return _service(subject, sheet, view, words)
        case CounterChoice():
            return fill(words.counter, number=subject.number)
        case OperatorChoice():
            return subject.name
        case str():
            return subject or words.pause_plain
    assert_never(subject)


def _service(service: ServiceChoice, sheet: Sheet, view: CounterView, words: Words) -> str:
    """Sent to the service it has already, a ticket waits again."""
    ticket = None if view.desk is None else view.desk.ticket
    is_same = sheet.kind is SheetKind.TRANSFER and ticket is not None and ticket.service_id == service.service_id
    return fill(words.back_to_line, service=service.name) if is_same else service.name


def _note(subject: Subject, words: Words) -> str:
    match subject:
        case CounterChoice():
            return subject.operator_name
        case OperatorChoice() if subject.counter_number is not None:
            return fill(words.person_at, number=subject.counter_number)
        case _:
            return ""


def _title(sheet: Sheet, desk: Desk, words: Words) -> str:
    row = row_of(desk, sheet.ticket_id)
    if row is not None:
        number, service = row.number, row.service_name
    else:
        number, service = ("", "") if desk.ticket is None else (desk.ticket.number, desk.ticket.service_name)
    if sheet.kind is SheetKind.LEAVE:
        number = str(desk.number)
    return fill(words.questions[sheet.kind], number=number, service=service)


def _confirm(kind: SheetKind, words: Words) -> str:
    match kind:
        case SheetKind.LEAVE:
            return words.actions[DeskAction.STAND_UP]
        case SheetKind.CANCEL:
            return words.actions[DeskAction.CANCEL]
        case SheetKind.CHOOSE:
            return words.errands[Errand.CALL_CHOSEN]
        case SheetKind.COVER | SheetKind.ROW:
            return words.take
        case _:
            return words.actions[DeskAction(kind.value)]
