"""Paths as they may be shown: a person finds the file, and reads no client's words."""

from pathlib import PurePosixPath

from guides.build.readings import readings
from guides.clients.personal_words import PersonalWords

_MASK = "…"
_ENDING = 6
"""Signs of an ending that is shown; a longer one is no ending."""


class Masking:
    """Masks what tells of clients in paths; two that would look alike are numbered."""

    def __init__(self, words: PersonalWords) -> None:
        self._words = words
        self._shown: dict[str, str] = {}
        self._alike: dict[str, int] = {}

    def shown(self, name: str) -> str:
        """A path without the words of any client."""
        if name not in self._shown:
            masked = self._masked(name)
            number = self._alike[masked] = self._alike.get(masked, 0) + 1
            self._shown[name] = masked if masked == name or number == 1 else f"{masked} (number {number} of these)"
        return self._shown[name]

    def _masked(self, name: str) -> str:
        if not self._tells(name):
            return name
        parts = name.split("/")
        masked = [self._part(part) if self._tells(part) else part for part in parts]
        # Words that only all of them say together.
        if masked == parts or self._tells("/".join(masked)):
            masked = [self._part(part) for part in parts]
        return "/".join(masked)

    def _part(self, part: str) -> str:
        ending = PurePosixPath(part).suffix
        return _MASK if len(ending) > _ENDING or self._tells(ending) else f"{_MASK}{ending}"

    def _tells(self, text: str) -> bool:
        return any(self._words.found_in(reading) for reading in readings(text))
