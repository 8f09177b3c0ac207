"""What lies below a voice taken away: rumble, hum, a touched microphone.

A filter with the magnitude of a Butterworth high-pass and no phase, so that no voice is
smeared in time: its impulse response, symmetric and windowed, is convolved by
overlap-save with FFTs (Oppenheim & Schafer, Discrete-Time Signal Processing, §8.7).
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CUTOFF = 75.0
"""Hz at −3 dB: the lowest voices begin at 80, footsteps and traffic lie at 10 to 60."""
ORDER = 4
"""24 dB per octave: −14 dB at 50 Hz, −32 dB at 30."""
REACH_SECONDS = 0.18
"""Half the length of the impulse response; it has died away long before."""
_GRID = 1 << 16


def without_rumble(samples: Floats, rate: int, cutoff: float = CUTOFF, order: int = ORDER) -> Floats:
    """The sound without what lies below `cutoff`, nothing moved in time.

    Args:
        samples: shape (n,), taken to be silent before and after.
        rate: frames per second.
        cutoff: Hz.
        order: of the Butterworth magnitude; 6 dB per octave each.

    Returns:
        shape (n,), a new array; memory is little beyond it, however long the sound is.
    """
    reach, response = _response(rate, cutoff, order)
    step = _GRID - 2 * reach
    filtered = np.empty_like(samples)
    block = np.zeros(_GRID, dtype=np.float32)
    for start in range(0, len(samples), step):
        low, high = start - reach, start - reach + _GRID
        block[:] = 0.0
        piece = samples[max(low, 0) : high]
        block[max(-low, 0) : max(-low, 0) + len(piece)] = piece
        smooth = np.fft.irfft(np.fft.rfft(block) * response, _GRID)
        count = min(step, len(samples) - start)
        filtered[start : start + count] = smooth[reach : reach + count]
    return filtered


@lru_cache(maxsize=8)
def _response(rate: int, cutoff: float, order: int) -> tuple[int, NDArray[np.complex128]]:
    """Half the length of the impulse response, and its spectrum on the grid."""
    frequency = np.fft.rfftfreq(_GRID, 1 / rate)
    with np.errstate(divide="ignore"):
        magnitude = 1 / np.sqrt(1 + (cutoff / frequency) ** (2 * order))
    reach = min(round(REACH_SECONDS * rate), _GRID // 4)
    impulse = np.fft.irfft(magnitude, _GRID)
    centred = np.concatenate([impulse[-reach:], impulse[: reach + 1]]) * np.hanning(2 * reach + 3)[1:-1]
    # The window must not let a steady offset through again.
    centred -= centred.sum() * np.hanning(2 * reach + 3)[1:-1] / np.hanning(2 * reach + 3)[1:-1].sum()
    whole = np.zeros(_GRID)
    whole[: reach + 1] = centred[reach:]
    whole[-reach:] = centred[:reach]
    return reach, np.fft.rfft(whole)
