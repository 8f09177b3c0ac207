"""The tables of links, made anew when the practice changed."""

import asyncio
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path

from guides.clients.links import Link
from guides.errors import GuideError, UsageError
from guides.publish.site import Site
from guides.serve.events import Tell, Trouble
from guides.serve.table import Table, table_of

Look = Callable[[str | None, bool], Site]
"""What a client has, or everyone, with a feed or without."""
Stamp = Callable[[str | None], Hashable]
"""Something that is another once what a client has may be another."""
LOOKED_AT = 2.0
"""Seconds for which nobody asks whether something changed."""
MOST = 64
"""Tables that are kept; a page with its words takes some hundred kilobytes."""
OLD = 600.0
"""Seconds after which a table is made anew in any case: rights to music end at midnight."""


class UnavailableError(Exception):
    """What a link leads to cannot be told just now; the therapist is told why."""


@dataclass(slots=True)
class _Shelf:
    """What is known of one client's table."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    table: Table | None = None
    stamp: Hashable = None
    made: float = 0.0
    looked: float = 0.0


class Sites:
    """Gives each link its table."""

    def __init__(self, look: Look, stamp: Stamp, out: Path, *, feeds: bool, tell: Tell) -> None:
        """Keep what is needed to make tables.

        Args:
            look: finds out what somebody has.
            stamp: finds out, quickly, whether that may have changed.
            out: the folder of finished guides.
            feeds: whether every link has a feed.
            tell: is told what keeps a listener from their guides.
        """
        self._look = look
        self._stamp = stamp
        self._out = out
        self._feeds = feeds
        self._tell = tell
        self._shelves: dict[tuple[str | None, bool], _Shelf] = {}

    async def of(self, link: Link, *, anew: bool = False) -> Table | None:
        """The table of a link; None for one whose client is no longer there.

        Args:
            link: a live one.
            anew: whether a file of it turned out to be another.

        Raises:
            UnavailableError: the practice cannot be read as it is.
        """
        feed = link.feed or self._feeds
        shelf = self._shelf((link.client, feed))
        async with shelf.lock:
            if anew or time.monotonic() - shelf.looked > LOOKED_AT or shelf.looked == 0.0:
                await asyncio.to_thread(self._refresh, shelf, link.client, feed, anew)
            return shelf.table

    def _shelf(self, key: tuple[str | None, bool]) -> _Shelf:
        # The one that was asked for last stands last.
        shelf = self._shelves.pop(key) if key in self._shelves else _Shelf()
        self._shelves[key] = shelf
        if len(self._shelves) > MOST:
            del self._shelves[next(iter(self._shelves))]
        return shelf

    def _refresh(self, shelf: _Shelf, client: str | None, feed: bool, anew: bool) -> None:
        now = time.monotonic()
        stamp = self._stamp(client)
        if not anew and stamp == shelf.stamp and now - shelf.made < OLD and shelf.looked:
            shelf.looked = now
            return
        try:
            shelf.table = table_of(self._look(client, feed), self._out)
        except UsageError:
            shelf.table = None
        except GuideError as error:
            # As long as nobody can tell what may leave, nothing does.
            shelf.looked = 0.0
            self._tell(Trouble(error.problems()))
            raise UnavailableError from error
        shelf.stamp, shelf.made, shelf.looked = stamp, now, now
