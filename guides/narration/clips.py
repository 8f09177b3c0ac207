"""A spoken sentence as sound that can be cut, joined and handed to users of the Python API."""

import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guides.sound.fades import gentle
from guides.units import Seconds

Floats = NDArray[np.float32]

FULL_SCALE = 32767
EDGE = Seconds(0.005)
"""Length of the fade on both ends of a clip: no click, and no sound lost."""
QUIET_BELOW = 38.0
"""dB below a clip's mean level at which its ends count as silence: under the soft end of
a whispered `s`, above the noise of every engine measured."""
KEPT_BEFORE = 15
KEPT_AFTER = 50
"""Milliseconds of silence that trimming leaves, so that soft sounds are not bitten off."""


@cache
def audio_segment() -> Any:
    """The class `AudioSegment` of pydub; imported late, and without its word about a missing ffmpeg."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment


@dataclass(frozen=True, slots=True)
class Clip:
    """Mono sound of 16 bits at the rate its engine speaks at."""

    audio: Any
    """A pydub `AudioSegment`."""

    @classmethod
    def from_samples(cls, samples: Floats, rate: int) -> "Clip":
        """A clip from samples in −1 … 1, shape (n,); what lies beyond is clipped."""
        data = to_int16(samples).tobytes()
        return cls(audio_segment()(data=data, sample_width=2, frame_rate=rate, channels=1))

    @property
    def rate(self) -> int:
        """Frames per second."""
        return int(self.audio.frame_rate)

    @property
    def seconds(self) -> Seconds:
        """Its exact length."""
        return Seconds(self.audio.frame_count() / self.rate)

    def samples(self) -> Floats:
        """The samples in −1 … 1, shape (n,)."""
        return np.frombuffer(self.audio.raw_data, dtype="<i2").astype(np.float32) / np.float32(FULL_SCALE)

    def trimmed(self) -> "Clip":
        """The clip without the silence at its ends; empty when all of it is silent."""
        from pydub.silence import detect_leading_silence

        if self.audio.dBFS == -float("inf"):
            return Clip(self.audio[:0])
        threshold = self.audio.dBFS - QUIET_BELOW
        before = detect_leading_silence(self.audio, threshold, chunk_size=5)
        after = detect_leading_silence(self.audio.reverse(), threshold, chunk_size=5)
        start = max(before - KEPT_BEFORE, 0)
        return Clip(self.audio[start : len(self.audio) - max(after - KEPT_AFTER, 0)])

    def pauses(self, least: int, below: float) -> list[tuple[int, int]]:
        """The silences in it, first to last millisecond.

        Args:
            least: how many milliseconds one lasts at least.
            below: dB below the clip's mean level at which it is silent.
        """
        from pydub.silence import detect_silence

        found = detect_silence(self.audio, min_silence_len=least, silence_thresh=self.audio.dBFS - below, seek_step=5)
        return [(start, end) for start, end in found]


def joined(clips: list[Clip], pause: Seconds) -> Clip:
    """Clips of one rate, trimmed, one after the other with a pause between them."""
    rate = clips[0].rate
    silence = np.zeros(round(pause * rate), dtype=np.float32)
    parts: list[Floats] = []
    for clip in clips:
        parts += [silence, with_soft_edges(clip.trimmed().samples(), rate)]
    return Clip.from_samples(np.concatenate(parts[1:]), rate)


def with_soft_edges(samples: Floats, rate: int, before: Seconds = EDGE, after: Seconds = EDGE) -> Floats:
    """The same sound with a fade in and out, shape (n,)."""
    rise, fall = (min(round(length * rate), len(samples) // 2) for length in (before, after))
    if not (rise and fall):
        return samples
    soft = samples.copy()
    soft[:rise] *= _ramp(rise)
    soft[-fall:] *= _ramp(fall)[::-1]
    return soft


def _ramp(count: int) -> Floats:
    return gentle((np.arange(count) + 0.5) / count)


def to_int16(samples: Floats) -> NDArray[np.int16]:
    """Samples in −1 … 1 as 16-bit integers, little-endian."""
    return np.rint(np.clip(samples, -1.0, 1.0) * FULL_SCALE).astype("<i2")
