"""A listener's place: where they go on, and that it is kept while they listen."""

from collections.abc import Sequence
from contextlib import suppress

from guides.errors import StoreError
from guides.listen.places import BACK, Identity, Left, Places, identity_of
from guides.listen.row import Entry, Notes
from guides.listen.tracks import Recording, Track
from guides.publish.markup import clock
from guides.units import Seconds

SAVED = 2.0
"""Seconds of sound after which the place is kept again: by no clock, which somebody could set."""
_LOOKED_AT = 100
"""Entries of a playlist whose places are asked for."""


class Memory:
    """The places of one listener; where they cannot be kept, that is said once, and listening goes on."""

    def __init__(self, places: Places | None, notes: Notes) -> None:
        self._places = places
        self._notes = notes
        self._row: int | None = None
        self._of: Identity | None = None
        self._at = Seconds(0.0)

    def left_last(self, entries: Sequence[Entry]) -> int:
        """The entry that was listened to last, of those worth going on with; else the first."""
        found: list[tuple[float, int]] = []
        for number, entry in enumerate(entries[:_LOOKED_AT]):
            # A file that cannot be read is told when it is to be played.
            with suppress(StoreError):
                if isinstance(entry, Recording):
                    places = self._left(identity_of(entry.path, entry.guide.practice if entry.guide else None))
                    found += [(place.age, number) for place in places[:1] if place.fresh]
        return min(found, default=(0.0, 0))[1]

    def where(self, track: Track, *, asks: bool) -> tuple[Seconds, bool]:
        """Where a track goes on, and whether the listener must say so first.

        Args:
            track: what is to be heard.
            asks: whether there is somebody to ask before a journey goes on in its middle.
        """
        left = self._left(track.identity)
        if not left:
            return Seconds(0.0), False
        there = clock(left[0].at)
        if track.seconds is not None and left[0].at >= track.seconds:
            self._notes.say(f"You were at {there}, and it is shorter now; it begins at the start.")
            return Seconds(0.0), False
        if not left[0].fresh:
            self._notes.say(f"You were at {there}, long ago; it begins at the start. To go there: --from {there}")
            return Seconds(0.0), False
        at = Seconds(max(left[0].at - BACK, 0.0))
        if track.journey and asks:
            self._notes.say(f"You were at {there} of a journey. Space goes on there; 0 begins again.")
            return at, True
        before = " and ".join(clock(place.at) for place in left[1:])
        more = f" Before that you were at {before}." if before else ""
        self._notes.say(f"Going on at {clock(at)}, ten seconds before where you were.{more}")
        return at, False

    def keep(self, track: Track, at: Seconds, *, now: bool = False) -> None:
        """Keep the place, after a few seconds of sound or at once."""
        if self._places is None or track.identity is None:
            return
        if not now and self._of == track.identity and abs(at - self._at) < SAVED:
            return
        if self._of != track.identity:
            self._of, self._row = track.identity, None
        self._at = at
        try:
            self._row = self._places.keep(track.identity, at, self._row)
        except StoreError as error:
            self._gone(error)

    def finished(self, track: Track) -> None:
        """It was heard to its end."""
        self._of = self._row = None
        if self._places is not None and track.identity is not None:
            try:
                self._places.finished(track.identity)
            except StoreError as error:
                self._gone(error)

    def close(self) -> None:
        """Keep no more."""
        if self._places is not None:
            self._places.close()

    def _left(self, identity: Identity | None) -> tuple[Left, ...]:
        if self._places is None or identity is None:
            return ()
        try:
            return self._places.left(identity)
        except StoreError as error:
            self._gone(error)
            return ()

    def _gone(self, error: StoreError) -> None:
        self._notes.say(" ".join(part for part in (error.message, error.hint) if part))
        self._places = None
