"""Loudness agrees with ITU-R BS.1770-4 and with ffmpeg's meter."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.sound.loudness import HopMeter, integrated, integrated_of, integrated_where, power_of
from guides.store.ffmpeg import find
from guides.units import HOP, RATE

Floats = NDArray[np.float32]


def sine(seconds: float, hertz: float, dbfs: float) -> Floats:
    time = np.arange(round(seconds * RATE)) / RATE
    return (10 ** (dbfs / 20) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def stereo(sound: Floats) -> Floats:
    return np.stack([sound, sound], axis=1)


def noise(seconds: float, dbfs: float, seed: int = 1) -> Floats:
    made = np.random.default_rng(seed).standard_normal((round(seconds * RATE), 2))
    return (made * 10 ** (dbfs / 20)).astype(np.float32)


SIGNALS: dict[str, Callable[[], Floats]] = {
    "sine at -23": lambda: stereo(sine(20, 997, -23)),
    "quiet, loud, quiet (EBU 3341 case 3)": lambda: np.concatenate(
        [stereo(sine(10, 1000, -36)), stereo(sine(60, 1000, -23)), stereo(sine(10, 1000, -36))]
    ),
    "below the absolute gate (EBU 3341 case 4)": lambda: np.concatenate(
        [stereo(sine(10, 1000, level)) for level in (-72, -36, -23, -36, -72)]
    ),
    "bass": lambda: stereo(sine(20, 60, -18)),
    "treble": lambda: stereo(sine(20, 6000, -18)),
    "noise": lambda: noise(20, -26),
    "one side only": lambda: np.stack([sine(20, 500, -20), np.zeros(20 * RATE, np.float32)], axis=1),
    "speech-like bursts": lambda: (
        noise(30, -24) * np.repeat(np.tile([1.0, 0.0, 0.6], 10), RATE)[:, np.newaxis].astype(np.float32)
    ),
}
"""Made when they are asked for, and not by every worker that reads this."""


@pytest.mark.parametrize("name", SIGNALS)
def test_agrees_with_ffmpeg(name: str, tmp_path: Path) -> None:
    """Within 0.1 LU of ffmpeg's ebur128 on every signal."""
    signal = SIGNALS[name]()
    _, said = find(None, tmp_path).run(
        ["-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0", "-af", "ebur128", "-f", "null", "-"],
        signal.tobytes(),
    )
    theirs = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])
    ours = integrated_of(signal)
    assert ours is not None
    assert ours == pytest.approx(theirs, abs=0.1)


def test_reference_tone() -> None:
    """A 997 Hz sine at −23 dBFS on both channels reads −23 LUFS (BS.1770-4, Annex 1)."""
    assert integrated_of(stereo(sine(20, 997, -23))) == pytest.approx(-23.0, abs=0.01)


def test_one_channel_counts_as_both() -> None:
    """A mono clip is measured as it is played: from two speakers."""
    mono = sine(5, 440, -20)
    assert integrated_of(mono) == pytest.approx(integrated_of(stereo(mono)), abs=1e-9)


def test_silence_has_no_loudness() -> None:
    """Digital silence is None, not a number that could be averaged."""
    assert integrated_of(np.zeros(RATE, np.float32)) is None


def test_hops_do_not_depend_on_blocks() -> None:
    """Fed in odd pieces, the meter gives the hops of the whole."""
    sound = noise(3, -20)
    whole = HopMeter().add(sound)
    meter = HopMeter()
    pieces = np.concatenate([meter.add(piece) for piece in np.array_split(sound, 17)])
    np.testing.assert_allclose(pieces, whole[: len(pieces)], rtol=1e-6)
    assert len(pieces) == len(whole) == 3 * RATE // HOP


def test_masked_loudness_sees_only_its_hops() -> None:
    """Loudness where somebody speaks is not lowered by the rest."""
    hops = np.full(100, power_of(-40.0))
    mask = np.zeros(100, bool)
    mask[40:60] = True
    hops[mask] = power_of(-20.0)
    assert integrated_where(hops, mask) == pytest.approx(-20.0, abs=1e-6)


def test_empty_is_none() -> None:
    """Less than one block has no loudness."""
    assert integrated(np.zeros(3)) is None
