"""Archives looked into, member by member and within bounds; nothing of them is unpacked onto the disk."""

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from guides.errors import StoreError
from guides.store.decoding import decoded, runs_in

DEEPEST = 4
"""Archives in archives that are opened."""
_MEMBERS = 20_000
_MOST = 4 << 30
"""Bytes that are taken out of one file, all that is in it together."""
_LARGEST = 1 << 30
"""Bytes of one member: it is held in memory."""
_FREE, _SWELLING = 100_000_000, 100
"""What is larger than the first may have at most so many times the bytes of the archive: sound and letters stay far
below, and what swells more is made to fill a machine."""
_NAME, _COMMENT, _EXTRA = 8, 16, 4
"""Flags in the head of a gzip file."""


@dataclass(frozen=True, slots=True)
class Member:
    """Something in an archive."""

    names: tuple[str, ...]
    """The name, in every encoding that it could be in; empty where it has none."""
    notes: str
    """What else is written about it."""
    content: bytes | None
    """None where there is nothing in it, or nobody can open it."""
    closed: bool = False
    """Whether nobody can open it."""


class Room:
    """How much may still be taken out of one file, archives in it included."""

    def __init__(self, size: int) -> None:
        """Take the file's own size."""
        self._bytes = min(_MOST, max(_FREE, _SWELLING * size))
        self._members = _MEMBERS

    def take(self, size: int) -> None:
        """Take a member.

        Raises:
            StoreError: it is too large, or there are too many.
        """
        self._bytes -= size
        self._members -= 1
        if self._bytes < 0 or self._members < 0 or size > _LARGEST:
            raise StoreError("There is more in this archive than anybody would send.")

    @property
    def next(self) -> int:
        """Bytes that the next member may have."""
        return min(self._bytes, _LARGEST)


def kind_of(stream: BinaryIO) -> str | None:
    """What archive it is: `zip`, `tar`, `tar.gz` or `gz`; None for none."""
    stream.seek(0)
    head = stream.read(512)
    if head[:2] == b"\x1f\x8b":
        stream.seek(0)
        try:
            with gzip.GzipFile(fileobj=stream) as inner:
                return "tar.gz" if inner.read(512)[257:262] == b"ustar" else "gz"
        except (OSError, EOFError, zlib.error):
            return "gz"
    if head[257:262] == b"ustar":
        return "tar"
    # A zip may begin with anything, and its directory stands at its end.
    return "zip" if head[:4] == b"PK\3\4" or zipfile.is_zipfile(stream) else None


def members_of(stream: BinaryIO, kind: str, room: Room) -> Iterator[Member]:
    """Everything in an archive.

    Raises:
        StoreError: it is damaged, or holds too much.
    """
    stream.seek(0)
    with _translated():
        if kind == "zip":
            yield from _zipped(stream, room)
        elif kind == "gz":
            yield _gzipped(stream, room)
        else:
            yield from _tarred(stream, "r:gz" if kind == "tar.gz" else "r:", room)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, tarfile.TarError, OverflowError) as error:
        raise StoreError("This archive is damaged.") from error


def _zipped(stream: BinaryIO, room: Room) -> Iterator[Member]:
    with zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
        for entry in entries:
            room.take(entry.file_size)
        yield Member((), _read(archive.comment), None)
        for entry in entries:
            # Without this flag the name is in an encoding that nothing tells.
            plain = entry.flag_bits & 0x800 or entry.orig_filename.isascii()
            names = (entry.filename,) if plain else decoded(entry.orig_filename.encode("cp437", "replace"))
            notes = _read(entry.comment) + "\n" + "\n".join(runs_in(entry.extra))
            if entry.is_dir():
                yield Member(names, notes, None)
            elif entry.flag_bits & 1:
                yield Member(names, notes, None, closed=True)
            else:
                try:
                    content = archive.read(entry)
                except (NotImplementedError, RuntimeError):
                    yield Member(names, notes, None, closed=True)
                else:
                    yield Member(names, notes, content)


def _tarred(stream: BinaryIO, mode: str, room: Room) -> Iterator[Member]:
    # The mode is one of two, and typeshed wants each spelled out.
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for entry in archive:
            room.take(entry.size)
            notes = "\n".join((entry.linkname, entry.uname, entry.gname, *map(str, entry.pax_headers.values())))
            held = archive.extractfile(entry) if entry.isreg() else None
            yield Member((entry.name,), notes, None if held is None else held.read())


def _gzipped(stream: BinaryIO, room: Room) -> Member:
    notes = _gzip_notes(stream.read(4096))
    stream.seek(0)
    with gzip.GzipFile(fileobj=stream) as inner:
        content = inner.read(room.next + 1)
    room.take(len(content))
    return Member((), notes, content)


def _gzip_notes(head: bytes) -> str:
    """The name and the comment in the head of a gzip file."""
    flags, rest = head[3], head[10:]
    if flags & _EXTRA:
        rest = rest[2 + int.from_bytes(rest[:2], "little") :]
    notes = []
    for flag in (_NAME, _COMMENT):
        if flags & flag:
            note, _, rest = rest.partition(b"\0")
            notes.append(_read(note))
    return "\n".join(notes)


def _read(note: bytes) -> str:
    return "\n".join(decoded(note)) if note else ""
