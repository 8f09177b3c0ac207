"""Generated music of any length, one bed per file."""

from collections.abc import Callable
from difflib import get_close_matches

from guides.errors import MusicError
from guides.music.beds.stillness import Stillness
from guides.music.beds.warm_drone import WarmDrone
from guides.music.source import Source

_BEDS: dict[str, Callable[[float, float], Source]] = {
    "warm-drone": WarmDrone,
    "stillness": Stillness,
}


def names() -> tuple[str, ...]:
    """Every bed that there is."""
    return tuple(_BEDS)


def make(name: str, *, intensity: float, brightness: float) -> Source:
    """A bed by name.

    Args:
        name: one of `names()`.
        intensity: 0 to 1; sets how loud it is.
        brightness: 0 to 1.

    Raises:
        MusicError: there is no such bed.
    """
    if name not in _BEDS:
        near = get_close_matches(name, _BEDS, 1, 0.4)
        known = ", ".join(_BEDS)
        hint = f"Did you mean {near[0]}? The beds are: {known}." if near else f"The beds are: {known}."
        raise MusicError(f"There is no bed named {name}.", hint=hint)
    return _BEDS[name](intensity, brightness)
