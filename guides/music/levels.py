"""How loud music is on its own."""

from guides.model.settings import BED_LUFS_MOST, BED_LUFS_PER_INTENSITY
from guides.units import Lufs


def bed_loudness(middle: Lufs, intensity: float) -> Lufs:
    """The loudness of music alone at an intensity of 0 to 1, given that at 0.5."""
    return Lufs(min(middle + BED_LUFS_PER_INTENSITY * (intensity - 0.5), BED_LUFS_MOST))
