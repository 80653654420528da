"""Writes `tickets/`: the exact bytes of every sample ticket for every kind of print head.

    python -m tests.golden.make_tickets

Run it when the ticket is changed on purpose, look at the new papers (`layso-hardware preview OUT.png --decoded`), and
commit them with the change. `tests/unit/hardware/printer/test_golden_tickets.py` holds every later version to them.
"""

import sys
from pathlib import Path
from typing import Final

from hardware.printer.profile import Profile
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLES

FOLDER: Final = Path(__file__).with_name("tickets")
HEADS: Final = {
    profile.name: profile
    for profile in (
        Profile(name="80", width_dots=576),
        Profile(name="58", width_dots=384),
        Profile(name="512", width_dots=512),
        Profile(name="native", width_dots=576, native_qr=True, native_number=True, bytes_per_s=11_520),
    )
}
"""Not the program's own profiles: what is learnt about a printer changes no picture."""
NAMES: Final = tuple((head, sample) for head in HEADS for sample in SAMPLES)


def file_of(head: str, sample: str) -> Path:
    return FOLDER / f"{head}-{sample}.bin"


def made(head: str, sample: str) -> bytes:
    return make_ticket(HEADS[head], SAMPLES[sample]).data


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    wanted = {file_of(head, sample): made(head, sample) for head, sample in NAMES}
    for stale in set(FOLDER.glob("*.bin")) - wanted.keys():
        stale.unlink()
    for path, data in wanted.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            sys.stdout.write(f"{path.name}: {len(data)} bytes\n")


if __name__ == "__main__":
    main()
