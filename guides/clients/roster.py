"""`clients.csv`: who the clients are, read as a spreadsheet saves it.

A roster is health information. Whatever is wrong with it is told by line and heading, never by what a cell says.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guides.clients.known_names import KnownNames, Spellings
from guides.clients.roster_findings import Findings
from guides.clients.roster_headings import read_headings
from guides.clients.roster_rows import Rows
from guides.clients.roster_table import rows_of
from guides.clients.roster_text import FILE, HOW_TO_SAVE, MOST, decoded
from guides.errors import Place, Problem, RosterError, UsageError
from guides.model.client import Client
from guides.store.files import translated

__all__ = ["FILE", "KnownNames", "Roster", "parse_roster", "read_roster"]

_EXAMPLE = 'Its first two lines, for example: "id,name,voice" and below it "007,Ada,heart".'


@dataclass(frozen=True, slots=True)
class Roster:
    """The clients whose rows are sound, in the order of the file, and what is wrong with it."""

    clients: tuple[Client, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops rows, or the whole file."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def of(self, id: str) -> Client:
        """The client of an id, in any case.

        Raises:
            UsageError: there is no sound row with it.
        """
        return self.chosen((id,))[0]

    def chosen(self, ids: Sequence[str]) -> tuple[Client, ...]:
        """The clients of these ids, each once, in the order of the file.

        Raises:
            UsageError: there is no sound row with one of them.
        """
        wanted = {id.casefold(): id for id in ids}
        found = tuple(client for client in self.clients if client.id.casefold() in wanted)
        for client in found:
            del wanted[client.id.casefold()]
        if wanted:
            raise self._unknown(next(iter(wanted.values())))
        return found

    def _unknown(self, id: str) -> UsageError:
        """An error that does not repeat what was asked for: it may be somebody's name."""
        ids = [client.id for client in self.clients]
        near = [known for known in ids if known.lstrip("0") == id.lstrip("0")]
        near += [known for known in difflib.get_close_matches(id[:64], ids, 3, 0.6) if known not in near]
        if self.errors:
            hint = "guides clients says what is wrong with the rows that are not used."
        else:
            hint = "guides clients lists the ids."
        return UsageError(
            "There is no client with one of these ids, or there is an error in their row.",
            where=Place(FILE),
            hint=f"Did you mean {' or '.join(near[:3])}? {hint}" if near else hint,
        )


def read_roster(root: Path, known: KnownNames) -> Roster:
    """The roster of a practice.

    Args:
        root: the practice folder.
        known: what a roster may name.

    Raises:
        RosterError: there is no `clients.csv`.
        StoreError: it cannot be read.
    """
    path = root / FILE
    if not path.exists():
        raise RosterError(
            [Problem("There is no list of clients here.", Place(FILE), f"{_EXAMPLE} {HOW_TO_SAVE}")],
        )
    with translated(Path(FILE), "read this file"), path.open("rb") as file:
        raw = file.read(MOST + 1)
    return parse_roster(raw, known)


def parse_roster(raw: bytes, known: KnownNames) -> Roster:
    """A roster from its bytes; what is wrong with one row never hides another."""
    text = decoded(raw)
    if isinstance(text, Problem):
        return Roster((), (text,))
    findings = Findings()
    entries = rows_of(text)
    first = next(entries, None)
    if first is None:
        return Roster((), (Problem("This list of clients is empty.", Place(FILE), _EXAMPLE),))
    if isinstance(first, Problem):
        return Roster((), (first,))
    headings = read_headings(first, findings)
    if not headings.names:
        return Roster((), findings.problems())
    rows = Rows(headings, Spellings(known), findings)
    clients: list[Client] = []
    lines: dict[str, int] = {}
    twice: set[str] = set()
    for row in entries:
        if isinstance(row, Problem):
            findings.add(row)
            continue
        read = rows.read(row)
        if read.id is not None:
            folded = read.id.casefold()
            if folded in lines:
                twice.add(folded)
                _tell_twice(findings, row.line, lines[folded])
            lines.setdefault(folded, row.line)
        if read.client is not None:
            clients.append(read.client)
    rows.tell_nameless()
    sound = (client for client in clients if headings.sound and client.id.casefold() not in twice)
    return Roster(tuple(sound), findings.problems())


def _tell_twice(findings: Findings, line: int, first: int) -> None:
    findings.at(
        line,
        f"Column id: the same id stands in line {first}, so nobody knows whose it is; neither row is used.",
        "Give each client an id of their own; capitals make no difference.",
    )
