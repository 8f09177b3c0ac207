"""Which link a token opens, as the practice has it at this moment."""

import sqlite3
import time

from guides.clients.links import Link, opened_by
from guides.clients.links_store import FILE, connect, drop_ended_places, read_links
from guides.errors import GuideError, Place, Problem
from guides.serve.events import Tell, Trouble
from guides.store.practice import PracticeFolder

WAIT = 0.2
"""Seconds to wait for a command that is writing; until then what was read last holds."""

SWEPT = 600.0
"""Seconds after which it is looked whether places are kept for links that have ended."""


class Doors:
    """Reads the links again whenever a command has written them: one that is revoked is closed at once."""

    def __init__(self, folder: PracticeFolder, tell: Tell) -> None:
        """Read the links of a practice when the first token comes."""
        self._path = folder.root / FILE
        self._tell = tell
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._version = -1
        self._links: tuple[Link, ...] = ()
        self._swept = float("-inf")

    def open(self, token: str) -> Link | None:
        """The live link of a token; None for every other."""
        self._read()
        return opened_by(token, self._links, time.time())

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
        self._database, self._file, self._links = None, None, ()

    def _read(self) -> None:
        file = self._identity()
        try:
            if file != self._file:
                self.close()
                if file is None:
                    return
                self._database = connect(self._path, wait=WAIT)
                self._file, self._version = file, -1
            if self._database is None:
                return
            version = int(self._database.execute("PRAGMA data_version").fetchone()[0])
            if version != self._version:
                self._links = read_links(self._database)
                self._version = version
            if time.monotonic() - self._swept > SWEPT:
                self._swept = time.monotonic()
                drop_ended_places(self._database)
        except sqlite3.OperationalError:
            # Somebody is writing: the next request sees it.
            return
        except sqlite3.DatabaseError:
            self.close()
            hint = "Delete it: every link ends with it, and you create new ones."
            self._tell(Trouble((Problem("The file that keeps the links is damaged.", Place(FILE), hint),)))
        except GuideError as error:
            self.close()
            self._tell(Trouble(error.problems()))

    def _identity(self) -> tuple[int, int] | None:
        try:
            state = self._path.stat()
        except OSError:
            return None
        return state.st_dev, state.st_ino
