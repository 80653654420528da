"""The five programs and the emulated printer, wired to each other on free ports of this machine."""

import json
import socket
import urllib.error
import urllib.request
from asyncio import sleep
from pathlib import Path

import msgspec

from hub.demo.stage import Actor, Stage, StageError

_HUB_PATIENCE_S = 15.0


class Place(msgspec.Struct, frozen=True):
    """Where a play keeps its things."""

    out: Path
    data: Path
    hub_port: int
    printer_port: int

    @property
    def hub_url(self) -> str:
        return f"ws://127.0.0.1:{self.hub_port}/ws"

    @property
    def tickets(self) -> Path:
        return self.out / "tickets"

    @property
    def sounds(self) -> Path:
        return self.out / "announcements"


def place_in(out: Path) -> Place:
    place = Place(out=out, data=out / "data", hub_port=_free_port(), printer_port=_free_port())
    for folder in (place.data, place.tickets, place.sounds):
        folder.mkdir(parents=True)
    return place


async def start_hub(stage: Stage, place: Place, *, clock: str, speed: float) -> Actor:
    hub = await stage.start(
        "hub",
        "hub",
        ["run", "--listen", "127.0.0.1", "--port", str(place.hub_port), "--data", str(place.data), "--no-announce",
         "--demo-clock", clock, "--demo-speed", str(speed)],
    )  # fmt: skip
    for _ in range(int(_HUB_PATIENCE_S / 0.05)):
        if hub.process.returncode is not None:
            break
        if health(place) is not None:
            return hub
        await sleep(0.05)
    raise StageError(f"the hub did not open; see {hub.log}")


async def start_printer(stage: Stage, place: Place) -> Actor:
    """The emulated printer, and the agent that prints on it."""
    printer = await stage.start(
        "printer",
        "hardware",
        ["emulate-printer", "--listen", f"127.0.0.1:{place.printer_port}", "--out", str(place.tickets)],
    )
    config = place.data / "hardware.toml"
    config.write_text(
        f'[[printer]]\nid = "printer-1"\nport = "tcp://127.0.0.1:{place.printer_port}"\nprofile = "generic-80"\n'
    )
    await stage.start("hardware", "hardware", ["run", "--hub", place.hub_url, "--config", str(config)])
    return printer


async def start_kiosk(stage: Stage, place: Place, size: str, *, dpi: int) -> Actor:
    """`dpi`: pixels per inch of the glass the window stands for; a kiosk keeps its letters big in millimetres."""
    settings = f"[screen]\ndpi = {dpi}\n"
    return await _screen(stage, place, "kiosk", device="kiosk-1", size=size, settings=settings)


async def start_display(stage: Stage, place: Place, size: str, *, output: str) -> Actor:
    sound = f'[sound]\noutput = "{output}"\nfiles_dir = {json.dumps(str(place.sounds))}\nspeed = 0\n'
    return await _screen(stage, place, "display", device="display-1", size=size, settings=sound)


async def start_counter(stage: Stage, place: Place, size: str) -> Actor:
    return await _screen(stage, place, "counter_client", device="counter-pc-1", size=size)


def health(place: Place) -> dict[str, object] | None:
    """What the hub says of itself; None while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{place.hub_port}/health", timeout=1) as answer:
            return dict(json.load(answer))
    except (urllib.error.URLError, OSError):
        return None


async def _screen(stage: Stage, place: Place, module: str, *, device: str, size: str, settings: str = "") -> Actor:
    config = place.data / f"{module}.toml"
    config.write_text(settings)
    options = ["--hub", place.hub_url, "--device", device, "--size", size, "--config", str(config), "--puppet"]
    return await stage.start(module, module, options)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
