"""Devices that can be told apart, printers that have a name, and spares that can take over."""

from collections.abc import Iterator

from hub.branch_checks.wording import ID, ID_RULE, unknown
from hub.core.setup import Branch, Kiosk


def check_devices(branch: Branch) -> Iterator[str]:
    places = [(f"kiosks[{i}]", k.device_id, k.name) for i, k in enumerate(branch.kiosks, start=1)]
    places += [(f"displays[{i}]", d.device_id, d.name) for i, d in enumerate(branch.displays, start=1)]
    first_place: dict[str, str] = {}
    for place, device_id, name in places:
        if not ID.fullmatch(device_id):
            yield f'{place}.device_id: "{device_id}" is not an id; {ID_RULE}'
        if not name.strip():
            yield f"{place}.name: is empty; write where it stands, staff read it in alerts"
        if device_id in first_place:
            yield f'{place}.device_id: "{device_id}" is already {first_place[device_id]}; every device needs its own'
        first_place.setdefault(device_id, place)
    for index, kiosk in enumerate(branch.kiosks, start=1):
        for problem in (*_printer_problems(kiosk), *_spare_problems(branch, kiosk)):
            yield f"kiosks[{index}].{problem}"


def _printer_problems(kiosk: Kiosk) -> Iterator[str]:
    if kiosk.printer_id is not None and not ID.fullmatch(kiosk.printer_id):
        yield f'printer_id: "{kiosk.printer_id}" is not an id; {ID_RULE}'


def _spare_problems(branch: Branch, kiosk: Kiosk) -> Iterator[str]:
    """The citizen is told where the paper comes out, so a spare is the printer of another kiosk, which has a name."""
    own, spare = kiosk.printer_id, kiosk.spare_printer_id
    if own is None:
        if spare is not None:
            yield "spare_printer_id: this kiosk has no printer of its own; write printer_id too, or remove the spare"
        return
    if spare == own:
        yield "spare_printer_id: is this kiosk's own printer; write that of another kiosk, or remove it"
    elif spare is not None:
        others = [k.printer_id for k in branch.kiosks if k.printer_id not in {None, own}]
        yield from unknown("spare_printer_id", "printer", [spare], [str(printer_id) for printer_id in others])
    first = next(k for k in branch.kiosks if k.printer_id == own)
    if first.spare_printer_id != spare:
        yield f"spare_printer_id: {first.device_id} has the same printer and another spare; write the same in both"
