"""Paragraphs that a recording may stand in for: which words they are, and how they are laid when it does."""

import hashlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from guides.errors import Place
from guides.model.estimates import seconds_aloud
from guides.model.script import Pause, Say, Script, Sentence, Step, Take, Text
from guides.units import Seconds

READING_WORDS_PER_MINUTE = 140.0
"""How fast a person reads a guide inside its sentences: calm, and slower than a story."""
SENTENCE_REST = Seconds(1.0)
"""What a person rests between two sentences of a paragraph."""

_PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "…": "...",
        "\u00ad": None,
    }
)
"""Signs that editors put in by themselves, and what they stand for."""


@dataclass(frozen=True, slots=True)
class TakenParagraph:
    """A paragraph that `[take #label]` names."""

    label: str
    place: Place
    """Of the `[take]`."""
    first: int
    """The index of its first sentence among the steps."""
    end: int
    """The index after its last sentence; a `[pause]` behind that is no part of it."""
    parts: tuple[Sentence | Pause, ...]
    """Its sentences, and the pauses inside it, in order."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What is said in it."""
        return tuple(part for part in self.parts if isinstance(part, Sentence))

    @property
    def words(self) -> str:
        """All of it in one line; a field, which has no place here, is what it is without a value."""
        return " ".join(filter(None, (sentence.words({}) for sentence in self.sentences)))

    @property
    def words_hash(self) -> str:
        """The hash of its words; the same for other white space, quotes and dashes of another shape."""
        plain = unicodedata.normalize("NFC", self.words).translate(_PLAIN_SIGNS)
        return hashlib.blake2b(" ".join(plain.split()).encode(), digest_size=20).hexdigest()

    @property
    def speaking(self) -> Seconds:
        """How long a person probably takes for the words alone."""
        return Seconds(sum(seconds_aloud(sentence.words({}), READING_WORDS_PER_MINUTE) for sentence in self.sentences))

    @property
    def estimate(self) -> Seconds:
        """How long a recording of it will probably be: its words, a rest after each sentence, and its pauses."""
        rests = SENTENCE_REST * (len(self.sentences) - 1)
        pauses = sum(part.seconds for part in self.parts if isinstance(part, Pause))
        return Seconds(self.speaking + rests + pauses)


def taken_paragraphs(steps: Sequence[Step]) -> tuple[TakenParagraph, ...]:
    """The labelled paragraphs of a script, in order; a label that no paragraph follows has none."""
    found: list[TakenParagraph] = []
    waiting: Take | None = None
    for index, step in enumerate(steps):
        if isinstance(step, Take):
            waiting = step
        elif isinstance(step, Say) and waiting is not None:
            found.append(_paragraph(steps, waiting, index))
            waiting = None
    return tuple(found)


def _paragraph(steps: Sequence[Step], take: Take, first: int) -> TakenParagraph:
    end = first
    for index in range(first, len(steps)):
        step = steps[index]
        if isinstance(step, Say):
            end = index + 1
            if step.sentence.ending == "paragraph":
                break
    parts = (step.sentence if isinstance(step, Say) else step for step in steps[first:end])
    inside = tuple(part for part in parts if isinstance(part, Sentence | Pause))
    return TakenParagraph(take.label, take.place, first, end, inside)


def with_recordings(script: Script, labels: Collection[str]) -> Script:
    """The script as it is laid when these labels have a recording.

    Each of their paragraphs becomes one sentence, which is said at once; the pauses
    inside it are the recording's own.
    """
    starts: Mapping[int, TakenParagraph] = {
        paragraph.first: paragraph for paragraph in taken_paragraphs(script.steps) if paragraph.label in labels
    }
    steps: list[Step] = []
    skip = 0
    for index, step in enumerate(script.steps):
        paragraph = starts.get(index)
        if paragraph is not None:
            whole = Sentence((Text(paragraph.words),), "paragraph", paragraph.sentences[0].place)
            steps.append(Say(whole, paragraph.label))
            skip = paragraph.end
        elif index >= skip:
            steps.append(step)
    return replace(script, steps=tuple(steps))
