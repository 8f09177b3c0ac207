"""Everything that one private link leads to: names, and the bytes or files that they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from guides.publish.feed import Feed
from guides.store.exported import Copied

TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webmanifest": "application/manifest+json",
    "vtt": "text/vtt; charset=utf-8",
    "chapters.json": "application/json+chapters",
    "mp3": "audio/mpeg",
    "m4b": "audio/mp4",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
"""What each ending is called on the web."""


def type_of(name: str) -> str:
    """The media type of a name."""
    known = (ending for ending in sorted(TYPES, key=len, reverse=True) if name.endswith(f".{ending}"))
    return TYPES.get(next(known, ""), "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Site:
    """The page with its sound, and the feed with its own."""

    written: Mapping[str, bytes]
    """What is made for it, by its name below the link."""
    copies: Mapping[str, Copied]
    """Files of the practice."""
    feed: Feed | None = None
    """None: there is none."""
