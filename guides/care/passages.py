"""What is spoken, as a listener hears it: whole sentences in paragraphs, each with its time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from guides.care.timed import TimedScript, TimedStep
from guides.errors import Place
from guides.model.script import Field, Say, Sentence
from guides.units import Seconds

FIELD = "\ufdd1"
"""Stands for a personal field in a line's text."""
NEAR = 12
"""Sentences on either side of one that are still near it."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-"})
_CLOSED = re.compile(r"[.!?…]['\")\]]*\s*$")


@dataclass(frozen=True)
class Line:
    """A sentence as it was written, also where a `[pause]` stands inside it."""

    pieces: tuple[tuple[int, Sentence], ...]
    """The utterances it is made of, each with the index in `text` of its first character."""
    text: str
    """Its words with plain quotation marks, a field as one sign."""
    start: Seconds
    end: Seconds
    passage: int
    """The number of its paragraph, from 0."""
    step: int
    """The index of its first step in the script."""
    number: int
    """Its own number, from 0."""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.pieces[0][1].place

    def place_of(self, start: int, end: int) -> Place:
        """The characters of `text` from one index to another, as far as they stand in one line of the file."""
        at, sentence = next((at, said) for at, said in reversed(self.pieces) if at <= start)
        first = sentence.place_of(start - at)
        last = sentence.place_of(max(end - 1 - at, start - at))
        width = 1
        if last.line == first.line and last.column is not None and first.column is not None:
            width = last.column - first.column + 1
        elif first.source is not None and first.column is not None:
            width = len(first.source) - first.column + 1
        return replace(first, width=max(width, 1))


@dataclass(frozen=True)
class Passage:
    """A paragraph."""

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """All its sentences."""
        return " ".join(line.text for line in self.lines)

    @property
    def start(self) -> Seconds:
        return self.lines[0].start

    @property
    def end(self) -> Seconds:
        return self.lines[-1].end


@dataclass(frozen=True)
class Heard:
    """A guide as the rules look at it."""

    timed: TimedScript
    passages: tuple[Passage, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence, in order."""
        return tuple(line for passage in self.passages for line in passage.lines)

    def near(self, line: Line) -> tuple[Line, ...]:
        """The sentences around one, in its paragraph and those on either side; itself among them."""
        around = self.lines[max(line.number - NEAR, 0) : line.number + NEAR + 1]
        return tuple(other for other in around if abs(other.passage - line.passage) <= 1)

    def until(self, moment: Seconds, within: float) -> tuple[Line, ...]:
        """The sentences that have ended by a moment, and not longer before it than so many seconds."""
        return tuple(line for line in self.lines if moment - within <= line.end <= moment + 0.01)


def hear(timed: TimedScript) -> Heard:
    """Gather what is spoken in a script."""
    numbers = count()
    paragraphs = enumerate(_paragraphs(timed))
    return Heard(timed, tuple(Passage(tuple(_lines(index, said, numbers))) for index, said in paragraphs))


def _paragraphs(timed: TimedScript) -> Iterator[list[tuple[int, TimedStep, Sentence]]]:
    said: list[tuple[int, TimedStep, Sentence]] = []
    for index, step in enumerate(timed.steps):
        if isinstance(step.step, Say):
            said.append((index, step, step.step.sentence))
            if step.step.sentence.ending == "paragraph":
                yield said
                said = []
    if said:
        yield said


def _lines(passage: int, said: list[tuple[int, TimedStep, Sentence]], numbers: Iterator[int]) -> Iterator[Line]:
    waiting: list[tuple[int, TimedStep, Sentence]] = []
    for number, (_, _, sentence) in enumerate(said):
        waiting.append(said[number])
        if sentence.ending != "cut" or _CLOSED.search(_text_of(sentence)) or number == len(said) - 1:
            yield _line(passage, waiting, next(numbers))
            waiting = []


def _line(passage: int, said: list[tuple[int, TimedStep, Sentence]], number: int) -> Line:
    pieces, parts, length = [], [], 0
    for _, _, sentence in said:
        pieces.append((length, sentence))
        parts.append(_text_of(sentence))
        length += len(parts[-1]) + 1
    return Line(tuple(pieces), " ".join(parts), said[0][1].start, said[-1][1].end, passage, said[0][0], number)


def _text_of(sentence: Sentence) -> str:
    return "".join(FIELD if isinstance(span, Field) else span.words for span in sentence.spans).translate(_PLAIN)
