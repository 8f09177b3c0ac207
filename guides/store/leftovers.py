"""Half files: whose they are while they are written, and their removal when that process is gone."""

import os
import re
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

HALF = re.compile(r"\..+\.[0-9a-f]{8}\.part", re.DOTALL)
"""The name of a file that is being written."""

if sys.platform == "win32":

    def _taken(file: BinaryIO) -> bool:
        """Nothing is locked: Windows keeps a file that is open from being removed or renamed by itself."""
        file.close()
        return True

else:
    import fcntl

    def _taken(file: BinaryIO) -> bool:
        """Lock an open file for as long as it is open; whether nobody else has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def held(path: Path) -> Iterator[Path]:
    """An empty file beside `path`, known as in use for as long as this process lives, and gone at the end."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    # The opening too stands under it: Ctrl-C can come between any two steps.
    try:
        with half.open("wb") as file:
            # Where a file system knows no locks, it is not swept either.
            _taken(file)
            # A second ago: so the first writing shows in its time, even if it writes nothing.
            before = time.time() - 1
            os.utime(half, (before, before))
            yield half
    finally:
        half.unlink(missing_ok=True)


def sweep(folder: Path) -> tuple[Path, ...]:
    """Remove the half files below a folder that no living process writes; those that were removed.

    Raises:
        OSError: the folder cannot be read.
    """
    halves = [path for path in folder.rglob(".*.part") if HALF.fullmatch(path.name) and is_abandoned(path)]
    for half in halves:
        with suppress(OSError):
            half.unlink()
    return tuple(half for half in halves if not half.exists())


def is_abandoned(half: Path) -> bool:
    """Whether no living process writes a half file, as far as the file system can tell."""
    with suppress(OSError), half.open("rb") as file:
        return _taken(file)
    return False


@dataclass(frozen=True, slots=True)
class Mark:
    """A small file that stays where work was killed, so that folders are looked through only then."""

    path: Path

    def set(self, folders: Sequence[Path]) -> None:
        """Begin: where the mark has been left, remove the half files below the folders.

        Raises:
            OSError: the mark cannot be written, or a folder cannot be read.
        """
        if self.path.exists():
            for folder in folders:
                sweep(folder)
        self.path.touch()

    def clear(self) -> None:
        """End in good order, by success, error or Ctrl-C; where even this fails, the next work only looks once more."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
