"""A narrator for tests that fails in known ways, around the tone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip
from guides.narration.engines.tone import Tone


@dataclass
class Faulty:
    """Hums as `tone` does, except where `fails` says so: then all but 0.05 s is lost."""

    fails: Callable[[Utterance], bool]
    name: str = "tone"
    at_a_time: int = 2
    asked: list[Utterance] = field(default_factory=list)
    tone: Tone = field(default_factory=Tone)

    def fingerprint(self) -> str:
        return "faulty"

    def known(self) -> tuple[Voice, ...]:
        return self.tone.known()

    def voices(self) -> tuple[Voice, ...]:
        return self.tone.voices()

    def phonemes(self, utterance: Utterance) -> int:
        return self.tone.phonemes(utterance)

    def speak(self, utterance: Utterance) -> Clip:
        self.asked.append(utterance)
        clip = self.tone.speak(utterance)
        return Clip(clip.audio[150:200]) if self.fails(utterance) else clip
