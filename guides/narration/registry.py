"""Which engines there are, and which of them speaks a voice."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from guides.errors import VoiceError
from guides.model.settings import Settings
from guides.model.utterance import Voice
from guides.narration.narrator import Narrator

GROUP = "guides.narrators"
FIRST = "kokoro"
"""The default engine is asked first, so that its voices cost no other engine's import."""


@dataclass(frozen=True, slots=True)
class EngineState:
    """A line of `guides voices`."""

    engine: str
    works: bool
    reason: str | None
    """Why it does not work."""
    hint: str | None
    """What helps."""
    voices: tuple[Voice, ...]
    """All of them when it works, else those that are known by name."""


@cache
def installed() -> tuple[EntryPoint, ...]:
    """The engines of this installation: every package's notes are read for them, and once is enough."""
    return tuple(entry_points(group=GROUP))


class Registry:
    """The narrators of one practice folder; each engine is made when it is first needed."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder
        self._narrators: dict[str, Narrator] = {}

    @cached_property
    def _points(self) -> dict[str, EntryPoint]:
        points = {point.name: point for point in installed()}
        return {name: points[name] for name in sorted(points, key=lambda name: (name != FIRST, name))}

    def voice(self, name: str) -> tuple[Narrator, Voice]:
        """The voice of that name and the narrator that speaks it.

        Raises:
            VoiceError: no engine has it (with the nearest names), or its engine is broken.
        """
        engine, colon, _ = name.partition(":")
        if engine in self._points and (colon or engine != FIRST):
            return self._of_engine(engine, name)
        for candidate in self._points:
            # The default engine's own error is better than "unknown voice"; others may be broken.
            known = self._narrator(candidate).known() if candidate == FIRST else self._known(candidate)
            if voice := _named(known, name):
                return self._narrator(candidate), voice
        raise self._unknown(name)

    def names(self) -> tuple[str, ...]:
        """Every voice that can be named without starting an engine."""
        return tuple(voice.name for engine in self._points for voice in self._known(engine))

    def unasked(self) -> tuple[str, ...]:
        """Those of them that may speak where nobody chose them: words, and no whisper."""
        known = (voice for engine in self._points for voice in self._known(engine))
        return tuple(voice.name for voice in known if voice.says_words and not voice.whispers)

    def state(self) -> tuple[EngineState, ...]:
        """Every engine: whether it works, why not, and its voices."""
        return tuple(self._state(name) for name in self._points)

    def _of_engine(self, engine: str, name: str) -> tuple[Narrator, Voice]:
        narrator = self._narrator(engine)
        voice = _named(narrator.known(), name)
        if voice is None and ":" not in name:
            voice = narrator.known()[0]
        voice = voice or _named(narrator.voices(), name)
        if voice is None:
            raise self._unknown(name, tuple(voice.name for voice in narrator.voices()))
        return narrator, voice

    def _narrator(self, name: str) -> Narrator:
        if name not in self._narrators:
            try:
                make: Callable[[Settings, Path], Narrator] = self._points[name].load()
            except (ImportError, AttributeError, OSError) as error:
                raise VoiceError(
                    f"The speech engine {name} cannot be loaded: {error}.",
                    hint="Install it again, or choose a voice of another engine.",
                ) from error
            self._narrators[name] = make(self._settings, self._folder)
        return self._narrators[name]

    def _known(self, name: str) -> tuple[Voice, ...]:
        """The engine's voices that need no start; none when it is broken."""
        try:
            return self._narrator(name).known()
        except VoiceError:
            return ()

    def _state(self, name: str) -> EngineState:
        known: tuple[Voice, ...] = ()
        try:
            narrator = self._narrator(name)
            known = narrator.known()
            return EngineState(name, True, None, None, narrator.voices())
        except VoiceError as error:
            return EngineState(name, False, error.message, error.hint, known)

    def _unknown(self, name: str, more: tuple[str, ...] = ()) -> VoiceError:
        names = dict.fromkeys([*self.names(), *more])
        near = difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.5) or list(names)[:8]
        return VoiceError(f'There is no voice named "{name}".', hint=f"Did you mean {_either(near)}?")


def _named(voices: tuple[Voice, ...], name: str) -> Voice | None:
    return next((voice for voice in voices if voice.name == name), None)


def _either(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
