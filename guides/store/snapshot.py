"""How the files that a practice is made from stand at one moment."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from guides.store.practice import PracticeFolder
from guides.store.settings import FILE

Snapshot = Mapping[str, tuple[int, int]]
"""Files by their paths from the practice folder, with size and time of change in nanoseconds."""

_NOT_THEIRS = (".", "~", "#")
_NOT_YET = ("~", ".tmp", ".part", ".crdownload")
"""What editors, and programs that fetch or record something, leave beside a file while they write it."""


def snapshot(folder: PracticeFolder) -> Snapshot:
    """The texts, recordings, music and settings of a practice as they are now.

    What cannot be read is left out as if it were not there: the build says what is wrong with it.
    """
    files: dict[str, tuple[int, int]] = {}
    for place in (folder.scripts, folder.takes.root, folder.music):
        _look(place, f"{place.name}/", files, set())
    with suppress(OSError):
        files[FILE] = _stamp((folder.root / FILE).stat())
    return {name: stamp for name, stamp in files.items() if not name.startswith("scripts/") or name.endswith(".md")}


def _look(folder: Path | str, inside: str, files: dict[str, tuple[int, int]], seen: set[tuple[int, int]]) -> None:
    """Add every file below a folder; linked folders too, as builds read them, but none inside itself."""
    with suppress(OSError):
        here = os.stat(folder)  # noqa: PTH116 - twice a second, for every folder
        if (here.st_dev, here.st_ino) in seen:
            return
        seen.add((here.st_dev, here.st_ino))
        with os.scandir(folder) as listing:
            listed = [file for file in listing if _counts(file.name)]
        for file in listed:
            name = f"{inside}{file.name}"
            if file.is_dir():
                _look(file.path, f"{name}/", files, seen)
            else:
                with suppress(OSError):
                    files[name] = _stamp(file.stat())


def _counts(name: str) -> bool:
    return not name.startswith(_NOT_THEIRS) and not name.endswith(_NOT_YET)


def _stamp(state: os.stat_result) -> tuple[int, int]:
    return state.st_size, state.st_mtime_ns
