"""A starter script, and its text as a listener hears it."""

from collections.abc import Mapping
from dataclasses import dataclass

from guides.model.script import Say, Script


@dataclass(frozen=True)
class Guide:
    """One starter script."""

    id: str
    source: str
    """The file's own text."""
    script: Script

    @property
    def notes(self) -> str:
        """What is said to the therapist, in one line."""
        lines = [line[1:].strip() for line in self.source.splitlines() if line.startswith(">")]
        return " ".join(line for line in lines if not line.startswith("Client:"))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is spoken when no field has a value."""
        return self.spoken_with({})

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.sentences)

    def spoken_with(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """What is spoken with these fields; a sentence with a `[pause]` inside it is one."""
        said: list[str] = []
        whole = True
        for words in self._utterances(values):
            said[len(said) - (not whole) :] = [words] if whole else [f"{said[-1]} {words}"]
            whole = words[-1] in ".!?…"
        return tuple(said)

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The sentences of each paragraph."""
        found: list[list[str]] = [[]]
        for step in self.script.steps:
            if isinstance(step, Say):
                found[-1].append(step.sentence.words({}))
                if step.sentence.ending == "paragraph":
                    found.append([])
        return tuple(tuple(paragraph) for paragraph in found if paragraph)

    def _utterances(self, values: Mapping[str, str]) -> list[str]:
        steps = (step for step in self.script.steps if isinstance(step, Say))
        return [words for step in steps if (words := step.sentence.words(values))]
