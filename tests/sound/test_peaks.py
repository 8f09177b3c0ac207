"""True peaks are found between samples, and the limiter keeps them down."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from guides.sound import limiter
from guides.sound.fades import equal_power, gentle
from guides.sound.limiter import limit
from guides.sound.true_peak import loudest_per_stretch, to_db, true_peak
from guides.units import RATE, Decibels

Floats = NDArray[np.float32]


def noise(frames: int, level: float, seed: int = 3) -> Floats:
    """Noise up to 16 kHz, as real sound has it."""
    # Every worker reads every module of tests; this takes long to read.
    from scipy.signal import firwin, lfilter

    white = np.random.default_rng(seed).standard_normal((frames + 200, 2)) * level
    return lfilter(firwin(201, 16_000, fs=RATE), 1, white, axis=0)[200:].astype(np.float32)


def oversampled_peak(sound: Floats) -> float:
    """The peak by another method: a Fourier resampling by eight."""
    from scipy.signal import resample

    return max(float(np.abs(resample(sound[:, channel], len(sound) * 8)).max()) for channel in range(2))


def test_a_peak_between_samples_is_found() -> None:
    """A sine at a quarter of the rate, 45° off, has its samples 3 dB below its peaks."""
    time = np.arange(RATE)
    sound = np.sin(2 * np.pi * time / 4 + np.pi / 4).astype(np.float32)[:, np.newaxis] * 0.9
    peak, _ = true_peak(sound)
    assert to_db(peak) == pytest.approx(20 * np.log10(0.9), abs=0.15)
    assert float(np.abs(sound).max()) < 0.65


def test_the_frame_of_a_click() -> None:
    """A click at sample 1000 is reported there."""
    sound = np.zeros((5000, 2), np.float32)
    sound[1000] = 0.8
    peak, frame = true_peak(sound)
    assert frame in (999, 1000)
    assert peak == pytest.approx(0.8, abs=0.01)


def test_quiet_and_empty() -> None:
    """Nothing has no peak; a quiet sound has that of its samples."""
    assert true_peak(np.zeros((0, 2), np.float32)) == (0.0, 0)
    assert true_peak(noise(5000, 0.001))[0] == pytest.approx(np.abs(noise(5000, 0.001)).max())


def test_stretches_cover_everything() -> None:
    """A loud sample at the very end is seen."""
    sound = np.zeros((5001, 2), np.float32)
    sound[-1, 1] = -0.5
    assert loudest_per_stretch(sound)[-1] == pytest.approx(0.5)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.floats(0.05, 1.0), st.floats(-6.0, -0.5))
def test_the_limiter_holds_its_ceiling(seed: int, level: float, ceiling: float) -> None:
    """Whatever comes in, no peak goes out above the ceiling; 0.3 dB is what a meter of
    eight times the rate may see beyond one of four (BS.1770-4, Annex 2)."""
    limited = limit(noise(20_000, level, seed), Decibels(ceiling))
    edge = np.hanning(400)[:200, np.newaxis]
    limited[:200] *= edge
    limited[-200:] *= edge[::-1]
    assert 20 * np.log10(oversampled_peak(limited)) < ceiling + 0.3


def test_what_is_quiet_is_not_touched() -> None:
    """Below the ceiling the very same samples come out."""
    sound = noise(20_000, 0.02)
    assert limit(sound, Decibels(-2.0)) is sound


def test_a_piece_is_limited_as_the_whole() -> None:
    """With its reach of context, a segment is limited exactly as the whole guide would be."""
    sound = noise(100_000, 0.3)
    whole = limit(sound, Decibels(-2.0))
    piece = limit(sound[30_000:70_000], Decibels(-2.0))
    inside = slice(limiter.REACH, -limiter.REACH)
    np.testing.assert_allclose(piece[inside], whole[30_000:70_000][inside], atol=2e-6)


def test_gain_is_smooth() -> None:
    """A single peak is turned down without a step: the gain never moves more than 1 % in a sample."""
    sound = np.full((10_000, 1), 0.1, np.float32)
    sound[5000] = 1.6
    gain = limit(sound, Decibels(-2.0))[:, 0] / sound[:, 0]
    assert np.abs(np.diff(gain)).max() < 0.01
    assert gain[0] == gain[-1] == 1.0


def test_lowered_ceiling() -> None:
    """Where it is told to, the limiter works lower, and only there."""
    sound = noise(40_000, 0.25)
    lowered = np.ones(40_000, np.float32)
    lowered[20_000:22_000] = 0.5
    limited = limit(sound, Decibels(-2.0), lowered)
    assert np.abs(limited[20_100:21_900]).max() <= 0.5 * 10 ** (-2 / 20) + 1e-4
    np.testing.assert_array_equal(limited[:10_000], limit(sound, Decibels(-2.0))[:10_000])


def test_one_channel_keeps_its_shape() -> None:
    """A clip of shape (n,) stays one."""
    assert limit(noise(5000, 0.5)[:, 0], Decibels(-3.0)).shape == (5000,)


def test_fades() -> None:
    """Two equal-power fades keep the power; a gentle one starts and ends flat."""
    position = np.linspace(0, 1, 101)
    np.testing.assert_allclose(equal_power(position) ** 2 + equal_power(1 - position) ** 2, 1.0, atol=1e-6)
    assert gentle(position)[1] < 0.001
    assert gentle(position)[-2] > 0.999
    assert gentle(np.array([-1.0, 2.0])).tolist() == [0.0, 1.0]


@pytest.mark.parametrize("frames", [1, 45, 2047, 2048, 2049])
def test_any_length_is_measured(frames: int) -> None:
    """The last stretch of a guide may be as short as one frame."""
    sound = np.full((frames, 2), 0.5, np.float32)
    assert true_peak(sound)[0] >= 0.5
    assert len(limit(sound, Decibels(-20.0))) == frames
