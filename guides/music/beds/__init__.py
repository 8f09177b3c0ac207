"""Generated music of any length, one bed per file."""

from collections.abc import Callable
from difflib import get_close_matches

from guides.errors import MusicError
from guides.model.music import Glide
from guides.music.beds.heartbeat import Heartbeat
from guides.music.beds.night import night
from guides.music.beds.ocean import ocean
from guides.music.beds.rain import Rain
from guides.music.beds.singing_bowls import SingingBowls
from guides.music.beds.stillness import stillness
from guides.music.beds.strings import Strings
from guides.music.beds.warm_drone import WarmDrone
from guides.music.source import Source

_BEDS: dict[str, Callable[[Glide, Glide], Source]] = {
    "warm-drone": WarmDrone,
    "singing-bowls": SingingBowls,
    "strings": Strings,
    "ocean": ocean,
    "rain": Rain,
    "night": night,
    "heartbeat": Heartbeat,
    "stillness": stillness,
}


def names() -> tuple[str, ...]:
    """Every bed that there is."""
    return tuple(_BEDS)


def make(name: str, *, intensity: Glide, brightness: Glide) -> Source:
    """A bed by name.

    Args:
        name: one of `names()`.
        intensity: 0 to 1 over the bed's own frames; sets how loud it is, and how much happens.
        brightness: 0 to 1, likewise.

    Raises:
        MusicError: there is no such bed.
    """
    if name not in _BEDS:
        near = get_close_matches(name, _BEDS, 1, 0.4)
        known = ", ".join(_BEDS)
        hint = f"Did you mean {near[0]}? The beds are: {known}." if near else f"The beds are: {known}."
        raise MusicError(f"There is no bed named {name}.", hint=hint)
    return _BEDS[name](intensity, brightness)
