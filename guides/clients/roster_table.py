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
            yield _problem(
                start.line,
                "This line tells of a separator that cannot be read.",
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


def _rows(text: str, start: _Start, separator: str) -> Iterator[Row | Problem]:
    quoted = re.compile(rf' *"(?P<inside>[^"]*+(?:""[^"]*+)*+)" *(?=[{separator}\n]|\Z)')
    plain = re.compile(rf"[^{separator}\n]*")
    at, line = start.at, start.line
    cells: list[str] = []
    begun = line
    while at <= len(text):
        if found := quoted.match(text, at):
            cells.append(found["inside"].replace('""', '"'))
            line += found[0].count("\n")
        elif wrong := _ANY_QUOTED.match(text, at):
            if not wrong["closed"]:
                yield _problem(line, f"A quotation mark is opened here and never closed. {_NOT_READ}", _CLOSE)
                return
            if "\n" in wrong[0]:
                yield _problem(
                    line, f"A quotation mark opened here is closed lines below, inside a cell. {_NOT_READ}", _CLOSE
                )
                return
            yield _problem(line, "In this line something follows the quotation mark that ends a cell.", _CLOSE)
            at = text.find("\n", at) + 1 or len(text) + 1
            line += 1
            cells, begun = [], line
            continue
        else:
            found = plain.match(text, at)
            assert found is not None
            cells.append(found[0])
        at = found.end()
        if at < len(text) and text[at] == separator:
            at += 1
            continue
        if any(cell and not cell.isspace() for cell in cells):
            yield Row(begun, tuple(cells))
        at, line = at + 1, line + 1
        cells, begun = [], line


_NOT_READ = "Nothing below this line was read."


def _problem(line: int, message: str, hint: str) -> Problem:
    return Problem(message, Place(FILE, line), hint)
