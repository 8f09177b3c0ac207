"""Taking away what was not used for long, while nothing is being built."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock, Timeout

from guides.errors import Place, Problem, StoreError
from guides.store.cache_files import Stored, look_through, remove
from guides.store.files import translated
from guides.store.practice import PracticeFolder
from guides.units import ByteCount

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What may stay."""

    size: ByteCount | None = None
    """Bytes of all entries together; None: any number."""
    days: int | None = None
    """Days since an entry was last used; None: any number."""
    nothing: bool = False
    """Whether nothing may, not even entries without content, as a power cut leaves them."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was removed, or would be, and what is left."""

    removed: int
    """Files, half ones included."""
    freed: int
    """Bytes of them."""
    halves: int
    """How many of them were left by programs that were killed."""
    kept: int
    """Entries."""
    size: int
    """Bytes of those."""
    problems: tuple[Problem, ...]
    """What could not be removed."""


def clean(
    folder: PracticeFolder, limits: Limits, *, dry_run: bool = False, waiting: Callable[[], None] | None = None
) -> Cleaned:
    """Remove entries of the caches beyond the limits, and half files of killed programs; nothing else.

    Args:
        folder: the practice.
        limits: what may stay.
        dry_run: find out only.
        waiting: is told when a build runs here, which is then waited for; without it a
            running build is an error.

    Raises:
        StoreError: a build runs, a cache is a link, or a folder cannot be read.
    """
    _refuse_link(folder)
    if dry_run or not folder.hidden.is_dir():
        return _cleaned(folder, limits, lambda _: True)
    with _no_build(folder, waiting):
        return _cleaned(folder, limits, remove)


def _refuse_link(folder: PracticeFolder) -> None:
    if folder.hidden.is_symlink():
        raise StoreError(
            "This folder is a link to another place; nothing is removed behind a link, and nothing was.",
            where=Place(folder.hidden.name),
            hint="Make it a folder of its own, or take away by hand what the link leads to: it can be made again.",
        )


@contextmanager
def _no_build(folder: PracticeFolder, waiting: Callable[[], None] | None) -> Iterator[None]:
    """Keep builds out; one that runs is waited for, or is an error."""
    lock = FileLock(folder.build_lock)
    with translated(folder.hidden, "lock the cache"):
        try:
            lock.acquire(timeout=0)
        except Timeout as held:
            if waiting is None:
                raise StoreError(
                    "Guides are being built here just now; nothing was removed.",
                    where=Place(folder.hidden.name),
                    hint="Run this again when the build is done.",
                ) from held
            waiting()
            lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _cleaned(folder: PracticeFolder, limits: Limits, take_away: Callable[[Stored], bool]) -> Cleaned:
    now = time.time()
    found = look_through(folder.hidden, folder.out, now)
    basket = _Basket(take_away)
    for half in found.halves:
        basket.take(half)
    halves = basket.removed
    kept, left = len(found.entries), sum(entry.size for entry in found.entries)
    for entry in sorted(found.entries, key=lambda entry: (entry.used, entry.path)):
        old = limits.nothing or (limits.days is not None and entry.used < now - limits.days * DAY)
        if not old and (limits.size is None or left <= limits.size):
            break
        # What cannot be removed stays in the count, so that another goes in its place.
        if basket.take(entry):
            kept, left = kept - 1, left - entry.size
    return Cleaned(basket.removed, basket.freed, halves, kept, left, basket.problems())


class _Basket:
    """Takes files away one by one, and counts."""

    def __init__(self, take_away: Callable[[Stored], bool]) -> None:
        self._take_away = take_away
        self._refused: Counter[str] = Counter()
        self.removed = 0
        self.freed = 0

    def take(self, file: Stored) -> bool:
        """Whether a file is gone now, by this or by something else."""
        try:
            was_there = self._take_away(file)
        except OSError as error:
            self._refused[error.strerror or str(error)] += 1
            return False
        self.removed += was_there
        self.freed += file.size if was_there else 0
        return True

    def problems(self) -> tuple[Problem, ...]:
        """What could not be removed: how many, and not which, since a path may lead to a client."""
        return tuple(
            Problem(
                f"{number} file{' was' if number == 1 else 's were'} not removed: {reason}.",
                Place(".guides"),
                "Give yourself permission to write there, or close what uses them; then run this again.",
            )
            for reason, number in self._refused.items()
        )
