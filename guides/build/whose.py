"""Whose a finished file is: looked up by its content, among all that was built and all that was handed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guides.build.journal import Journal, stamp_of
from guides.build.workshop import CLIENTS
from guides.clients.handed_on import read_parcels
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
    alike: bool
    """Whether all of it is the same for every client, so that it tells of none of them."""
    everyones: int
    """How many files are the same for everyone."""
    unknown: int
    """How many are known from no build and no parcel of this practice."""
    files: int


def whose(register: "Register", path: Path) -> Whose:
    """Find out to whom a file, a parcel or a page belongs.

    A file of one client alone says most. One that is the same for several says something only where no other file
    says more, and one that is the same for all of them nothing.

    Args:
        register: what the practice knows of its files.
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
    owners = [register.owners_of(file) for file in files]
    known = {frozenset(id for id in found if id is not None) for found in owners if found and None not in found}
    telling = {found for found in known if not register.is_everybody(found)}
    clients, mixed = _named(telling or known)
    return Whose(
        clients=tuple(sorted(clients)),
        mixed=mixed,
        alike=bool(known) and not telling,
        everyones=sum(None in found for found in owners),
        unknown=sum(not found for found in owners),
        files=len(files),
    )


def _named(owners: Iterable[frozenset[str]]) -> tuple[frozenset[str], bool]:
    """The clients that it takes to explain all files, and whether it takes more than one."""
    found = [*owners]
    if common := frozenset.intersection(*found) if found else frozenset():
        return common, False
    alone = frozenset().union(*(each for each in found if len(each) == 1))
    rest = frozenset().union(*(each for each in found if not each & alone))
    return alone | rest, bool(found)


class Register:
    """What a practice knows of its files, by their checksums."""

    def __init__(self, folder: PracticeFolder) -> None:
        """Read the journals and the lists of parcels.

        Raises:
            StoreError: they cannot be read.
        """
        self._owners: dict[str, set[str | None]] = {}
        self._sealed: set[str] = set()
        self._beside: dict[int, list[tuple[Path, str | None]]] = {}
        """Files whose digests the journal does not have, for it is from before it took them, by their sizes."""
        self._take(folder, folder.hidden / "journal.json", None)
        own = folder.hidden / CLIENTS
        with translated(own, "look at the clients' folders"):
            ids = sorted(path.name for path in own.iterdir() if path.is_dir()) if own.is_dir() else []
        for id in ids:
            self._take(folder, own / id / "journal.json", id)
            for parcel in read_parcels(own / id):
                for digest in parcel.files.values():
                    self._note(digest, id)
                if parcel.kind != "folder" and (sealed := parcel.files.get(Path(parcel.path).name)):
                    self._sealed.add(sealed)
        self._everybody = {id for owners in self._owners.values() for id in owners if id is not None}
        self._everybody |= {id for held in self._beside.values() for _, id in held if id is not None}

    def _take(self, folder: PracticeFolder, journal: Path, owner: str | None) -> None:
        for record in Journal(journal).records.values():
            self._note(record.entry.sha256, owner)
            for digest in record.digests.values():
                self._note(digest, owner)
            for name, stamp in record.files.items():
                if name in record.digests:
                    continue
                # By its size alone: a practice that was copied elsewhere has other times.
                now = stamp_of(folder.out / name)
                if now is not None and now.size == stamp.size:
                    self._beside.setdefault(stamp.size, []).append((folder.out / name, owner))

    def _note(self, digest: str, owner: str | None) -> None:
        self._owners.setdefault(digest, set()).add(owner)

    def owners_of(self, file: Path) -> frozenset[str | None]:
        """The clients in whose builds or parcels a file is; None alone where it is everyone's, nothing where unknown.

        Raises:
            StoreError: it cannot be read.
        """
        with translated(file, "read this file"):
            size = file.stat().st_size
        return self.owners(digest_of(file), size)

    def owners(self, digest: str, size: int) -> frozenset[str | None]:
        """The same for a content."""
        for path, owner in self._beside.pop(size, ()):
            self._note(digest_of(path), owner)
        found = self._owners.get(digest, set())
        # What everyone hears tells of nobody, in whosever parcel it lies.
        return frozenset([None]) if None in found or is_code(digest) else frozenset(found)

    def is_everybody(self, ids: frozenset[str]) -> bool:
        """Whether these are all of several clients for whom there is anything."""
        return len(ids) > 1 and ids >= self._everybody

    def is_sealed(self, digest: str) -> bool:
        """Whether it is a parcel that was sealed here, after it was searched."""
        return digest in self._sealed


def is_code(digest: str) -> bool:
    """Whether it is of something that is the same on every page of every practice."""
    return digest in _code()


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
