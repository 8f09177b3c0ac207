"""The therapist's own music, brought to its loudness."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.errors import MusicError
from guides.model.music import Glide
from guides.model.settings import BED_LUFS, BED_LUFS_MOST, BED_LUFS_PER_INTENSITY
from guides.music.decoded import FULL_SCALE, Decoded, decoded
from guides.music.shelf import list_tracks, place
from guides.sound.glides import glide_at, glide_key
from guides.sound.loudness import Powers, integrated
from guides.sound.true_peak import to_amplitude, to_db
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.units import CHANNELS, HOP, Decibels, Lufs

__all__ = ["Track", "list_tracks", "open_track"]

Floats = NDArray[np.float32]

VERSION = 2
GAIN_MOST = Decibels(20.0)
PEAK_MOST = Decibels(-3.0)
"""dBFS. Bounds for a piece so soft or so uneven that its loudness alone would drive it into noise or the limiter."""


def open_track(folder: Path, name: str, ffmpeg: Ffmpeg, cache: Cache, *, intensity: Glide) -> "Track":
    """A file of the music folder, without the silence at its ends.

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
    return Track(music, loudness, intensity)


@dataclass(frozen=True)
class Track:
    """A piece of music as a `Source`; silent before its beginning and after its end."""

    music: Decoded
    loudness: Lufs
    """Of the whole piece, as it was recorded."""
    intensity: Glide

    @property
    def key(self) -> str:
        return f"track/{VERSION}/{self.music.key}/{self.loudness:.6f}/{glide_key(self.intensity)}"

    def aim(self, frame: int) -> float:
        """The loudness in LUFS that the piece is brought to at a frame of it, as far as its gain may go."""
        return self.loudness + float(self._gains(np.array([frame], dtype=np.float64))[0])

    def read(self, start: int, count: int) -> Floats:
        sound = np.zeros((count, CHANNELS), dtype=np.float32)
        low, high = max(start, 0), min(start + count, self.music.hops * HOP)
        if low < high:
            gains = self._factors(low, high) / np.float32(FULL_SCALE)
            np.multiply(self.music.samples()[low:high], gains, out=sound[low - start : high - start])
        return sound

    def level(self, start_hop: int, hops: int) -> Powers:
        level = np.zeros(hops)
        low, high = max(start_hop, 0), min(start_hop + hops, self.music.hops)
        if low < high:
            gains = self._gains(np.arange(low, high, dtype=np.float64) * HOP)
            level[low - start_hop : high - start_hop] = self.music.power[low:high] * np.power(10.0, gains / 10)
        return level

    def _factors(self, low: int, high: int) -> Floats:
        """The gain from frame `low` to `high`, shape (1,) where it stays and (frames, 1) where it moves."""
        ends = self._gains(np.array([low, high - 1], dtype=np.float64))
        inner = any(low < frame < high for frame, _ in self.intensity.points)
        if ends[0] == ends[1] and not inner:
            return np.array([to_amplitude(ends[0])], dtype=np.float32)
        # Looked up once per hop and drawn straight between: a glide takes minutes.
        edges = np.arange(low // HOP, high // HOP + 2, dtype=np.float64) * HOP
        amplitudes = 10 ** (self._gains(edges) / 20)
        return np.interp(np.arange(low, high), edges, amplitudes).astype(np.float32)[:, np.newaxis]

    def _gains(self, frames: NDArray[np.float64]) -> Powers:
        """The gain in dB at each of these frames."""
        louder = BED_LUFS + BED_LUFS_PER_INTENSITY * (glide_at(self.intensity, frames) - 0.5)
        wanted = np.minimum(louder, BED_LUFS_MOST) - self.loudness
        return np.minimum(wanted, min(GAIN_MOST, PEAK_MOST - to_db(self.music.peak)))
