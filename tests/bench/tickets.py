"""A ticket from its words to the printer's bytes: how long, and how many.

No ticket is like another: number, service, people before it, time and the address in its code change every time, as
they do in a hall; only words that all tickets have are remembered, as in the agent.
"""

import statistics
import time
from collections.abc import Iterator
from typing import Final

import msgspec

from hardware.printer.profile import PROFILES, Profile
from hardware.printer.ticket import make_ticket
from hardware.samples import USUAL
from hub.branch_file import load_branch
from hub.protocol import TicketPaper
from tests.bench.centre import SAMPLE
from tests.bench.figures import Result
from tests.bench.numbers import percentile

_WARM_UP: Final = 10
_RUNS: Final = 120
_RASTER: Final = PROFILES["generic-80"]
_NATIVE: Final = msgspec.structs.replace(PROFILES["epson-tm"], bytes_per_s=11_520.0)
"""Over a serial line, where every byte counts: the printer draws the number and the code."""


def measured() -> Result:
    papers = list(_papers(_WARM_UP + _RUNS))
    taken = [_once(paper) for paper in papers][_WARM_UP:]
    raster, native = (max(_size(profile, paper) for paper in papers[:_WARM_UP]) for profile in (_RASTER, _NATIVE))
    return Result(
        values={
            "render_encode_ms": statistics.median(taken) * 1e3,
            "bytes_raster_80": raster,
            "bytes_native_80": native,
        },
        basis={
            "render_encode_ms": f"{_RUNS} different tickets; 99th of 100: {percentile(taken, 0.99) * 1e3:.1f} ms",
            "bytes_raster_80": "every service of the sample centre, with its papers to bring; all as dots",
            "bytes_native_80": "the same tickets over a serial line to a printer with a QR code and large figures",
        },
    )


def _papers(count: int) -> Iterator[TicketPaper]:
    """Tickets of every service of the sample centre in turn, as its hub words them."""
    branch = load_branch(SAMPLE)
    for place in range(count):
        service = branch.services[place % len(branch.services)]
        yield msgspec.structs.replace(
            USUAL,
            agency=branch.texts.agency,
            centre=branch.texts.centre,
            footer=branch.texts.ticket_footer,
            number=f"{service.prefix}{place:03}",
            service_name=service.name,
            bring=service.bring,
            ahead=place,
            wait_high_min=20 + place,
            issued_local=f"Thứ Hai 23/11/2026  {7 + place // 60:02}:{place % 60:02}",
            qr_url=f"http://192.168.1.10:7310/t/k3J9xQ2mZpAb{place:04}",
        )


def _once(paper: TicketPaper) -> float:
    began = time.perf_counter()
    make_ticket(_RASTER, paper)
    return time.perf_counter() - began


def _size(profile: Profile, paper: TicketPaper) -> int:
    return len(make_ticket(profile, paper).data)
