"""The therapist's own music: brought to its loudness and looped for as long as it is needed."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.errors import MusicError
from guides.model.settings import BED_LUFS
from guides.music.decoded import FULL_SCALE, Decoded, decoded
from guides.music.levels import bed_loudness
from guides.music.shelf import list_tracks, place
from guides.sound.fades import equal_power
from guides.sound.loudness import Powers, integrated
from guides.sound.true_peak import to_amplitude, to_db
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.units import CHANNELS, HOP, Decibels

__all__ = ["Track", "list_tracks", "open_track"]

Floats = NDArray[np.float32]

VERSION = 1
CROSSFADE_HOPS = 60
"""Six seconds; a quarter of a piece at most."""
GAIN_MOST = Decibels(20.0)
PEAK_MOST = Decibels(-3.0)
"""dBFS. Bounds for a piece so soft or so uneven that its loudness alone would drive it into noise or the limiter."""
_ALIKE_LEAST = -0.5


def open_track(folder: Path, name: str, ffmpeg: Ffmpeg, cache: Cache, *, intensity: float = 0.5) -> "Track":
    """A file of the music folder as endless sound.

    Args:
        folder: the music folder.
        name: the file's name in it, with forward slashes.
        ffmpeg: decodes it, the first time.
        cache: keeps it decoded.
        intensity: 0 to 1; sets how loud it is.

    Raises:
        MusicError: the file is missing, elsewhere, or cannot be used; the message says why.
        StoreError: it cannot be read, or the cache cannot be written.
    """
    music = decoded(folder, name, ffmpeg, cache)
    loudness = integrated(music.power)
    if loudness is None:
        raise MusicError(
            "This music file is too soft to be heard.", where=place(name), hint="Export it at a normal loudness."
        )
    wanted = bed_loudness(BED_LUFS, intensity) - loudness
    return Track(music, Decibels(min(wanted, GAIN_MOST, PEAK_MOST - to_db(music.peak))))


@dataclass(frozen=True)
class Track:
    """A piece of music repeated by crossfades, as a `Source`."""

    music: Decoded
    gain: Decibels

    @property
    def key(self) -> str:
        return f"track/{VERSION}/{self.music.key}/{self.gain:.6f}"

    @property
    def fade_hops(self) -> int:
        """The length of a crossfade."""
        return min(CROSSFADE_HOPS, self.music.hops // 4)

    @property
    def period_hops(self) -> int:
        """From one beginning of the piece to the next."""
        return self.music.hops - self.fade_hops

    @cached_property
    def alikeness(self) -> float:
        """How alike the end and the beginning are where they meet: 1 for the same waveform, 0 for strangers."""
        samples = self.music.samples()
        fade, quarter = self.fade_hops * HOP, self.fade_hops * HOP // 4
        start = samples[quarter : fade - quarter].astype(np.float64)
        end = samples[len(samples) - fade + quarter : len(samples) - quarter].astype(np.float64)
        power = float(np.sqrt(np.vdot(start, start) * np.vdot(end, end)))
        return max(float(np.vdot(start, end)) / power, _ALIKE_LEAST) if power else 0.0

    def read(self, start: int, count: int) -> Floats:
        period, length = self.period_hops * HOP, self.music.hops * HOP
        samples = self.music.samples()
        factor = np.float32(to_amplitude(self.gain) / FULL_SCALE)
        sound = np.zeros((count, CHANNELS), dtype=np.float32)
        for turn in self._turns(start, start + count, period):
            low, high = max(start, turn * period), min(start + count, turn * period + length)
            if low < high:
                piece = samples[low - turn * period : high - turn * period] * factor
                self._fade(piece, low - turn * period, first=turn == 0)
                sound[low - start : high - start] += piece
        return sound

    def level(self, start_hop: int, hops: int) -> Powers:
        period, length = self.period_hops, self.music.hops
        factor = to_amplitude(self.gain) ** 2
        level = np.zeros(hops)
        for turn in self._turns(start_hop, start_hop + hops, period):
            low, high = max(start_hop, turn * period), min(start_hop + hops, turn * period + length)
            if low < high:
                inside = np.arange(low - turn * period, high - turn * period)
                power = self.music.power[inside] * factor
                level[low - start_hop : high - start_hop] += power * self._share(inside, first=turn == 0)
        return level

    def _turns(self, start: int, end: int, period: int) -> range:
        """The repetitions that could sound between two points."""
        return range(max(0, start // period - 1), (end - 1) // period + 1)

    def _fade(self, piece: Floats, at: int, *, first: bool) -> None:
        """Fade a piece of the music that begins at frame `at` of it, where a crossfade touches it."""
        fade, length = self.fade_hops * HOP, self.music.hops * HOP
        if at < fade and not first:
            touched = piece[: fade - at]
            touched *= self._gains(np.arange(at, at + len(touched)) / fade)[:, np.newaxis]
        if at + len(piece) > length - fade:
            begin = max(length - fade - at, 0)
            touched = piece[begin:]
            position = (np.arange(at + begin, at + len(piece)) - (length - fade)) / fade
            touched *= self._gains(1.0 - position)[:, np.newaxis]

    def _gains(self, position: NDArray[np.float64]) -> Floats:
        """A fade-in that, with its mirror, keeps the power: equal-power for strangers, linear for twins.

        The sum's power is a² + b² + 2·r·a·b (Fink, Holters, Zölzer, DAFx 2016); dividing by its root
        holds it at one for any likeness r.
        """
        rising, falling = equal_power(position), equal_power(1.0 - position)
        gains: Floats = rising / np.sqrt(1.0 + 2.0 * np.float32(self.alikeness) * rising * falling)
        return gains

    def _share(self, inside: NDArray[np.intp], *, first: bool) -> Powers:
        """The share of each hop's power that is left, so that the two sides of a crossfade add up."""
        fade, length = self.fade_hops, self.music.hops
        rising = np.ones(len(inside)) if first else np.clip((inside + 0.5) / fade, 0.0, 1.0)
        falling = np.clip((length - inside - 0.5) / fade, 0.0, 1.0)
        share: Powers = np.sin(rising * np.pi / 2) ** 2 * np.sin(falling * np.pi / 2) ** 2
        return share
