"""Where links are kept: `.guides/links.sqlite`, and the places that a listener left off at.

SQLite's rollback journal with every commit on the disk: a program that is ended in the middle of writing
leaves what was there before. What is deleted is overwritten, so that no search finds it.
"""

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from guides.clients.links import Link, digest_of_token, new_token
from guides.errors import Place, StoreError, UsageError
from guides.store.files import translated
from guides.store.practice import PracticeFolder

FILE = ".guides/links.sqlite"
"""As messages name it."""
VERSION = 1
WAIT = 10.0
"""Seconds that a command waits for another one that writes."""
DAY = 86_400
_NAME_BYTES = 4

_TABLES = """
CREATE TABLE links (
    name TEXT PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    client TEXT COLLATE NOCASE,
    feed INTEGER NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER
);
CREATE TABLE positions (
    link TEXT PRIMARY KEY REFERENCES links (name) ON DELETE CASCADE,
    places TEXT NOT NULL
);
"""
_COLUMNS = "name, digest, client, feed, created, expires, revoked"


def create_link(folder: PracticeFolder, client: str | None, *, days: int | None, feed: bool) -> tuple[Link, str]:
    """A new link, and its token, which nobody can find out afterwards.

    Args:
        folder: the practice.
        client: whose guides it leads to; None: those for everyone.
        days: after so many it ends by itself; None: never.
        feed: whether it has a feed.

    Raises:
        StoreError: the links cannot be read or written.
    """
    now, token = int(time.time()), new_token()
    expires = now + days * DAY if days is not None else None
    link = Link(secrets.token_hex(_NAME_BYTES), digest_of_token(token), client, feed, now, expires)
    with _opened(folder, make=True) as database, database:
        row = (link.name, link.digest, client, feed, now, expires)
        database.execute("INSERT INTO links (name, digest, client, feed, created, expires) VALUES (?,?,?,?,?,?)", row)
    return link, token


def list_links(folder: PracticeFolder) -> tuple[Link, ...]:
    """Every link, the oldest first.

    Raises:
        StoreError: the links cannot be read.
    """
    with _opened(folder) as database:
        return read_links(database)


def read_links(database: sqlite3.Connection) -> tuple[Link, ...]:
    """Every link that a database holds, the oldest first."""
    rows = database.execute(f"SELECT {_COLUMNS} FROM links ORDER BY created, name").fetchall()
    return tuple(Link(row[0], row[1], row[2], bool(row[3]), row[4], row[5], row[6]) for row in rows)


def revoke_link(folder: PracticeFolder, name: str) -> Link:
    """Take a link back; one that was taken back stays so.

    Raises:
        UsageError: no link is called this.
        StoreError: the links cannot be read or written.
    """
    with _opened(folder) as database, database:
        database.execute("UPDATE links SET revoked = coalesce(revoked, ?) WHERE name = ?", (int(time.time()), name))
        found = [link for link in read_links(database) if link.name == name]
        if not found:
            # What was typed is not repeated: it may be a token.
            raise UsageError("No link is called this.", hint="guides links list shows what each is called.")
        drop_ended_places(database)
        return found[0]


def count_links(folder: PracticeFolder, client: str) -> int:
    """How many links of a client are kept, live or not.

    Raises:
        StoreError: the links cannot be read.
    """
    with _opened(folder) as database:
        return int(database.execute("SELECT count(*) FROM links WHERE client = ?", (client,)).fetchone()[0])


def forget_links(folder: PracticeFolder, client: str) -> int:
    """Delete the links of a client, with the places that were kept for them; how many there were.

    Raises:
        StoreError: the links cannot be read or written.
    """
    if not (folder.root / FILE).exists():
        return 0
    with _opened(folder) as database:
        with database:
            gone = database.execute("DELETE FROM links WHERE client = ?", (client,)).rowcount
        # Pages that rows have moved from hold what stood there before.
        database.execute("VACUUM")
        return gone


def read_places(folder: PracticeFolder, name: str) -> str | None:
    """The places that were kept for a link, as they came.

    Raises:
        StoreError: the links cannot be read.
    """
    with _opened(folder) as database:
        row = database.execute("SELECT places FROM positions WHERE link = ?", (name,)).fetchone()
        return str(row[0]) if row else None


def write_places(folder: PracticeFolder, name: str, places: str) -> None:
    """Keep the places of a link, unless it is gone by now.

    Raises:
        StoreError: the links cannot be written.
    """
    with _opened(folder) as database, database:
        database.execute(
            "INSERT INTO positions SELECT name, ? FROM links WHERE name = ? AND revoked IS NULL"
            " ON CONFLICT (link) DO UPDATE SET places = excluded.places",
            (places, name),
        )


def drop_ended_places(database: sqlite3.Connection) -> None:
    """Let go of where listeners left off by links that have ended: nobody can use it any more."""
    ended = "link IN (SELECT name FROM links WHERE expires <= :now OR revoked IS NOT NULL)"
    now = {"now": int(time.time())}
    # Looked for first: a disk that is read-only, or somebody who writes, is in nobody's way then.
    if database.execute(f"SELECT 1 FROM positions WHERE {ended}", now).fetchone():
        with database:
            database.execute(f"DELETE FROM positions WHERE {ended}", now)


@contextmanager
def _opened(folder: PracticeFolder, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The database, to be used and closed; an empty one in memory where there is none and none is to be made."""
    path = folder.root / FILE
    if make:
        with translated(Path(FILE), "keep this link"):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Only for whoever runs this: it says who is a client.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with broken_said(), closing(connect(path)) as database:
        # Whoever only looks at links must not need to write.
        with suppress(sqlite3.OperationalError):
            drop_ended_places(database)
        yield database


def connect(path: Path, *, wait: float = WAIT) -> sqlite3.Connection:
    """A connection whose tables are there; to a database in memory where there is no file.

    Raises:
        StoreError: a later version of this program has written it.
        sqlite3.Error: it cannot be read.
    """
    where = str(path) if path.exists() else ":memory:"
    database = sqlite3.connect(where, timeout=wait, check_same_thread=False)
    try:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")
        database.execute("PRAGMA synchronous = FULL")
        _make_tables(database)
    except BaseException:
        database.close()
        raise
    return database


def _make_tables(database: sqlite3.Connection) -> None:
    if _version(database) == 0:
        database.execute("BEGIN IMMEDIATE")
        try:
            # Another command may have made them while this one waited.
            if _version(database) == 0:
                for statement in filter(str.strip, _TABLES.split(";")):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {VERSION}")
            database.commit()
        except BaseException:
            database.rollback()
            raise
    if _version(database) != VERSION:
        message = "The links here were kept by a later version of this program."
        raise StoreError(message, where=Place(FILE), hint="Install that version, or a later one.")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def broken_said() -> Iterator[None]:
    """Turn an error of the database into one that says what helps."""
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = "See whether the disk is full or read-only, or another command is still at work here."
        raise StoreError(f"Cannot use the links: {error}.", where=Place(FILE), hint=hint) from error
    except sqlite3.DatabaseError as error:
        hint = "Delete it: every link ends with it, and you create new ones."
        raise StoreError("The file that keeps the links is damaged.", where=Place(FILE), hint=hint) from error
