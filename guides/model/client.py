"""One client of the practice, as a row of `clients.csv` says.

All but the id and the line is hidden from `repr`, so that no log and no traceback can show it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guides.model.field_names import field_key
from guides.model.script import Route
from guides.model.tuning import Tuning


class Values(Mapping[str, str]):
    """What is said for each field; `{first-name}` and `{First_Name}` find the column `First name`."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = {field_key(heading): value for heading, value in words.items()}

    def __getitem__(self, name: str) -> str:
        return self._words[field_key(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __repr__(self) -> str:
        return f"<{len(self)} values>"


@dataclass(frozen=True, slots=True)
class Client:
    """Who a guide is made for."""

    id: str
    """The only thing that names files."""
    values: Mapping[str, str] = field(repr=False)
    """What is said for each field of a script, by heading; empty cells are left out."""
    tuning: Tuning = field(repr=False)
    """Voice, pace and clear speech, as far as the roster says."""
    route: Route | None = field(repr=False)
    guides: tuple[str, ...] = field(repr=False)
    """Ids and collections of the guides for this client; empty means all."""
    avoid: frozenset[str] = field(repr=False)
    """Beds, files in `music/`, `bell`, `breathe` and `voice:NAME` that this client never hears."""
    release: tuple[str, ...] = field(repr=False)
    """Ids and collections that the therapist has released to this client."""
    pronounce: tuple[tuple[str, str], ...] = field(repr=False)
    """How the name is spoken: the name, and a respelling or `/ipa/`."""
    line: int
    """Where the row begins in `clients.csv`, counted from 1."""

    def avoids_voice(self, name: str) -> bool:
        """Whether this client never hears a voice."""
        return f"voice:{name}" in self.avoid
