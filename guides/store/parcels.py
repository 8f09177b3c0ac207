"""Folders and files for a client, outside the practice: written beside, looked at, and put in place whole."""

import ctypes
import hashlib
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from guides.errors import Place, StoreError
from guides.store.exported import CHECKSUMS, Copied
from guides.store.files import read_text, translated, whole_path
from guides.store.leftovers import HALF, is_abandoned

BLOCK = 1 << 20
"""Bytes that are copied at a time."""
MOST = 10_000_000
"""Bytes of a list of checksums; a larger one is not ours."""
_STAGE = re.compile(r"\.parcels\.[0-9a-f]{8}")
_LOCK = "in-use"
_FORMER = ".former-parcel"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_EXCHANGE, _HERE = 2, -100
"""RENAME_EXCHANGE and AT_FDCWD of Linux."""


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A folder inside another to prepare parcels in; gone at the end, whatever happens.

    What an export that was killed has left there is removed first.

    Raises:
        StoreError: the folder cannot be written.
    """
    stage = folder / f".parcels.{secrets.token_hex(4)}"
    with translated(folder, "write into this folder"), _made(folder):
        sweep_stages(folder)
        try:
            stage.mkdir()
            with (stage / _LOCK).open("wb") as lock:
                _hold(lock.fileno())
                yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder that is made where it is missing, and gone again where nothing came into it."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        for place in new:
            with suppress(OSError):
                # Fails on a folder with something in it, as it should.
                place.rmdir()


def _hold(descriptor: int) -> None:
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sweep_stages(folder: Path) -> None:
    """Remove what exports that were killed have left in a folder.

    Raises:
        OSError: the folder cannot be read.
    """
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.is_symlink():
            continue
        if _STAGE.fullmatch(old.name) and old.is_dir():
            # One without its lock was killed in its first instant, and is empty.
            if is_abandoned(old / _LOCK) or not any(old.iterdir()):
                shutil.rmtree(old, ignore_errors=True)
        elif old.name.endswith(_FORMER):
            _bring_back(old)
        elif HALF.fullmatch(old.name) and old.is_file() and is_abandoned(old):
            old.unlink(missing_ok=True)


def _bring_back(aside: Path) -> None:
    """A parcel that stepped aside, and was not replaced, stands in its place again."""
    former = aside.with_name(aside.name.removeprefix(".").removesuffix(_FORMER))
    if former.exists():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.replace(former)


def fill(folder: Path, copies: Mapping[str, Copied], files: Mapping[str, bytes]) -> dict[str, str]:
    """Write a new folder, with a list of checksums, and wait until the disk has it.

    Returns:
        The SHA-256 of every file by its name, the list's own too.

    Raises:
        StoreError: a file changed while it was copied, or the folder cannot be written.
    """
    digests: dict[str, str] = {}
    for name, copied in copies.items():
        digests[name] = _copy(copied, folder / name)
    for name, content in files.items():
        digests[name] = _write(folder / name, content)
    listed = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
    digests[CHECKSUMS] = _write(folder / CHECKSUMS, listed.encode())
    return digests


def _copy(copied: Copied, target: Path) -> str:
    digest = hashlib.sha256()
    with translated(copied.source, "copy this guide"):
        target.parent.mkdir(parents=True, exist_ok=True)
        with copied.source.open("rb") as source, target.open("wb") as out:
            while block := source.read(BLOCK):
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
    if digest.hexdigest() != copied.digest:
        raise StoreError(
            "This guide is not what was built: something changed it.",
            where=Place(copied.source.name),
            hint="Build it again, hear it, and export again.",
        )
    return copied.digest


def _write(target: Path, content: bytes) -> str:
    with translated(target, "write this file"):
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    return hashlib.sha256(content).hexdigest()


def refuse_foreign(target: Path) -> None:
    """See that nothing stands in a parcel's place but an older parcel.

    Raises:
        StoreError: something else stands there, or in it.
    """
    if not (target.exists() or target.is_symlink()):
        return
    if target.is_symlink() or not target.is_dir() or _strange(target):
        raise StoreError(
            "Something else stands where this parcel belongs, and it would be lost.",
            where=Place(str(target)),
            hint="Move it away, or name another folder with --to.",
        )


def _strange(folder: Path) -> bool:
    with translated(folder, "look into this folder"):
        held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return bool(held - {CHECKSUMS} - checksums_in(folder).keys())


def checksums_in(folder: Path) -> dict[str, str]:
    """The digests by name that stand in a folder's list of checksums; nothing where there is none.

    Raises:
        StoreError: it cannot be read.
    """
    listed = folder / CHECKSUMS
    if not listed.is_file():
        return {}
    lines = read_text(listed, str(listed), MOST).splitlines()
    return {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line))}


@dataclass(frozen=True, slots=True)
class Staged:
    """A parcel that is ready, and where it goes."""

    path: Path
    """A folder or a file."""
    target: Path
    digests: Mapping[str, str]
    """The SHA-256 of every file by its name in the parcel."""


def place(staged: Staged) -> None:
    """Put a parcel in its place; what stood there goes in the same instant.

    Raises:
        StoreError: it cannot be put there; then the former stays.
    """
    if staged.path.is_file():
        with translated(staged.target.parent, "write into this folder"), _made(staged.target.parent):
            sweep_stages(staged.target.parent)
            with whole_path(staged.target) as beside:
                shutil.copyfile(staged.path, beside)
        return
    with translated(staged.target, "put this parcel in its place"):
        if not staged.target.exists():
            staged.path.replace(staged.target)
        elif not _exchanged(staged.path, staged.target):
            # Where two names cannot be exchanged, the former steps aside for an instant.
            aside = staged.target.with_name(f".{staged.target.name}{_FORMER}")
            staged.target.replace(aside)
            staged.path.replace(staged.target)
            shutil.rmtree(aside)
        _sync(staged.target.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could exchange two names."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), ctypes.c_uint(_EXCHANGE))
    return done == 0


def _sync(folder: Path) -> None:
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
