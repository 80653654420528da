"""python-escpos as a maker of bytes, and nothing else: its connectors and its status words are not used here.

Its import has two side effects a service cannot live with: a temporary folder left behind at every start, and a root
log handler. Both are caught here, so this is the only module that imports it.
"""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image


@contextmanager
def _without_traces() -> Iterator[None]:
    handlers, folder_before = logging.root.handlers[:], tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = folder_before
            logging.root.handlers[:] = handlers


with _without_traces():
    from escpos.capabilities import Profile as _DefaultProfile
    from escpos.printer import Dummy


class _AnyWidth(_DefaultProfile):  # type: ignore[misc, unused-ignore]
    """The default profile without its word on "unknown width", which it prints to stdout with every picture."""

    profile_data = {**_DefaultProfile.profile_data, "media": {"width": {}}}  # noqa: RUF012 - python-escpos reads it so


class ByteMaker:
    """Collects what is to be sent."""

    def __init__(self) -> None:
        self._dummy = Dummy(profile=_AnyWidth())

    def raw(self, data: bytes) -> None:
        self._dummy._raw(data)

    def centre(self) -> None:
        self._dummy.set(align="center")

    def raster(self, picture: Image.Image, *, is_doubled: bool) -> None:
        """`GS v 0` with the whole picture (the caller keeps it short); the printer may print each row twice."""
        self._dummy.image(
            picture,
            high_density_vertical=not is_doubled,
            impl="bitImageRaster",
            fragment_height=picture.height,
        )

    def feed_and_cut(self) -> None:
        self._dummy.cut(feed=False)

    def take(self) -> bytes:
        data: bytes = self._dummy.output
        self._dummy.clear()
        return data
