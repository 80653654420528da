"""The doctor's round: the port that was named, or the printers of a file, or everything that is plugged in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from hardware.config import read_config
from hardware.doctor.visit import Wish, say_found, visit_printer
from hardware.ports import PortAddress, finding, parse_port
from hardware.ports.finding import Found
from hardware.ports.finding_inputs import find_inputs
from hardware.printer.profile import AUTO
from hardware.printer.settings import known_profiles
from hub.client.settings import ConfigError

FOUND_NOTHING = (
    "Không thấy máy in nào cắm vào máy này.",
    "  → Máy in mạng: xem địa chỉ trên trang tự kiểm tra (giữ nút FEED khi bật máy), rồi chạy",
    "    layso-hardware doctor --port tcp://ĐỊA-CHỈ:9100",
)


def make_round(
    *,
    url: str | None,
    config: Path | None,
    profile: str | None,
    wish: Wish,
    found: Callable[[], tuple[Found, ...]],
    clock: Callable[[], float],
    say: Callable[[str], None],
) -> bool:
    """Whether all is well. Raises `ConfigError`."""
    wish = _with_profile(wish, profile)
    visits = list(_visits(url, config, wish, found, say))
    if not visits:
        for line in FOUND_NOTHING:
            say(line)
        return False
    results = [visit_printer(address, each, clock, say) for address, each in visits]
    tables = [table for _, table in results if table]
    if tables:
        say("Chép vào tệp cấu hình của layso-hardware:")
        say("")
        say("\n\n".join(tables))
    return all(is_well for is_well, _ in results)


def plugged_in() -> tuple[Found, ...]:
    """Each device once: a USB printer by the kernel's driver where there is one."""
    printers = finding.find_usblp() or finding.find_usb_printers()
    return (*printers, *finding.find_winspool(), *finding.find_serial(), *find_inputs())


def _with_profile(wish: Wish, name: str | None) -> Wish:
    if name in (None, AUTO):
        return wish
    known = known_profiles(())
    if name not in known:
        raise ConfigError((f'--profile: "{name}" is not known; it must be one of {", ".join((AUTO, *known))}',))
    return msgspec.structs.replace(wish, profile=known[name])


def _visits(
    url: str | None,
    config: Path | None,
    wish: Wish,
    found: Callable[[], tuple[Found, ...]],
    say: Callable[[str], None],
) -> Iterator[tuple[PortAddress, Wish]]:
    if url is not None:
        yield _address(url, "--port"), wish
    elif config is not None:
        settings = read_config(config, hub=None, device=None)
        known = known_profiles(settings.profile)
        for printer in settings.printer:
            named = msgspec.structs.replace(
                wish,
                name=printer.id,
                profile=wish.profile or known.get(printer.profile),
                paper_mm=wish.paper_mm or printer.paper,
            )
            yield _address(printer.port, printer.id), named
    else:
        for number, each in enumerate(say_found(found(), say), start=1):
            yield _address(each.url, each.path), msgspec.structs.replace(wish, name=f"printer-{number}")


def _address(url: str, where: str) -> PortAddress:
    try:
        return parse_port(url)
    except ValueError as error:
        raise ConfigError((f"{where}: {error}",)) from None
