"""What goes on without a gap where something ends: what a guide or its listener said, and nothing else."""

import threading

from guides.errors import GuideError
from guides.listen.playing import Part
from guides.listen.row import Row
from guides.listen.sounds import Ahead, Summed
from guides.units import to_seconds

Of = tuple[int, bool]
"""A part of the player: which entry, and whether it is the bed that is held after it."""


class Following:
    """Knows what comes after a part, and has it ready before it is needed."""

    def __init__(self, row: Row, *, continuous: bool, waits: bool) -> None:
        """What follows in a row.

        Args:
            row: the entries.
            continuous: whether each goes on to the next.
            waits: whether there is somebody who ends a held bed.
        """
        self._row = row
        self._continuous = continuous
        self._waits = waits
        self._asked: Of | None = None
        self._ready: tuple[Of, Part] | None = None
        self._lock = threading.Lock()

    def after(self, part: Part) -> Part | None:
        """What follows a part that has ended; asked by the thread that plays."""
        number, held = part.of
        if not held and not self._row.track(number).is_whole(to_seconds(part.at)):
            return None
        with self._lock:
            ready, self._ready, self._asked = self._ready, None, None
        if ready is not None and ready[0] == part.of:
            return ready[1]
        # A bed without a single frame could follow itself for ever.
        return self._made(part.of) if part.at else None

    def prepare(self, of: Of) -> None:
        """Have ready what follows; asked while there is time."""
        if self._asked == of:
            return
        self.drop()
        self._asked = of
        if (part := self._made(of)) is not None:
            with self._lock:
                self._ready = (of, part)

    def drop(self) -> None:
        """Something else is on now."""
        self._asked = None
        with self._lock:
            ready, self._ready = self._ready, None
        if ready is not None:
            ready[1].sound.close()

    def _made(self, of: Of) -> Part | None:
        number, held = of
        track = self._row.track(number)
        if self._waits and (held or track.held is not None):
            return None if track.held is None else Part((number, True), track.held(0), 0)
        following = number + 1
        if self._continuous:
            return self._first_sound(self._row.playable(following))
        if track.handover != "flow" or following >= len(self._row.entries):
            return None
        try:
            self._row.track(following)
        except GuideError:
            # Another guide than the one that was meant to go on would be none.
            return None
        return self._first_sound(following)

    def _first_sound(self, number: int | None) -> Part | None:
        if number is None:
            return None
        sound: Ahead | Summed = next(iter(self._row.track(number).sounds.values()))(0)
        return Part((number, False), sound, 0)
