"""A bell, and the soft tones that one can breathe to."""

from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from guides.model.settings import BELL_RING
from guides.sound.fades import gentle
from guides.units import CHANNELS, RATE, to_frames

Floats = NDArray[np.float32]
Values = NDArray[np.float64]
Breath = Literal["inhale", "hold", "exhale"]

BELL_KEY = "bell/1"
BREATH_KEY = "breath/1"
"""Versions of how they are made, for cache keys."""

_BOWL = (
    # Hz, amplitude, seconds to fall by 60 dB, and Hz between the two modes that make it beat.
    (330.0, 1.00, 7.6, 0.45),
    (330.0 * 2.76, 0.42, 5.2, 0.80),
    (330.0 * 5.18, 0.16, 3.2, 1.30),
    (330.0 * 8.16, 0.05, 1.8, 1.90),
)
"""A small bowl: partials of a thin shell, far from whole multiples (T. Rossing, Science of Percussion, 2000)."""
_STRIKE = 0.009
"""Seconds that the felt of the mallet takes to set it ringing."""
_BELL_GAIN = 0.0562
"""Brings its loudest 400 ms to −26 LUFS."""

_BREATH = ((220.0, 1.0), (330.0, 0.55), (440.0, 0.30), (660.0, 0.10))
"""Hz and amplitude: a fifth and octaves, at rest with the beds."""
_BREATH_GAIN: dict[Breath, float] = {"inhale": 0.0265, "hold": 0.0300, "exhale": 0.0265}
"""Brings each to −34 LUFS."""
_EDGE = 0.4
"""Seconds in which a tone begins and ends."""


@cache
def bell() -> Floats:
    """A small singing bowl struck once and softly, shape (frames, 2); not to be written to."""
    frames = to_frames(BELL_RING)
    seconds = np.arange(frames) / RATE
    sound = np.zeros((frames, CHANNELS))
    for hertz, amplitude, fall, split in _BOWL:
        ringing = amplitude * 10 ** (-3.0 * seconds / fall)
        sound += ringing[:, np.newaxis] * _modes(seconds, hertz, split)
    edges = gentle(seconds / _STRIKE) * gentle((seconds[-1] - seconds) / 2.0)
    rung: Floats = (sound * edges[:, np.newaxis] * _BELL_GAIN).astype(np.float32)
    rung.setflags(write=False)
    return rung


def breath_tone(kind: Breath, frames: int) -> Floats:
    """A tone that swells through an inhale, rests through a hold, and sinks through an exhale.

    Args:
        kind: the part of the breath.
        frames: its length; it begins and ends in silence.

    Returns:
        shape (frames, 2).
    """
    seconds = np.arange(frames) / RATE
    position = seconds / max(seconds[-1], 1 / RATE) if frames else seconds
    fullness = {"inhale": gentle(position), "hold": np.full(frames, 0.5), "exhale": gentle(1.0 - position)}[kind]
    edge = min(_EDGE, frames / RATE / 4)
    edges = gentle(seconds / max(edge, 1 / RATE)) * gentle((frames / RATE - 1 / RATE - seconds) / max(edge, 1 / RATE))
    sound = np.zeros((frames, CHANNELS))
    for order, (hertz, amplitude) in enumerate(_BREATH):
        # Fuller breath is brighter: the upper partials follow it more closely.
        strength = amplitude * (0.15 + 0.85 * fullness) ** (0.8 + 0.5 * order)
        sound += strength[:, np.newaxis] * _modes(seconds, hertz, 0.12 * (order + 1))
    soft: Floats = (sound * edges[:, np.newaxis] * _BREATH_GAIN[kind]).astype(np.float32)
    return soft


def _modes(seconds: Values, hertz: float, split: float) -> Values:
    """A mode in the middle and a weaker one beside it, opposite in both ears, shape (t, 2).

    Each ear hears them beat, in turn; in mono the second one is gone and the first stays whole.
    """
    middle = np.sin(2 * np.pi * hertz * seconds)
    side = 0.35 * np.sin(2 * np.pi * (hertz + split) * seconds)
    return np.stack([middle + side, middle - side], axis=1)
