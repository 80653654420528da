"""The play without a screen: a quarter of an hour of a Monday morning at speed, through the real programs."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Coroutine

from hub.demo import programs
from hub.demo.clerk import ScreenKeys, WireKeys, work
from hub.demo.morning import Citizen, citizens
from hub.demo.narrator import Narrator
from hub.demo.programs import Place
from hub.demo.stage import Actor, Stage, StageError
from hub.protocol import CounterId, DeskAction, DeviceId, OperatorId, ServiceId

STARTS = "2026-11-23 07:29:00"
BEFORE_DOORS_S = 60.0
LASTS_S = 15 * 60.0
AFTERWARDS_S = 90.0
"""Hall seconds after the last citizen came, for those who are at a counter."""
LOOK_S = 0.5
"""Real seconds a person looks at a new picture before touching it; the kiosk ignores quicker touches."""
TOUCHES, PATIENCE_S = 3, 2.0
"""How often somebody touches a field, and how long they wait for something to happen."""
TAKE_THE_TICKET = "Mời lấy phiếu ở\u00a0khe\u00a0bên\u00a0dưới"
"""What the kiosk says when the printer has said that it has printed."""
SEED = 7
KIOSK_DPI = 96
VOICE_S = 90.0

SERVICES = tuple(ServiceId(s) for s in ("justice", "society", "business", "agriculture", "results"))
DESK_KEYS = {
    DeskAction.CALL_NEXT: "F5",
    DeskAction.RECALL: "F6",
    DeskAction.START: "F7",
    DeskAction.FINISH: "F8",
    DeskAction.MARK_NO_SHOW: "F9",
}
SCREEN_CLERK = (CounterId("counter-1"), OperatorId("staff-2"))
WIRE_CLERKS = (
    (DeviceId("counter-pc-2"), CounterId("counter-2"), OperatorId("staff-3")),
    (DeviceId("counter-pc-3"), CounterId("counter-3"), OperatorId("staff-5")),
)


class Morning:
    """One performance."""

    def __init__(self, place: Place, speed: float, say: Callable[[str], None]) -> None:
        self._place = place
        self._speed = speed
        self._say = say
        self._visits: defaultdict[str, asyncio.Future[Citizen]] = defaultdict(asyncio.Future)
        self.narrator = Narrator(place.data / "layso.db", say)

    async def perform(self, stage: Stage) -> None:
        """From switching on to the last citizen; raises `StageError`."""
        await programs.start_hub(stage, self._place, clock=STARTS, speed=self._speed)
        await programs.start_printer(stage, self._place)
        kiosk = await programs.start_kiosk(stage, self._place, "1080x1920", dpi=KIOSK_DPI)
        display = await programs.start_display(stage, self._place, "1920x1080", output="files")
        counter = await programs.start_counter(stage, self._place, "1366x768")
        await kiosk.order(what="wait", name="field-justice", property="enabled", equals=True)
        # The first start of all makes the voice, which takes a while.
        await display.order(VOICE_S, what="wait", name="welcome", property="visible", equals=True, timeout_s=VOICE_S)
        keys = await self._seated(counter)
        async with asyncio.TaskGroup() as tasks:
            background: list[Coroutine[None, None, None]] = [self.narrator.follow(), self._photograph(display, keys)]
            background += [work(keys, self._need, self._speed), *self._wire_clerks()]
            running = [tasks.create_task(coroutine) for coroutine in background]
            await self._arrive(kiosk)
            await self._pass(AFTERWARDS_S)
            for task in running:
                task.cancel()
        self.narrator.catch_up()

    async def _arrive(self, kiosk: Actor) -> None:
        """Citizens come one after the other to the one kiosk; each touches a field and takes the paper."""
        began = asyncio.get_running_loop().time()
        for place, citizen in enumerate(citizens(SERVICES, LASTS_S, SEED)):
            comes_at = began + (BEFORE_DOORS_S + citizen.comes_at_s) / self._speed
            await asyncio.sleep(comes_at - asyncio.get_running_loop().time())
            await asyncio.sleep(LOOK_S)
            await self._touch(kiosk, f"field-{citizen.service_id}")
            number = str(await kiosk.order(what="read", name="ticketNumber", property="text"))
            self._visits[number].set_result(citizen)
            await kiosk.order(what="wait", name="notice", property="text", equals=TAKE_THE_TICKET)
            await asyncio.sleep(LOOK_S)
            if place == 4:
                await kiosk.order(what="shot", path=self._picture("kiosk_result"))
            await kiosk.order(what="tap", name="doneButton")
            await kiosk.order(what="wait", name="homePage", property="visible", equals=True)
            if place == 8:
                await asyncio.sleep(LOOK_S)
                await kiosk.order(what="shot", path=self._picture("kiosk_home"))

    async def _touch(self, kiosk: Actor, field: str) -> None:
        """Until there is a number: the kiosk takes no touch while its picture changes, and people touch again."""
        for _ in range(TOUCHES):
            with contextlib.suppress(StageError):
                await kiosk.order(what="tap", name=field)
                await kiosk.order(what="wait", name="resultPage", property="visible", equals=True, timeout_s=PATIENCE_S)
                return
        await kiosk.order(what="wait", name="resultPage", property="visible", equals=True)

    async def _seated(self, counter: Actor) -> ScreenKeys:
        """The official of the real counter client chooses a place and says who they are."""
        counter_id, operator_id = SCREEN_CLERK
        await counter.order(what="wait", name=f"counter.{counter_id}", property="visible", equals=True)
        await counter.order(what="tap", name=f"counter.{counter_id}")
        await counter.order(what="tap", name=f"person.{operator_id}")
        await counter.order(what="tap", name="sitDown")
        await counter.order(what="wait", name="key.call_next", property="visible", equals=True)
        return ScreenKeys(counter, DESK_KEYS)

    def _wire_clerks(self) -> list[Coroutine[None, None, None]]:
        clerks: list[Coroutine[None, None, None]] = []
        for device_id, counter_id, operator_id in WIRE_CLERKS:
            keys = WireKeys(
                url=self._place.hub_url, data_dir=self._place.data, device_id=device_id, counter_id=counter_id
            )
            clerks += [keys.run(operator_id), work(keys, self._need, self._speed)]
        return clerks

    async def _photograph(self, display: Actor, keys: ScreenKeys) -> None:
        """The wall with a fresh call and people waiting, and the counter in the middle of a service."""
        await self._pass(BEFORE_DOORS_S + 4 * 60)
        await display.order(what="wait", name="stageNumber", property="visible", equals=True)
        await display.order(what="wait", name="stage", property="isFlashing", equals=False)
        await display.order(what="shot", path=self._picture("display"))
        await keys.wait_for(DeskAction.FINISH)
        await keys.photograph(self._picture("counter"))

    async def _need(self, number: str) -> tuple[float, bool]:
        """An official may be quicker than the citizen who still reads the screen."""
        citizen = await self._visits[number]
        return citizen.service_s, citizen.is_absent

    async def _pass(self, hall_s: float) -> None:
        await asyncio.sleep(hall_s / self._speed)

    def _picture(self, name: str) -> str:
        return str(self._place.out / f"{name}.png")
