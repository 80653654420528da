"""The centre's own emblem: any PNG or BMP, scaled to the paper and made black and white, once."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

_LARGEST_PIXELS: Final = 4_000_000
_FORMATS: Final = ("PNG", "BMP")


class LogoError(Exception):
    """What is wrong with the picture, and what would be right."""


def read_logo(path: Path, threshold: int) -> Image.Image:
    """In shades of grey, what is transparent white, without the white around it. Raises `LogoError`."""
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            if picture.width * picture.height > _LARGEST_PIXELS:
                raise LogoError(f'"{path}" has {picture.width} x {picture.height} pixels; 2000 x 2000 are plenty')
            colours = picture.convert("RGBA")
    except FileNotFoundError:
        raise LogoError(f'there is no file "{path}"; put the picture beside the template') from None
    except UnidentifiedImageError:
        raise LogoError(f'"{path}" is no picture; save it as PNG or BMP') from None
    except OSError as error:
        raise LogoError(f'"{path}" cannot be read: {error.strerror or error}') from None
    paper = Image.new("RGBA", colours.size, "white")
    grey = Image.alpha_composite(paper, colours).convert("L")
    box = _ink(grey, threshold).getbbox()
    if box is None:
        raise LogoError(f'"{path}" has nothing darker than {threshold}; choose a higher threshold or a darker picture')
    return grey.crop(box)


def _ink(grey: Image.Image, threshold: int) -> Image.Image:
    return grey.point([255 * (level < threshold) for level in range(256)], "1")


@lru_cache(maxsize=8)
def _scaled(pixels: bytes, size: tuple[int, int], into: tuple[int, int], threshold: int) -> Image.Image:
    grey = Image.frombytes("L", size, pixels)
    times = min(into[0] / grey.width, into[1] / grey.height)
    target = (max(1, int(grey.width * times)), max(1, int(grey.height * times)))
    large = grey.resize(target, Image.Resampling.LANCZOS)
    return large.point([255 * (level >= threshold) for level in range(256)], "1")


def fitted(grey: Image.Image, width: int, height: int, threshold: int) -> Image.Image:
    """As large as fits, black and white (mode "1")."""
    return _scaled(grey.tobytes(), grey.size, (max(1, width), max(1, height)), threshold)
