"""The names below a link, and what each is: made once, so that nothing that is asked for ever becomes a path."""

import errno
import hashlib
import io
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guides.publish.feed import Feed
from guides.publish.site import Site, type_of
from guides.store.exported import Copied

Mark = tuple[int, int, int, int]
"""By which a file is known again: its device, its number there, its size, when it was written."""


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes that are at hand."""

    type: str
    tag: str
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the practice."""

    type: str
    tag: str
    path: Path
    mark: Mark

    @property
    def size(self) -> int:
        return self.mark[2]


Entry = Content | File


@dataclass(frozen=True, slots=True)
class Table:
    """All that one link leads to."""

    entries: Mapping[str, Entry]
    feed: Feed | None


def table_of(site: Site, out: Path) -> Table:
    """The table of a site.

    Args:
        site: its names.
        out: the folder of finished guides; what really lies elsewhere, as behind a link, is left out.
    """
    entries: dict[str, Entry] = {}
    inside = out.resolve()
    for name, copied in site.copies.items():
        if (file := _file(name, copied, inside)) is not None:
            entries[name] = file
    for name, body in site.written.items():
        entries[name] = Content(type_of(name), hashlib.sha256(body).hexdigest()[:32], body)
    return Table(entries, site.feed)


def _file(name: str, copied: Copied, inside: Path) -> File | None:
    try:
        path = copied.source.resolve(strict=True)
        state = path.stat(follow_symlinks=False)
    except OSError:
        return None
    if not (path.is_relative_to(inside) and stat.S_ISREG(state.st_mode)):
        return None
    return File(type_of(name), copied.digest[:32], path, _mark(state))


def _mark(state: os.stat_result) -> Mark:
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


@contextmanager
def opened(file: File) -> Iterator[io.FileIO | None]:
    """The file, if it is still the one that the table was made with; None if it is not.

    Raises:
        OSError: the system lets nobody open more files.
    """
    # Neither a link that was put there since nor a pipe may be followed or waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(file.path, flags)
    except OSError as error:
        if error.errno in (errno.EMFILE, errno.ENFILE):
            # It is there all the same; only this visitor came at a bad time.
            raise
        yield None
        return
    with io.FileIO(descriptor, "rb") as found:
        yield found if is_same(found, file) else None


def is_same(opened: io.FileIO, file: File) -> bool:
    """Whether what was opened is the file, and nobody has written to it since the table was made."""
    return _mark(os.fstat(opened.fileno())) == file.mark
