"""YAML as therapists write it: every scalar is text, and every value has its place.

The events of PyYAML's parser are read directly: its composer would follow aliases
and recurse as deep as a text asks for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from guides.script.findings import Findings
from guides.script.nearest import shown

MOST_CHARACTERS = 20_000
"""Of a front matter; PyYAML is slow, and nobody says so much about a guide."""
_MOST_DEPTH = 4
_MOST_MENDED = 8
"""Lines that are taken out, one after another, to find what else is wrong."""
_PLAIN_TEXT = re.compile(r"((?:public_title|title|summary)[ \t]*:[ \t]+)(?![\s\"'|>&*!%@`\[{#])(.*)")
_COMMENT = re.compile(r"[ \t]#(?:[ \t]|$)")
_WANTS_QUOTES = re.compile(r":(?:[ \t]|$)|[ \t]#")
_QUOTES_HINT = 'Put the value in quotation marks: title: "Meeting: protectors".'
_MESSAGES = (
    ("mapping values are not allowed", "A colon followed by a space cannot stand inside this value.", _QUOTES_HINT),
    ("could not find expected ':'", "This line has no key.", "Write each line as key: value, such as pace: 0.7."),
    ("cannot start any token", "This value begins with a sign that means something else here.", _QUOTES_HINT),
    ("end of stream", "A quotation mark or a bracket is opened here and never closed.", _QUOTES_HINT),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is text."""

    text: str
    start: int
    """The offset of its first character in the file."""
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A value that has keys of its own."""

    entries: tuple[tuple[Scalar, "Value"], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A value that is a list, which no key takes."""

    start: int
    end: int


Value = Scalar | Table | Listing


@dataclass(frozen=True, slots=True)
class YamlReading:
    """What came of reading some YAML."""

    value: Value | None
    """None when there is none, or none that can be read."""
    broken: frozenset[str] = frozenset()
    """Keys that are there, but whose lines could not be read."""
    complete: bool = True
    """Whether the text was read to its end."""


class _Refused(yaml.YAMLError):
    """YAML that is not wanted here."""

    def __init__(self, message: str, hint: str, mark: Any) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problem_mark = mark


class _Tree:
    """Builds values from events."""

    def __init__(self, lines: list[str], first: int, findings: Findings) -> None:
        self._events: Iterator[yaml.Event] = iter(yaml.parse("\n".join(lines) + "\n", Loader=yaml.BaseLoader))
        self._starts = findings.source.starts
        self._first = first

    def read(self) -> Value | None:
        """The one value of the text; None when there is none."""
        root = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _Refused("The front matter ends here, but more follows.", _QUOTES_HINT, event.start_mark)
                root = self._value(next(self._events), 0)
        return root

    def _value(self, event: yaml.Event, depth: int) -> Value:
        _refuse(event, depth)
        start = self._offset(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, start, max(start, self._offset(event.end_mark)))
        entries: list[tuple[Scalar, Value]] = []
        pending: list[Value] = []
        closing = yaml.SequenceEndEvent if isinstance(event, yaml.SequenceStartEvent) else yaml.MappingEndEvent
        for inner in self._events:
            if isinstance(inner, closing):
                break
            pending.append(self._value(inner, depth + 1))
            if closing is yaml.MappingEndEvent and len(pending) == 2:
                key, value = pending
                if not isinstance(key, Scalar):
                    raise _Refused("A key is one word.", "Write each line as key: value.", event.start_mark)
                entries.append((key, value))
                pending.clear()
        if closing is yaml.SequenceEndEvent:
            return Listing(start, start + 1)
        return Table(tuple(entries), start, start + 1)

    def _offset(self, mark: Any) -> int:
        line: int = min(self._first + mark.line, len(self._starts) - 1)
        return self._starts[line] + int(mark.column)


def _refuse(event: yaml.Event, depth: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        raise _Refused("YAML's aliases (& and *) are not understood here.", _QUOTES_HINT, event.start_mark)
    if getattr(event, "tag", None) is not None:
        raise _Refused("YAML's tags (!) are not understood here.", _QUOTES_HINT, event.start_mark)
    if depth > _MOST_DEPTH:
        raise _Refused("This is nested too deeply.", "Only music and pronounce have lines below.", event.start_mark)


def read_yaml(first: int, end: int, findings: Findings) -> YamlReading:
    """The value that some lines of a source hold.

    Every line that cannot be read is reported, taken out, and the rest read again.
    """
    text_lines = findings.source.text.split("\n")[first:end]
    if sum(map(len, text_lines)) > MOST_CHARACTERS:
        place = findings.source.line_place(max(first - 1, 0))
        findings.error_at(
            place, "The front matter is too long.", "Write --- on a line of its own where it ends and the guide begins."
        )
        return YamlReading(None, complete=False)
    lines = [_with_quotes(line) for line in text_lines]
    broken: set[str] = set()
    for _ in range(_MOST_MENDED):
        try:
            return YamlReading(_Tree(lines, first, findings).read(), frozenset(broken))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # PyYAML lets ValueError and OverflowError through for escapes such as "\UFFFFFFFF".
            at, message, hint = _explained(error, lines)
            findings.error_at(findings.source.line_place(first + at), message, hint)
            broken.add(lines[at].partition(":")[0].strip())
            lines[at] = ""
    return YamlReading(None, frozenset(broken), complete=False)


def _with_quotes(line: str) -> str:
    """A line whose text has a colon or a number sign that YAML would stumble over, quoted."""
    found = _PLAIN_TEXT.fullmatch(line)
    if found is None:
        return line
    value = found[2]
    comment = _COMMENT.search(value)
    value = (value[: comment.start()] if comment else value).rstrip()
    if not _WANTS_QUOTES.search(value):
        return line
    return found[1] + "'" + value.replace("'", "''") + "'"


def _explained(error: Exception, lines: list[str]) -> tuple[int, str, str]:
    """The line that an error means, and the error in plain words."""
    said = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in said or "could not find expected ':'" in said:
        mark = getattr(error, "context_mark", None) or mark
    at = min(mark.line, len(lines) - 1) if mark is not None else _escaped_line(lines)
    while at > 0 and not lines[at].strip():
        at -= 1
    if isinstance(error, _Refused):
        return at, error.message, error.hint
    if _is_indented_wrongly(lines, at):
        return at, "This line is indented, and so belongs to the one above it.", "Begin it at the left margin."
    for part, message, hint in _MESSAGES:
        if part in said:
            return at, message, hint
    return at, f"This line cannot be understood: {shown(lines[at]) or said}", _QUOTES_HINT


def _is_indented_wrongly(lines: list[str], at: int) -> bool:
    """Whether a line is indented by a tab, or more than the one before it, which has a value."""
    line = lines[at]
    if line.lstrip(" ").startswith("\t"):
        return True
    before = next((lines[index] for index in range(at - 1, -1, -1) if lines[index].strip()), "")
    deeper = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
    return deeper and not before.rstrip().endswith(":")


def _escaped_line(lines: list[str]) -> int:
    """The line of an escape that is no character, for errors without a mark."""
    return next((index for index, line in enumerate(lines) if "\\U" in line or "\\x" in line), 0)
