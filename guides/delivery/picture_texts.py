"""Every text inside a picture: comments, what a camera or a program wrote down, and their descriptions."""

import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

from guides.store.decoding import decoded, runs_in

_KINDS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "ICO")
_INNER = (0x8769, 0x8825, 0xA005)
"""Where in EXIF the camera's own, the place's and the exchange's tables stand."""
_MOST = 60_000_000
"""Pixels up to which a picture is looked into: what is written behind that of a PNG shows only when it is unpacked."""

_QUIET = logging.NullHandler()
_LEAST, _SHORT, _LEAST_IN_LONG = 3, 2000, 6
"""Signs in a row that are no chance in so many bytes, and in more: those may hold a small picture, too."""


def picture_texts(raw: bytes) -> tuple[str, ...] | None:
    """The texts inside a picture; None where it is no picture that can be read."""
    from PIL import Image

    # What Pillow finds odd in a picture it would tell with the path of this program.
    logging.getLogger("PIL").addHandler(_QUIET)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(raw), formats=_KINDS) as image:
            if image.width * image.height > _MOST:
                return None
            if image.format == "PNG":
                image.load()
            held = [*image.info.items(), *getattr(image, "text", {}).items(), *getattr(image, "applist", ())]
            exif = image.getexif()
            held += exif.items()
            for table in _INNER:
                held += exif.get_ifd(table).items()
            tags = getattr(image, "tag_v2", None)
            held += tags.items() if tags else ()
    except (
        *(OSError, EOFError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, AttributeError),
        *(struct.error, zlib.error, Image.DecompressionBombError),
    ):
        return None
    return tuple(dict.fromkeys(text for each in held for text in _texts(each)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        # A camera writes eight bytes before a comment, which say what letters it is in.
        for raw in (value, value.strip(b"\0"), value[8:].strip(b"\0")):
            yield from decoded(raw)
        yield from runs_in(value, _LEAST if len(value) <= _SHORT else _LEAST_IN_LONG)
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for text in _texts(pair))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each))
