"""The values of a YAML table by key, each read once and reported once."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from guides.errors import Place
from guides.script.findings import Findings
from guides.script.nearest import shown, suggestion
from guides.script.values import UnfitError
from guides.script.yaml_text import Scalar, Table, Value

_FIELD = re.compile(r"\{[^{}]*\}")

T = TypeVar("T")


@dataclass(slots=True)
class Desk:
    """The entries of a table whose keys are known."""

    what: str
    """What the table is called in messages."""
    findings: Findings
    tables: dict[str, Value] = field(default_factory=dict)
    """The values that have keys of their own."""
    texts: dict[str, Scalar] = field(default_factory=dict)
    """The values that are text and may be used."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each value that was written stands."""
    empty: set[str] = field(default_factory=set)
    """Keys without a value, which count as absent."""

    def fill(self, table: Table, keys: Sequence[str], nested: Sequence[str] = ()) -> None:
        """Take a table's entries; a key that is not known or stands twice is an error."""
        for key, value in table.entries:
            if key.text in self.places or key.text in self.empty:
                self.findings.error(key.start, key.end, f"{key.text} stands here twice.", "Keep one of the two lines.")
            elif key.text not in keys:
                hint = suggestion(key.text, keys, f"Known here: {', '.join(keys)}.")
                self.findings.error(
                    key.start, key.end, f"{self.what} has no key called {shown(key.text) or 'nothing'}.", hint
                )
            elif isinstance(value, Scalar) and not value.text.strip():
                self.empty.add(key.text)
            else:
                self.places[key.text] = self.findings.source.place(value.start, value.end)
                self._take(key.text, value, key.text in nested)

    def _take(self, key: str, value: Value, may_nest: bool) -> None:
        if isinstance(value, Scalar):
            if is_plain(value, self.findings):
                self.texts[key] = value
        elif may_nest and isinstance(value, Table):
            self.tables[key] = value
        elif self.findings.source.text[value.start : value.start + 1] == "{":
            refuse_field(value, self.findings)
        else:
            self.findings.error(value.start, value.end, f"{key} takes one value.", f"Write it on one line: {key}: …")

    def get(self, key: str, read: Callable[[str], T]) -> T | None:
        """A key's value; None when it is absent, or cannot be (which is an error)."""
        value = self.texts.get(key)
        if value is None:
            return None
        try:
            return read(" ".join(value.text.split()))
        except UnfitError as error:
            self.findings.error(value.start, value.end, error.message, error.hint)
            return None


def is_plain(value: Scalar, findings: Findings) -> bool:
    """Whether a text may stand on a lock screen and in a tag; it is an error when not."""
    text = value.text.strip()
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        findings.error(
            value.start, value.end, "Here stands a line break or a control character.", "Write it as one plain line."
        )
        return False
    if _FIELD.search(text):
        refuse_field(value, findings)
        return False
    return True


def refuse_field(value: Value, findings: Findings) -> None:
    """Say that this is no place for a field."""
    findings.error(
        value.start, value.end, "Personal fields do not stand in the front matter.", "Write plain words here."
    )
