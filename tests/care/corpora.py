"""The scripts that the rules of care are tried on, as data: `=== collection/NN-slug` and the text below it."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """One script."""

    id: str
    text: str
    rule: str = ""
    """The rule that it breaks; none when it is sound."""
    line: int = 0
    """The line that breaks it, counted from 1."""


def sound() -> list[Sample]:
    """Scripts that break no rule."""
    return [Sample(head, text) for head, text in _read("sound.md")]


def faulty() -> list[Sample]:
    """Scripts with one fault each: `=== rule | collection/NN-slug | words of the line that breaks it`."""
    found = []
    for head, text in _read("faulty.md"):
        rule, id, words = (part.strip() for part in head.split("|"))
        lines = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
        assert len(lines) == 1, head
        found.append(Sample(id, text, rule, lines[0]))
    return found


def _read(name: str) -> list[tuple[str, str]]:
    blocks = (FOLDER / name).read_text(encoding="utf-8").split("=== ")[1:]
    return [(head, text) for head, _, text in (block.partition("\n") for block in blocks)]
