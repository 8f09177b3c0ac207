"""A roster's text as rows of cells, each with its line: what separates cells, quotes, lines that are empty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from guides.clients.roster_text import FILE
from guides.errors import Place, Problem
from guides.model.field_names import field_key

SEPARATORS = ",;\t"
_TOLD = re.compile(r'[ "]*sep=(.)"?[,;\t ]*(?:\n|\Z)', re.I)
"""The line that Excel writes, and reads, before the headings."""
_ANY_QUOTED = re.compile(r' *"[^"]*+(?:""[^"]*+)*+(?P<closed>"?)')
_INSIDE_QUOTES = re.compile(r'"[^"]*"?')
_CLOSE = (
    'A cell that begins with a quotation mark ends with one, and a quotation mark inside is doubled: "Ada ""A"" B".'
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something."""

    line: int
    """Where it begins, counted from 1."""
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the headings begin."""

    at: int
    line: int


def rows_of(text: str) -> Iterator[Row | Problem]:
    """The rows of a roster in order, the headings first, and what stands in the way of a row.

    Lines that are empty, or hold nothing but separators, are left out. Where a quotation
    mark is not closed in its line, nobody knows where the next row begins: it is the last.
    """
    start = _content(text, _Start(0, 1))
    if told := _TOLD.match(text, start.at):
        if told[1] not in SEPARATORS:
            yield Problem(
                "This line tells of a separator that cannot be read.",
                Place(FILE, start.line),
                "Save the list with commas, semicolons or tabs between its cells.",
            )
            return
        separator = told[1]
        start = _content(text, _Start(told.end(), start.line + 1))
    else:
        separator = _separator(text[start.at :].partition("\n")[0])
    yield from _rows(text, start, separator)


def _content(text: str, start: _Start) -> _Start:
    """The first line from here on that holds something."""
    at, line = start.at, start.line
    while (end := text.find("\n", at)) >= 0 and not text[at:end].strip(f'" {SEPARATORS}'):
        at, line = end + 1, line + 1
    return _Start(at, line)


def _separator(heading: str) -> str:
    """What separates the cells of the headings: what makes one of them `id`, and then what there is most of."""
    outside = _INSIDE_QUOTES.sub("", heading)

    def likely(separator: str) -> tuple[bool, int]:
        keys = (field_key(cell.strip(' "')) for cell in heading.split(separator))
        return "id" in keys, outside.count(separator)

    return max(SEPARATORS, key=likely)


class _BrokenError(ValueError):
    """A row whose quotation marks do not pair."""

    def __init__(self, message: str, at: int, end: int | None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        """Where the mark is that opens the cell."""
        self.end = end
        """The end of its line, where the next row begins behind it; None when nobody knows where it ends."""


def _rows(text: str, start: _Start, separator: str) -> Iterator[Row | Problem]:
    quoted = _Quoted(text, separator)
    at, line = start.at, start.line
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        cells = text[at:end].split(separator)
        if '"' in text[at:end]:
            try:
                cells, end = quoted.row(at)
            except _BrokenError as broken:
                yield Problem(broken.message, Place(FILE, line + text.count("\n", at, broken.at)), _CLOSE)
                if broken.end is None:
                    return
                cells, end = [], broken.end
        if any(cell and not cell.isspace() for cell in cells):
            yield Row(line, tuple(cells))
        line += text.count("\n", at, end) + 1
        at = end + 1


class _Quoted:
    """Reads rows with quotation marks in them."""

    def __init__(self, text: str, separator: str) -> None:
        self._text = text
        self._separator = separator
        self._quoted = re.compile(rf' *"([^"]*+(?:""[^"]*+)*+)" *(?=[{separator}\n]|\Z)')
        self._plain = re.compile(rf"[^{separator}\n]*")

    def row(self, at: int) -> tuple[list[str], int]:
        """The cells of the row that begins here, and where it ends.

        Raises:
            _BrokenError: its quotation marks do not pair.
        """
        cells: list[str] = []
        while True:
            if found := self._quoted.match(self._text, at):
                cells.append(found[1].replace('""', '"'))
            elif wrong := _ANY_QUOTED.match(self._text, at):
                raise self._broken(wrong)
            elif found := self._plain.match(self._text, at):
                cells.append(found[0])
            at = found.end() if found else len(self._text)
            if self._text[at : at + 1] != self._separator:
                return cells, at
            at += 1

    def _broken(self, wrong: re.Match[str]) -> _BrokenError:
        at = wrong.start()
        if not wrong["closed"]:
            return _BrokenError(f"A quotation mark is opened in this line and never closed. {_NOT_READ}", at, None)
        if "\n" in wrong[0]:
            message = f"A quotation mark opened in this line is closed lines below, inside a cell. {_NOT_READ}"
            return _BrokenError(message, at, None)
        end = self._text.find("\n", wrong.end())
        message = "In this line something follows the quotation mark that ends a cell."
        return _BrokenError(message, at, len(self._text) if end < 0 else end)


_NOT_READ = "Nothing below it was read."
