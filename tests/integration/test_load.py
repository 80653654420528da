"""Many kiosks at once at a real hub: every number exists once, on the disk and in somebody's hand."""

from pathlib import Path

from tests.bench import audit, load
from tests.bench.audit import Audit
from tests.bench.centre import write_centre
from tests.support.processes import HubProcess

KIOSKS, TAPS = 16, 25


def test_a_crowd_at_sixteen_kiosks_gets_every_number_once(tmp_path: Path) -> None:
    with HubProcess(tmp_path / "hub", branch=write_centre(tmp_path, kiosks=KIOSKS, screens=1)) as hub:
        hub.wait_until_open()
        report = load.in_own_process(hub, KIOSKS, TAPS, tmp_path / "load.log")
        stored = audit.read(hub.data / "layso.db")
    assert len(report.numbers) == KIOSKS * TAPS
    assert audit.judged(stored, report.numbers) == Audit(doubled=0, skipped=0)
    assert report.told_otherwise == 0
