"""A call at the counter, through the real hub and the real agent, to the signs. All are programs of their own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.protocol import (
    Accepted,
    CallNext,
    Command,
    CounterId,
    CounterView,
    Finish,
    IssueTicket,
    OperatorId,
    Pause,
    Resume,
    Role,
    ServiceId,
    SitDown,
    StandUp,
    StartService,
)
from tests.hardware.programs import SignProgram, box_program
from tests.support.eventually import eventually_async
from tests.support.processes import HubProcess, Program
from tests.support.wire_device import WireDevice, device

ONE = CounterId("counter-1")
JUSTICE = ServiceId("justice")


@dataclass
class Hall:
    """A hub with one official at counter 1, and a kiosk."""

    kiosk: WireDevice
    counter: WireDevice

    async def do(self, command: Command) -> None:
        assert isinstance(await self.counter.ask(command), Accepted), command

    async def serve(self) -> None:
        """Whoever was called comes, and is done."""
        await self.do(StartService(ONE))
        await self.do(Finish(ONE))

    async def queue(self, people: int) -> None:
        for _ in range(people):
            assert isinstance(await self.kiosk.ask(IssueTicket(JUSTICE)), Accepted)

    def alerts(self) -> list[dict[str, str]]:
        assert isinstance(self.counter.view, CounterView)
        return [alert.params for alert in self.counter.view.alerts]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub").wait_until_open() as hub:
        yield hub


@asynccontextmanager
async def hall(hub: HubProcess) -> AsyncIterator[Hall]:
    async with (
        device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk,
        device(hub.url, Role.COUNTER, "counter-pc-1", hub.key) as counter,
    ):
        assert isinstance(await counter.ask(SitDown(ONE, OperatorId("staff-1"))), Accepted)
        yield Hall(kiosk, counter)


def table(kind: str, sign: SignProgram, more: str = "", *, counter: str = ONE) -> str:
    place = f'counter = "{counter}"\n' if counter else ""
    return f'[[number_display]]\nkind = "{kind}"\nid = "{kind}-1"\nport = "{sign.url}"\n{place}{more}\n'


def agent_with(folder: Path, hub: HubProcess, *tables: str) -> Program:
    return box_program(folder / "agent", hub.url, "\n".join(tables), key=hub.key)


async def shows(sign: SignProgram, *words: str) -> None:
    def stands_there() -> bool:
        lines = sign.shown.get("lines") or list(sign.shown.values())
        return [str(line).strip() for line in lines] == list(words)

    await eventually_async(stands_there, f"the sign shows {words}; now {sign.shown}")


async def test_signs_of_every_kind_follow_the_counter(tmp_path: Path, hub: HubProcess) -> None:
    with (
        SignProgram(tmp_path / "a", "dm-d") as dm_d,
        SignProgram(tmp_path / "b", "cd5220") as cd5220,
        SignProgram(tmp_path / "c", "utc") as utc,
        SignProgram(tmp_path / "d", "modbus") as digits,
        SignProgram(tmp_path / "e", "ascii") as board,
        agent_with(
            tmp_path,
            hub,
            table("dm-d", dm_d, "blink_s = 1.5"),
            table("cd5220", cd5220, "blink_s = 0"),
            table("utc", utc, "blink_s = 0", counter=""),
            table("modbus", digits, "blink_s = 0"),
            table("ascii", board, "call = 'Q{counter}-{number:>4}\\r'"),
        ) as agent,
    ):
        async with hall(hub) as h:
            await h.queue(2)
            await shows(cd5220, "QUAY 1", "")
            await h.do(CallNext(ONE))

            for vfd in (dm_d, cd5220, utc):
                await shows(vfd, "MOI SO A001", "DEN QUAY 1")
            await shows(digits, "1")
            await shows(board, "Q1-A001")
            assert dm_d.shown["blink_ms"] == 500
            await eventually_async(lambda: dm_d.shown["blink_ms"] == 0, "it ends blinking")

            await h.serve()
            await h.do(Pause(ONE))
            for vfd in (dm_d, cd5220):
                await shows(vfd, "TAM NGHI", "")
            await shows(board, "Q1-")
            await shows(digits, "0")

            await h.do(Resume(ONE))
            await h.do(CallNext(ONE))
            await shows(cd5220, "MOI SO A002", "DEN QUAY 1")
            await h.serve()
            await h.do(StandUp(ONE))
            await shows(cd5220, "DONG CUA", "")
            assert all(not sign.warnings for sign in (dm_d, cd5220, utc, digits, board))
            assert "Traceback" not in agent.output()


async def test_an_unplugged_sign_is_told_to_the_staff_and_shows_what_is_when_it_is_back(
    tmp_path: Path, hub: HubProcess
) -> None:
    with SignProgram(tmp_path / "a", "dm-d") as sign, agent_with(tmp_path, hub, table("dm-d", sign)):
        async with hall(hub) as h:
            await h.queue(2)
            await h.do(CallNext(ONE))
            await shows(sign, "MOI SO A001", "DEN QUAY 1")

            sign.do("unplug")
            await eventually_async(lambda: any("dm-d-1" in alert.values() for alert in h.alerts()), "staff are told")
            await h.serve()
            await h.do(CallNext(ONE))
            sign.do("plug_in")

            await shows(sign, "MOI SO A002", "DEN QUAY 1")
            await eventually_async(lambda: not any("dm-d-1" in alert.values() for alert in h.alerts()), "all is well")


async def test_signs_on_one_line_are_told_apart_and_a_dead_one_holds_nothing_up(
    tmp_path: Path, hub: HubProcess
) -> None:
    with SignProgram(tmp_path / "a", "modbus", "--digits", "--address", "1", "--address", "2") as signs:
        shared = f'port = "{signs.url}"\nkind = "modbus"\nlayout = "digits"\nletters = "show"\nblink_s = 0\n'
        tables = (
            f'[[number_display]]\n{shared}id = "sign-{n}"\naddress = {n}\ncounter = "counter-{n}"\n' for n in (1, 2)
        )
        with agent_with(tmp_path, hub, *tables):
            async with hall(hub) as h:
                signs.do("silent", address=2)
                await eventually_async(lambda: any("sign-2" in alert.values() for alert in h.alerts()), "it is told")
                await h.queue(1)
                await h.do(CallNext(ONE))
                await eventually_async(lambda: signs.shown.get("1") == "A001", "the other sign works")
                assert not any("sign-1" in alert.values() for alert in h.alerts())


async def test_a_restarted_agent_shows_what_is_and_an_ended_one_leaves_no_number_behind(
    tmp_path: Path, hub: HubProcess
) -> None:
    with SignProgram(tmp_path / "a", "cd5220") as sign:
        async with hall(hub) as h:
            await h.queue(1)
            await h.do(CallNext(ONE))
            with agent_with(tmp_path, hub, table("cd5220", sign, "blink_s = 0")) as agent:
                await shows(sign, "MOI SO A001", "DEN QUAY 1")
                agent.kill()
                sign.do("lose_power")
            with agent_with(tmp_path, hub, table("cd5220", sign, "blink_s = 0")) as agent:
                await shows(sign, "MOI SO A001", "DEN QUAY 1")
                assert agent.stop() == 0
            await shows(sign, "", "")


async def test_a_hub_that_comes_back_finds_the_sign_as_it_was(tmp_path: Path) -> None:
    with SignProgram(tmp_path / "a", "dm-d") as sign, HubProcess(tmp_path / "hub").wait_until_open() as hub:
        port = hub.port
        with agent_with(tmp_path, hub, table("dm-d", sign, "blink_s = 0")):
            async with hall(hub) as h:
                await h.queue(2)
                await h.do(CallNext(ONE))
                await shows(sign, "MOI SO A001", "DEN QUAY 1")
            hub.kill()
            with HubProcess(tmp_path / "hub", port=port).wait_until_open() as again:
                async with hall(again) as h:
                    await shows(sign, "MOI SO A001", "DEN QUAY 1")
                    await h.serve()
                    await h.do(CallNext(ONE))
                    await shows(sign, "MOI SO A002", "DEN QUAY 1")
