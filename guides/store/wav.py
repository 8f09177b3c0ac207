"""Plain 16-bit WAV files, for listening to a piece of sound elsewhere."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.store.files import whole_path
from guides.units import CHANNELS, RATE


def write_wav(path: Path, sound: NDArray[np.float32]) -> None:
    """Write frames of shape (n, 2) at 44.1 kHz; what exceeds full scale is cut off.

    Raises:
        StoreError: the file cannot be written.
    """
    samples = np.clip(np.rint(sound * 32767.0), -32768, 32767).astype("<i2")
    with whole_path(path) as beside, beside.open("wb") as file, wave.open(file, "wb") as out:
        out.setnchannels(CHANNELS)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
