"""The files in `music/`: which there are, and which one a name means."""

import unicodedata
from difflib import get_close_matches
from pathlib import Path, PureWindowsPath

from guides.errors import MusicError, Place
from guides.store.files import translated

_NOT_SOUND = frozenset({".toml", ".md", ".txt", ".json", ".pdf", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".m3u8"})


def list_tracks(folder: Path) -> tuple[str, ...]:
    """The names of the music files below a folder, as scripts write them; none if there is no folder."""
    if not folder.is_dir():
        return ()
    with translated(folder, "look through this folder"):
        files = [path for path in folder.rglob("*") if is_sound(path.name) and path.is_file()]
    names = [path.relative_to(folder) for path in files if _inside(path, folder)]
    return tuple(sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts)))


def is_sound(name: str) -> bool:
    """Whether a file could be music by its name: notes and pictures that lie beside it are not."""
    return Path(name).suffix.lower() not in _NOT_SOUND


def find_track(folder: Path, name: str) -> Path:
    """The file that a name means.

    Raises:
        MusicError: it would leave the folder, or there is no such file; then with the nearest name.
    """
    if ".." in PureWindowsPath(name).parts or Path(name).is_absolute() or PureWindowsPath(name).drive or not name:
        raise _outside(name)
    path = folder / name
    if not path.is_file():
        path = folder / _same_letters(folder, name)
    if not _inside(path, folder):
        raise _outside(name)
    return path


def place(name: str) -> Place:
    """Where messages say that a track is."""
    return Place(f"music/{name}")


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _same_letters(folder: Path, name: str) -> str:
    """A file whose name is the same text in other code points, as file systems of some makers keep it."""
    names = list_tracks(folder)
    wanted = unicodedata.normalize("NFC", name)
    for known in names:
        if unicodedata.normalize("NFC", known) == wanted:
            return known
    if (folder / name).is_dir():
        raise MusicError("This is a folder, not a music file.", where=place(name), hint="Name a file inside it.")
    by_lower = {known.lower(): known for known in names}
    near = get_close_matches(name.lower(), by_lower, 1, 0.5)
    hint = "Put the file into the music folder, or name a bed such as warm-drone."
    if near:
        hint = f"Did you mean {by_lower[near[0]]}?"
    raise MusicError("There is no such music file.", where=place(name), hint=hint)


def _outside(name: str) -> MusicError:
    return MusicError(
        f"Music must be inside the music folder; this is not: {name or '(no name)'}.",
        hint="Copy the file into music/ and write its name alone.",
    )
