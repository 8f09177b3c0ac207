"""A music file heard from beginning to end: whether it can be used, and what is odd about it."""

from dataclasses import dataclass
from pathlib import Path

from guides.errors import GuideError, Problem
from guides.model.music import level
from guides.music.decoded import Decoded, decoded, remembered
from guides.music.tracks import open_track
from guides.sound.loudness import integrated
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.units import CHANNELS, Lufs, Seconds, to_seconds

CLIPPED_MOST = 0.01
"""Share of the tenths of a second; more than that is heard as harshness."""
SILENCE_MOST = 5.0
"""Seconds at either end; more is worth a word."""
LONG = 2 * 3600.0
"""Seconds; beyond that the cache grows by gigabytes."""
_BYTES = CHANNELS * 2


@dataclass(frozen=True, slots=True)
class Heard:
    """What was measured on a track."""

    seconds: Seconds
    """Its whole length, silence included."""
    lufs: Lufs | None
    """Integrated loudness of what sounds."""
    clipped: float
    """Share of its tenths of a second in which samples were cut off at full scale."""
    lead: Seconds
    """Silence at its beginning."""
    trail: Seconds
    """Silence at its end."""

    def oddities(self) -> tuple[str, ...]:
        """What a listener should know, each a whole sentence; none of it stops a track from playing."""
        found = []
        if self.clipped > CLIPPED_MOST:
            found.append(f"It is clipped in {self.clipped:.0%} of its length and may sound harsh; get a cleaner copy.")
        for seconds, end in ((self.lead, "beginning"), (self.trail, "end")):
            if seconds > SILENCE_MOST:
                found.append(f"{seconds:.0f} s of silence at its {end} are left out.")
        if self.seconds > LONG:
            size = self.seconds * 44_100 * _BYTES / 1e9
            found.append(f"It is very long: decoded, it takes {size:.1f} GB in .guides/.")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Inspected:
    """One track, used or not to be used."""

    file: str
    heard: Heard | None
    problems: tuple[Problem, ...] = ()
    """Why it cannot be used; empty when it works."""


def inspect(folder: Path, name: str, ffmpeg: Ffmpeg, cache: Cache) -> Inspected:
    """Decode a track whole, unless that was done already, and say how it is."""
    try:
        open_track(folder, name, ffmpeg, cache, intensity=level(0.5))
        return Inspected(name, _heard(decoded(folder, name, ffmpeg, cache)))
    except GuideError as error:
        return Inspected(name, None, error.problems())


def known(folder: Path, name: str, ffmpeg: Ffmpeg, cache: Cache) -> Heard | None:
    """What an earlier inspection found; None when nothing is known of the file as it is now."""
    try:
        music = remembered(folder, name, ffmpeg, cache)
    except GuideError:
        return None
    return None if music is None else _heard(music)


def _heard(music: Decoded) -> Heard:
    lead, trail = music.silence
    return Heard(to_seconds(music.frames), integrated(music.power), music.clipped, Seconds(lead), Seconds(trail))
