"""The real programs of a hall at a real hub, for drills: started as in the morning, driven as by a person, killed.

`hub_url` may be a relay's, so that a drill holds the cable in its hand.
"""

import json
from pathlib import Path
from typing import Final

from tests.support.eventually import PATIENCE, PATIENCE_S
from tests.support.processes import HubProcess, Program
from tests.support.puppet import Played
from tests.support.taps import WARM

BACK_WITHIN_S: Final = 2.0 * PATIENCE
"""From when a program that was started again can show anything, until it shows what is."""


class Screen(Played):
    """A kiosk, a wall screen or a counter client without a window system."""

    def __init__(
        self, module: str, hub: HubProcess, work: Path, *, url: str, size: str, data: Path, settings: str = ""
    ) -> None:
        config = work / f"{module}.toml"
        config.write_text(f'key = "{hub.key}"\n{settings}', encoding="utf-8")
        super().__init__(
            [module, "--hub", url or hub.url, "--config", str(config), "--size", size],
            log=work / f"{module}.log",
            environment={"LAYSO_DATA": str(data), "QT_QPA_PLATFORM": "offscreen", **WARM},
        )

    def sees(self, name: str, what: str = "visible", value: object = True, *, within_s: float = PATIENCE_S) -> None:
        self.must("wait", name=name, property=what, equals=value, timeout_s=within_s)

    def is_back_with(self, name: str, what: str = "visible", value: object = True) -> None:
        """Started again: counted from when its window is there."""
        self.must("names")
        self.sees(name, what, value, within_s=BACK_WITHIN_S)

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait(PATIENCE_S)


def a_kiosk(hub: HubProcess, work: Path, url: str = "") -> Screen:
    return Screen("kiosk", hub, work, url=url, size="1080x1920", data=work)


def a_counter(hub: HubProcess, work: Path, url: str = "") -> Screen:
    return Screen(
        "counter_client", hub, work, url=url, size="1366x768", data=work, settings='device = "counter-pc-1"\n'
    )


def a_wall(hub: HubProcess, work: Path, voice: Path, url: str = "", *, speed: float = 0) -> Screen:
    """It speaks into files, in no time (0) or so many times as fast as a person; `voice` is a folder with its clips."""
    sound = f'[sound]\noutput = "files"\nspeed = {speed}\nfiles_dir = {json.dumps(str(work / "said"))}\n'
    return Screen("display", hub, work, url=url, size="1280x720", data=voice, settings=sound)


def said(work: Path) -> list[str]:
    """The number of each announcement that was begun, in order."""
    return [path.name.split("_")[1] for path in sorted((work / "said").glob("*.wav"))]


def an_agent(hub: HubProcess, work: Path, printer_port: int, url: str = "") -> Program:
    config = work / "hardware.toml"
    port = f'id = "printer-1"\nport = "tcp://127.0.0.1:{printer_port}"'
    config.write_text(f'key = "{hub.key}"\n[[printer]]\n{port}\n', encoding="utf-8")
    arguments = ["hardware", "run", "--hub", url or hub.url, "--config", str(config)]
    return Program(arguments, log=work / "agent.log", environment={"LAYSO_DATA": str(work), **WARM})
