"""How a guide is tuned: voice, pace, pauses and the depth of the music, decided in one place.

Whoever may tune a guide gives a `Tuning`; the strongest stands first. `Tuned` says what holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.model.script import FrontMatter
from guides.model.settings import (
    CLEAR_PACE,
    CLEAR_PACE_LEAST,
    CLEAR_PAUSES,
    CLEAR_UNDER,
    PAUSES_MOST,
    Settings,
)
from guides.units import Decibels


@dataclass(frozen=True, slots=True)
class Tuning:
    """What one of those who may tune a guide wants; None leaves it to the next."""

    voice: str | None = None
    pace: float | None = None
    """0.5 to 1.5; 1 is the voice's natural pace."""
    pauses: float | None = None
    """The automatic pauses and every `[pause]` times this, 0.5 to 3."""
    under: float | None = None
    """LU that the music stays below the voice while it speaks."""
    clear_speech: bool | None = None
    """Whether everything that is not said here or above is made easier to make out."""


@dataclass(frozen=True, slots=True)
class Tuned:
    """What holds for a guide.

    Clear speech changes what the weaker ones want: it slows, lengthens and lowers, and never the other way.
    What is said beside it or above it is kept as it is.
    """

    wanted: tuple[Tuning, ...]
    """The strongest first."""
    above_cues: int = 0
    """How many of them come before the `[voice]` cues of the script."""

    def voice(self, cued: str | None) -> str:
        """The voice of a line.

        Args:
            cued: the voice that a `[voice]` before it names.
        """
        named = [wish.voice for wish in self.wanted]
        named.insert(self.above_cues, cued)
        return next(name for name in named if name is not None)

    @property
    def clear_speech(self) -> bool:
        """Whether everything is made easier to make out."""
        return self._clear_from is not None

    @property
    def own_pace(self) -> float | None:
        """The pace that somebody wrote, before clear speech; None where each voice speaks at its own."""
        return _first([wish.pace for wish in self.wanted])

    def pace(self, usual: float) -> float:
        """The pace of a line.

        Args:
            usual: the pace that suits its voice.
        """

        def slower(pace: float) -> float:
            return min(pace, max(pace * CLEAR_PACE, CLEAR_PACE_LEAST))

        said, weaker = self._said([wish.pace for wish in self.wanted], usual)
        return slower(weaker) if said is None else said

    @property
    def pauses(self) -> float:
        """What the automatic pauses and every `[pause]` are multiplied by."""
        said, weaker = self._said([wish.pauses for wish in self.wanted], 1.0)
        return min(weaker * CLEAR_PAUSES, PAUSES_MOST) if said is None else said

    def under(self, usual: Decibels) -> Decibels:
        """LU that the music stays below the voice.

        Args:
            usual: where nobody says anything: what the guide's kind has.
        """
        said, weaker = self._said([wish.under for wish in self.wanted], usual)
        return Decibels(max(weaker, CLEAR_UNDER) if said is None else said)

    @property
    def _clear_from(self) -> int | None:
        """The weakest who wants clear speech, with nobody above who does not; None where it is not wanted.

        The weakest: to ask once more for what holds already changes nothing.
        """
        found = None
        for index, wish in enumerate(self.wanted):
            if wish.clear_speech is False:
                break
            if wish.clear_speech:
                found = index
        return found

    def _said(self, values: Sequence[float | None], usual: float) -> tuple[float | None, float]:
        """The value that holds as it was written, or None and the one that clear speech begins from."""
        clear = self._clear_from
        if clear is None:
            found = _first(values)
            return (usual if found is None else found), usual
        found = _first(values[clear + 1 :])
        return _first(values[: clear + 1]), (usual if found is None else found)


def _first(values: Sequence[float | None]) -> float | None:
    return next((value for value in values if value is not None), None)


def written_tuning(front: FrontMatter, settings: Settings) -> tuple[Tuning, Tuning]:
    """What a script wants, and what the practice wants for guides of its kind."""
    music = front.music
    own = Tuning(
        voice=front.voice,
        pace=front.pace,
        pauses=front.pauses,
        under=music.under if music is not None else None,
        clear_speech=front.clear_speech,
    )
    practice = Tuning(
        voice=settings.voice.name,
        pace=settings.voice.pace,
        pauses=settings.pauses.scale,
        under=settings.music.under_of(front.kind),
        clear_speech=settings.voice.clear_speech,
    )
    return own, practice
