"""Everything below a path, archives opened: each folder, file and member, one after the other."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from guides.build.whose import Register
from guides.errors import StoreError
from guides.store.archives import DEEPEST, Member, Room, kind_of, members_of
from guides.store.files import translated

LINK = "A link leads out of what is to leave."
_LOCKED = "This is locked, so nobody can look into it here."
_DEEP = "This archive lies in archives too deep to be looked into."


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
        StoreError: something cannot be read.
    """
    with translated(path, "look into this"):
        if not path.exists():
            raise FileNotFoundError(2, "No such file or folder")
        name = path.resolve().name
    if not path.is_dir():
        yield from _file(path, name, register)
        return
    yield Item(name, is_root=True)
    for folder, each in _below(path):
        file = folder / each
        below = file.relative_to(path).as_posix()
        if file.is_symlink():
            yield Item(below, obstacle=LINK)
        elif file.is_dir():
            yield Item(below)
        else:
            yield from _file(file, below, register)


def _below(path: Path) -> list[tuple[Path, str]]:
    def stop(error: OSError) -> None:
        raise error

    with translated(path, "look into this"):
        walked = os.walk(path, onerror=stop)
        return sorted((Path(folder), each) for folder, folders, files in walked for each in (*folders, *files))


def _file(file: Path, name: str, register: Register | None) -> Iterator[Item]:
    if not file.is_file():
        yield Item(name, obstacle="This is neither a file nor a folder.")
        return
    with translated(file, "read this file"), file.open("rb") as stream:
        size = file.stat().st_size
        yield from _opened(Member((name,), "", None), name, (stream, size), register, Room(size), 0)


def _opened(
    member: Member, name: str, held: tuple[BinaryIO, int], register: Register | None, room: Room, depth: int
) -> Iterator[Item]:
    """Something with content, and what is in it where it is an archive."""
    stream, size = held
    digest = None
    if register is not None:
        digest = _digest(stream)
    sealed = register is not None and digest is not None and register.is_sealed(digest)
    kind = None if sealed else kind_of(stream)
    obstacle = _DEEP if kind and depth == DEEPEST else None
    yield Item(name, member.names[1:], member.notes, stream, size, digest, kind is not None, obstacle)
    if kind is None or depth == DEEPEST:
        return
    try:
        for inner in members_of(stream, kind, room):
            yield from _member(inner, name, register, room, depth + 1)
    except StoreError as error:
        yield Item(name, obstacle=error.message)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _member(member: Member, within: str, register: Register | None, room: Room, depth: int) -> Iterator[Item]:
    # What gzip has packed alone is called like the file, without the ending.
    own = member.names[0] if member.names else PurePosixPath(within).stem
    name = f"{within}/{own.strip('/')}"
    if member.content is not None:
        stream = _Named(member.content)
        stream.name = own
        yield from _opened(member, name, (stream, len(member.content)), register, room, depth)
    else:
        yield Item(name, member.names[1:], member.notes, obstacle=_LOCKED if member.closed else None)


class _Named(BytesIO):
    """Bytes with a name, by which readers of tags know their kinds."""

    name: str
