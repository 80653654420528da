"""The pads of one port: a key becomes a command in the name of whoever sits at the counter; the answer goes back to
the pad, and so does how things stand there.

A key is worth two seconds. What the hub has not answered by then is taken back and told as "not now": a call that comes
a minute late is wrong, and whoever pressed has long pressed again. While a key is under way another one is "not now".
"""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from typing import Final, assert_never

from hardware.callpad.driver import KeyPressed, PadDriver, PadFact, PadFelt, Station, Unmapped
from hardware.callpad.errand import Errand, Hindrance, Watch, errand
from hardware.callpad.face import Face, Signal, face_of
from hardware.callpad.ff68_driver import Ff68Driver
from hardware.callpad.keys import PadKey
from hardware.callpad.modbus_driver import ModbusDriver
from hardware.callpad.numpad import LIGHTS, NumpadDriver
from hardware.callpad.settings import Ff68Table, ModbusPadTable, NumpadTable, PadTable, TemplatePadTable
from hardware.callpad.template_driver import TemplateDriver
from hardware.post import Office, log_state, on_loop
from hardware.supervisor import Supervisor
from hardware.tables import Line
from hub.protocol import (
    Accepted,
    Answer,
    Command,
    CommandId,
    CounterId,
    DeviceHealth,
    DeviceKind,
    DeviceState,
    Failed,
    HardwareView,
    RefusalCode,
    Refused,
)

log = logging.getLogger(__name__)

WORTH_S: Final = 2.0
UNKNOWN_COUNTER: Final = "unknown_counter"


class _Pad:
    """One pad, its counter, and the key in hand."""

    def __init__(self, table: PadTable) -> None:
        self.table = table
        self.counter_id = CounterId(table.counter)
        self.watch = Watch()
        self.face: Face | None = None
        self.felt: PadFelt | None = None
        self.is_misplaced = False
        """The centre has no such counter."""
        self.is_busy = False

    def state(self) -> DeviceState | None:
        if self.felt is None:
            return None
        health, detail = self.felt.health, self.felt.detail
        if self.is_misplaced and health is DeviceHealth.READY:
            health, detail = DeviceHealth.FAULT, UNKNOWN_COUNTER
        return DeviceState(name=self.table.id, kind=DeviceKind.PAD, place=self.counter_id, health=health, detail=detail)


class PadPost:
    """A port with its pads (`Post`)."""

    def __init__(self, line: Line[PadTable], office: Office) -> None:
        self._name = line.name
        self._office = office
        self._pads: dict[Station, _Pad] = {table.station: _Pad(table) for table in line.tables}
        self._driver = driver_of(line.tables)
        self._supervisor = Supervisor[PadFact](
            line.name, self._driver, line.open_port, on_loop(self._hear), office.clock
        )
        self._is_stopping = False
        self._keys: asyncio.Queue[tuple[_Pad, PadKey]] = asyncio.Queue()

    def start(self) -> None:
        self._supervisor.start()

    def stop(self, within_s: float) -> None:
        self._is_stopping = True
        self._supervisor.stop(within_s)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            while True:
                pad, key = await self._keys.get()
                tasks.create_task(self._serve(pad, key))

    def see(self, view: HardwareView) -> None:
        counters = {counter.counter_id: counter for counter in view.counters}
        now = self._office.clock()
        for station, pad in self._pads.items():
            counter = counters.get(pad.counter_id)
            self._place(pad, is_misplaced=bool(counters) and counter is None)
            pad.watch.see(counter, now)
            face = face_of(counter) if counter else Face()
            if face != pad.face:
                pad.face = face
                self._supervisor.post(partial(self._driver.show, station, face))

    def connected(self) -> None:
        """The view that follows says all."""

    def disconnected(self) -> None:
        """The pads go on showing what was last true; keys are answered with "not now"."""

    def states(self) -> tuple[DeviceState, ...]:
        return tuple(state for pad in self._pads.values() if (state := pad.state()))

    def _hear(self, fact: PadFact) -> None:
        if self._is_stopping:
            # That its own port closes is no news, and a key would find nobody.
            return
        match fact:
            case KeyPressed(station, key):
                self._pressed(self._pads[station], key)
            case PadFelt():
                self._feel(fact)
            case Unmapped(what):
                log.info("[%s] %s", self._name, what)
            case _:
                assert_never(fact)

    def _feel(self, felt: PadFelt) -> None:
        pad = self._pads[felt.station]
        pad.felt = felt
        self._state_changed(pad)

    def _place(self, pad: _Pad, *, is_misplaced: bool) -> None:
        if pad.is_misplaced is not is_misplaced:
            pad.is_misplaced = is_misplaced
            self._state_changed(pad)

    def _state_changed(self, pad: _Pad) -> None:
        if state := pad.state():
            log_state(state)
            self._office.changed()

    def _pressed(self, pad: _Pad, key: PadKey) -> None:
        if pad.is_busy:
            self._answer(pad, key, Signal.NOT_NOW, "the key before is still under way")
            return
        pad.is_busy = True
        self._keys.put_nowait((pad, key))

    async def _serve(self, pad: _Pad, key: PadKey) -> None:
        signal, why = Signal.NOT_NOW, "no answer from the hub"
        try:
            async with asyncio.timeout(WORTH_S):
                signal, why = await self._ask(pad, key)
        except TimeoutError:
            pass
        except Exception:
            # The boundary of one key: whatever went wrong with it, the next one is served.
            log.exception("[%s] the key %s failed by a fault of this program", pad.table.id, key)
            signal, why = Signal.REFUSED, "a fault of this program"
        finally:
            pad.is_busy = False
        self._answer(pad, key, signal, why)

    async def _ask(self, pad: _Pad, key: PadKey) -> tuple[Signal, str]:
        table = pad.table
        sight = pad.watch.sight(self._office.clock())
        wish = errand(key, pad.counter_id, sight, table.next_settles, table.settle_after_s)
        if isinstance(wish, Hindrance):
            return Signal.REFUSED, wish
        return _told(await self._run_errand(wish, self._office.new_id()))

    async def _run_errand(self, wish: Errand, press: str) -> Answer:
        """Each command has an id of this one press, so a repetition of it is decided once."""
        answer: Answer = Accepted()
        for place, command in enumerate(wish.commands):
            answer = await self._send(press, place, command)
            if not isinstance(answer, Accepted):
                break
        nobody_waits = isinstance(answer, Refused) and answer.code is RefusalCode.NOBODY_WAITING
        if nobody_waits and wish.if_nobody_waits is not None:
            await self._send(press, len(wish.commands), wish.if_nobody_waits)
        return answer

    async def _send(self, press: str, place: int, command: Command) -> Answer:
        """The first only to a hub that is awake; the others follow upon its answer."""
        ask = self._office.hub.ask if place else self._office.hub.ask_now
        return await ask(CommandId(f"{press}.{place}"), command)

    def _answer(self, pad: _Pad, key: PadKey, signal: Signal, why: str) -> None:
        log.info("[%s] %s at %s: %s", pad.table.id, key, pad.counter_id, f"{signal} ({why})" if why else signal)
        self._supervisor.post(partial(self._driver.signal, pad.table.station, signal))


def driver_of(tables: Sequence[PadTable]) -> PadDriver:
    """The driver of one port; the file's check has seen to it that its pads are of one kind."""
    quiet_s = max(table.debounce_ms for table in tables) / 1000
    match tables[0]:
        case NumpadTable() as numpad:
            return NumpadDriver(numpad.key_codes, light=LIGHTS[numpad.light], quiet_s=quiet_s)
        case Ff68Table():
            pads = [table for table in tables if isinstance(table, Ff68Table)]
            return Ff68Driver({pad.station: pad.meanings for pad in pads}, quiet_s=quiet_s)
        case ModbusPadTable():
            modules = [table for table in tables if isinstance(table, ModbusPadTable)]
            poll_s = min(table.poll_ms for table in modules) / 1000
            return ModbusDriver([table.module for table in modules], poll_s=poll_s, quiet_s=quiet_s)
        case TemplatePadTable():
            return TemplateDriver(
                [table.pad for table in tables if isinstance(table, TemplatePadTable)], quiet_s=quiet_s
            )
        case _:
            assert_never(tables[0])


def _told(answer: Answer) -> tuple[Signal, str]:
    match answer:
        case Refused(code) | Failed(code):
            return Signal.REFUSED, code
        case _:
            return Signal.DONE, ""
