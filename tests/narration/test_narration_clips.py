"""A clip keeps its sound, loses only its silence, and has no step at its ends."""

import numpy as np
import pytest

from guides.narration.clips import Clip, joined, with_soft_edges
from guides.units import Seconds

RATE = 24_000


def sine(seconds: float, level: float = 0.3) -> np.ndarray:
    return (level * np.sin(2 * np.pi * 220 * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def test_samples_come_back() -> None:
    """Samples pass through a clip with no more than 16-bit rounding."""
    samples = sine(0.5)
    clip = Clip.from_samples(samples, RATE)
    assert clip.seconds == pytest.approx(0.5)
    assert np.abs(clip.samples() - samples).max() < 1 / 32000


def test_samples_beyond_full_scale_do_not_wrap() -> None:
    """A peak above full scale is clipped and does not turn over."""
    clip = Clip.from_samples(np.array([1.7, -1.7], dtype=np.float32), RATE)
    assert clip.samples() == pytest.approx([1.0, -1.0], abs=1e-4)


def test_trimming_takes_the_silence_and_keeps_the_sound() -> None:
    """Of 0.5 s of silence on either side a few milliseconds stay; all of the sound stays."""
    silence = np.zeros(RATE // 2, dtype=np.float32)
    trimmed = Clip.from_samples(np.concatenate([silence, sine(1.0), silence]), RATE).trimmed()
    assert 1.0 <= trimmed.seconds <= 1.1
    assert np.square(trimmed.samples()).sum() == pytest.approx(np.square(sine(1.0)).sum(), rel=0.001)


def test_trimming_keeps_a_soft_end() -> None:
    """A last sound 30 dB softer than the rest is not taken for silence."""
    silence = np.zeros(RATE // 2, dtype=np.float32)
    samples = np.concatenate([silence, sine(1.0), sine(0.2, 0.3 * 10 ** (-30 / 20)), silence])
    assert 1.2 <= Clip.from_samples(samples, RATE).trimmed().seconds <= 1.3


def test_a_silent_clip_is_empty() -> None:
    """Where nothing sounds, nothing is left."""
    assert Clip.from_samples(np.zeros(RATE, dtype=np.float32), RATE).trimmed().seconds == 0


def test_edges_begin_and_end_at_nothing() -> None:
    """After the edge fade there is no step at either end, and the middle is untouched."""
    samples = np.full(RATE, 0.5, dtype=np.float32)
    soft = with_soft_edges(samples, RATE)
    assert abs(soft[0]) < 0.001
    assert abs(soft[-1]) < 0.001
    assert np.abs(np.diff(soft)).max() < 0.01
    assert np.array_equal(soft[200:-200], samples[200:-200])
    assert len(with_soft_edges(samples[:1], RATE)) == 1


def test_joined_clips_have_the_pause_between_them() -> None:
    """Two sounds of a second with a pause of 0.25 s last a little over 2.25 s."""
    clip = Clip.from_samples(sine(1.0), RATE)
    assert joined([clip, clip], Seconds(0.25)).seconds == pytest.approx(2.25, abs=0.02)
