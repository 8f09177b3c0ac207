"""Generated music of any length, one bed per file."""

from collections.abc import Callable
from difflib import get_close_matches

from guides.errors import MusicError
from guides.model.music import Glide
from guides.music.beds.heartbeat import Heartbeat
from guides.music.beds.night import Night
from guides.music.beds.ocean import Ocean
from guides.music.beds.rain import Rain
from guides.music.beds.singing_bowls import SingingBowls
from guides.music.beds.stillness import Stillness
from guides.music.beds.strings import Strings
from guides.music.beds.warm_drone import WarmDrone
from guides.music.source import Source

_BEDS: dict[str, Callable[[Glide, Glide], Source]] = {
    "warm-drone": WarmDrone,
    "singing-bowls": SingingBowls,
    "strings": Strings,
    "ocean": Ocean,
    "rain": Rain,
    "night": Night,
    "heartbeat": Heartbeat,
    "stillness": Stillness,
}
_ONLY_BY_NAME = frozenset({"heartbeat", "stillness"})


def names() -> tuple[str, ...]:
    """Every bed that there is."""
    return tuple(_BEDS)


def names_to_choose_from() -> tuple[str, ...]:
    """The beds that a program may pick by itself.

    A heart that beats can frighten someone who listens to their own: whoever wants it asks for it by
    name. `stillness` is no music.
    """
    return tuple(name for name in _BEDS if name not in _ONLY_BY_NAME)


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
