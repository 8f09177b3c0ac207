"""What is about to leave, searched for what tells of clients: other clients' words anywhere, the client's own where
nobody should read them, and what was made for somebody else."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from guides.build.masking import Masking
from guides.build.readings import BYTES, GUESSED, PICTURE, TEXT, parts_of, readings
from guides.build.traces import Trace
from guides.build.unpacking import LINK, Item, digest_of_stream, items, unreadable
from guides.build.whose import Register, is_code
from guides.build.words_in_bytes import found_in_bytes
from guides.build.workshop import CLIENTS
from guides.clients.personal_words import Needle, PersonalWords
from guides.delivery.tag_texts import SOUNDS
from guides.errors import Place, Problem, TagError
from guides.publish.page.writing import CODE

OWN_WORDS_IN = frozenset({".vtt", ".js"})
"""Kinds of files in which a client's own words are at home; of pages, `index.html`."""
PLAYLISTS = frozenset({".m3u8", ".m3u", ".pls", ".xspf", ".webmanifest"})
"""What players show of these, locked screens show."""
_UNREAD = "Nobody can look into this here: it is sealed, too large, or of a kind that is not read."
_SEARCH = "Search what it was made from, or leave it out. What guides export has sealed is known by its checksum."
_STRANGE = "This is known from no build and no parcel: what {} tells, nobody has searched."
_LEADING = re.compile(rf"\b{CLIENTS}[/\\]+([\w-]+)")


def scrub(
    path: Path, words: PersonalWords, owner: str | None, register: Register | None = None
) -> Iterator[Trace | Problem]:
    """Search a file or folder.

    Args:
        path: what is about to leave.
        words: what to search for.
        owner: the client for whom it is; None: it is for everyone, and nobody's words may be in it.
        register: what the practice knows of its files; None: all of it was built for this client just now.

    Returns:
        What was found, and as problems what could not be looked into.

    Raises:
        StoreError: something cannot be read.
    """
    scrubbing = _Scrubbing(words, owner, register)
    for item in items(path, register):
        yield from scrubbing.of(item)


class _Scrubbing:
    def __init__(self, words: PersonalWords, owner: str | None, register: Register | None) -> None:
        self._words = words
        self._owner = owner
        self._register = register
        self._masking = Masking(words)
        self._told: set[str] = set()

    def of(self, item: Item) -> Iterator[Trace | Problem]:
        owners = frozenset[str | None]()
        if self._register is not None and item.digest is not None:
            owners = self._register.owners(item.digest, item.size)
        built = self._register is None or bool(owners)
        yield from self._names(item, built)
        shown = self._masking.shown(item.name)
        if item.obstacle is not None:
            hint = "Put the file itself there, or leave it out." if item.obstacle == LINK else _SEARCH
            yield Problem(item.obstacle, Place(shown), hint)
        if item.notes:
            yield from self._text(shown, "what an archive says of it", [*readings(item.notes)], False, built)
        if item.stream is not None:
            if strangers := self._strangers(item, owners):
                # What is in it is theirs, of course.
                yield Trace(shown, "", ", ".join(sorted(strangers)), None, True, False, built)
                return
            sealed = self._register is not None and self._register.is_sealed(item.digest or "")
            try:
                if not sealed and not _is_code(item):
                    yield from self._content(item, shown, built)
            except OSError as error:
                yield Problem(unreadable(error), Place(shown), _SEARCH)

    def _strangers(self, item: Item, owners: frozenset[str | None]) -> frozenset[str]:
        """For whom something was made, if that is not the one for whom this is."""
        theirs = frozenset(id for id in owners if id is not None)
        if None in owners or self._owner in theirs:
            return frozenset()
        # Of a page, some files are the same for all; what is spoken for clients is never for everyone.
        spoken = PurePosixPath(item.name).suffix.lower() in SOUNDS | OWN_WORDS_IN
        alike = self._owner is None and not spoken and theirs >= {client.id for client in self._words.clients}
        return frozenset() if alike and len(theirs) > 1 else theirs

    def _content(self, item: Item, shown: str, built: bool) -> Iterator[Trace | Problem]:
        assert item.stream is not None
        pure = PurePosixPath(item.name)
        # A letter that no build made is not what a locked screen shows.
        at_home = pure.suffix in OWN_WORDS_IN or pure.name == "index.html"
        at_home = at_home or (not built and pure.suffix.lower() not in PLAYLISTS)
        parts, unread = None, Problem(_UNREAD, Place(shown), _SEARCH)
        try:
            parts = parts_of(item.stream, item.name, item.size, in_office=item.in_office)
        except TagError as error:
            unread = Problem(error.message, Place(shown), error.hint)
        if parts is None and not item.is_archive:
            yield unread
        for part, texts in (parts or {}).items():
            telling = self._words.found_in(part)
            # A tag may be called anything, too.
            where = "a tag" if telling else f"its {part}"
            yield from self._traces(shown, where, telling, False, built)
            yield from self._text(shown, where, texts, at_home and part in (TEXT, GUESSED), built)
        if parts is not None and TEXT in parts:
            return
        guessed = parts is not None and GUESSED in parts
        found = found_in_bytes(item.stream, self._words)
        yield from self._traces(shown, "its bytes", found, at_home and guessed, built)
        if parts is not None and not built and not guessed and BYTES not in parts:
            told, do = ("the picture itself", "Look at") if PICTURE in parts else ("its sound", "Hear")
            yield Problem(_STRANGE.format(told), Place(shown), f"{do} it before you hand it on.", "warning")

    def _text(self, shown: str, part: str, texts: list[str], at_home: bool, built: bool) -> Iterator[Trace]:
        found = frozenset(needle for text in texts for needle in self._words.found_in(text))
        yield from self._traces(shown, part, found, at_home, built)
        # Paths that lead to clients.
        ids = {f"/{found[1]}" for text in texts for found in _LEADING.finditer(text)}
        yield from self._traces(shown, part, self._strange_ids(ids), False, built)

    def _names(self, item: Item, built: bool) -> Iterator[Trace]:
        """What the name says, and what those of the folders say that were not told of before."""
        for name in (item.name, *item.other_names):
            for path in (*reversed(PurePosixPath(name).parents), PurePosixPath(name)):
                if path.as_posix() in self._told and not item.is_root:
                    continue
                if not item.is_root:
                    self._told.add(path.as_posix())
                found = self._words_in(path.as_posix()) - self._words_in(path.parent.as_posix())
                found |= self._strange_ids({path.name})
                yield from self._traces(self._masking.shown(path.as_posix()), "its name", found, False, built)

    def _words_in(self, name: str) -> frozenset[Needle]:
        return frozenset(needle for reading in readings(name) for needle in self._words.found_in(reading))

    def _strange_ids(self, names: Iterable[str]) -> frozenset[Needle]:
        found = frozenset(needle for name in names for needle in self._words.ids_in(name))
        return frozenset(needle for needle in found if needle.client != self._owner)

    def _traces(self, shown: str, part: str, found: frozenset[Needle], at_home: bool, built: bool) -> Iterator[Trace]:
        for needle in sorted(found, key=lambda needle: (needle.client, needle.column, needle.words)):
            own = needle.client == self._owner
            sure = needle.column == "id" or not self._words.is_doubtful(needle)
            if own and (at_home or not sure):
                continue
            if not own and self._words.is_shared(needle, self._owner):
                # The client has the same word, and it is told of them or allowed for them.
                continue
            yield Trace(shown, part, needle.client, needle.column, sure, own, built)


def _is_code(item: Item) -> bool:
    """Whether it is what is the same on every page of every practice."""
    name = PurePosixPath(item.name).name
    if item.stream is None or name not in (*CODE, "icon.png"):
        return False
    return is_code(item.digest or digest_of_stream(item.stream))
