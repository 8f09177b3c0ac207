"""Every text inside a sound file: tags, lyrics, chapter titles, and what stands in its cover."""

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import Path

from guides.errors import Place, TagError

SOUNDS = frozenset({".mp3", ".m4b", ".m4a", ".mp4", ".opus", ".ogg", ".flac", ".wav"})
_RUN = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){6,}")
"""Signs in a row inside a picture; fewer come by chance."""
_DEEPEST = 8


def tag_texts(path: Path) -> Iterator[tuple[str, str]]:
    """What each text is, such as `tag TIT2`, and the text.

    Raises:
        TagError: it is no sound file that can be read.
    """
    import mutagen

    try:
        file = mutagen.File(path)
    except (mutagen.MutagenError, OSError) as error:
        raise _unread(path) from error
    if file is None:
        raise _unread(path)
    for name, value in (file.tags or {}).items():
        for text in _texts(value, 0):
            yield f"tag {name.partition(':')[0]}", text
    for picture in getattr(file, "pictures", ()):
        yield from (("cover", text) for text in _texts(vars(picture), 0))
    for chapter in getattr(file, "chapters", None) or ():
        yield "chapter title", chapter.title


def _unread(path: Path) -> TagError:
    return TagError(
        "This sound file cannot be looked into.",
        where=Place(path.name),
        hint="Build it again; a file that nobody can look into must not leave.",
    )


def _texts(value: object, depth: int) -> Iterator[str]:
    """All texts in a tag, however deep."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value
        yield from _pictured(value)
    elif isinstance(value, bytes | bytearray):
        yield from (run.decode(errors="ignore") for run in _RUN.findall(bytes(value)))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for each in pair for text in _texts(each, depth + 1))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each, depth + 1))
    elif not isinstance(value, int) and hasattr(value, "__dict__"):
        yield from _texts(dict(vars(value)), depth + 1)


def _pictured(text: str) -> Iterator[str]:
    """What stands in a picture that is written as letters, as Opus has it."""
    if len(text) > 1000 and " " not in text[:1000]:
        try:
            yield from _texts(base64.b64decode(text, validate=True), 0)
        except binascii.Error:
            return
