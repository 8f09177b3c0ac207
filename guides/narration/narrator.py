"""What every speech engine offers, whoever wrote it."""

from typing import Protocol

from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip


class Narrator(Protocol):
    """Speaks one utterance at a time.

    An entry point of the group `guides.narrators` names a function
    `make(settings: Settings, folder: Path) -> Narrator`. Making one must be quick: models
    are loaded by the first `speak`.
    """

    name: str
    """The engine's name, which is also the prefix of its voices: `piper:joe`."""
    at_a_time: int
    """How many calls of `speak` at a time are good for speed; more are kept waiting."""

    def fingerprint(self) -> str:
        """Everything that changes the sound of the same utterance: engine, model, voices.

        Goes into the cache key; the same in every process as long as nothing changed.
        """

    def known(self) -> tuple[Voice, ...]:
        """The voices that can be named without starting the engine; the first is its default."""

    def voices(self) -> tuple[Voice, ...]:
        """All voices.

        Raises:
            VoiceError: the engine cannot work here; the message says why, the hint what helps.
        """

    def phonemes(self, utterance: Utterance) -> int:
        """How many speech sounds the utterance has, to judge the length of what was spoken."""

    def speak(self, utterance: Utterance) -> Clip:
        """The utterance as sound, with whatever silence the engine puts at its ends.

        Raises:
            VoiceError: the voice is unknown, or the engine failed.
        """
