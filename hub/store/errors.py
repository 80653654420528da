"""The disk's fault."""

import sqlite3
from pathlib import Path

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF
"""An extended result code of SQLite has its primary code in the lowest byte."""


class StoreError(Exception):
    """The store could not do what was asked; nothing was changed. The message is for the operator of the box."""


class DatabaseDamaged(StoreError):  # noqa: N818 - names a fact
    """What lies on the disk is not what was written; trying again will not help."""


def explained(path: Path, error: Exception) -> StoreError:
    """One line for the person at the box: what is wrong and what to do."""
    text = str(error)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
    if isinstance(error, DatabaseDamaged) or code in _DAMAGED or "malformed" in text:
        return DatabaseDamaged(f"{path} is damaged ({text}): keep the file, restore a backup (docs/operations.md)")
    if isinstance(error, ValueError | LookupError):
        return StoreError(f"{path} cannot be read by this version of Layso ({text}): run the version that wrote it")
    if "full" in text:
        return StoreError(f"the disk of {path} is full: free some space")
    return StoreError(f"{path} cannot be used: {text}")
