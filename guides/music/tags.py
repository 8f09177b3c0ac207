"""What a music file says about itself in its tags."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guides.model.wording import one_line, shortened

_MOST = 300
"""Characters and more of a tag are not a title."""
_NAMES = {
    "title": ("TIT2", "title", "\xa9nam", "Title"),
    "artist": ("TPE1", "artist", "\xa9ART", "Author"),
    "licence": ("WCOP", "TXXX:LICENSE", "license", "licence", "----:com.apple.iTunes:LICENSE"),
    "copyright": ("TCOP", "copyright", "cprt", "Copyright"),
}
"""Each as ID3, Vorbis comments, MP4 and ASF call it."""


@dataclass(frozen=True, slots=True)
class FileTags:
    """Empty where a file says nothing."""

    title: str = ""
    artist: str = ""
    licence: str = ""
    """Its licence, or its copyright notice where it names none."""


def read_tags(path: Path) -> FileTags:
    """The tags of a music file; none where they cannot be read, since sound does not need them."""
    from mutagen import File, MutagenError

    try:
        file = File(path)
    except (MutagenError, ValueError, LookupError, OverflowError, struct.error):
        return FileTags()
    tags: Any = getattr(file, "tags", None)
    if not tags:
        return FileTags()
    found = {meaning: _first(tags, names) for meaning, names in _NAMES.items()}
    return FileTags(found["title"], found["artist"], found["licence"] or found["copyright"])


def _first(tags: Any, names: tuple[str, ...]) -> str:
    """The first text under any of these names."""
    for name in names:
        try:
            value = tags.get(name)
        except (ValueError, LookupError):
            # Vorbis comments refuse names in other than ASCII letters.
            continue
        if value is not None and (text := _text(value)):
            return text
    return ""


def _text(value: Any) -> str:
    if hasattr(value, "url"):
        value = value.url
    elif hasattr(value, "text"):
        value = value.text
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    return shortened(one_line(str(value)), characters=_MOST, size=4 * _MOST)
