"""Archives looked into, member by member and within bounds; nothing of them is unpacked onto the disk."""

import gzip
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

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
_PIECE, _SMALL_PIECE = 1 << 16, 1 << 12
"""Bytes that are read at once; fewer where nothing bounds what they swell to."""
_NAME, _COMMENT, _EXTRA = 8, 16, 4
"""Flags in the head of a gzip file."""
_GZIP_HEAD = 10
_ZIP = (b"PK\3\4", b"PK\5\6")
"""Begins a zip, and an empty one."""
_DAMAGES = (
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    NotImplementedError,
    RecursionError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What reading a damaged archive raises."""


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
        self._members -= 1
        if self._members < 0:
            raise _too_much()
        self.spend(size)

    def spend(self, size: int) -> None:
        """Take bytes that are no member of their own, such as the heads of members.

        Raises:
            StoreError: they are too many.
        """
        if size > self.next:
            raise _too_much()
        self._bytes -= size

    @property
    def next(self) -> int:
        """Bytes that the next member may have."""
        return min(self._bytes, _LARGEST)


def _too_much() -> StoreError:
    return StoreError("There is more in this archive than anybody would send.")


class _Counted:
    """An open tar, whose bytes are counted before they are read: names and notes in it may have any length."""

    def __init__(self, stream: IO[bytes], room: Room) -> None:
        self._stream = stream
        self._room = room

    def read(self, size: int) -> bytes:
        if size < 0:
            raise ValueError
        self._room.spend(size)
        return self._stream.read(size)

    def seek(self, to: int) -> int:
        self._room.spend(max(0, to - self.tell()))
        return self._stream.seek(to)

    def tell(self) -> int:
        return self._stream.tell()


def kind_of(stream: BinaryIO) -> str | None:
    """What archive it is: `zip`, `tar`, `tar.gz` or `gz`; None for none."""
    stream.seek(0)
    head = stream.read(512)
    if head[:2] == b"\x1f\x8b":
        stream.seek(0)
        try:
            with gzip.GzipFile(fileobj=stream) as inner:
                return "tar.gz" if inner.read(512)[257:262] == b"ustar" else "gz"
        except _DAMAGES:
            return "gz"
    if head[257:262] == b"ustar":
        return "tar"
    # A zip may begin with anything, and its directory stands at its end: where sound has its mark by chance, too.
    return "zip" if head.startswith(_ZIP) or _is_zip_behind(stream) else None


def begins_as_archive(stream: BinaryIO) -> bool:
    """Whether what is an archive is nothing else: no document, say, with an archive behind it."""
    stream.seek(0)
    head = stream.read(262)
    return head.startswith((*_ZIP, b"\x1f\x8b")) or head[257:262] == b"ustar"


def _is_zip_behind(stream: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            return bool(entries) and stream.seek(entries[0].header_offset) >= 0 and stream.read(4) == _ZIP[0]
    except _DAMAGES:
        return False


def is_office(stream: BinaryIO) -> bool:
    """Whether an archive is a document of an office program, or a book."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return not {"mimetype", "[Content_Types].xml"}.isdisjoint(archive.namelist())
    except _DAMAGES:
        return False


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
            yield from _tarred(cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if kind == "tar.gz" else stream, room)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except _DAMAGES as error:
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
                    content = _unzipped(archive, entry)
                except (NotImplementedError, RuntimeError):
                    yield Member(names, notes, None, closed=True)
                else:
                    yield Member(names, notes, content)


def _unzipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A member, in pieces: it ends where its head says, but what is read at once swells first."""
    bounded = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    content = bytearray()
    with archive.open(entry) as held:
        while piece := held.read(_PIECE if bounded else _SMALL_PIECE):
            content += piece
    return bytes(content)


def _tarred(stream: IO[bytes], room: Room) -> Iterator[Member]:
    counted = cast(IO[bytes], _Counted(stream, room))
    with tarfile.open(fileobj=counted, mode="r:") as archive:
        for entry in archive:
            # What it holds is counted when it is read, but for gaps, which only swell.
            room.take(entry.size if entry.issparse() else 0)
            if entry.size > room.next:
                raise _too_much()
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
    if len(head) < _GZIP_HEAD:
        raise EOFError
    flags, rest = head[3], head[_GZIP_HEAD:]
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
