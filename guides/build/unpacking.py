"""Everything below a path, archives opened: each folder, file and member, one after the other."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from guides.build.whose import Register
from guides.delivery.tag_texts import SOUNDS
from guides.errors import StoreError
from guides.store.archives import DEEPEST, Member, Room, begins_as_archive, is_office, kind_of, members_of
from guides.store.files import translated

LINK = "This is a link, and nobody looks at what it leads to."
_LOCKED = "This is locked, so nobody can look into it here."
_DEEP = "This archive lies in archives too deep to be looked into."
_LONG = "Something in this archive has a name that is too long, so it cannot be looked into."
_UNREADABLE = "This cannot be read, so nobody can look into it: {}."
_DEEPEST_NAME, _LONGEST_NAME = 100, 4096
"""Folders in folders, and signs, up to which a name in an archive is one."""
_SOUND_OR_PICTURE = re.compile(rb"ID3|\xff[\xe0-\xff]|OggS|fLaC|RIFF|\x89PNG|GIF8|BM|II\*\0|MM\0\*|....ftyp", re.S)
"""Begins what has the marks of an archive only by chance."""


@dataclass(frozen=True, slots=True)
class Item:
    """A folder, a file, or a member of an archive."""

    name: str
    """From what was searched, with forward slashes, through archives as through folders."""
    other_names: tuple[str, ...] = ()
    """The same, where the encoding of a name is not known."""
    notes: str = ""
    """What an archive says of it."""
    stream: BinaryIO | None = None
    """What is in it; None where there is nothing, or nobody can open it."""
    size: int = 0
    digest: str | None = None
    """SHA-256; None where nobody asked for it."""
    is_archive: bool = False
    """Whether it is an archive and nothing else, so that all of it is in its members."""
    in_office: bool = False
    """Whether it lies in a document of an office program, or in a book."""
    obstacle: str | None = None
    """Why nobody can look into it."""
    is_root: bool = False
    """Whether it is the folder itself that was searched; its name is its own."""


def items(path: Path, register: Register | None) -> Iterator[Item]:
    """Everything below a path, itself included. What is open stays so until the next is asked for.

    Args:
        path: a file or folder; links are told of and not followed.
        register: by it sealed parcels are known, which are not opened; None: no digests are taken.

    Raises:
        StoreError: there is nothing at the path.
    """
    with translated(path, "look into this"):
        if not path.exists():
            raise FileNotFoundError(2, "No such file or folder")
        name = path.resolve().name
    if not path.is_dir():
        yield from _file(path, name, register, within=False)
        return
    yield Item(name, is_root=True)
    unread: dict[Path, OSError] = {}
    for folder, each in _below(path, unread):
        file = folder / each
        yield from _file(file, file.relative_to(path).as_posix(), register)
    for folder, error in unread.items():
        below = folder.relative_to(path).as_posix()
        yield Item(name if folder == path else below, obstacle=unreadable(error), is_root=folder == path)


def unreadable(error: OSError) -> str:
    """What is said of something that the system does not let anybody read."""
    return _UNREADABLE.format(error.strerror or "the disk does not answer as it should")


def _below(path: Path, unread: dict[Path, OSError]) -> list[tuple[Path, str]]:
    """What lies in a folder; folders that cannot be read are put into `unread`."""

    def note(error: OSError) -> None:
        unread[Path(error.filename)] = error

    walked = os.walk(path, onerror=note)
    return sorted((Path(folder), each) for folder, folders, files in walked for each in (*folders, *files))


def _file(file: Path, name: str, register: Register | None, *, within: bool = True) -> Iterator[Item]:
    """A file, with what is in it, or a folder without; links within what is searched are not followed."""
    try:
        if within and file.is_symlink():
            yield Item(name, obstacle=LINK)
        elif file.is_dir():
            yield Item(name)
        elif not file.is_file():
            yield Item(name, obstacle="This is neither a file nor a folder.")
        else:
            with file.open("rb") as stream:
                size = file.stat().st_size
                opening = _Opening(register, Room(size))
                yield from _opened(Member((name,), "", None), name, (stream, size), opening)
    except OSError as error:
        yield Item(name, obstacle=unreadable(error))


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where in a file something lies."""

    register: Register | None
    room: Room
    depth: int = 0
    """In how many archives."""
    in_office: bool = False


def _opened(member: Member, name: str, held: tuple[BinaryIO, int], opening: _Opening) -> Iterator[Item]:
    """Something with content, and what is in it where it is an archive."""
    stream, size = held
    register = opening.register
    digest = None if register is None else digest_of_stream(stream)
    sealed = register is not None and digest is not None and register.is_sealed(digest)
    kind = None if sealed else kind_of(stream)
    too_deep = kind is not None and opening.depth == DEEPEST
    alone = kind is not None and begins_as_archive(stream)
    obstacle = _DEEP if too_deep else None
    yield Item(name, member.names[1:], member.notes, stream, size, digest, alone, opening.in_office, obstacle)
    if kind is None or too_deep:
        return
    within = replace(opening, depth=opening.depth + 1, in_office=kind == "zip" and is_office(stream))
    try:
        for inner in members_of(stream, kind, opening.room):
            yield from _member(inner, name, within)
    except StoreError as error:
        if alone or not _is_sound_or_picture(stream, name):
            yield Item(name, obstacle=error.message)


def _is_sound_or_picture(stream: BinaryIO, name: str) -> bool:
    stream.seek(0)
    return PurePosixPath(name).suffix.lower() in SOUNDS or _SOUND_OR_PICTURE.match(stream.read(16)) is not None


def digest_of_stream(stream: BinaryIO) -> str:
    """The SHA-256 of an open file."""
    digest = hashlib.sha256()
    stream.seek(0)
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _member(member: Member, within: str, opening: _Opening) -> Iterator[Item]:
    # What gzip has packed alone is called like the file, without the ending.
    own = member.names[0] if member.names else PurePosixPath(within).stem
    name = f"{within}/{own.strip('/')}"
    if name.count("/") >= _DEEPEST_NAME or len(name) > _LONGEST_NAME:
        # To search in all folders of such a name takes as long as somebody likes.
        yield Item(within, obstacle=_LONG)
    elif member.content is not None:
        stream = _Named(member.content)
        stream.name = own
        yield from _opened(member, name, (stream, len(member.content)), opening)
    else:
        yield Item(name, member.names[1:], member.notes, obstacle=_LOCKED if member.closed else None)


class _Named(BytesIO):
    """Bytes with a name, by which readers of tags know their kinds."""

    name: str
