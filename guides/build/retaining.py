"""What is kept of clients for longer than the practice wants to."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guides.build.workshop import CLIENTS, DRAFT, Workshop
from guides.clients.handed_on import read_parcels
from guides.errors import Place, UsageError
from guides.store.files import translated
from guides.store.settings import FILE


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of a client that is older than the limit."""

    client: str
    what: str
    """`guides`, `drafts`, `own cache` or `parcel`."""
    day: datetime.date
    """When it was last written."""
    path: str
    """Where it is."""


def overdue(workshop: Workshop, today: datetime.date) -> tuple[Kept, ...]:
    """All that is older than `[retention] months`, client after client; nothing is changed.

    Raises:
        UsageError: the practice has set no limit.
        StoreError: a folder cannot be read.
    """
    months = workshop.settings.retention.months
    if months is None:
        raise UsageError(
            "This practice has set no limit.",
            where=Place(FILE),
            hint="Write there, for example: [retention], below it months = 24",
        )
    limit = _before(today, months)
    return tuple(kept for kept in _all(workshop) if kept.day < limit)


def _before(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    # The last day that every month has.
    return day.replace(year=max(year, 1), month=month + 1, day=min(day.day, 28))


def _all(workshop: Workshop) -> Iterator[Kept]:
    folder = workshop.folder
    places = (
        ("guides", folder.out / CLIENTS),
        ("drafts", folder.out / DRAFT / CLIENTS),
        ("own cache", folder.hidden / CLIENTS),
    )
    ids = sorted({path.name for _, place in places if place.is_dir() for path in place.iterdir() if path.is_dir()})
    for id in ids:
        for what, place in places:
            if (day := _newest(place / id)) is not None:
                yield Kept(id, what, day, (place / id).relative_to(folder.root).as_posix())
        for parcel in read_parcels(folder.hidden / CLIENTS / id):
            yield Kept(id, "parcel", parcel.day, parcel.path)


def _newest(folder: Path) -> datetime.date | None:
    """When the newest file of a folder was written."""
    with translated(folder, "look into this folder"):
        times = [path.stat().st_mtime for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    return datetime.date.fromtimestamp(max(times)) if times else None
