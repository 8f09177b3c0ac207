"""The headings of a roster: which columns there are, and what each is for."""

import difflib
from collections import Counter
from dataclasses import dataclass

from guides.clients.roster_findings import Findings
from guides.clients.roster_table import Row
from guides.model.field_names import field_key, is_field_name

SETTINGS = ("voice", "pace", "clear_speech", "guides", "route", "name_say", "avoid", "release")
"""Columns that say how a client's guides are made and are no words of theirs."""
KNOWN = ("id", "name", "sitter", "protector_asks", *SETTINGS)
"""Columns that mean something by themselves; every other fills the field of its name."""
MOST = 200
"""Columns of one roster."""
_LONGEST = 60
"""Characters of a heading."""
_LIKE = 0.75
"""From here on one name is taken for the other misspelt: `voise`, `pase`, but not `place` for `name`."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns in order."""

    line: int
    names: tuple[str | None, ...]
    """What each is called; empty without a heading, None where the heading cannot be used."""
    sound: bool
    """False when nobody can say what the columns mean; then no row can be used."""


def column_letter(index: int) -> str:
    """A column as spreadsheets call it: A for 0, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_headings(row: Row, findings: Findings) -> Headings:
    """The headings of a roster; what is wrong with them goes to `findings`."""
    keys = [field_key(cell) for cell in row.cells]
    if "id" not in keys:
        # What stands here may be somebody's row: nothing of it is told.
        findings.at(
            row.line,
            "There is no column called id.",
            "The first line names the columns, and one of them is id: id,name,voice for example.",
        )
        return Headings(row.line, (), False)
    if len(keys) > MOST:
        findings.at(row.line, f"There are more than {MOST} columns.", "Check that this is the right file.")
        return Headings(row.line, (), False)
    before = len(findings.told)
    names = tuple(_usable(index, key, row, findings) for index, key in enumerate(keys))
    for name, count in Counter(filter(None, names)).items():
        if count > 1:
            findings.at(row.line, f"The heading {name} stands here {count} times.", "Give each column its own heading.")
    sound = len(findings.told) == before
    for name in dict.fromkeys(filter(None, names)):
        if near := _near(name, names):
            findings.at(
                row.line,
                f"The column {name} only fills the field {{{name}}}.",
                f"If you mean {near}, write its heading so.",
                "warning",
            )
    return Headings(row.line, names, sound)


def _usable(index: int, key: str, row: Row, findings: Findings) -> str | None:
    """What a column is called; None, and told, where no field can be called so."""
    if not key:
        return key
    cell = row.cells[index].strip()
    if cell.isascii() and len(cell) <= _LONGEST and is_field_name(key):
        return key
    findings.at(
        row.line,
        f"No field can be called like the heading of column {column_letter(index)}.",
        f"A heading begins with a letter and has only letters of a to z, digits, blanks, - and _, {_LONGEST} at most: "
        "first_name for example.",
    )
    return None


def _near(name: str, names: tuple[str | None, ...]) -> str | None:
    """The known heading that was probably meant; one that is there itself was not."""
    if name in KNOWN:
        return None
    absent = [known for known in KNOWN if known not in names]
    found = difflib.get_close_matches(name, absent, 1, _LIKE)
    return found[0] if found else None
