"""Where listening was left, file by file, in the user's own data folder.

Nothing in it names anybody or anything: a file is known by a hash of its content, and a guide
also by one of where its practice keeps it, so that it is the same guide after a build.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from guides.errors import Place, StoreError
from guides.store.files import translated
from guides.units import Seconds

FORGOTTEN = 12 * 3600.0
"""Seconds after which a guide begins from its start again."""
KEPT = 3
"""Places of one file that are kept, one for each time it was listened to."""
BACK = Seconds(10.0)
"""How much earlier than where it was left it goes on; what was left before that was hardly begun."""
_SAMPLE = 65_536
_WAIT = 1.0
"""Seconds that another player may take to write its own place."""
_TABLE = """
CREATE TABLE IF NOT EXISTS places (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, content TEXT NOT NULL, at REAL NOT NULL, saved REAL NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file is known by."""

    content: str
    """A hash of its size, beginning and end."""
    name: str | None = None
    """A hash of the guide's place in its practice, without its format."""


@dataclass(frozen=True, slots=True)
class Left:
    """A place where listening was left."""

    at: Seconds
    age: float
    """Seconds since then by the clock, which may have been set in between; below zero, nobody knows."""

    @property
    def fresh(self) -> bool:
        """Whether it is worth going on from."""
        return self.age <= FORGOTTEN


def identity_of(path: Path, practice: Path | None = None) -> Identity:
    """What a file is known by.

    Args:
        path: the file.
        practice: the practice folder, where the file is one of its guides.

    Raises:
        StoreError: it cannot be read.
    """
    with translated(path, "read this file"), path.open("rb") as file:
        size = file.seek(0, 2)
        digest = hashlib.sha256(f"{size}\n".encode())
        for at in (0, max(size - _SAMPLE, 0)):
            file.seek(at)
            digest.update(file.read(_SAMPLE))
    if practice is None:
        return Identity(digest.hexdigest())
    named = f"{practice.resolve()}\n{path.resolve().with_suffix('')}"
    return Identity(digest.hexdigest(), hashlib.sha256(named.encode(errors="replace")).hexdigest())


class Places:
    """The places of every file that was listened to."""

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        """Open them, or begin them.

        Raises:
            StoreError: they cannot be kept there.
        """
        self._now = now
        self._path = path
        with translated(path, "keep your places"):
            path.parent.mkdir(parents=True, exist_ok=True)
        with self._asked():
            # Every statement is a transaction of its own: what was kept is kept, whenever the program is killed.
            self._base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            self._base.execute(_TABLE)

    def close(self) -> None:
        """Keep no more."""
        with suppress(sqlite3.Error):
            self._base.close()

    def left(self, file: Identity) -> tuple[Left, ...]:
        """Where a file was left, the last time first.

        Raises:
            StoreError: nobody can tell.
        """
        with self._asked():
            rows = self._base.execute(
                "SELECT at, saved FROM places WHERE content = ? OR name = ? ORDER BY id DESC", (file.content, file.name)
            ).fetchall()
        return tuple(Left(Seconds(at), self._now() - saved) for at, saved in rows)

    def keep(self, file: Identity, at: Seconds, sitting: int | None) -> int | None:
        """Write down where somebody is in a file.

        Args:
            file: the file.
            at: seconds from its start; the first few are no place, and never take that of a later one.
            sitting: what this gave before while it was listened to; None the first time.

        Raises:
            StoreError: it cannot be kept.
        """
        if at <= BACK:
            return sitting
        with self._asked():
            if sitting is not None:
                self._base.execute("UPDATE places SET at = ?, saved = ? WHERE id = ?", (at, self._now(), sitting))
                return sitting
            row = self._base.execute(
                "INSERT INTO places (name, content, at, saved) VALUES (?, ?, ?, ?)",
                (file.name, file.content, at, self._now()),
            ).lastrowid
            self._base.execute(
                "DELETE FROM places WHERE (content = ? OR name = ?) AND id NOT IN "
                "(SELECT id FROM places WHERE content = ? OR name = ? ORDER BY id DESC LIMIT ?)",
                (file.content, file.name, file.content, file.name, KEPT),
            )
        return row

    def finished(self, file: Identity) -> None:
        """It was heard to its end: next time it begins from its start.

        Raises:
            StoreError: it cannot be forgotten.
        """
        with self._asked():
            self._base.execute("DELETE FROM places WHERE content = ? OR name = ?", (file.content, file.name))

    def count(self, files: Iterable[Identity]) -> int:
        """How many places are kept of these files.

        Raises:
            StoreError: nobody can tell.
        """
        with self._asked():
            return sum(
                self._base.execute(
                    "SELECT count(*) FROM places WHERE content = ? OR name = ?", (file.content, file.name)
                ).fetchone()[0]
                for file in files
            )

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"Your places cannot be kept: {error}.",
                where=Place(str(self._path)),
                hint="Guides play all the same. If this file is damaged, remove it.",
            ) from error
