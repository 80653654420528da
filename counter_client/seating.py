"""Who sits down where: what may be chosen on the first page.

Two choices, in either order: who I am, and at which counter. A counter someone else sits at is taken. A person who
already sits somewhere may still be chosen: they move, or take their own counter back from a computer that died; the
hub refuses it while they have a ticket open.
"""

import msgspec

from hub.protocol import CounterChoice, CounterId, CounterView, OperatorChoice, OperatorId


class Seating(msgspec.Struct, frozen=True):
    """What has been chosen so far. `usual_number` is the counter this computer stands at, 0 when it has none."""

    counter_id: CounterId | None = None
    operator_id: OperatorId | None = None
    usual_number: int = 0

    @property
    def is_complete(self) -> bool:
        return self.counter_id is not None and self.operator_id is not None


NOTHING_CHOSEN = Seating()


def settle(seating: Seating, view: CounterView) -> Seating:
    """Drop what the view does not allow (any more), and take the usual counter when nothing is chosen.

    Once seated, the person is forgotten (the next one at this computer is likely another), the counter is kept.
    """
    operator = None if view.desk is not None else _operator(view, seating.operator_id)
    counter = _counter(view, seating.counter_id)
    if view.desk is None and (counter is None or not is_open_to(counter, operator)):
        usual = next((c for c in view.counters if c.number == seating.usual_number), None)
        counter = usual if usual is not None and is_open_to(usual, operator) else None
    return msgspec.structs.replace(
        seating,
        counter_id=None if counter is None else counter.counter_id,
        operator_id=None if operator is None else operator.operator_id,
    )


def is_open_to(counter: CounterChoice, operator: OperatorChoice | None) -> bool:
    """Whether this person may sit there; None: whether anybody may."""
    return not counter.operator_name or (operator is not None and operator.counter_number == counter.number)


def chosen_counter(view: CounterView, seating: Seating) -> CounterChoice | None:
    return _counter(view, seating.counter_id)


def chosen_operator(view: CounterView, seating: Seating) -> OperatorChoice | None:
    return _operator(view, seating.operator_id)


def _counter(view: CounterView, counter_id: CounterId | None) -> CounterChoice | None:
    return next((c for c in view.counters if c.counter_id == counter_id), None)


def _operator(view: CounterView, operator_id: OperatorId | None) -> OperatorChoice | None:
    return next((o for o in view.operators if o.operator_id == operator_id), None)
