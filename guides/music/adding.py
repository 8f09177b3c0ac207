"""A music file taken into the practice: heard first, copied whole, and given its table in `music.toml`."""

import datetime
import shutil
import unicodedata
from dataclasses import dataclass, fields, replace
from pathlib import Path

from guides.errors import MusicError, Place
from guides.model.library import Library, TrackFacts
from guides.model.licences import Rights
from guides.model.script import PhaseName
from guides.music.inspection import Inspected, inspect
from guides.music.library import NAME, read_library
from guides.music.shelf import is_sound, place
from guides.music.tags import read_tags
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.store.files import digest_of, translated, whole_path, write_whole
from guides.store.toml_text import quoted

_NAME_MOST = 180
"""Bytes of a file's name; what is written beside it needs some more of the 255 that there are."""
_UNSAFE = frozenset('<>:"/\\|?*[],')
"""What Windows does not allow in a name, and what a cue in a script could not hold."""
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Told:
    """What the therapist says about a track; None where nothing was said."""

    title: str | None = None
    artist: str | None = None
    licence: str | None = None
    source: str | None = None
    room: Rights | None = None
    give: Rights | None = None
    mix: Rights | None = None
    proof: str | None = None
    expires: datetime.date | None = None
    lyrics: bool | None = None
    phases: tuple[PhaseName, ...] = ()
    intensity: float | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A track in its place."""

    file: str
    copied: bool
    """False when the same file was there already."""
    written: bool
    """False when `music.toml` had a table for it already, which was left as it was."""
    facts: TrackFacts
    inspected: Inspected


def add_track(folder: Path, source: Path, told: Told, ffmpeg: Ffmpeg, cache: Cache) -> Added:
    """Take a file into the music folder.

    Args:
        folder: the music folder; made when there is none.
        source: the file, anywhere.
        told: what is known of it; the file's own tags fill title, artist and licence.
        ffmpeg: decodes it, to see that it can be used.
        cache: keeps it decoded, so that the first build need not.

    Raises:
        MusicError: it is no music, cannot be used, or something else has its name; nothing was changed.
        LibraryError: `music.toml` has errors; nothing was changed.
        StoreError: it cannot be read or written.
    """
    library, _ = read_library(folder)
    name = safe_name(source.name)
    _hear(source, name, ffmpeg, cache)
    target = folder / name
    copied = _copied(source, target)
    heard = inspect(folder, name, ffmpeg, cache)
    written = library.of(name) is None
    if written:
        tags = read_tags(target)
        told = replace(
            told,
            title=told.title or tags.title,
            artist=told.artist or tags.artist,
            licence=told.licence or tags.licence,
        )
        _append(folder / NAME, _table(name, told))
        library, _ = read_library(folder)
    return Added(name, copied, written, _known(library, name), heard)


def safe_name(name: str) -> str:
    """A file's name, changed only where some system, a script or a command could not take it."""
    kept = unicodedata.normalize("NFC", name)
    kept = "".join(
        "-" if sign in _UNSAFE or unicodedata.category(sign) in ("Cc", "Cs") else sign
        for sign in kept
        if unicodedata.category(sign) != "Cf" or sign == "\u200d"
    )
    stem, dot, ending = kept.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (kept, "")
    # A leading dash would be taken for an option, a leading dot hides the file.
    stem = " ".join(stem.split()).lstrip("-. ").rstrip(". ") or "music"
    if stem.casefold() in _RESERVED or stem.casefold() == "off":
        stem = f"{stem}-music"
    while len((stem + ending).encode()) > _NAME_MOST and len(stem) > 1:
        stem = stem[:-1].rstrip()
    return stem + ending


def _hear(source: Path, name: str, ffmpeg: Ffmpeg, cache: Cache) -> None:
    """Hear the file where it is, so that one that cannot be used is not taken in.

    The cache goes by content: in its new place it need not be decoded again.
    """
    shown = Place(str(source))
    if not source.is_file():
        what = "This is a folder, not a music file." if source.is_dir() else "There is no such file."
        raise MusicError(what, where=shown, hint="Give the path of one music file.")
    if not is_sound(name):
        hint = "Give it the ending that it has by right, such as .mp3 or .flac."
        raise MusicError("The ending of this name is not one of a music file.", where=shown, hint=hint)
    real = source.resolve()
    found = inspect(real.parent, real.name, ffmpeg, cache)
    if found.problems:
        problem = found.problems[0]
        raise MusicError(f"{problem.message} It was not added.", where=shown, hint=problem.hint)


def _copied(source: Path, target: Path) -> bool:
    if target.exists() or target.is_symlink():
        if target.is_file() and (target.samefile(source) or digest_of(target) == digest_of(source)):
            return False
        hint = "Nothing was changed. Give the new file another name and add it again."
        raise MusicError(
            "There is something else of this name in the music folder.", where=place(target.name), hint=hint
        )
    with translated(source, "copy this file"), whole_path(target) as beside:
        shutil.copyfile(source, beside)
    return True


def _table(name: str, told: Told) -> str:
    """The lines of a track in `music.toml`."""
    lines = [f"[{quoted(name)}]"]
    for field in fields(told):
        value = getattr(told, field.name)
        if value not in (None, "", ()):
            lines.append(f"{field.name} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return quoted(value) if isinstance(value, str) else f"{value:g}"


def _append(path: Path, table: str) -> None:
    """Write a table behind what is there, and leave that as it is, to the byte."""
    with translated(path, "read this file"):
        before = path.read_bytes() if path.is_file() else b""
    end = "\r\n" if b"\r\n" in before else "\n"
    gap = "" if not before else end if before.endswith(b"\n") else end * 2
    write_whole(path, [before, (gap + table.replace("\n", end)).encode()])


def _known(library: Library, name: str) -> TrackFacts:
    facts = library.of(name)
    if facts is None:
        raise MusicError("music.toml was changed while this was being added.", where=place(name), hint="Run it again.")
    return facts
