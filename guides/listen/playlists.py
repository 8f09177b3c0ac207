"""Playlists as they come: read for what they name, and never followed out of their folder."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from guides.errors import GuideError, Place, StoreError
from guides.store.files import read_text
from guides.units import Seconds

ENDINGS = (".m3u8", ".m3u")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_INFO = re.compile(r"#EXTINF:\s*(-?\d+(?:\.\d+)?)[^,]*,?(.*)")
_UNSEEN = ("Cc", "Cs", "Zl", "Zp")
_RELATIVE = "A playlist names files in or below its own folder, such as preparation/01-arriving.mp3."
MOST = 2_000
"""Entries of a playlist that are looked at."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a playlist."""

    path: Path
    shown: str
    """How messages name it."""
    seconds: Seconds | None = None
    """How long the playlist says it is."""


def read_playlist(path: Path, within: Path | None = None) -> tuple[Listed | GuideError, ...]:
    """What a playlist names, in its order; for what cannot be used, why not.

    Args:
        path: the playlist.
        within: the folder that nothing may lie outside of; None: the playlist's own.

    Raises:
        StoreError: it is missing, too large, or not text.
    """
    text = read_text(path, path.name)
    folder = path.parent.resolve()
    within = (within or folder).resolve()
    found: list[Listed | GuideError] = []
    seconds: Seconds | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        entry = line.strip()
        if info := _INFO.match(entry):
            said = float(info[1])
            seconds = Seconds(said) if said > 0 else None
        elif entry and not entry.startswith("#"):
            found.append(_listed(entry, Place(path.name, number), folder, within, seconds))
            seconds = None
        if len(found) == MOST:
            break
    return tuple(found)


def _listed(entry: str, place: Place, folder: Path, within: Path, seconds: Seconds | None) -> Listed | GuideError:
    if any(unicodedata.category(sign) in _UNSEEN for sign in entry):
        return StoreError("This entry has characters in it that no file name has.", where=place, hint=_RELATIVE)
    absolute = PurePosixPath(entry).is_absolute() or PureWindowsPath(entry).anchor
    if not absolute and _ADDRESS.match(entry):
        return StoreError("This entry is an address; only files are played.", where=place, hint=_RELATIVE)
    if absolute:
        return StoreError("This entry names a place of another machine or folder.", where=place, hint=_RELATIVE)
    try:
        named = folder / entry
        if not named.exists():
            named = folder / entry.replace("\\", "/")
        path = named.resolve()
    except (OSError, RuntimeError, ValueError):
        return StoreError("This entry cannot be the name of a file.", where=place, hint=_RELATIVE)
    if not path.is_relative_to(within):
        return StoreError("This entry leads out of the folder.", where=place, hint=_RELATIVE)
    return Listed(path, path.relative_to(within).as_posix(), seconds)
