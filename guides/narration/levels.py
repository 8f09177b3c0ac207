"""Every clip at its voice's loudness, measured and not chased.

Each gain depends on its own clip and on the voice's constant alone, so a changed
sentence moves no other.
"""

import threading

import numpy as np
from numpy.typing import NDArray

from guides.errors import Place, VoiceError
from guides.model.settings import CALM, CLIP_CEILING, CLIP_GAIN_DOWN, CLIP_GAIN_UP
from guides.model.utterance import Utterance
from guides.narration.clips import Clip, to_int16, with_soft_edges
from guides.narration.narrator import Narrator
from guides.narration.plausible import spoken_surely
from guides.sound.limiter import limit
from guides.sound.loudness import integrated_of
from guides.store.cache import Cache, key_of
from guides.units import RATE, Decibels, Lufs, to_frames

Floats = NDArray[np.float32]

AROUND = to_frames(0.4)
"""Silence on either side while a clip is measured: one block of BS.1770-4, so that a
single word is measured as it stands in the silence of a guide."""
CLOSE_ENOUGH = 0.2
"""LU by which the limiter may leave a sound below the voice's loudness; where its gain is its own, more is given
back."""
ROUNDS = 12
SHELF = "calibration"
CALIBRATION = (
    "Welcome. Find a place where you can rest for a while, and let the ground hold you. "
    "There is nothing that you need to do right now, and you can stop whenever you like. "
    "Notice how the breath comes and goes by itself."
)
VERSION = 1


def at_rate(clip: Clip) -> Floats:
    """The clip's samples at 44.1 kHz, shape (n,)."""
    import soxr

    resampled: Floats = soxr.resample(clip.samples(), clip.rate, RATE, quality="VHQ")
    return resampled


def loudness_alone(samples: Floats) -> Lufs | None:
    """Loudness of a clip standing in silence; None when there is next to nothing to hear."""
    return integrated_of(np.pad(samples, AROUND))


def levelled(samples: Floats, constant: Decibels | None) -> Floats:
    """The clip at the calm manner's loudness, limited, its edges soft, shape (n,).

    Args:
        samples: at 44.1 kHz, shape (n,).
        constant: the voice's own gain, from which the clip's may differ by
            `CLIP_GAIN_UP` and `CLIP_GAIN_DOWN`; None for no such bound.
    """
    measured = loudness_alone(samples)
    if constant is None:
        return with_soft_edges(_freely(samples, measured), RATE)
    own = constant if measured is None else _bounded(Decibels(CALM.voice_lufs - measured), constant)
    return with_soft_edges(_limited(samples, own), RATE)


def _limited(samples: Floats, gain: Decibels) -> Floats:
    return limit(samples * np.float32(10 ** (gain / 20)), CLIP_CEILING)


def _freely(samples: Floats, measured: Lufs | None) -> Floats:
    """The sound at the calm loudness, limited: what the limiter takes away of it is given back."""
    gain = Decibels(0.0) if measured is None else Decibels(CALM.voice_lufs - measured)
    limited = _limited(samples, gain)
    for _ in range(ROUNDS if measured is not None else 0):
        missing = CALM.voice_lufs - (loudness_alone(limited) or CALM.voice_lufs)
        if missing <= CLOSE_ENOUGH:
            break
        gain = Decibels(gain + missing)
        limited = _limited(samples, gain)
    return limited


def _bounded(own: Decibels, constant: Decibels) -> Decibels:
    return Decibels(min(max(own, constant - CLIP_GAIN_DOWN), constant + CLIP_GAIN_UP))


class VoiceGains:
    """The constant gain of each voice and pace, from a fixed text, kept in the cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._gains: dict[str, Decibels] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def of(self, narrator: Narrator, utterance: Utterance, where: Place | None) -> Decibels:
        """The gain in dB that brings the voice's calibration text to the calm loudness."""
        same = Utterance(CALIBRATION, utterance.voice, utterance.pace, utterance.language)
        key = key_of("calibration", VERSION, same, narrator.fingerprint())
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._gains:
                kept = self._kept(key)
                self._gains[key] = self._measured(key, narrator, same, where) if kept is None else kept
            return self._gains[key]

    def _kept(self, key: str) -> Decibels | None:
        entry = self._cache.get(SHELF, key)
        return Decibels(float(entry.about["gain"])) if entry else None

    def _measured(self, key: str, narrator: Narrator, same: Utterance, where: Place | None) -> Decibels:
        loudness = loudness_alone(at_rate(spoken_surely(narrator, same, where)))
        if loudness is None:
            raise VoiceError(f"The voice {same.voice} gives no sound.", where=where, hint="Choose another voice.")
        gain = Decibels(round(CALM.voice_lufs - loudness, 3))
        self._cache.put(SHELF, key, [], {"gain": gain})
        return gain


def as_pcm(samples: Floats) -> bytes:
    """The clip as it is cached: 16-bit PCM, little-endian."""
    return to_int16(samples).tobytes()
