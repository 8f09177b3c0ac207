"""Speech for users of the Python API."""

from functools import cache
from pathlib import Path
from typing import Any

from guides.model.settings import Settings
from guides.model.utterance import Utterance
from guides.narration.clips import Clip
from guides.narration.levels import at_rate, levelled
from guides.narration.plausible import spoken_surely
from guides.narration.registry import Registry
from guides.units import RATE


@cache
def _registry() -> Registry:
    return Registry(Settings(), Path())


def speak(text: str, voice: str = "heart", pace: float | None = None) -> Any:
    """The text as a pydub `AudioSegment`: trimmed, at −18 LUFS, 44.1 kHz mono.

    Args:
        text: one sentence or a few; cues and Markdown are not understood here.
        voice: any name that `guides voices` lists.
        pace: 0.5 to 1.5, 1 is the voice's natural pace; None for the one that suits it.

    Raises:
        VoiceError: the voice is unknown or cannot speak this.
    """
    narrator, chosen = _registry().voice(voice)
    utterance = Utterance(text, chosen.name, pace or chosen.pace, chosen.language)
    samples = levelled(at_rate(spoken_surely(narrator, utterance, None)), None)
    return Clip.from_samples(samples, RATE).audio
