"""Everything that is spoken in a script, in order: what the narrator needs and the timeline places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guides.errors import Place
from guides.model.script import Breathe, ChangeVoice, Say, Script

BreathPart = Literal["inhale", "hold", "exhale"]
BREATH_WORDS: dict[BreathPart, str] = {"inhale": "Breathe in.", "hold": "Hold.", "exhale": "And out."}


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One utterance to be."""

    step: int
    """The index of its step in the script."""
    text: str
    voice: str | None
    """The voice a `[voice]` cue chose; None for the script's own."""
    place: Place
    part: BreathPart | Literal["sentence"] = "sentence"
    take: str | None = None
    """The label of the recording that stands in for it; then nobody needs to speak it."""


def spoken_lines(script: Script, values: Mapping[str, str]) -> tuple[SpokenLine, ...]:
    """The lines of a script with its fields filled; a sentence left without words is not among them."""
    lines: list[SpokenLine] = []
    voice: str | None = None
    for index, step in enumerate(script.steps):
        match step:
            case ChangeVoice():
                voice = step.name
            case Say():
                if words := step.sentence.words(values):
                    lines.append(SpokenLine(index, words, voice, step.sentence.place, take=step.take))
            case Breathe():
                lines.append(SpokenLine(index, BREATH_WORDS["inhale"], voice, step.place, "inhale"))
                if step.hold:
                    lines.append(SpokenLine(index, BREATH_WORDS["hold"], voice, step.place, "hold"))
                lines.append(SpokenLine(index, BREATH_WORDS["exhale"], voice, step.place, "exhale"))
            case _:
                pass
    return tuple(lines)
