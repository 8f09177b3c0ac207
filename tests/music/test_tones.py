"""The bell and the breathing tones."""

import numpy as np
import pytest

from guides.music.tones import Breath, bell, breath_tone
from guides.sound.loudness import HopMeter, integrated_of, loudness_of, running_mean
from guides.units import RATE


def test_the_bell_is_gentle_and_fades_away() -> None:
    """−26 LUFS at the strike, 20 LU less after three seconds, nothing at its end."""
    lead = np.zeros((RATE, 2), np.float32)
    loudness = [loudness_of(power) for power in running_mean(HopMeter().add(np.concatenate([lead, bell()])), 4)]
    assert max(loudness) == pytest.approx(-26.0, abs=0.5)
    assert loudness.index(max(loudness)) <= 11
    assert loudness[10 + 30] < max(loudness) - 20
    assert loudness[-4] < -70
    assert 7 * RATE < len(bell()) <= 8 * RATE


def test_the_bell_begins_and_ends_without_a_step() -> None:
    """Its first and last frames are silence, its strike takes milliseconds."""
    assert np.abs(bell()[[0, -1]]).max() < 1e-6
    assert np.abs(bell()[:44]).max() < 0.1 * np.abs(bell()).max()


def test_the_bell_is_shared_and_cannot_be_spoilt() -> None:
    """Every caller gets the same frames; writing into them is an error."""
    with pytest.raises(ValueError, match="read-only"):
        bell()[0] = 1.0


@pytest.mark.parametrize("kind", ["inhale", "hold", "exhale"])
@pytest.mark.parametrize("seconds", [2.0, 4.0, 9.0])
def test_breaths_are_soft_whole_and_safe_in_mono(kind: Breath, seconds: float) -> None:
    """About −34 LUFS at any length, silent edges, and no cancelling between the ears."""
    tone = breath_tone(kind, round(seconds * RATE))
    assert tone.shape == (round(seconds * RATE), 2)
    loudness = integrated_of(tone)
    assert loudness == pytest.approx(-34.0, abs=1.0)
    assert np.abs(tone[[0, -1]]).max() < 1e-6
    assert np.corrcoef(tone.T)[0, 1] > 0.6
    steps = np.abs(np.diff(tone, axis=0))
    assert steps.max() < np.percentile(steps, 99.9) * 4


def test_an_inhale_swells_and_an_exhale_sinks() -> None:
    """The middle of the second half is louder than that of the first for an inhale, softer for an exhale."""

    def quarters(kind: Breath) -> tuple[float, float]:
        tone = breath_tone(kind, 4 * RATE)
        return float((tone[RATE // 2 : RATE] ** 2).mean()), float((tone[3 * RATE : 3 * RATE + RATE // 2] ** 2).mean())

    early, late = quarters("inhale")
    assert late > 4 * early
    early, late = quarters("exhale")
    assert early > 4 * late
    early, late = quarters("hold")
    assert late == pytest.approx(early, rel=0.3)


@pytest.mark.parametrize("frames", [0, 1, 2, 100])
def test_a_breath_of_hardly_any_length(frames: int) -> None:
    """Tiny lengths give finite frames of that number."""
    tone = breath_tone("inhale", frames)
    assert tone.shape == (frames, 2)
    assert np.isfinite(tone).all()
