"""The folder `takes/`: which files stand for which paragraph of which guide."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guides.store.files import translated

REGISTER = "takes.toml"
SHEET = "recording-sheet.html"
_NOT_TAKES = frozenset({REGISTER, SHEET, "readme.md", "readme.txt", "thumbs.db", "desktop.ini", "icon\r"})
"""What else may lie there: our own files, notes, and what systems leave behind; in small letters."""


@dataclass(frozen=True, slots=True)
class TakesFolder:
    """Where a practice keeps its recordings."""

    root: Path
    """The folder `takes/` itself."""

    def of(self, id: str) -> Path:
        """Where the recordings for a guide are kept; there need not be such a folder."""
        return self.root / id

    def files(self, id: str) -> dict[str, tuple[Path, ...]]:
        """The recordings for a guide by their labels, in small letters; two files of one label stand together.

        Raises:
            StoreError: the folder cannot be read.
        """
        found: dict[str, list[Path]] = {}
        for path in _entries(self.of(id)):
            if path.is_file():
                found.setdefault(path.stem.casefold(), []).append(path)
        return {label: tuple(paths) for label, paths in sorted(found.items())}

    def strays(self, ids: Iterable[str]) -> tuple[Path, ...]:
        """What lies where no guide looks for it: folders for no script, and recordings outside their folder.

        Args:
            ids: of every script that there is.

        Raises:
            StoreError: a folder cannot be read.
        """
        known = set(ids)
        strays: list[Path] = []
        for collection in _entries(self.root):
            if collection.is_file():
                strays.append(collection)
                continue
            for inside in _entries(collection):
                if inside.is_file() or (f"{collection.name}/{inside.name}" not in known and _entries(inside)):
                    strays.append(inside)
        return tuple(strays)


def _entries(folder: Path) -> list[Path]:
    """What was put in a folder by a person, in order; nothing where there is none."""
    with translated(folder, "read this folder"):
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if _is_theirs(path.name))


def _is_theirs(name: str) -> bool:
    return not name.startswith(".") and not name.endswith("~") and name.casefold() not in _NOT_TAKES
