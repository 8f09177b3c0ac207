"""What a roster may name: voices, beds, music files, guides and collections."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from guides.clients.roster_findings import CellError

SIGNS = ("bell", "breathe")
"""Cues that a client may avoid."""
_VOICE = "voice:"
_SPLIT = re.compile(r"[,;|]")
_LONGEST = 80
"""Characters of something that could be a misspelt name."""
_OF_AN_ENGINE = re.compile(r"[a-z0-9_-]{1,40}:[\w./\\+@-]{1,200}", re.A)
"""A voice that only its engine can list; see `guides voices`."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names that there are in a practice."""

    voices: tuple[str, ...] | None
    """None when they are not to be checked."""
    beds: tuple[str, ...]
    tracks: tuple[str, ...]
    """Files in `music/`, relative to it, with forward slashes."""
    guides: tuple[str, ...]
    """Ids."""

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections of the guides, each once."""
        return tuple(dict.fromkeys(id.partition("/")[0] for id in self.guides))


class Spellings:
    """Looks up what cells name, in any case; every name comes back as the practice writes it."""

    def __init__(self, known: KnownNames) -> None:
        self._voices = None if known.voices is None else _by_fold(known.voices)
        self._guides = _by_fold((*known.guides, *known.collections))
        self._avoidable = _by_fold((*known.tracks, *known.beds, *SIGNS))

    def voice(self, text: str) -> str:
        """A voice.

        Raises:
            CellError: there is none of that name.
        """
        if self._voices is None:
            return text
        found = self._voices.get(_fold(text))
        if found is not None:
            return found
        if _OF_AN_ENGINE.fullmatch(text) and ".." not in text:
            return text
        raise CellError(
            "there is no voice of this name.", partial(_hint, text, self._voices, "guides voices lists them.")
        )

    def guides(self, text: str) -> tuple[str, ...]:
        """A list of guides and collections, each once.

        Raises:
            CellError: there is none of one name.
        """
        parts = _parts(text, self._guides)
        return tuple(dict.fromkeys(self._guide(part, index) for index, part in enumerate(parts, 1)))

    def avoided(self, text: str) -> frozenset[str]:
        """A list of beds, music files, cues and voices.

        Raises:
            CellError: there is nothing of one name.
        """
        return frozenset(self._avoid(part, index) for index, part in enumerate(_parts(text, self._avoidable), 1))

    def _guide(self, part: str, index: int) -> str:
        found = self._guides.get(_fold(part.strip("/")))
        if found is None:
            otherwise = "Write a guide such as preparation/01-arriving, or a collection."
            raise CellError(
                f"there is no guide and no collection called like name {index} of this list.",
                partial(_hint, part, self._guides, otherwise),
            )
        return found

    def _avoid(self, part: str, index: int) -> str:
        if part.casefold().startswith(_VOICE):
            return _VOICE + self.voice(part[len(_VOICE) :].strip())
        found = self._avoidable.get(_fold(part)) or self._avoidable.get(_fold(part.removeprefix("music/")))
        if found is None:
            otherwise = "Write a bed such as ocean, a file in the music folder, bell, breathe, or voice:michael."
            raise CellError(
                f"there is nothing to avoid that is called like name {index} of this list.",
                partial(_hint, part, self._avoidable, otherwise),
            )
        return found


def _parts(text: str, known: Mapping[str, str]) -> list[str]:
    """The names of a list; a music file may have a comma in its name."""
    if _fold(text) in known:
        return [text]
    return [part for part in map(str.strip, _SPLIT.split(text)) if part]


def _by_fold(names: Iterable[str]) -> dict[str, str]:
    return {_fold(name): name for name in names}


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _hint(text: str, known: Mapping[str, str], otherwise: str) -> str:
    near = difflib.get_close_matches(_fold(text), known, 1, 0.6) if len(text) <= _LONGEST else []
    return f"Did you mean {known[near[0]]}?" if near else otherwise
