"""The event log and the tables the reports read: SQLite, WAL, synchronous=FULL, one writer.

`append` is one transaction: the events, and the rows they change, or nothing. When it returns, they are on the disk.
"""

from hub.store.errors import DatabaseDamaged, StoreError
from hub.store.log import EventLog

__all__ = ["DatabaseDamaged", "EventLog", "StoreError"]
