"""When what is personal is erased: from each day that is over, in the database and then in every backup of it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from hub.store.errors import StoreError
from hub.store.retention import Erasure
from hub.upkeep.backups import Backups

log = logging.getLogger(__name__)

FIRST_AFTER_S = 20.0
"""The start itself comes first."""
NEXT_AFTER_S = 5.0
"""After a long time away many days wait; each holds up the queue for some milliseconds."""
LOOK_EVERY_S = 60.0


class Erasing(Protocol):
    """What is asked of the store."""

    def erase_next(self, now: datetime) -> Erasure | None: ...


async def erase_forever(
    store: Erasing, backups: Backups, today: Callable[[], str], now: Callable[[], datetime]
) -> None:
    """`today` is the service day that is open; nothing of it is erased."""
    await asyncio.sleep(FIRST_AFTER_S)
    seen_to = ""
    while True:
        try:
            done = store.erase_next(now())
        except StoreError as error:
            log.error("what is personal was not erased: %s", error)  # noqa: TRY400 - the disk's fault, told in one line
            await asyncio.sleep(LOOK_EVERY_S)
            continue
        if done is not None:
            log.info("erased what is personal of %s from %d entries", done.day, done.changed)
            await asyncio.sleep(NEXT_AFTER_S)
        elif seen_to != today():
            seen_to = today()
            await backups.erase(seen_to)
            backups.ask()
        else:
            await asyncio.sleep(LOOK_EVERY_S)
