"""A key on a pad, through the real agent and the real hub, to the counter's screen. All are programs of their own."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.protocol import (
    Accepted,
    CounterId,
    CounterView,
    Desk,
    HardwareView,
    IssueTicket,
    OperatorId,
    Role,
    ServiceId,
    SitDown,
    Status,
)
from tests.hardware.programs import PadProgram, box_program
from tests.support.eventually import eventually_async
from tests.support.processes import HubProcess, Program
from tests.support.wire_device import WireDevice, device

FF68 = 'kind = "ff68"\naddress = {address}\ncounter = "counter-1"\nsettle_after_s = 0.3\n'


@dataclass
class Hall:
    """A hub with one official at counter 1, a kiosk, and a second agent that only watches."""

    hub: HubProcess
    kiosk: WireDevice
    counter: WireDevice
    watcher: WireDevice

    async def queue(self, people: int) -> None:
        for _ in range(people):
            assert isinstance(await self.kiosk.ask(IssueTicket(ServiceId("justice"))), Accepted)

    @property
    def desk(self) -> Desk:
        assert isinstance(self.counter.view, CounterView)
        assert self.counter.view.desk is not None
        return self.counter.view.desk

    @property
    def state(self) -> tuple[str, Status | None]:
        """The ticket at the counter, and whether called or served."""
        ticket = self.desk.ticket
        return (ticket.number, ticket.status) if ticket else ("", None)

    async def until(self, number: str, status: Status | None) -> None:
        await eventually_async(lambda: self.state == (number, status), f"{number} {status}; now {self.state}")

    def alerts(self) -> list[tuple[str, dict[str, str]]]:
        assert isinstance(self.counter.view, CounterView)
        return [(str(alert.code), alert.params) for alert in self.counter.view.alerts]

    def calls_seen(self) -> set[str]:
        """Every call the hub ever showed, from the views of the watching agent."""
        views = [view.view for view in self.watcher.views if isinstance(view.view, HardwareView)]
        return {str(counter.call_id) for view in views for counter in view.counters if counter.call_id}


@asynccontextmanager
async def hall(hub: HubProcess) -> AsyncIterator[Hall]:
    async with (
        device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk,
        device(hub.url, Role.COUNTER, "counter-pc-1", hub.key) as counter,
        device(hub.url, Role.HARDWARE, "agent-9", hub.key) as watcher,
    ):
        assert isinstance(await counter.ask(SitDown(CounterId("counter-1"), OperatorId("staff-1"))), Accepted)
        yield Hall(hub, kiosk, counter, watcher)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub").wait_until_open() as hub:
        yield hub


def agent_with(folder: Path, hub: HubProcess, *pads: str) -> Program:
    return box_program(folder / "agent", hub.url, "".join(f"[[pad]]\n{pad}\n" for pad in pads), key=hub.key)


def ff68(pad: PadProgram, address: int = 5, name: str = "pad-1") -> str:
    return f'id = "{name}"\nport = "{pad.url}"\n' + FF68.format(address=address)


async def connected(pad: PadProgram) -> None:
    """The pad shows what the hub says: the whole way stands."""
    await eventually_async(lambda: any("waiting" in line for line in pad.told), "the pad shows something")


async def test_a_key_is_a_command_and_the_pad_shows_who_is_called_and_who_waits(
    tmp_path: Path, hub: HubProcess
) -> None:
    with PadProgram(tmp_path / "pad", "ff68", "--address", "5") as pad, agent_with(tmp_path, hub, ff68(pad)):
        async with hall(hub) as h:
            await h.queue(3)
            await connected(pad)

            pad.press("call")
            await h.until("A001", Status.CALLED)
            await eventually_async(lambda: {"address": 5, "waiting": "002", "number": "001"} in pad.told)
            assert {"address": 5, "echo": "call"} in pad.told


async def test_four_keys_serve_a_morning(tmp_path: Path, hub: HubProcess) -> None:
    """Next, next, and nobody waits: the last one is served all the same, and the pad beeps once."""
    with PadProgram(tmp_path / "pad", "ff68", "--address", "5") as pad, agent_with(tmp_path, hub, ff68(pad)):
        async with hall(hub) as h:
            await h.queue(2)
            await connected(pad)
            for number in ("A001", "A002"):
                await after_a_while()
                pad.press("call")
                await h.until(number, Status.CALLED)
            await after_a_while()
            pad.press("call")
            await h.until("", None)

            await eventually_async(lambda: {"address": 5, "beep": True} in pad.told)
            assert sum("beep" in line for line in pad.told) == 1


@pytest.mark.skipif("LAYSO_QUIET" not in os.environ, reason="needs a quiet machine: a key is worth two seconds")
async def test_a_key_pressed_twice_calls_once(tmp_path: Path, hub: HubProcess) -> None:
    toml_pad = 'kind = "numpad"\nid = "pad-1"\nport = "{}"\ncounter = "counter-1"\n'
    with PadProgram(tmp_path / "pad", "evdev") as pad, agent_with(tmp_path, hub, toml_pad.format(pad.url)) as agent:
        async with hall(hub) as h:
            await h.queue(3)
            await eventually_async(lambda: "is ready" in agent.output())

            pad.press("enter", bounces=4)
            await h.until("A001", Status.CALLED)
            await eventually_async(lambda: len(keys_in(agent)) == 1)
            await after_a_while()
            pad.press("enter")
            await eventually_async(lambda: len(keys_in(agent)) == 2)

            assert keys_in(agent) == ["done", "refused (just_called)"]
            assert h.state == ("A001", Status.CALLED)
            pad.press("0")
            await h.until("A001", Status.SERVING)
            pad.press("dot")
            await h.until("", None)
            pad.press("backspace")
            await h.until("A001", Status.SERVING)


async def test_two_pads_of_one_counter_act_for_the_same_official(tmp_path: Path, hub: HubProcess) -> None:
    with PadProgram(tmp_path / "pad", "ff68", "--address", "5", "--address", "6") as pad:
        both = ff68(pad, 5), ff68(pad, 6, "pad-2")
        with agent_with(tmp_path, hub, *both):
            async with hall(hub) as h:
                await h.queue(3)
                await connected(pad)

                pad.press("call", address="5")
                pad.press("call", address="6")
                await h.until("A001", Status.CALLED)
                await eventually_async(lambda: any("beep" in line for line in pad.told))
                await after_a_while()
                pad.press("call", address="6")
                await h.until("A002", Status.CALLED)

                assert len(h.calls_seen()) == 2


async def test_a_pad_pulled_out_is_an_alert_and_is_painted_again_when_it_is_back(
    tmp_path: Path, hub: HubProcess
) -> None:
    with PadProgram(tmp_path / "pad", "ff68", "--address", "5") as pad, agent_with(tmp_path, hub, ff68(pad)):
        async with hall(hub) as h:
            await connected(pad)
            pad.do("unplug")
            await eventually_async(lambda: any("pad-1" in str(params) for _, params in h.alerts()), "the alert")

            await h.queue(2)
            pad.told.clear()
            pad.do("plug_in")
            await eventually_async(lambda: {"address": 5, "waiting": "002", "number": "000"} in pad.told)
            await eventually_async(lambda: not any("pad-1" in str(params) for _, params in h.alerts()))

            pad.press("call")
            await h.until("A001", Status.CALLED)


async def test_while_the_hub_is_away_a_key_is_not_now_and_calls_nobody_later(tmp_path: Path, hub: HubProcess) -> None:
    with PadProgram(tmp_path / "pad", "ff68", "--address", "5") as pad, agent_with(tmp_path, hub, ff68(pad)) as agent:
        async with hall(hub) as h:
            await h.queue(2)
            await connected(pad)
        hub.kill()
        pad.press("call")
        await eventually_async(lambda: sum("beep" in line for line in pad.told) == 2, "two beeps")
        assert keys_in(agent) == ["not_now (no answer from the hub)"]

        with HubProcess(hub.data, port=hub.port).wait_until_open() as again:
            async with hall(again) as h:
                await eventually_async(lambda: agent.output().count("connected to the hub of") == 2)
                assert h.state == ("", None)
                pad.press("call")
                await h.until("A001", Status.CALLED)
                assert h.calls_seen() == {str(h.desk.ticket and h.desk.ticket.ticket_id) + ".c1"}


@pytest.mark.skipif("LAYSO_QUIET" not in os.environ, reason="needs a quiet machine: a key is worth two seconds")
async def test_a_frozen_hub_that_thaws_does_not_make_up_for_the_key(tmp_path: Path, hub: HubProcess) -> None:
    with PadProgram(tmp_path / "pad", "ff68", "--address", "5") as pad, agent_with(tmp_path, hub, ff68(pad)) as agent:
        async with hall(hub) as h:
            await h.queue(2)
            await connected(pad)
            hub.process.send_signal(signal.SIGSTOP)
            pad.press("call")
            await eventually_async(lambda: sum("beep" in line for line in pad.told) == 2, "two beeps")
            hub.process.send_signal(signal.SIGCONT)
            await eventually_async(lambda: agent.output().count("connected to the hub of") == 2)
            pad.press("call")
            await h.until("A001", Status.CALLED)

            assert len(h.calls_seen()) == 1


@pytest.mark.parametrize("moment", ["at once", "echoed", "called"])
async def test_the_agent_killed_after_a_key_never_makes_two_calls(tmp_path: Path, hub: HubProcess, moment: str) -> None:
    """The pad repeats what was not echoed, to the new agent as well."""
    with PadProgram(tmp_path / "pad", "ff68", "--address", "5") as pad:
        async with hall(hub) as h:
            await h.queue(3)
            with agent_with(tmp_path, hub, ff68(pad)) as agent:
                await connected(pad)
                pad.press("call")
                if moment == "echoed":
                    await eventually_async(lambda: {"address": 5, "echo": "call"} in pad.told)
                elif moment == "called":
                    await h.until("A001", Status.CALLED)
                agent.kill()
            pad.told.clear()
            with agent_with(tmp_path, hub, ff68(pad)) as agent:
                await connected(pad)
                for _ in range(3):
                    # The pad has said it for the last time.
                    await after_a_while()

            assert len(h.calls_seen()) <= 1
            assert h.state[0] in ("", "A001")


def keys_in(agent: Program) -> list[str]:
    """What became of each key, as the agent logged it."""
    lines = [line for line in agent.output().splitlines() if " at counter-1: " in line]
    return [line.partition(" at counter-1: ")[2] for line in lines]


async def after_a_while() -> None:
    """Until the last call is old enough to be settled by the next one, and a worn contact has come to rest."""
    await asyncio.sleep(0.5)
