"""Whose a finished file is: looked up by its content, among all that was built and all that was handed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path

from guides.build.journal import Journal, Record
from guides.build.workshop import CLIENTS
from guides.clients.handed_on import Parcel, read_parcels
from guides.errors import StoreError
from guides.store.files import digest_of, translated
from guides.store.practice import PracticeFolder


@dataclass(frozen=True, slots=True)
class Whose:
    """Who a file or a folder belongs to."""

    clients: tuple[str, ...]
    """The ids; more than one where equal files were made for several, or files of several lie together."""
    mixed: bool
    """Whether files of several clients lie together."""
    everyones: int
    """How many files are the same for everyone."""
    unknown: int
    """How many are known from no build and no parcel of this practice."""
    files: int


def whose(folder: PracticeFolder, path: Path) -> Whose:
    """Find out to whom a file, a parcel or a page belongs.

    Args:
        folder: the practice.
        path: what is to be looked at.

    Raises:
        StoreError: it, or what the practice knows, cannot be read.
    """
    with translated(path, "look at this"):
        if not path.exists():
            raise FileNotFoundError(2, "No such file or folder")
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    if not files:
        raise StoreError("There is nothing in this folder.", hint="Name a finished guide, or a parcel.")
    register = _Register(folder)
    owners = [register.owners(file) for file in files]
    theirs = [{id for id in found if id is not None} for found in owners if found and None not in found]
    everyone = reduce(set.intersection, theirs) if theirs else set()
    anyone = set().union(*theirs)
    return Whose(
        clients=tuple(sorted(everyone or anyone)),
        mixed=len(anyone) > 1 and not everyone,
        everyones=sum(None in found for found in owners),
        unknown=sum(not found for found in owners),
        files=len(files),
    )


class _Register:
    """What this practice knows of its files."""

    def __init__(self, folder: PracticeFolder) -> None:
        self._folder = folder
        self._journals: dict[str | None, Journal] = {None: Journal(folder.hidden / "journal.json")}
        self._parcels: dict[str, tuple[Parcel, ...]] = {}
        own = folder.hidden / CLIENTS
        with translated(own, "look at the clients' folders"):
            ids = sorted(path.name for path in own.iterdir() if path.is_dir()) if own.is_dir() else []
        for id in ids:
            self._journals[id] = Journal(own / id / "journal.json")
            self._parcels[id] = read_parcels(own / id)

    def owners(self, file: Path) -> frozenset[str | None]:
        """The clients in whose builds or parcels the file is; None among them where it is everyone's."""
        with translated(file, "read this file"):
            size = file.stat().st_size
        digest = digest_of(file)
        built = {owner for owner, journal in self._journals.items() if self._has(journal, digest, size)}
        if None in built or digest in _code():
            # What everyone hears tells of nobody, in whosever parcel it lies.
            return frozenset([None])
        parcels = {id for id, theirs in self._parcels.items() if any(digest in one.files.values() for one in theirs)}
        return frozenset(built | parcels)

    def _has(self, journal: Journal, digest: str, size: int) -> bool:
        return any(digest == known for record in journal.records.values() for known in self._digests(record, size))

    def _digests(self, record: Record, size: int) -> Iterator[str]:
        yield record.entry.sha256
        for name, stamp in record.files.items():
            path = self._folder.out / name
            if stamp.size == size and path.is_file():
                yield digest_of(path)


@cache
def _code() -> frozenset[str]:
    """The digests of what is the same on every page."""
    import hashlib
    from importlib.resources import files

    from guides.publish.page.icon import icon
    from guides.publish.page.writing import CODE

    assets = files("guides.publish.page") / "assets"
    held = [icon(), *((assets / name).read_bytes() for name in CODE)]
    return frozenset(hashlib.sha256(content).hexdigest() for content in held)
