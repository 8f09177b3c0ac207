"""Every text inside a sound file: tags, lyrics, chapter titles, and what stands in its cover."""

import base64
import binascii
import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from guides.delivery.picture_texts import picture_texts
from guides.errors import Place, TagError
from guides.store.decoding import runs_in

SOUNDS = frozenset({".mp3", ".m4b", ".m4a", ".mp4", ".opus", ".ogg", ".flac", ".wav"})
_DEEPEST = 8
_DAMAGES = (OSError, EOFError, ValueError, LookupError, ArithmeticError, TypeError, AttributeError, struct.error)
"""What mutagen lets through of a damaged file, beside its own errors."""


def tag_texts(stream: BinaryIO, name: str) -> Iterator[tuple[str, str]]:
    """What each text is, such as `tag TIT2`, and the text.

    Args:
        stream: an open sound file.
        name: what it is called in a message.

    Raises:
        TagError: it is no sound file that can be read.
    """
    import mutagen

    stream.seek(0)
    try:
        file = mutagen.File(stream)
    except (mutagen.MutagenError, *_DAMAGES) as error:
        raise _unread(name) from error
    if file is None:
        raise _unread(name)
    for key, value in (file.tags or {}).items():
        for text in _texts(value, 0):
            yield f"tag {key.partition(':')[0]}", text
    for picture in getattr(file, "pictures", ()):
        yield from (("cover", text) for text in _texts(vars(picture), 0))
    for chapter in getattr(file, "chapters", None) or ():
        yield "chapter title", chapter.title


def _unread(name: str) -> TagError:
    return TagError(
        "This sound file cannot be looked into.",
        where=Place(name),
        hint="Build it again; a file that nobody can look into must not leave.",
    )


def _texts(value: object, depth: int) -> Iterator[str]:
    """All texts in a tag, however deep."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value
        yield from _pictured(value, depth)
    elif isinstance(value, bytes | bytearray):
        yield from _inside(bytes(value))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for each in pair for text in _texts(each, depth + 1))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each, depth + 1))
    elif not isinstance(value, int) and hasattr(value, "__dict__"):
        yield from _texts(dict(vars(value)), depth + 1)


@lru_cache(maxsize=64)
def _inside(raw: bytes) -> tuple[str, ...]:
    """The texts in a tag that is no text; mostly a cover, the same for one client after the other."""
    return (*runs_in(raw), *(picture_texts(raw) or ()))


def _pictured(text: str, depth: int) -> Iterator[str]:
    """What stands in a picture that is written as letters, as Opus has it."""
    if len(text) < 64 or " " in text[:1000]:
        return
    from mutagen import MutagenError
    from mutagen.flac import Picture

    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return
    try:
        yield from _texts(vars(Picture(raw)), depth + 1)
    except (MutagenError, *_DAMAGES):
        yield from _inside(raw)
