"""Values that move along straight lines, looked up for many frames at once."""

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide

Values = NDArray[np.float64]


def glide_at(glide: Glide, frames: Values) -> Values:
    """The value at each of these frames, in the same shape."""
    points, values = zip(*glide.points, strict=True)
    found: Values = np.interp(frames, points, values)
    return found


def glide_key(glide: Glide) -> str:
    """A glide as text for cache keys."""
    return ",".join(f"{frame}:{value:.6f}" for frame, value in glide.points)
