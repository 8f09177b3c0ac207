"""A paragraph becomes sentences and cues."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from guides.errors import Place
from guides.model.script import Ending, Field, Pause, Say, Sentence, Span, Step, Text
from guides.script.cues import is_break, read_cue
from guides.script.fields import read_field
from guides.script.findings import Findings
from guides.script.foreign import refuse_foreign, refuse_html, refuse_lines, refuse_signs
from guides.script.inline import LineEnd, Marked, Piece, Words, read_inline
from guides.script.known import Known
from guides.script.masking import MASK
from guides.script.positions import Content, Gathering
from guides.script.sentences import FIELD_SIGN, Stretch, has_words, split_sentences
from guides.script.values import UnfitError

_SPACES = re.compile(r"\s+")
_UNMASKED = re.compile(f"[^{MASK}]+")
_LEADING = re.compile(r"[\s.,;:!?…–—-]*")
"""What a `[pause]` inside a sentence may leave before the next word."""


class Speaker:
    """Reads paragraphs, one after another, into the steps of a script."""

    def __init__(self, known: Known, findings: Findings, steps: list[Step]) -> None:
        self._known = known
        self._findings = findings
        self._steps = steps
        self._gathering = Gathering()
        self._fields: list[Field] = []
        self._after_cut = False
        self._last_said: int | None = None
        """The index of the paragraph's last sentence so far."""

    def read(self, content: Content) -> None:
        """One paragraph, or what one list item holds."""
        errors, steps = len(self._findings.errors), len(self._steps)
        refuse_lines(content, self._findings)
        visible = False
        for line in _lines(read_inline(content)):
            if self._findings.full:
                break
            spoken = any(_is_spoken(piece) for piece in line)
            visible |= spoken
            if spoken or not any(_is_cue(piece) for piece in line):
                self._read_line(line)
            else:
                self._end_paragraph()
                self._read_cues(line)
        self._end_paragraph()
        said = any(isinstance(step, Say) for step in self._steps[steps:])
        if visible and not said and len(self._findings.errors) == errors:
            start = content.at(0)
            self._findings.error(
                start,
                start + len(content.text),
                "Here stands nothing that can be spoken.",
                "Write words, or [pause 5s] for a pause.",
            )

    def _read_cues(self, line: Iterable[Piece]) -> None:
        """A line of cues alone."""
        for piece in line:
            if isinstance(piece, Marked) and _is_cue(piece):
                step = read_cue(piece, self._known, self._findings)
                if step is not None:
                    self._steps.append(step)
            elif isinstance(piece, Marked):
                self._refuse(piece)

    def _read_line(self, line: Iterable[Piece]) -> None:
        """A line of words, with fields and pauses between them."""
        end = 0
        for piece in line:
            if isinstance(piece, Words):
                refuse_signs(piece, self._findings)
                for part in _UNMASKED.finditer(piece.text):
                    self._gathering.add(part[0], piece.start + part.start())
                end = piece.start + len(piece.text)
            elif isinstance(piece, Marked):
                end = piece.end
                if self._findings.full:
                    break
                if piece.kind == "field":
                    self._read_field(piece)
                elif _is_cue(piece):
                    self._read_pause(piece)
                else:
                    self._refuse(piece)
        self._gathering.add(" ", end)

    def _refuse(self, piece: Marked) -> None:
        if piece.kind == "html":
            refuse_html(piece, self._findings)
        else:
            refuse_foreign(piece, self._findings)

    def _read_field(self, piece: Marked) -> None:
        place = self._findings.source.place(piece.start, piece.end)
        try:
            field = read_field(piece.raw[1:-1].replace(MASK, ""), place)
        except UnfitError as error:
            self._findings.error(piece.start, piece.end, error.message, error.hint)
            return
        self._fields.append(field)
        self._gathering.add(FIELD_SIGN, piece.start)

    def _read_pause(self, piece: Marked) -> None:
        step = read_cue(piece, self._known, self._findings)
        if isinstance(step, Pause):
            self._say("cut")
            self._after_cut = True
            self._steps.append(step)
        elif step is not None:
            self._findings.error(
                piece.start,
                piece.end,
                "Only [pause] may stand inside a sentence.",
                "Put this cue on a line of its own, with a blank line before and after it.",
            )

    def _end_paragraph(self) -> None:
        self._say("paragraph")
        if self._last_said is not None:
            said = self._steps[self._last_said]
            if isinstance(said, Say):
                self._steps[self._last_said] = Say(replace(said.sentence, ending="paragraph"))
        self._last_said = None
        self._after_cut = False

    def _say(self, ending: Ending) -> None:
        """The sentences gathered so far; the last one ends as given."""
        content, fields = self._gathering.content(), iter(self._fields)
        self._gathering, self._fields = Gathering(), []
        leading = _LEADING.match(content.text) if self._after_cut else None
        begin = leading.end() if leading else 0
        if not has_words(content.text[begin:]):
            return
        stretches = list(split_sentences(content.text[begin:]))
        for stretch in stretches:
            usual: Ending = "ellipsis" if stretch.ellipsis else "sentence"
            sentence = self._sentence(content, begin, stretch, fields, ending if stretch is stretches[-1] else usual)
            self._last_said = len(self._steps)
            self._steps.append(Say(sentence))

    def _sentence(
        self, content: Content, begin: int, stretch: Stretch, fields: Iterator[Field], ending: Ending
    ) -> Sentence:
        written = content.text[begin + stretch.start : begin + stretch.end]
        start = begin + stretch.start + len(written) - len(written.lstrip())
        said = written.strip()
        place = self._findings.source.place(content.at(start), content.at(start + len(said) - 1) + 1)
        spans: list[Span] = []
        for index, words in enumerate(said.split(FIELD_SIGN)):
            if index:
                spans.append(next(fields))
            if words:
                spans.append(Text(_SPACES.sub(" ", words)))
        return Sentence(tuple(spans), ending, place, self._spots(content, start, said, place))

    def _spots(self, content: Content, start: int, said: str, place: Place) -> tuple[tuple[int, Place], ...]:
        """Where a sentence's characters stand, from each at which its file and its folded words part."""
        runs = tuple(run - start for run in content.runs_in(start, start + len(said)))
        if not runs and "  " not in said:
            return ((0, place),)
        source = self._findings.source
        spots: list[tuple[int, Place]] = []
        folded, before = 0, None
        for begin, end in pairwise(sorted({0, *runs, *(found.end() for found in _SPACES.finditer(said)), len(said)})):
            offset = content.at(start + begin)
            if (stretch := (source.line_at(offset), offset - folded)) != before:
                before = stretch
                spots.append((folded, source.place(offset, offset + 1)))
            folded += len(_SPACES.sub(" ", said[begin:end]))
        return tuple(spots)


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, LineEnd):
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _is_cue(piece: Piece) -> bool:
    return isinstance(piece, Marked) and (piece.kind == "cue" or is_break(piece))


def _is_spoken(piece: Piece) -> bool:
    if isinstance(piece, Words):
        return bool(piece.text.replace(MASK, "").strip())
    return isinstance(piece, Marked) and piece.kind == "field"
