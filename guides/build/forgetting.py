"""Everything of a client on this machine: shown, deleted, and searched for afterwards."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from guides.build.masking import Masking
from guides.build.roster_words import words_of_roster
from guides.build.rosters import open_roster
from guides.build.words_in_bytes import forms_of, is_long
from guides.build.workshop import CLIENTS, DRAFT, Workshop
from guides.clients.handed_on import Parcel, read_parcels
from guides.clients.links_store import count_links, forget_links
from guides.clients.personal_words import Needle, PersonalWords
from guides.clients.roster_cells import read_id
from guides.clients.roster_findings import CellError
from guides.clients.roster_removal import has_row, remove_row
from guides.clients.roster_text import FILE
from guides.errors import GuideError, RosterError, UsageError
from guides.store.client_cache import NEVER_PERSONAL
from guides.store.files import digest_of, translated
from guides.store.locking import locked
from guides.store.parcels import checksums_in, sweep_stages
from guides.store.practice import PracticeFolder
from guides.store.searching import Left, Sought, count_in, remove_all, search


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is kept of a client."""

    what: str
    """Such as `finished guides`."""
    count: Callable[[], int]
    """How many of them there are now."""
    delete: Callable[[], object]
    unit: str = ""
    """What is counted, where the name does not say it: `file`."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of a client, and what of that can be taken back."""

    client: str
    holdings: tuple[Holding, ...]
    """Those with something in them."""
    away: tuple[Parcel, ...]
    """Parcels that were written outside the practice, or changed since."""
    sought: Sought = field(repr=False)
    """What the search afterwards looks for."""
    unsearched: bool
    """Whether the row cannot be read, so that the search knows no words but the id."""
    keeps_row: bool
    masking: Masking | None = field(repr=False)
    """Keeps words of clients out of paths that are told; None where the search knows none."""

    def shown(self, path: Path) -> str:
        """A path as it may be told."""
        return self.masking.shown(path.as_posix()) if self.masking else str(path)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What came of it."""

    deleted: tuple[tuple[str, int], ...]
    """What, and how many of it."""
    left: tuple[Left, ...]
    """Files that still tell of the client."""


def remembered(
    workshop: Workshop, client: str, more: Callable[[str], Sequence[Holding]], *, keep_row: bool
) -> Remembered:
    """What is kept of a client here.

    Args:
        workshop: the practice.
        client: the id.
        more: what other parts of the program keep of an id; it goes first, while the guides are still there.
        keep_row: whether their row of `clients.csv` stays.

    Raises:
        UsageError: it is no id, or nothing is kept of anybody with it.
        GuideError: what is kept cannot be read.
    """
    folder = workshop.folder
    id = _as_written(folder, client)
    parcels = read_parcels(folder.hidden / CLIENTS / id)
    inside = tuple(parcel for parcel in parcels if _is_ours(folder, parcel))
    holdings = (
        *more(id),
        _links(folder, id),
        _folder("finished guides, transcripts, playlists and report", folder.out / CLIENTS / id),
        _folder("drafts", folder.out / DRAFT / CLIENTS / id),
        *(_folder(_named(folder, parcel), Path(parcel.path)) for parcel in inside),
        _folder("spoken lines, pieces of sound, journal and lists of their own", folder.hidden / CLIENTS / id),
        *(() if keep_row else (_row(folder, id),)),
    )
    there = tuple(holding for holding in holdings if holding.count())
    if not there:
        raise UsageError("Nothing here is of a client with this id.", hint="guides clients lists the ids.")
    words, needles = _needles(workshop, id)
    away = tuple(parcel for parcel in parcels if parcel not in inside)
    masking = Masking(words) if words else None
    return Remembered(id, there, away, _sought(id, words, needles), words is None, keep_row, masking)


def _as_written(folder: PracticeFolder, client: str) -> str:
    """An id as the folders have it."""
    try:
        id = read_id(client)
    except CellError as error:
        raise UsageError("This is no client's id.", hint="guides clients lists the ids.") from error
    for place in (folder.hidden / CLIENTS, folder.out / CLIENTS):
        with translated(place, "look into this folder"):
            names = [path.name for path in place.iterdir()] if place.is_dir() else []
        found = next((name for name in names if name.casefold() == id.casefold()), None)
        if found is not None:
            return found
    return id


def _folder(what: str, path: Path) -> Holding:
    return Holding(what, partial(count_in, path), partial(remove_all, path), "file")


def _named(folder: PracticeFolder, parcel: Parcel) -> str:
    place = Path(parcel.path).resolve().relative_to(folder.root.resolve()).as_posix()
    return f"parcel {place}/" if parcel.kind == "folder" else f"sealed parcel {place}"


def _links(folder: PracticeFolder, id: str) -> Holding:
    return Holding(
        "private links, with the places kept for them",
        partial(count_links, folder, id),
        partial(forget_links, folder, id),
    )


def _row(folder: PracticeFolder, id: str) -> Holding:
    return Holding(f"row of {FILE}", lambda: int(has_row(folder.root, id)), lambda: remove_row(folder.root, id))


def _is_ours(folder: PracticeFolder, parcel: Parcel) -> bool:
    """Whether a parcel stands inside the practice, as it was written."""
    path = Path(parcel.path)
    if not path.resolve().is_relative_to(folder.root.resolve()) or path.is_symlink():
        return False
    if path.is_dir():
        return all(parcel.files.get(name) == digest for name, digest in checksums_in(path).items())
    return path.is_file() and parcel.files.get(path.name) == digest_of(path)


def _needles(workshop: Workshop, id: str) -> tuple[PersonalWords | None, frozenset[Needle]]:
    """What the roster says, and what of it only this client's row says; None and nothing where no row can be read."""
    try:
        roster = open_roster(workshop)
    except RosterError:
        return None, frozenset()
    client = next((one for one in roster.clients if one.id.casefold() == id.casefold()), None)
    if client is None:
        return None, frozenset()
    words = words_of_roster(workshop, roster)
    others = [one.id for one in words.clients if one.id != client.id]
    return words, frozenset(
        needle
        for needle in words.needles
        if needle.client == client.id
        and not words.is_doubtful(needle)
        and not any(words.is_shared(needle, other) for other in others)
    )


def _sought(id: str, words: PersonalWords | None, needles: frozenset[Needle]) -> Sought:
    small = id.casefold()

    def in_names(name: str) -> bool:
        whole = small in (name.casefold(), name.casefold().partition(".")[0])
        if whole or words is None:
            return whole
        return bool(words.found_in(name) & needles) or any(one.client.casefold() == small for one in words.ids_in(name))

    long = sorted({form for needle in needles if is_long(needle) for form in forms_of(needle)})
    short = sorted({form for needle in needles if not is_long(needle) for form in forms_of(needle)})
    alone = [rb"(?<![\w\x80-\xff])" + re.escape(form) + rb"(?![\w\x80-\xff])" for form in short]
    return Sought(
        anywhere=re.compile(b"|".join(map(re.escape, long))) if long else None,
        in_texts=re.compile(b"|".join(alone)) if alone else None,
        in_names=in_names,
    )


def forget(folder: PracticeFolder, known: Remembered, user_folders: Sequence[Path]) -> Forgotten:
    """Delete everything that is kept of a client, and search for what is left.

    Args:
        folder: the practice.
        known: what `remembered` has found.
        user_folders: where the program keeps things for the user of this machine.

    Raises:
        GuideError: something cannot be deleted or read; what was deleted before that is gone.
    """
    with locked(folder.build_lock):
        with translated(folder.hidden, "look for half parcels"):
            sweep_stages(folder.hidden)
        deleted = []
        for holding in known.holdings:
            number = holding.count()
            holding.delete()
            if remaining := holding.count():
                raise GuideError(
                    f"{remaining} of {number} could not be deleted: {holding.what}.", hint="Run the same command again."
                )
            deleted.append((holding.what, number))
        left = (found for found in _left(folder, known, user_folders) if not _is_kept_row(folder, known, found))
        return Forgotten(tuple(deleted), tuple(left))


def _is_kept_row(folder: PracticeFolder, known: Remembered, found: Left) -> bool:
    return known.keeps_row and found.path == folder.root / FILE


def _left(folder: PracticeFolder, known: Remembered, user_folders: Sequence[Path]) -> Iterator[Left]:
    cache = folder.hidden / "cache"
    # What holds music and gains alone is large, and no client's words can get there.
    passed_over = [cache / shelf for shelf in NEVER_PERSONAL]
    for root in (folder.root, *user_folders):
        yield from search(root, known.sought, passed_over, cache)
