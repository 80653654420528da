from pathlib import Path

from hub.branch_file import load_branch
from tests.bench.centre import SERVICES, counter_id, display_id, helper_id, kiosk_id, write_centre
from tests.bench.year import TODAY, Day


def test_the_enlarged_centre_is_one_the_hub_accepts(tmp_path: Path) -> None:
    branch = load_branch(write_centre(tmp_path, kiosks=64, screens=25))
    assert len(branch.kiosks) == 64
    assert sum(kiosk.printer_id is not None for kiosk in branch.kiosks) == 32
    assert len(branch.displays) == len(branch.counters) == 25
    assert branch.kiosk(kiosk_id(64)) is not None
    assert branch.displays[-1].device_id == display_id(25)
    assert branch.counter(counter_id(25)) is not None


def test_a_helper_serves_every_field_of_the_centre(tmp_path: Path) -> None:
    branch = load_branch(write_centre(tmp_path, kiosks=1, screens=3))
    helper = branch.operator(helper_id(3))
    assert helper is not None
    assert set(helper.skills) == {service.service_id for service in branch.services} == set(SERVICES)


def test_a_played_day_follows_the_rules(tmp_path: Path) -> None:
    branch = load_branch(write_centre(tmp_path, kiosks=2, screens=1))
    day = Day(branch, TODAY, seq=100)
    day.take_ticket(kiosk_id(1), 0)
    day.print_ticket()
    day.take_ticket(kiosk_id(2), 1)
    assert [entry.seq for entry in day.log] == list(range(101, 101 + len(day.log)))
    assert [ticket.number for ticket in day.state.tickets] == ["A001", "B001"]
    assert day.state.printing == ()
