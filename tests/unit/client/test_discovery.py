"""A hub is found without anybody writing an address down."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from zeroconf import IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from hub.client.address import DEFAULT_PORT, url_of
from hub.client.discovery import SERVICE_TYPE, FixedHub, SearchedHub
from tests.support.eventually import PATIENCE_S

LOOPBACK = "127.0.0.1"
HERE = url_of(LOOPBACK, DEFAULT_PORT)


@asynccontextmanager
async def announced(name: str, port: int, address: str = LOOPBACK) -> AsyncIterator[None]:
    zeroconf = AsyncZeroconf(interfaces=[LOOPBACK], ip_version=IPVersion.V4Only)
    info = ServiceInfo(SERVICE_TYPE, f"{name}.{SERVICE_TYPE}", addresses=[socket.inet_aton(address)], port=port)
    await (await zeroconf.async_register_service(info))
    try:
        yield
    finally:
        await zeroconf.async_unregister_all_services()
        await zeroconf.async_close()


@asynccontextmanager
async def searching(key_file: Path) -> AsyncIterator[SearchedHub]:
    finder = SearchedHub(local_key_file=key_file, interfaces=(LOOPBACK,))
    try:
        yield finder
    finally:
        await finder.close()


async def until(finder: SearchedHub, is_right: Callable[[tuple[str, ...]], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if is_right(await finder.candidates()):
                return
            await asyncio.sleep(0.01)


async def test_a_written_address_is_the_only_one() -> None:
    finder = FixedHub("ws://hub:7310/ws")
    finder.reached("ws://elsewhere:1/ws")
    await finder.close()

    assert await finder.candidates() == ("ws://hub:7310/ws",)


async def test_a_hub_that_announces_itself_is_found_and_one_that_leaves_is_not(tmp_path: Path) -> None:
    async with searching(tmp_path / "none") as finder:
        async with announced("thang-binh 1", 7444):
            await until(finder, lambda urls: "ws://127.0.0.1:7444/ws" in urls)
        await until(finder, lambda urls: "ws://127.0.0.1:7444/ws" not in urls)


async def test_the_hub_of_this_box_is_tried_at_once_when_its_key_is_there(tmp_path: Path) -> None:
    key_file = tmp_path / "local.key"
    key_file.write_text("k")
    started_at = asyncio.get_running_loop().time()
    async with searching(key_file) as finder:
        assert await finder.candidates() == (HERE,)

    assert asyncio.get_running_loop().time() - started_at < 0.5


async def test_on_its_own_box_a_hub_on_another_port_is_tried_from_inside(tmp_path: Path) -> None:
    key_file = tmp_path / "local.key"
    key_file.write_text("k")
    async with searching(key_file) as finder, announced("thang-binh 2", 7555, "192.0.2.9"):
        await until(finder, lambda urls: urls[0] == HERE and "ws://127.0.0.1:7555/ws" in urls)


async def test_the_address_that_worked_comes_first(tmp_path: Path) -> None:
    key_file = tmp_path / "local.key"
    key_file.write_text("k")
    async with searching(key_file) as finder:
        finder.reached("ws://192.168.1.10:7310/ws")
        assert await finder.candidates() == ("ws://192.168.1.10:7310/ws", HERE)
        finder.reached(HERE)
        assert await finder.candidates() == (HERE,)


async def test_without_any_network_the_search_goes_on_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr("hub.client.discovery._Ear.__init__", fail)
    async with searching(tmp_path / "none") as finder:
        assert await finder.candidates() == ()


async def test_bad_luck_renews_the_listening_for_cards_that_came_up_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.client.discovery.RENEW_S", 0.0)
    monkeypatch.setattr("hub.client.discovery.FIRST_LOOK_S", 0.0)
    async with searching(tmp_path / "none") as finder:
        await finder.candidates()
        first = finder._ear
        await finder.candidates()

        assert finder._ear is not first
