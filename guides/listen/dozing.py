"""The sleep timer: after so many minutes of sound, or at the end of a chapter, it goes silent, softly."""

from guides.listen.playing import Player
from guides.listen.tracks import Track
from guides.units import Seconds, to_frames, to_seconds

CHAPTER = 0
WISHES: tuple[int | None, ...] = (None, 15, 30, 45, 60, CHAPTER)
"""What it can be set to, in minutes; or to the end of the chapter."""
_JUST_BEFORE = 1.0
"""Seconds before its end in which a chapter counts as over."""


class SleepTimer:
    """What a listener set it to; the player counts, by what it plays, so that no pause and no clock matters."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._wish: int | None = None

    @property
    def left(self) -> Seconds | None:
        """How much longer it plays; None when it is not set, or has ended."""
        left = self._player.awake
        return None if left is None or self._player.asleep else to_seconds(left)

    def turn(self, track: Track, position: Seconds) -> None:
        """Set it to what comes next in `WISHES`."""
        self._wish = WISHES[(WISHES.index(self._wish) + 1) % len(WISHES)]
        if self._wish == CHAPTER and not track.chapters:
            self._wish = None
        self._player.wake_in(to_frames(self._wish * 60.0) if self._wish else None)
        self.moved(track, position)

    def moved(self, track: Track, position: Seconds) -> None:
        """The end of the chapter is elsewhere when the listener is."""
        if self._wish != CHAPTER:
            return
        ends = [mark.start for mark in track.chapters if mark.start > position + _JUST_BEFORE]
        end = ends[0] if ends else track.seconds
        if end is not None:
            self._player.wake_in(to_frames(end - position))

    def ended(self) -> None:
        """It has done what it was there for."""
        self._wish = None
