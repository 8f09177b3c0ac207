"""The part of a piece of music that tells most about it."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.model.music import level
from guides.music import beds
from guides.music.decoded import decoded
from guides.music.source import Source
from guides.music.tracks import open_track
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.units import HOP, to_seconds

HOPS = 200
"""Twenty seconds."""
_BED_HOPS = 3000
"""As much of a bed as is looked at: five minutes."""


def excerpt(
    folder: Path, name: str, ffmpeg: Ffmpeg, cache: Cache, *, intensity: float = 0.5
) -> tuple[NDArray[np.float32], float]:
    """The loudest twenty seconds of a track or bed, as loud as guides play it alone.

    Returns:
        Frames of shape (n, 2), and the second of the music at which they begin.

    Raises:
        MusicError: there is no such music, or it cannot be used.
    """
    source: Source
    if name in beds.names():
        source, hops = beds.make(name, intensity=level(intensity), brightness=level(0.5)), _BED_HOPS
    else:
        source = open_track(folder, name, ffmpeg, cache, intensity=level(intensity))
        hops = decoded(folder, name, ffmpeg, cache).hops
    length = min(HOPS, hops)
    total = np.concatenate([[0.0], np.cumsum(source.level(0, hops))])
    start = int(np.argmax(total[length:] - total[:-length]))
    return source.read(start * HOP, length * HOP), to_seconds(start * HOP)
