"""Where what leaves the practice may be written: never among its own folders, and inside it only with a word."""

from collections.abc import Iterator
from pathlib import Path

from guides.errors import Place, Problem, StoreError
from guides.store.files import translated
from guides.store.practice import PracticeFolder

PARCELS = "parcels"
"""The folder for parcels in a practice; `guides init` keeps it out of version control."""
_FIRST_LINES = 1_000
"""Lines of `.gitignore` that are looked at."""


def refuse_own_folders(folder: PracticeFolder, target: Path, shown: str, better: str) -> None:
    """See that a folder to write into is none of the practice's own, nor inside one, also through a link.

    Args:
        folder: the practice.
        target: where something is to go; it need not be there yet.
        shown: the same as its user calls it.
        better: what to write instead.

    Raises:
        StoreError: it is.
    """
    with translated(target, "look for this folder"):
        real = target.resolve()
        if _same(real, folder.root):
            raise StoreError(
                "This is the practice folder itself; what is written here would lie among its own folders.",
                where=Place(shown),
                hint=f"Write: {better}",
            )
        for own in _own_folders(folder):
            if any(_same(place, own) for place in (real, *real.parents)):
                raise StoreError(
                    f"This is inside {own.name}/, which the practice needs for itself.",
                    where=Place(shown),
                    hint=f"Write: {better}",
                )


def _own_folders(folder: PracticeFolder) -> tuple[Path, ...]:
    return (
        folder.scripts,
        folder.music,
        folder.root / "takes",
        folder.out,
        folder.hidden,
        folder.root / ".git",
    )


def _same(place: Path, own: Path) -> bool:
    """Whether two paths are one folder, however they are written."""
    if place == own.resolve():
        return True
    return place.exists() and own.exists() and place.samefile(own)


def doubts_of_target(folder: PracticeFolder, target: Path, shown: str) -> Iterator[Problem]:
    """What to say of a folder inside the practice that will hold clients' words, and that git would take along."""
    with translated(target, "look for this folder"):
        root, real = folder.root.resolve(), target.resolve()
        if not real.is_relative_to(root) or _is_ignored(folder, real.relative_to(root)):
            return
    yield Problem(
        "What is written here holds clients' words, and lies in the practice folder: keep it out of version control "
        "and of synchronised folders.",
        Place(shown),
        f"Write the line /{real.relative_to(root).parts[0]}/ into .gitignore, or name a folder outside the practice.",
        "warning",
    )


def _is_ignored(folder: PracticeFolder, inside: Path) -> bool:
    """Whether the practice's `.gitignore` names the folder, or one that it is in, plainly."""
    listed = folder.root / ".gitignore"
    if not listed.is_file():
        return False
    with listed.open(encoding="utf-8", errors="replace") as lines:
        named = {line.strip().strip("/") for line, _ in zip(lines, range(_FIRST_LINES), strict=False)}
    return any(place.as_posix() in named for place in (inside, *inside.parents))
