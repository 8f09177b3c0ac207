"""Files that appear whole or not at all."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from guides.errors import Place, StoreError
from guides.store.leftovers import held
from guides.units import ByteCount

NO_ROOM = "Free some disk space, then run the same command again; nothing was lost."
"""What helps when the disk is full."""
_IN_THE_WAY = "A file stands where this folder belongs; move it away."
Bytes = bytes | bytearray | memoryview


@contextmanager
def translated(path: Path, doing: str) -> Iterator[None]:
    """Turn an operating system's error into one that says what and where."""
    try:
        yield
    except OSError as error:
        hint = {
            "ENOSPC": NO_ROOM,
            "EDQUOT": NO_ROOM,
            "EFBIG": "This disk, or your account on it, does not take files that large; choose another folder.",
            "EACCES": "Give yourself permission to write there, or choose another folder.",
            "EPERM": "The system does not let anybody write there; choose another folder.",
            "EROFS": "The disk is read-only; choose another folder.",
            "ENOTDIR": _IN_THE_WAY,
            "EEXIST": _IN_THE_WAY,
            "EISDIR": "A folder stands where this file belongs; move it away.",
            "ENOTEMPTY": "A folder stands where this file belongs; move it away.",
            "ELOOP": "A link here leads back to itself; remove it.",
            "EIO": "The disk does not answer as it should; check it, or choose another folder.",
            "ENOENT": "Check the name and the folder.",
        }.get(_name(error))
        raise StoreError(f"Cannot {doing}: {error.strerror or error}.", where=Place(str(path)), hint=hint) from error


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "")


def free_bytes(folder: Path) -> ByteCount:
    """How much more the disk of a folder can hold.

    Raises:
        StoreError: the folder cannot be asked about.
    """
    with translated(folder, "look at the disk of this folder"):
        return ByteCount(shutil.disk_usage(folder).free)


@contextmanager
def passing_path(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to, for what nobody needs afterwards.

    Raises:
        StoreError: the folder cannot be written, or the disk is full.
    """
    with translated(path, "write this file"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with held(path) as beside:
            yield beside


@contextmanager
def whole_path(path: Path, *, sync: bool = True, private: bool = False) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the name only when all went well.

    Args:
        path: the file's name in the end.
        sync: wait until the disk has it; not needed where a checksum tells a torn file.
        private: only its owner may read it, where the system knows modes.

    Raises:
        StoreError: the folder cannot be written, or the disk is full.
    """
    with passing_path(path) as beside:
        if private:
            beside.chmod(0o600)
        before = beside.stat().st_mtime_ns
        yield beside
        if beside.stat().st_mtime_ns == before:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if sync:
            _sync(beside)
        beside.replace(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, parts: Iterable[Bytes], *, sync: bool = True) -> None:
    """Write a file from its parts: whole, or not at all."""
    with whole_path(path, sync=sync) as beside, beside.open("wb") as out:
        for part in parts:
            out.write(part)


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file only when its bytes differ; whether it was written."""
    with translated(path, "read this file"):
        if path.is_file() and path.read_bytes() == content:
            return False
    write_whole(path, [content])
    return True


def read_text(path: Path, shown: str, most: int = 1_000_000) -> str:
    """A text file as UTF-8, a byte order mark left out.

    Raises:
        StoreError: missing, unreadable, larger than `most` bytes, or not UTF-8
            (then with the line and column of the first wrong byte).
    """
    with translated(Path(shown), "read this file"):
        if path.stat().st_size > most:
            raise StoreError(
                f"This file is too large for a text ({path.stat().st_size:,} bytes).",
                where=Place(shown),
                hint=f"A script has at most {most:,} bytes; check that this is the right file.",
            )
        raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
        raise StoreError(
            "This file is not UTF-8 text.",
            where=Place(shown, line, column),
            hint="Open it in your editor and save it with the encoding UTF-8.",
        ) from error


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with translated(path, "read this file"), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
