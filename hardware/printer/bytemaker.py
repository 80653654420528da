"""python-escpos as a maker of bytes, and nothing else: its connectors and its status words are not used here.

Its import has two side effects a service cannot live with: a temporary folder left behind at every start, and a root
log handler. Both are caught here, so this is the only module that imports it.
"""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

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
    from escpos.constants import QR_ECLEVEL_H, QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_MODEL_2
    from escpos.printer import Dummy

_QR_LEVELS: Final = {"L": QR_ECLEVEL_L, "M": QR_ECLEVEL_M, "Q": QR_ECLEVEL_Q, "H": QR_ECLEVEL_H}


class _AnyWidth(_DefaultProfile):  # type: ignore[misc, unused-ignore]
    """The default profile without its word on "unknown width", which it prints to stdout with every picture."""

    profile_data = {**_DefaultProfile.profile_data, "media": {"width": {}}}  # noqa: RUF012 - python-escpos reads it so


class ByteMaker:
    """Collects what is to be sent."""

    def __init__(self) -> None:
        self._dummy = Dummy(profile=_AnyWidth())

    def centre(self) -> None:
        """`ESC a 1`."""
        self._dummy.set(align="center")

    def raster(self, picture: Image.Image, *, is_tall: bool, is_wide: bool) -> None:
        """`GS v 0` with the whole picture (the caller keeps it short); the printer may double its dots either way."""
        self._dummy.image(
            picture,
            high_density_vertical=not is_tall,
            high_density_horizontal=not is_wide,
            impl="bitImageRaster",
            fragment_height=picture.height,
        )

    def qr_code(self, text: str, level: str, dots_per_module: int) -> None:
        """`GS ( k`: a QR code of model 2 which the printer draws by itself."""
        self._dummy.qr(text, ec=_QR_LEVELS[level], size=dots_per_module, model=QR_MODEL_2, native=True)

    def large_text(self, text: str, x_times: int, y_times: int) -> None:
        """`GS !` around a line of ASCII. Not by python-escpos's own `text`, which adds a choice of code page."""
        self._dummy.set(custom_size=True, width=x_times, height=y_times)
        self._dummy._raw(text.encode("ascii") + b"\n")
        self._dummy.set(custom_size=True, width=1, height=1)

    def take(self) -> bytes:
        data: bytes = self._dummy.output
        self._dummy.clear()
        return data
