"""What a roster says of each client, as words to be searched for in what leaves the practice.

Words are compared without case, accents and punctuation, whole word by whole word, and in writing systems
without gaps between words as they stand.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from guides.model.client import Client

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?…;\n]+")
_GAPLESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean."""
_PART = 3
"""Letters from which on a part of a name says whose it is."""
_SEPARATOR = re.compile(r"[\s._()\[\]/\\]+")
_TELLING = re.compile(r".*[a-z]|\d{3}", re.I)
"""An id that is found inside of a name; shorter numbers are those of guides, too."""


@dataclass(frozen=True, slots=True)
class Needle:
    """Something of a client's row to be searched for."""

    client: str
    """The id."""
    column: str
    words: tuple[str, ...] = field(repr=False)
    """Folded, in their order."""
    text: str = field(repr=False, compare=False, default="")
    """As it stands in the row."""

    @property
    def gapless(self) -> bool:
        """Whether it is found inside of longer words."""
        return bool(_GAPLESS.search("".join(self.words)))


def folded(text: str) -> str:
    """A text without case, accents and differences of width."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def needles_of(client: Client) -> tuple[Needle, ...]:
    """Everything of a client's row that tells of them: what is said for fields, and how the name is spoken."""
    found: dict[tuple[str, ...], Needle] = {}
    spoken = (("name_say", said) for _, said in client.pronounce)
    for column, value in (*client.values.items(), *spoken):
        for text in _pieces(column, value):
            if words := tuple(words_of(text)):
                found.setdefault(words, Needle(client.id, column, words, text))
    return tuple(found.values())


def _pieces(column: str, value: str) -> Iterator[str]:
    """A value as it may appear: sentence by sentence, and a name also by its parts."""
    yield from (sentence.strip() for sentence in _SENTENCE.split(value))
    if "name" in column or column == "sitter":
        parts = re.split(r"[^\w'’]+", value)
        # Of O'Hara people also write OHara, and Hara.
        split = [(name, re.split("['’]", name)) for name in parts]
        parts += [part for name, pieces in split for part in ("".join(pieces), *pieces) if part != name]
        yield from (part for part in parts if len(part) >= _PART or _GAPLESS.search(part))


class PersonalWords:
    """Finds the words of clients in texts."""

    def __init__(self, clients: Iterable[Client], common: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        """Take the clients, the texts that the practice says to everyone, and the names that everyone's files have.

        What stands in those texts as well proves nothing: it is found, and called doubtful. An id that is a word of
        those names is found only where it is a whole part of a name, and never in one of those names itself.
        """
        self.clients = tuple(clients)
        self._first: dict[str, list[Needle]] = defaultdict(list)
        self._gapless: list[Needle] = []
        self._owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for needle in (needle for client in self.clients for needle in needles_of(client)):
            self._owners[needle.words].add(needle.client)
            if needle.gapless:
                self._gapless.append(needle)
            else:
                self._first[needle.words[0]].append(needle)
        self._ids = {client.id.casefold(): client.id for client in self.clients}
        everyones = "\n".join(names).casefold()
        self._everyones = {part for name in everyones.split("\n") for part in name.split("/")}
        self._endings = {ending for part in self._everyones if (ending := PurePosixPath(part).suffix)}
        self._inside = {id: _alone(id) for id in self._ids if _TELLING.match(id) and not _alone(id).search(everyones)}
        self._seen: dict[str, frozenset[Needle]] = {}
        self._doubtful = {needle.words for text in common for needle in self.found_in(text)}

    @property
    def needles(self) -> tuple[Needle, ...]:
        """All that is searched for."""
        return (*(needle for same in self._first.values() for needle in same), *self._gapless)

    def found_in(self, text: str) -> frozenset[Needle]:
        """What of the clients stands in a text."""
        found: set[Needle] = set()
        words = words_of(text)
        for index, word in enumerate(words):
            for needle in self._first.get(word, ()):
                if tuple(words[index : index + len(needle.words)]) == needle.words:
                    found.add(needle)
        if self._gapless:
            whole = folded(text)
            found.update(needle for needle in self._gapless if all(word in whole for word in needle.words))
        return frozenset(found)

    def ids_in(self, name: str) -> frozenset[Needle]:
        """Whose ids stand in a name or a path: whole parts, and inside of them what cannot be a guide's number."""
        if name not in self._seen:
            found = self._ids_inside(name.casefold())
            self._seen[name] = frozenset(Needle(self._ids[id], "id", (id,)) for id in found)
        return self._seen[name]

    def _ids_inside(self, small: str) -> set[str]:
        if small in self._everyones:
            return set()
        ending = PurePosixPath(small).suffix
        stem = small.removesuffix(ending) if ending in self._endings else small
        parts = {*small.split("/"), *_SEPARATOR.split(stem)}
        found = {id for id in self._ids if id in parts}
        return found | {id for id, alone in self._inside.items() if id in small and alone.search(small)}

    def is_doubtful(self, needle: Needle) -> bool:
        """Whether it also stands in what everyone hears, or is too short to say anything."""
        return needle.words in self._doubtful or (len("".join(needle.words)) < _PART and not needle.gapless)

    def is_shared(self, needle: Needle, client: str | None) -> bool:
        """Whether a client has the same words in a row of their own."""
        return client in self._owners[needle.words]


def _alone(id: str) -> re.Pattern[str]:
    """Finds an id where no letter and no digit stands at it."""
    return re.compile(rf"(?<![^\W_]){re.escape(id)}(?![^\W_])")
