"""Rumble goes, voices stay, and nothing is moved in time."""

import numpy as np
import pytest

from guides.sound.high_pass import without_rumble

RATE = 44_100


@pytest.mark.parametrize(
    ("frequency", "least", "most"),
    [(20, -200, -40), (50, -16, -12), (75, -4, -2), (100, -0.6, 0), (150, -0.1, 0.01), (4000, -0.01, 0.01)],
)
@pytest.mark.parametrize("rate", [16_000, RATE, 96_000])
def test_the_cut_is_where_voices_begin(frequency: float, least: float, most: float, rate: int) -> None:
    """A Butterworth magnitude of the fourth order at 75 Hz, at every rate."""
    tone = np.sin(2 * np.pi * frequency * np.arange(5 * rate) / rate).astype(np.float32)
    inside = slice(rate, -rate)
    ratio = without_rumble(tone, rate)[inside].std() / tone[inside].std()
    assert least < 20 * np.log10(ratio) < most


def test_a_steady_offset_goes() -> None:
    """No direct current is left."""
    assert np.abs(without_rumble(np.ones(3 * RATE, np.float32), RATE)[RATE:-RATE]).max() < 1e-6


def test_nothing_is_moved() -> None:
    """A click stays at its sample, and what rings around it is alike on both sides, also over the seams of blocks."""
    for at in (70_000, 49_600, 65_536 - 8_000):
        click = np.zeros(3 * RATE, dtype=np.float32)
        click[at] = 1.0
        heard = without_rumble(click, RATE)
        assert int(np.abs(heard).argmax()) == at
        assert np.allclose(heard[at - 4000 : at], heard[at + 4000 : at : -1], atol=1e-6)


@pytest.mark.parametrize("frames", [0, 1, 100, 65_536])
def test_any_length(frames: int) -> None:
    """As many frames come out as went in."""
    assert without_rumble(np.zeros(frames, np.float32), RATE).shape == (frames,)
