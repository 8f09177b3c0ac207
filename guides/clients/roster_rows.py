"""A row of a roster as a client, or what is wrong with it, all of it at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from guides.clients.known_names import Spellings
from guides.clients.roster_cells import read_cell, read_id, read_pace, read_yes
from guides.clients.roster_findings import CellError, Findings
from guides.clients.roster_headings import SETTINGS, Headings, column_letter
from guides.clients.roster_table import Row
from guides.model.client import Client, Values
from guides.model.saying import fault_of
from guides.model.script import Route
from guides.model.tuning import Tuning

ROUTES: tuple[Route, ...] = get_args(Route)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What became of a row."""

    id: str | None
    """None when it has none that can be used."""
    client: Client | None
    """None when there is an error in it."""


@dataclass(slots=True)
class Rows:
    """Reads rows under the same headings."""

    headings: Headings
    spellings: Spellings
    findings: Findings
    nameless: dict[int, list[int]] = field(default_factory=dict)
    """Columns without a heading that hold something, and the lines where they do."""

    def read(self, row: Row) -> ReadRow:
        """One row; what is wrong with it goes to `findings`."""
        return _Cells(self, row).read()

    def tell_nameless(self) -> None:
        """Say which columns hold something under an empty heading."""
        for index, lines in sorted(self.nameless.items()):
            others = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
            self.findings.at(
                self.headings.line,
                f"Column {column_letter(index)} has no heading, and something stands in it at line {lines[0]}{others}.",
                "Give the column a heading, or empty it; until then these rows are not used.",
            )


class _Cells:
    """The cells of one row."""

    def __init__(self, rows: Rows, row: Row) -> None:
        self._rows = rows
        self._line = row.line
        self._wrong: set[str] = set()
        """Headings of cells that cannot be; empty for what has no heading."""
        self._texts: dict[str, str] = {}
        """By heading, those that hold something."""
        self._take(row)

    def _take(self, row: Row) -> None:
        names = self._rows.headings.names
        for index, raw in enumerate(row.cells[: len(names)]):
            if not raw or raw.isspace():
                continue
            name = names[index]
            if not name:
                self._wrong.add("")
                if name is not None:
                    self._rows.nameless.setdefault(index, []).append(row.line)
            else:
                self._read_cell(raw, name)
        if any(cell and not cell.isspace() for cell in row.cells[len(names) :]):
            self._rows.findings.at(
                row.line,
                f"This row has more cells than there are headings ({len(names)}).",
                "Around a cell that holds a comma, semicolon or tab stand quotation marks; a spreadsheet sets them.",
            )
            self._wrong.add("")

    def _read_cell(self, raw: str, name: str) -> None:
        try:
            if text := read_cell(raw, name):
                self._texts[name] = text
        except CellError as error:
            self._tell(name, error)

    def read(self) -> ReadRow:
        """The client of these cells."""
        spellings = self._rows.spellings
        id = None if "id" in self._wrong else self._tried("id", lambda: read_id(self._texts.get("id", "")))
        tuning = Tuning(
            voice=self._get("voice", spellings.voice),
            pace=self._get("pace", read_pace),
            clear_speech=self._get("clear_speech", read_yes),
        )
        route = self._get("route", _read_route)
        guides = self._get("guides", spellings.guides) or ()
        avoid = self._get("avoid", spellings.avoided) or frozenset()
        release = self._get("release", spellings.guides) or ()
        pronounce = self._pronounce()
        if id is None or self._wrong:
            return ReadRow(id, None)
        words = {name: text for name, text in self._texts.items() if name != "id" and name not in SETTINGS}
        client = Client(id, Values(words), tuning, route, guides, avoid, release, pronounce, self._line)
        return ReadRow(id, client)

    def _pronounce(self) -> tuple[tuple[str, str], ...]:
        said = self._get("name_say", _read_said)
        if said is None:
            return ()
        if "name" not in self._texts:
            self._rows.findings.at(
                self._line,
                "Column name_say: there is no name in this row, so this does nothing.",
                "Write the name into the column name, and here how it is spoken.",
                "warning",
            )
            return ()
        return ((self._texts["name"], said),)

    def _get(self, heading: str, read: Callable[[str], T]) -> T | None:
        """A setting; None when its cell is empty, or cannot be (which is an error)."""
        text = self._texts.get(heading)
        return None if text is None else self._tried(heading, lambda: read(text))

    def _tried(self, heading: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except CellError as error:
            self._tell(heading, error)
            return None

    def _tell(self, heading: str, error: CellError) -> None:
        self._rows.findings.cell(self._line, heading, error)
        self._wrong.add(heading)


def _read_route(text: str) -> Route:
    for route in ROUTES:
        if route == text.casefold():
            return route
    raise CellError("there is no such route.", f"It can be {', '.join(ROUTES)}.")


def _read_said(text: str) -> str:
    # The fault's own words repeat the name and the signs; its hint does not.
    if fault := fault_of("name", text):
        raise CellError("no voice can say this.", fault.hint)
    return text
