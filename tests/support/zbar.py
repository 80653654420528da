"""The zbar library as a second reader of QR codes, in binary mode: it guesses at no character set."""

import ctypes
from ctypes.util import find_library

import pytest
from PIL import Image

_QR_CODE, _BINARY = 64, 4
_Y800 = int.from_bytes(b"Y800", "little")


def _library() -> ctypes.CDLL:
    name = find_library("zbar")
    if name is None:
        pytest.skip("libzbar0 is not installed")
    library = ctypes.CDLL(name)
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    for function, result, arguments in (
        ("zbar_image_scanner_create", pointer, []),
        ("zbar_image_scanner_set_config", ctypes.c_int, [pointer, ctypes.c_int, ctypes.c_int, ctypes.c_int]),
        ("zbar_image_scanner_destroy", None, [pointer]),
        ("zbar_image_create", pointer, []),
        ("zbar_image_set_format", None, [pointer, ctypes.c_ulong]),
        ("zbar_image_set_size", None, [pointer, number, number]),
        ("zbar_image_set_data", None, [pointer, ctypes.c_char_p, ctypes.c_ulong, pointer]),
        ("zbar_image_destroy", None, [pointer]),
        ("zbar_scan_image", ctypes.c_int, [pointer, pointer]),
        ("zbar_image_first_symbol", pointer, [pointer]),
        ("zbar_symbol_next", pointer, [pointer]),
        ("zbar_symbol_get_data", pointer, [pointer]),
        ("zbar_symbol_get_data_length", number, [pointer]),
    ):
        symbol = getattr(library, function)
        symbol.restype, symbol.argtypes = result, arguments
    return library


def read_qr(picture: Image.Image) -> list[bytes]:
    """Every QR code on it, as the bytes it holds. Skips the test where the library is not installed."""
    zbar = _library()
    grey = picture.convert("L")
    dots = grey.tobytes()
    scanner, image = zbar.zbar_image_scanner_create(), zbar.zbar_image_create()
    try:
        zbar.zbar_image_scanner_set_config(scanner, _QR_CODE, _BINARY, 1)
        zbar.zbar_image_set_format(image, _Y800)
        zbar.zbar_image_set_size(image, grey.width, grey.height)
        zbar.zbar_image_set_data(image, dots, len(dots), None)
        zbar.zbar_scan_image(scanner, image)
        found, symbol = [], zbar.zbar_image_first_symbol(image)
        while symbol:
            data, length = zbar.zbar_symbol_get_data(symbol), zbar.zbar_symbol_get_data_length(symbol)
            found.append(ctypes.string_at(data, length))
            symbol = zbar.zbar_symbol_next(symbol)
        return found
    finally:
        zbar.zbar_image_destroy(image)
        zbar.zbar_image_scanner_destroy(scanner)
