"""Waits over the day, drawn: for each half hour what half of its people waited, what nine of ten did, how many came."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from hub.core.outlook import second_of_day
from hub.simulate.figures import percentile
from hub.simulate.study import Study
from hub.simulate.svg import Drawing, Point
from hub.simulate.tables import AS_IS, WHAT_IF

_WIDTH, _HEIGHT = 960, 480
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 56, 130
_PEOPLE_TOP, _PEOPLE_BOTTOM = _HEIGHT - _BOTTOM + 34, _HEIGHT - 32
_HALF_HOUR: Final = 1800
_COLOURS: Final = ("#9B1C1C", "#1D4E89")
_INK_2, _LINE = "#4A4F5A", "#E3DCD0"


class Slot(NamedTuple):
    """People who came in one half hour, on an average day."""

    starts: int
    """Half hours since midnight."""
    people: float
    p50: float
    p90: float


class _Scale(NamedTuple):
    """From half hours and minutes to points."""

    first: int
    last: int
    most_min: float
    most_people: float

    def x(self, slot: float) -> float:
        return _LEFT + (slot - self.first) / (self.last - self.first) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, minutes: float) -> float:
        return _HEIGHT - _BOTTOM - minutes / self.most_min * (_HEIGHT - _BOTTOM - _TOP)

    def people_height(self, people: float) -> float:
        return people / self.most_people * (_PEOPLE_BOTTOM - _PEOPLE_TOP)


def chart(studies: Sequence[Study]) -> str:
    """An SVG document of one study, or of two, one over the other."""
    of_studies = [slots(study) for study in studies]
    everything = [slot for of_one in of_studies for slot in of_one]
    drawing = Drawing(_WIDTH, _HEIGHT, "Minutes of waiting over the day")
    drawing.rectangle((0, 0), _WIDTH, _HEIGHT, "#FBF8F3")
    if not everything:
        drawing.text((_LEFT, _TOP), "Nobody came.")
        return str(drawing)
    scale = _Scale(
        first=min(slot.starts for slot in everything),
        last=max(slot.starts for slot in everything) + 1,
        most_min=max(10.0, *(slot.p90 for slot in everything)) * 1.05,
        most_people=max(slot.people for slot in everything),
    )
    _draw_grid(drawing, scale)
    _draw_people(drawing, scale, of_studies[0])
    for place, (title, of_one) in enumerate(zip((AS_IS, WHAT_IF), of_studies, strict=False)):
        _draw_waits(drawing, scale, of_one, _COLOURS[place])
        _draw_legend(drawing, place, title if len(studies) > 1 else "")
    return str(drawing)


def slots(study: Study) -> list[Slot]:
    """By the half hour in which the number was taken."""
    waits: dict[int, list[float]] = {}
    for record in study.records:
        if record.wait_min is not None:
            slot = int(second_of_day(study.branch, record.issued_at) // _HALF_HOUR)
            waits.setdefault(slot, []).append(record.wait_min)
    in_order = ((slot, sorted(minutes)) for slot, minutes in sorted(waits.items()))
    return [Slot(s, len(m) / study.days, percentile(m, 0.5), percentile(m, 0.9)) for s, m in in_order]


def _draw_grid(drawing: Drawing, scale: _Scale) -> None:
    step = next(step for step in (5, 10, 15, 30, 60, 120) if scale.most_min / step <= 7 or step == 120)
    for minutes in range(0, int(scale.most_min) + 1, step):
        drawing.line([(_LEFT, scale.y(minutes)), (_WIDTH - _RIGHT, scale.y(minutes))], _LINE)
        drawing.text((_LEFT - 8, scale.y(minutes) + 4), f"{minutes}", anchor="end", fill=_INK_2)
    for slot in range(scale.first + scale.first % 2, scale.last + 1, 2):
        drawing.text((scale.x(slot), _HEIGHT - _BOTTOM + 20), f"{slot // 2}:00", anchor="middle", fill=_INK_2)
    drawing.text((_LEFT, 24), "Minutes of waiting, by when the number was taken", size=15)
    drawing.text((_LEFT, _HEIGHT - 10), "People who came in each half hour of an average day", fill=_INK_2)


def _draw_people(drawing: Drawing, scale: _Scale, of_day: Sequence[Slot]) -> None:
    for slot in of_day:
        height, width = scale.people_height(slot.people), scale.x(slot.starts + 0.9) - scale.x(slot.starts)
        drawing.rectangle((scale.x(slot.starts), _PEOPLE_BOTTOM - height), width, height, _LINE)
        middle = scale.x(slot.starts + 0.45)
        drawing.text((middle, _PEOPLE_BOTTOM - height - 3), f"{slot.people:.0f}", size=10, anchor="middle", fill=_INK_2)


def _draw_waits(drawing: Drawing, scale: _Scale, of_day: Sequence[Slot], colour: str) -> None:
    for of_session in _unbroken(of_day):
        half: list[Point] = [(scale.x(slot.starts + 0.5), scale.y(slot.p50)) for slot in of_session]
        nine: list[Point] = [(scale.x(slot.starts + 0.5), scale.y(slot.p90)) for slot in of_session]
        drawing.area([*half, *reversed(nine)], colour, 0.12)
        drawing.line(nine, colour, 1.5, "5 4")
        drawing.line(half, colour, 2.5)


def _unbroken(of_day: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Half hours one after the other; over lunch nobody comes, and no line is drawn."""
    for _, members in groupby(enumerate(of_day), key=lambda member: member[1].starts - member[0]):
        yield [slot for _, slot in members]


def _draw_legend(drawing: Drawing, place: int, title: str) -> None:
    left, y = _WIDTH - 360.0, 24.0 + 18 * place
    drawing.line([(left, y - 4), (left + 26, y - 4)], _COLOURS[place], 2.5)
    drawing.text((left + 32, y), f"half waited less{f' ({title})' if title else ''}")
    drawing.line([(left + 196, y - 4), (left + 222, y - 4)], _COLOURS[place], 1.5, "5 4")
    drawing.text((left + 228, y), "nine of ten did")
