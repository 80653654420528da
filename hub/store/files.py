"""What a power cut must not undo: files and names that are on the disk when a call returns."""

import os
from pathlib import Path


def flush_to_disk(path: Path) -> None:
    """A file's content, or a folder's names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
