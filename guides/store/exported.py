"""A folder that leaves the practice: written anew over an older one, and over nothing else."""

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guides.errors import Place, StoreError
from guides.store.files import read_text, translated, whole_path, write_changed

CHECKSUMS = "checksums.txt"
"""What the folder holds, as `sha256sum --check` reads it; by it a later export knows its own files."""
MOST = 10_000_000
"""Bytes of such a list; a larger one is not ours."""
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of the practice that goes into the folder as it is."""

    source: Path
    digest: str
    """Its SHA-256 in hexadecimal."""


def write_folder(folder: Path, copies: Mapping[str, Copied], files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Make a folder hold these files, and none of an earlier export that are no longer among them.

    Args:
        folder: a new or empty folder, or one that this has written before.
        copies: files of the practice by their names in the folder.
        files: what is written, in this order, once the copies are there.

    Returns:
        The names of those that were not there already.

    Raises:
        StoreError: the folder holds something else, or cannot be written.
    """
    before = _held(folder)
    written = []
    for name, copied in copies.items():
        target = folder / name
        if before.get(name) == copied.digest and _as_long(target, copied.source):
            continue
        with whole_path(target) as beside, translated(copied.source, "copy this guide"):
            shutil.copyfile(copied.source, beside)
        written.append(name)
    written += [name for name, content in files.items() if write_changed(folder / name, content)]
    digests = {name: copied.digest for name, copied in copies.items()}
    digests |= {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    _remove(folder, before.keys() - digests.keys())
    listed = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
    write_changed(folder / CHECKSUMS, listed.encode())
    return tuple(written)


def _held(folder: Path) -> dict[str, str]:
    """What an earlier export left in the folder: digests by name.

    Raises:
        StoreError: it holds files and no list of them.
    """
    if (folder / CHECKSUMS).is_file():
        lines = read_text(folder / CHECKSUMS, str(folder / CHECKSUMS), MOST).splitlines()
        return {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line))}
    with translated(folder, "look into this folder"):
        if folder.exists() and any(folder.iterdir()):
            raise StoreError(
                "This folder holds something else, and an export must not mix with it.",
                where=Place(str(folder)),
                hint="Name a new folder, or an empty one.",
            )
    return {}


def _as_long(target: Path, source: Path) -> bool:
    with translated(source, "read this guide"):
        return target.is_file() and target.stat().st_size == source.stat().st_size


def _remove(folder: Path, names: set[str]) -> None:
    """Remove files of an earlier export; a name that leads out of the folder is nobody's."""
    inside = folder.resolve()
    for name in sorted(names):
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(inside):
            with translated(path, "remove this old guide"):
                path.unlink()
