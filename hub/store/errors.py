"""The disk's fault."""

from pathlib import Path


class StoreError(Exception):
    """The store could not do what was asked; nothing was changed. The message is for the operator of the box."""


def explained(path: Path, error: Exception) -> str:
    """One line for the person at the box: what is wrong and what to do."""
    text = str(error)
    if "not a database" in text or "malformed" in text or isinstance(error, ValueError):
        return f"{path} is damaged ({text}): keep the file, restore a backup (docs/operations.md)"
    if "full" in text:
        return f"the disk of {path} is full: free some space"
    return f"{path} cannot be used: {text}"
