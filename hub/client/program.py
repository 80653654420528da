"""What every program does around its work: plain words for the operator's mistakes, and a log on standard error."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import click

from hub.client.settings import ConfigError

log = logging.getLogger(__name__)

EXIT_CONFIG = 2


@contextmanager
def plain_errors() -> Iterator[None]:
    """A `ConfigError` becomes one line per problem, without a traceback, and exit code 2."""
    try:
        yield
    except ConfigError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        raise SystemExit(EXIT_CONFIG) from None


def start_logging(*, is_verbose: bool) -> None:
    """One line a fact; nothing that was not expected is lost, in whatever thread it happened."""
    logging.basicConfig(
        level=logging.DEBUG if is_verbose else logging.INFO,
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    for library in ("websockets", "zeroconf", "asyncio"):
        logging.getLogger(library).setLevel(logging.INFO if is_verbose else logging.WARNING)
    sys.excepthook = _unexpected
    threading.excepthook = lambda args: _unexpected(args.exc_type, args.exc_value, args.exc_traceback)


def _unexpected(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    log.error("an unexpected fault", exc_info=(kind, error or kind(), traceback))
