"""A narrator for tests that hums like `tone`, and when it fails repeats everything that it was asked."""

from pathlib import Path

from guides.errors import VoiceError
from guides.model.settings import Settings
from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip
from guides.narration.engines.tone import Tone

MARK = "Zorblatt"
"""What it cannot say."""
MUTE = "telling:mute"
"""A voice that fails at every word."""


def make(_settings: Settings, _folder: Path) -> "Telling":
    """The narrator for the entry point."""
    return Telling()


class Telling(Tone):
    """Hums, but for one name and in one voice."""

    name = "telling"

    def fingerprint(self) -> str:
        return "telling 1"

    def known(self) -> tuple[Voice, ...]:
        return tuple(Voice(name, "telling", "A hum", "en-us", 1.0, 185.0) for name in ("telling", MUTE))

    def speak(self, utterance: Utterance) -> Clip:
        if MARK in f"{utterance.text} {utterance.pronounce}" or utterance.voice == MUTE:
            raise VoiceError(f"{utterance.voice} cannot say: {utterance.text}", hint=f"{utterance.pronounce}")
        return super().speak(Utterance(utterance.text, "tone", utterance.pace, utterance.language))
