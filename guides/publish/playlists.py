"""Playlists: UTF-8 `.m3u8` with relative paths, so that a folder can be moved with everything in it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from guides.errors import Place, StoreError
from guides.model.wording import one_line
from guides.units import Seconds

_PLAIN = re.compile(r"[^\W_][^:]*|[^\W_][^:/]*/.*")
"""A path that no player takes for a comment, an address, or a line to be trimmed."""

_BREAKS = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's control characters, halves of characters, and separators of lines and paragraphs."""


@dataclass(frozen=True, slots=True)
class PlaylistEntry:
    """One guide in a playlist."""

    path: str
    """From the playlist's folder, with forward slashes."""
    seconds: Seconds
    artist: str
    title: str


def m3u8(title: str, entries: Sequence[PlaylistEntry]) -> str:
    """A playlist's text; the same entries give the same text.

    Raises:
        StoreError: a path that no playlist can carry: absolute, or with a control character in it.
    """
    lines = ["#EXTM3U", f"#PLAYLIST:{one_line(title)}"]
    for entry in entries:
        shown = " - ".join(part for part in (one_line(entry.artist), one_line(entry.title)) if part)
        lines += [f"#EXTINF:{round(entry.seconds)},{shown}", _line_for(entry.path)]
    return "\n".join(lines) + "\n"


def _line_for(path: str) -> str:
    # A line break would end the name, and players trim the ends of lines.
    unwritable = any(unicodedata.category(sign) in _BREAKS for sign in path) or path != path.rstrip()
    if not path or unwritable or path.startswith("/"):
        raise StoreError(
            "This file's name cannot stand in a playlist.",
            where=Place(path),
            hint="Use letters, digits and hyphens, and keep the file below the playlist's folder.",
        )
    return path if _PLAIN.fullmatch(path) else f"./{path}"
