"""Which post goes with which table of the agent's file: the one place that knows every kind of device."""

import logging
from collections.abc import Sequence

from hardware.callpad.post import PadPost
from hardware.config import HardwareConfig
from hardware.number_display.post import SignPost
from hardware.ports import parse_port, printing_check
from hardware.post import Office, Post
from hardware.printer.settings import printer_places
from hardware.printer_post import PrinterPost
from hardware.scanner.post import ScannerPost
from hardware.tables import lines

log = logging.getLogger(__name__)


def install(config: HardwareConfig, office: Office) -> Sequence[Post]:
    """A post for each port of the file."""
    for printer in config.printer:
        for warning in printing_check(parse_port(printer.port)).warnings:
            log.warning("[%s] %s", printer.id, warning)
    posts: list[Post] = [PrinterPost(place, office) for place in printer_places(config.printer, config.profile)]
    posts += [PadPost(line, office) for line in lines(config.pad)]
    posts += [SignPost(line, office) for line in lines(config.number_display)]
    posts += [ScannerPost(line, office) for line in lines(config.scanner)]
    return posts
