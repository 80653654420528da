"""The command line every screen has in common."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


@dataclass(frozen=True)
class ScreenOptions:
    """What was said on the command line; None leaves it to the configuration file and its defaults."""

    hub: str | None
    config: Path | None
    device: str | None
    is_windowed: bool
    size: tuple[int, int] | None
    has_puppet: bool
    is_verbose: bool


class _Size(click.ParamType["tuple[int, int]"]):
    name = "WxH"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", str(value))
        if match is None:
            self.fail(f'"{value}" is not a size; write it like 1080x1920', param, ctx)
        return int(match[1]), int(match[2])


_OPTIONS = (
    click.option("--hub", metavar="URL", help="Address of the hub, such as 192.168.1.10. Default: search the network."),
    click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="TOML file with settings."),
    click.option("--device", metavar="ID", help="Name of this device in the centre's set-up."),
    click.option("--windowed", "is_windowed", is_flag=True, help="A window instead of the full screen."),
    click.option("--size", type=_Size(), metavar="WxH", help="Size of the window in pixels; implies --windowed."),
    click.option("--puppet", "has_puppet", is_flag=True, help="Obey JSON lines on standard input (demo and tests)."),
    click.option("--verbose", "is_verbose", is_flag=True, help="Log what goes over the wire."),
)


def screen_options(command: Callable[[ScreenOptions], None]) -> Callable[..., None]:
    """Decorate a click command's function: it gets one `ScreenOptions`."""

    def with_options(**values: Any) -> None:  # noqa: ANN401 - click passes them by name
        command(ScreenOptions(**values))

    with_options.__doc__ = command.__doc__
    with_options.__name__ = command.__name__
    for option in reversed(_OPTIONS):
        with_options = option(with_options)
    return with_options
