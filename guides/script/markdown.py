"""The blocks of a script, as CommonMark sees them, each with its exact lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from guides.script.positions import Content, Gathering
from guides.script.source import Source

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OFF = ("reference", "lheading", "code", "html_block", "fence")
"""Rules that would swallow words as definitions, underlined headings, code or HTML; fences
are taken out before, so that one that is not closed hides nothing that is wrong after it."""
_INDENT = 4
"""Columns of indentation that CommonMark takes for code."""
_MARKERS = re.compile(r"[ \t]*(?:(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]+|\Z))*")
"""A line with nothing but the signs of lists."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`# …`, at any depth."""

    content: Content
    line: int
    """The index of its line in the file."""
    depth: int
    inside: bool
    """Whether it stands in a list."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or what a list item holds."""

    content: Content
    """Its lines joined by `\\n`, without what stands before and after them."""
    line: int
    indented: bool
    """Whether its first line is indented as code would be."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A note to the therapist."""

    paragraphs: tuple[Content, ...]
    lazy: tuple[int, ...]
    """Indices of lines that go on without `>`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`---` and the like, or a table: nothing that can be spoken."""

    kind: str
    """`rule`, `underline` or `table`."""
    line: int


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a list item that is not what counting would give."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A line that is nested too deeply to be read."""

    line: int


Block = Heading | Paragraph | Quote | Rule | Number | Lost


@cache
def parser() -> "MarkdownIt":
    """The Markdown parser: CommonMark with tables (which are then refused), and inline rules of our own."""
    from markdown_it import MarkdownIt

    from guides.script.inline_rules import install

    markdown = MarkdownIt("commonmark")
    markdown.disable([*_OFF, "text_join"])
    markdown.enable("table")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    install(markdown)
    return markdown


def read_blocks(source: Source, masked: str, first: int) -> Iterator[Block]:
    """The blocks of a text.

    Args:
        source: the whole file.
        masked: its text from line `first` on, comments masked.
        first: the index of the first line.
    """
    return _Reader(source, masked.split("\n"), first).read(parser().parse(masked))


class _Reader:
    """Turns the parser's tokens into blocks."""

    def __init__(self, source: Source, lines: Sequence[str], first: int) -> None:
        self._source = source
        self._lines = lines
        self._first = first
        self._seen = [not line.strip() for line in lines]
        self._counted = 0
        """The last list number that was read."""

    def read(self, tokens: Sequence["Token"]) -> Iterator[Block]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type in ("blockquote_open", "table_open"):
                closing = _closing(tokens, index)
                yield self._quote(tokens[index:closing]) if token.type == "blockquote_open" else self._table(token)
                index = closing
            elif token.type == "heading_open":
                yield self._heading(tokens[index + 1], token)
            elif token.type == "paragraph_open":
                yield self._paragraph(tokens[index + 1], token)
            elif token.type == "hr":
                yield self._rule(token)
            elif token.type == "list_item_open" and token.info:
                yield from self._number(token)
            index += 1
        yield from self._lost()

    def _content(self, token: "Token") -> Content:
        """What an inline token says, with the place of every line of it."""
        gathering = Gathering()
        first = _first_line(token)
        for number, written in enumerate(token.content.split("\n"), first):
            said = written.strip(" \t")
            at = len(self._lines[number].rstrip(" \t")) - len(said)
            gathering.add(said + "\n", self._source.starts[self._first + number] + at)
        content = gathering.content()
        return Content(content.text[:-1], content.runs, content.offsets)

    def _mark(self, token: "Token") -> int:
        """Note that a block's lines were read; the index of its first line in the file."""
        first, end = _first_line(token), _last_line(token)
        self._seen[first:end] = [True] * (end - first)
        return self._first + first

    def _paragraph(self, inline: "Token", token: "Token") -> Paragraph:
        line = self._mark(token)
        written = self._lines[_first_line(token)].expandtabs(4)
        indented = token.level == 0 and len(written) - len(written.lstrip()) >= _INDENT
        return Paragraph(self._content(inline), line, indented)

    def _heading(self, inline: "Token", token: "Token") -> Heading:
        number = _first_line(token)
        written = self._lines[number]
        after = written.index("#") + len(token.markup)
        at = written.find(inline.content, after) if inline.content else after
        line = self._mark(token)
        content = Content(inline.content, (0,), (self._source.starts[line] + at,))
        return Heading(content, line, len(token.markup), token.level > 0)

    def _rule(self, token: "Token") -> Rule:
        line = self._mark(token)
        number = _first_line(token)
        underline = token.markup[0] == "-" and number > 0 and bool(self._lines[number - 1].strip())
        return Rule("underline" if underline else "rule", line)

    def _table(self, token: "Token") -> Rule:
        return Rule("table", self._mark(token))

    def _quote(self, tokens: Sequence["Token"]) -> Quote:
        opening = tokens[0]
        self._mark(opening)
        numbers = range(_first_line(opening) + 1, _last_line(opening))
        lazy = [
            self._first + number
            for number in numbers
            if self._lines[number].strip() and not self._lines[number].lstrip(" \t").startswith(">")
        ]
        said = tuple(self._content(token) for token in tokens if token.type == "inline")
        return Quote(said, tuple(lazy))

    def _number(self, token: "Token") -> Iterator[Number]:
        written = int(token.info)
        if written > 1 and written - self._counted not in (0, 1):
            yield Number(self._first + _first_line(token), token.info + token.markup)
        self._counted = written

    def _lost(self) -> Iterator[Lost]:
        for number, seen in enumerate(self._seen):
            if not seen and not _MARKERS.fullmatch(self._lines[number]):
                yield Lost(self._first + number)


def _first_line(token: "Token") -> int:
    return token.map[0] if token.map else 0


def _last_line(token: "Token") -> int:
    return token.map[1] if token.map else 0


def _closing(tokens: Sequence["Token"], opening: int) -> int:
    """The index of the token that closes what another opens."""
    level = tokens[opening].level
    return next(
        index for index in range(opening + 1, len(tokens)) if tokens[index].level == level and tokens[index].nesting < 0
    )
