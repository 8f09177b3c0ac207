"""A folder searched, byte by byte, for words that must not be in it any more."""

import mmap
import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guides.errors import StoreError
from guides.store.files import translated

_PROBE = 8192
"""Bytes in which a file that is no text shows an empty one."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for."""

    anywhere: re.Pattern[bytes] | None = field(repr=False)
    """Long enough not to be between other bytes by chance."""
    in_texts: re.Pattern[bytes] | None = field(repr=False)
    """Short words, looked for in texts alone."""
    in_names: Callable[[str], bool]
    """Whether the name of a file or a folder says it."""


@dataclass(frozen=True, slots=True)
class Left:
    """A file in which something was found, or whose name says it."""

    path: Path
    in_name: bool


def search(
    root: Path, sought: Sought, passed_over: Collection[Path] = (), nameless: Path | None = None
) -> Iterator[Left]:
    """Files below a folder that hold what is sought, and all whose name says it.

    Args:
        root: the folder; links in it are not followed.
        sought: what to look for.
        passed_over: folders that are not opened.
        nameless: a folder in which names are hashes, and say nothing.

    Raises:
        StoreError: a folder or file cannot be read, so that nobody can be sure.
    """

    def stop(error: OSError) -> None:
        raise error

    with translated(root, "search this folder"):
        for name, folders, files in os.walk(root, onerror=stop) if root.is_dir() else ():
            folder = Path(name)
            folders[:] = [each for each in folders if folder / each not in passed_over]
            hashes = nameless is not None and folder.is_relative_to(nameless)
            for each in (*folders, *files) if not hashes else ():
                if sought.in_names(each):
                    yield Left(folder / each, True)
            for each in files:
                if _holds(folder / each, sought):
                    yield Left(folder / each, False)


def _holds(path: Path, sought: Sought) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size == 0:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        if sought.anywhere is not None and sought.anywhere.search(raw):
            return True
        is_text = b"\0" not in raw[:_PROBE]
        return sought.in_texts is not None and is_text and sought.in_texts.search(raw) is not None


def remove_all(path: Path) -> None:
    """Remove a file, a folder with all that is in it, or a link and not what it leads to.

    Raises:
        StoreError: something in it cannot be removed.
    """
    import shutil

    with translated(path, "delete this"):
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        if path.exists():
            raise StoreError("This is still there after it was deleted.", hint="Something writes it again; stop that.")


def count_in(path: Path) -> int:
    """How many files a path is or holds."""
    if path.is_symlink() or path.is_file():
        return 1
    return sum(len(files) for _, _, files in os.walk(path))
