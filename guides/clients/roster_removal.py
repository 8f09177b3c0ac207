"""A client's row taken out of `clients.csv`, every other byte left as it is."""

import re
from pathlib import Path

from guides.clients.roster_findings import Findings
from guides.clients.roster_headings import read_headings
from guides.clients.roster_table import Row, rows_of
from guides.clients.roster_text import FILE, MOST, decoded
from guides.errors import Place, Problem, RosterError
from guides.store.files import translated, write_whole

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def has_row(root: Path, client: str) -> bool:
    """Whether the list has a row with this id, be it sound or not.

    Raises:
        RosterError: it cannot be read.
        StoreError: the same, by the system.
    """
    return bool(_spans(_raw(root), client))


def remove_row(root: Path, client: str) -> int:
    """Take a client's row out of the list; how many there were.

    Raises:
        RosterError: it cannot be read; it is left alone.
        StoreError: it cannot be read or written.
    """
    raw = _raw(root)
    spans = _spans(raw, client)
    if spans:
        lines = [found[0] for found in _LINE.finditer(raw)]
        gone = {line for start, end in spans for line in range(start, end)}
        write_whole(root / FILE, [b"".join(line for number, line in enumerate(lines, 1) if number not in gone)])
    return len(spans)


def _raw(root: Path) -> bytes:
    path = root / FILE
    with translated(Path(FILE), "read this file"):
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(MOST + 1)


def _spans(raw: bytes, client: str) -> list[tuple[int, int]]:
    """The first line of each row with this id, and the line behind its last."""
    text = decoded(raw)
    if isinstance(text, Problem):
        raise RosterError([text])
    rows = list(rows_of(text))
    if wrong := [row for row in rows if isinstance(row, Problem)]:
        raise RosterError(wrong)
    sound = [row for row in rows if isinstance(row, Row)]
    if not sound:
        return []
    headings = read_headings(sound[0], Findings())
    if "id" not in headings.names:
        raise RosterError([Problem("There is no column called id.", Place(FILE), "guides clients says what is wrong.")])
    column = headings.names.index("id")
    found = []
    for row in sound[1:]:
        if len(row.cells) > column and row.cells[column].strip().casefold() == client.casefold():
            lines = sum(cell.count("\n") for cell in row.cells)
            found.append((row.line, row.line + lines + 1))
    return found
