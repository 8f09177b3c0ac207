"""Plain 16-bit WAV files, for listening to a piece of sound elsewhere."""

import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.errors import Place, StoreError
from guides.store.files import whole_path
from guides.units import CHANNELS, RATE

MOST = (2**32 - 1024) // (2 * CHANNELS)
"""Frames; the sizes that such a file tells of itself have 32 bits."""


def write_wav(path: Path, parts: Iterable[NDArray[np.float32]], *, private: bool = False) -> None:
    """Write frames of shape (n, 2) at 44.1 kHz, part after part; what exceeds full scale is cut off.

    A private file is for its owner's eyes and ears alone, where the system knows modes.

    Raises:
        StoreError: the file cannot be written, or the sound is longer than it can hold.
    """
    frames = 0
    with whole_path(path, private=private) as beside, beside.open("wb") as file, wave.open(file, "wb") as out:
        out.setnchannels(CHANNELS)
        out.setsampwidth(2)
        out.setframerate(RATE)
        for sound in parts:
            frames += len(sound)
            if frames > MOST:
                raise StoreError("This is too long for one .wav file.", where=Place(str(path)), hint="Ask for less.")
            out.writeframesraw(np.clip(np.rint(sound * 32767.0), -32768, 32767).astype("<i2").tobytes())
