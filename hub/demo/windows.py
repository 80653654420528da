"""The demo with a screen: three windows to try by hand, at 07:40 on a working morning, until Ctrl-C."""

import asyncio
from collections.abc import Callable

from hub.demo import programs
from hub.demo.narrator import Narrator
from hub.demo.programs import Place
from hub.demo.stage import Stage, StageError

STARTS = "2026-11-23 07:40:00"
_KIOSK_DPI = 50
"""The window stands for a panel of twice its pixels."""


async def show(stage: Stage, place: Place, say: Callable[[str], None]) -> None:
    await programs.start_hub(stage, place, clock=STARTS, speed=1)
    await programs.start_printer(stage, place)
    await programs.start_kiosk(stage, place, "540x960", dpi=_KIOSK_DPI)
    await programs.start_display(stage, place, "1280x720", output="device")
    await programs.start_counter(stage, place, "1366x768")
    say("Three windows are open: kiosk, wall display, counter client.")
    say("Touch a field on the kiosk to take a number. Sit down at a counter and press F5 to call it.")
    say(f"What the printer prints appears in {place.tickets}. Ctrl-C ends it all.")
    narrator = Narrator(place.data / "layso.db", say)
    following = asyncio.create_task(narrator.follow())
    try:
        fallen = await stage.first_to_end()
    finally:
        following.cancel()
    if fallen.process.returncode != 0:
        raise StageError(f"{fallen.name} ended; see {fallen.log}")
