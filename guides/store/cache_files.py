"""What lies in the caches of a practice, and what killed programs left half written: found, and removed."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guides.errors import Place, StoreError
from guides.store.files import translated
from guides.store.leftovers import HALF, is_abandoned

_ENTRY = re.compile(r"(?:clients/[^/]+/)?cache/[^/]+/[0-9a-f]{2}/[0-9a-f]{38}")
"""An entry by its path below `.guides/`, as `Cache.path` makes it. Whatever is called otherwise is somebody else's."""
_CACHE_FOLDER = re.compile(r"cache|clients(?:/[^/]+(?:/cache)?)?")
ABANDONED = 3600.0
"""Seconds for which nothing was added to a half file that nobody writes any more."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that may be removed."""

    path: str
    size: int
    used: float
    """When it was last used or written, in seconds since 1970, as far as anything knows; never later than now."""


@dataclass(frozen=True, slots=True)
class Found:
    """What may be removed from a practice folder."""

    entries: tuple[Stored, ...]
    """Of the common cache, and of those of clients."""
    halves: tuple[Stored, ...]
    """Half files that nobody finishes."""


def look_through(hidden: Path, out: Path, now: float) -> Found:
    """Find the cache's entries, and half files in the cache and beside the outputs; no link is followed.

    Args:
        hidden: the folder of cache and journal, `.guides/`.
        out: the folder of outputs.
        now: seconds since 1970.

    Raises:
        StoreError: a cache is a link to elsewhere, or a folder cannot be read.
    """
    entries: list[Stored] = []
    halves: list[Stored] = []
    with translated(hidden, "look through the cache"):
        for inside, file in _files(hidden):
            if file.is_symlink():
                _refuse_linked_cache(inside)
            elif _ENTRY.fullmatch(inside):
                entries += _stored(file, now)
            elif HALF.fullmatch(file.name):
                halves += _stored(file, now)
    with translated(out, "look through the outputs"):
        for _, file in _files(out):
            if HALF.fullmatch(file.name):
                halves += _stored(file, now)
    old = (half for half in halves if half.used < now - ABANDONED)
    return Found(tuple(entries), tuple(half for half in old if is_abandoned(Path(half.path))))


def remove(file: Stored) -> bool:
    """Remove a file; whether it was still there.

    Raises:
        OSError: it cannot be removed.
    """
    try:
        os.unlink(file.path)  # noqa: PTH108 - a hundred thousand of them
    except FileNotFoundError:
        return False
    return True


def _files(folder: Path) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """What is no folder below a folder, and its path from there; nothing where that is none itself."""
    if folder.is_symlink() or not folder.is_dir():
        return
    # scandir knows on most systems what is a folder without asking again; pathlib would ask for each file.
    waiting = [(str(folder), "")]
    while waiting:
        path, inside = waiting.pop()
        try:
            with os.scandir(path) as listing:
                listed = list(listing)
        except FileNotFoundError:
            continue  # Taken away meanwhile: nothing is left to be found.
        for file in listed:
            if file.is_dir(follow_symlinks=False):
                waiting.append((file.path, f"{inside}{file.name}/"))
            else:
                yield f"{inside}{file.name}", file


def _stored(file: "os.DirEntry[str]", now: float) -> list[Stored]:
    """A file with its size and time; none where it is no ordinary file, or has gone meanwhile."""
    try:
        if not file.is_file(follow_symlinks=False):
            return []
        state = file.stat(follow_symlinks=False)
    except FileNotFoundError:
        return []
    return [Stored(file.path, state.st_size, min(state.st_mtime, now))]


def _refuse_linked_cache(inside: str) -> None:
    """Say that a cache is elsewhere; whose it is has no place in a message.

    Raises:
        StoreError: where this link stands for a cache.
    """
    if _CACHE_FOLDER.fullmatch(inside):
        raise StoreError(
            "A cache is a link to another place; nothing is removed behind a link, and nothing was.",
            where=Place(f".guides/{inside.split('/')[0]}"),
            hint="Make it a folder of its own, or take away by hand what the link leads to: it can be made again.",
        )
