"""What is there to listen to, one after the other, and what cannot be played."""

from collections import deque
from collections.abc import Sequence

from guides.errors import GuideError
from guides.listen.tracks import Recording, Track, open_track
from guides.publish.markup import clock
from guides.store.ffmpeg import Ffmpeg

Entry = Recording | Track | GuideError
"""What is listened to, or why it cannot be."""

_OTHER_LENGTH = 2.0
"""Seconds by which a file may differ from what its playlist says and be the same."""


class Notes:
    """What the listener should know, in the order it happened."""

    def __init__(self) -> None:
        self._said: deque[str | GuideError] = deque()
        self.failed = False
        """Whether something could not be played."""

    def say(self, note: str | GuideError) -> None:
        """Add one; an error is something that could not be played."""
        self.failed = self.failed or isinstance(note, GuideError)
        self._said.append(note)

    def take(self) -> tuple[str | GuideError, ...]:
        """Those that were not taken yet."""
        taken = []
        while self._said:
            taken.append(self._said.popleft())
        return tuple(taken)


class Row:
    """Entries in their order, each looked into when its turn comes."""

    def __init__(self, entries: Sequence[Entry], ffmpeg: Ffmpeg | None, notes: Notes) -> None:
        """A row.

        Args:
            entries: what there is.
            ffmpeg: what reads files; None where all are tracks already.
            notes: where it is said what cannot be played.
        """
        self.entries = entries
        self._ffmpeg = ffmpeg
        self._notes = notes
        self._tracks: dict[int, Track] = {}
        self._told: set[int] = set()

    def track(self, number: int) -> Track:
        """Look into an entry.

        Raises:
            GuideError: it cannot be played.
        """
        if number in self._tracks:
            return self._tracks[number]
        entry = self.entries[number]
        if isinstance(entry, GuideError):
            raise entry
        if isinstance(entry, Recording):
            assert self._ffmpeg is not None
            expected, entry = entry.expected, open_track(entry, self._ffmpeg)
            if expected and entry.seconds and abs(expected - entry.seconds) > _OTHER_LENGTH:
                self._notes.say(
                    f"{entry.shown} lasts {clock(entry.seconds)}, and the playlist says {clock(expected)}: "
                    "it was changed since."
                )
        self._tracks[number] = entry
        return entry

    def playable(self, number: int, step: int = 1) -> int | None:
        """The first entry from here on that can be played; what cannot is said once."""
        while 0 <= number < len(self.entries):
            try:
                self.track(number)
            except GuideError as error:
                if number not in self._told:
                    self._told.add(number)
                    self._notes.say(error)
                number += step
            else:
                return number
        return None
