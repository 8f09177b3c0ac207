"""What is about to leave, searched for what tells of clients: other clients' words anywhere, the client's own where
nobody should read them."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from guides.build.rosters import open_roster
from guides.build.words_in_bytes import found_in_bytes
from guides.build.workshop import CLIENTS, Workshop
from guides.clients.personal_words import Needle, PersonalWords
from guides.clients.roster import Roster
from guides.clients.roster_text import FILE
from guides.delivery.tag_texts import SOUNDS, tag_texts
from guides.errors import GuideError, Place, Problem, StoreError
from guides.publish.page.writing import CODE
from guides.store.files import translated

TEXT_MOST = 100_000_000
"""Bytes up to which a file is read as a text."""
OWN_WORDS_IN = frozenset({".vtt", ".js"})
"""Kinds of files in which a client's own words are at home; of pages, `index.html`."""
SEALED = frozenset({".age", ".zip"})
_SEPARATOR = re.compile(r"[\s._()\[\]]+")


@dataclass(frozen=True, slots=True)
class Trace:
    """Something of a client where it should not be; what it says is told to nobody."""

    file: str
    """From what was searched, with forward slashes; a name that tells of a client is not repeated."""
    part: str
    """Where in the file: `its name`, `text`, `tag TIT2`, `cover`, `bytes`."""
    client: str
    column: str
    sure: bool
    """False where the same word stands in what everyone hears, or is very short."""
    own: bool
    """Whether it is of the client for whom the file is: there by mistake, and not somebody else's."""

    def problem(self) -> Problem:
        """It as something that stops an export; a doubt only warns."""
        whose = f"client {self.client}"
        said = f"{self.part.capitalize()} here holds the column {self.column} of {whose}"
        if not self.sure:
            return Problem(
                f"{said}, or a word like it: the practice's own texts have it too, or it is very short.",
                Place(self.file),
                "Look at it; if it is the common word, nothing is wrong.",
                "warning",
            )
        if self.column == "id":
            hint = "This belongs to another client: do not hand it on."
        elif self.own:
            hint = (
                "Titles, file names and playlists show on locked screens: take it out of the script, and build again."
            )
        else:
            hint = "Do not hand this on. Take it out of the script or of guides.toml, and build again."
        return Problem(f"{said}.", Place(self.file), hint)


def open_words(workshop: Workshop) -> PersonalWords:
    """What is searched for: everything of every client.

    Raises:
        RosterError: there is no `clients.csv`.
        StoreError: there is an error in it, so that somebody would not be searched for.
    """
    roster = open_roster(workshop)
    if roster.errors:
        first = roster.errors[0]
        raise StoreError(
            f"Rows of {FILE} cannot be read, so nobody can search for their words.",
            where=first.place,
            hint="guides clients says what is wrong with each of them.",
        )
    return words_of_roster(workshop, roster)


def words_of_roster(workshop: Workshop, roster: Roster) -> PersonalWords:
    """Everything of the clients whose rows are sound.

    Raises:
        StoreError: a script cannot be read.
    """
    return PersonalWords(roster.clients, _common_texts(workshop))


def _common_texts(workshop: Workshop) -> Iterator[str]:
    """What the practice says to everyone, and what stands on every page."""
    from importlib.resources import files

    from guides.publish.how_to import TEXT
    from guides.store.settings import FILE as SETTINGS

    for file in workshop.folder.script_files():
        yield file.text()
    settings = workshop.folder.root / SETTINGS
    yield settings.read_text("utf-8", errors="replace") if settings.is_file() else ""
    assets = files("guides.publish.page") / "assets"
    yield from (asset.read_text("utf-8") for asset in assets.iterdir() if asset.is_file())
    yield TEXT


def scrub(path: Path, words: PersonalWords, owner: str | None) -> Iterator[Trace | Problem]:
    """Search a file or folder.

    Args:
        path: what is about to leave.
        words: what to search for.
        owner: the client for whom it is; None: it is for everyone, and nobody's words may be in it.

    Returns:
        What was found, and what could not be looked into.

    Raises:
        StoreError: something cannot be read.
    """
    with translated(path, "look into this"):
        files = sorted(file for file in path.rglob("*") if not file.is_dir()) if path.is_dir() else [path]
        if not path.exists():
            raise FileNotFoundError(2, "No such file or folder")
    scrubbing = _Scrubbing(words, owner)
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        yield from scrubbing.of(file, name)


class _Scrubbing:
    def __init__(self, words: PersonalWords, owner: str | None) -> None:
        self._words = words
        self._owner = owner
        self._ids = {client.id.casefold(): client.id for client in words.clients}

    def of(self, file: Path, name: str) -> Iterator[Trace | Problem]:
        named = [*self._name(name)]
        # A name that tells of somebody is not repeated in a message.
        shown = f"file in {PurePosixPath(name).parent}" if named else name
        yield from (trace for trace in self._traces(shown, "its name", frozenset(named), False))
        if file.is_symlink():
            yield Problem("A link leads out of what is to leave.", Place(shown), "Put the file itself there.")
            return
        at_home = PurePosixPath(name).suffix in OWN_WORDS_IN or PurePosixPath(name).name == "index.html"
        if file.suffix.lower() in SEALED:
            message = "This is sealed, so nobody can look into it here; guides export has, before it sealed it."
            yield Problem(message, Place(shown), "Search the folder that it was made from.", "warning")
        elif name in CODE and file.read_bytes() == _code(name):
            # The same on every page of every practice.
            return
        elif (text := _text_of(file)) is not None:
            found = frozenset(needle for reading in _readings(text) for needle in self._words.found_in(reading))
            yield from self._traces(shown, "text", found, at_home)
            yield from self._paths(shown, text)
        else:
            yield from self._binary(file, shown)

    def _binary(self, file: Path, shown: str) -> Iterator[Trace | Problem]:
        if file.suffix.lower() in SOUNDS:
            parts: dict[str, list[str]] = defaultdict(list)
            try:
                for part, text in tag_texts(file):
                    parts[part].append(text)
            except GuideError as error:
                yield Problem(error.message, Place(shown), error.hint)
            for part, texts in parts.items():
                telling = self._words.found_in(part)
                found = telling | self._words.found_in("\n".join(texts))
                # A tag may be called anything, too.
                yield from self._traces(shown, "a tag" if telling else part, found, False)
        yield from self._traces(shown, "bytes", found_in_bytes(file, self._words), False)

    def _name(self, name: str) -> Iterator[Needle]:
        yield from self._words.found_in(name)
        for part in PurePosixPath(name).parts:
            for piece in {part, *_SEPARATOR.split(part)}:
                id = self._ids.get(piece.casefold())
                if id is not None and id != self._owner:
                    yield Needle(id, "id", (piece.casefold(),))

    def _paths(self, shown: str, text: str) -> Iterator[Trace]:
        """Paths that lead to clients, in a text."""
        for found in re.finditer(rf"\b{CLIENTS}[/\\]+([\w-]+)", text):
            id = self._ids.get(found[1].casefold())
            if id is not None and id != self._owner:
                yield Trace(shown, "text", id, "id", True, False)

    def _traces(self, shown: str, part: str, found: frozenset[Needle], at_home: bool) -> Iterator[Trace]:
        for needle in sorted(found, key=lambda needle: (needle.client, needle.column, needle.words)):
            own = needle.client == self._owner
            if own and at_home:
                continue
            if not own and self._words.is_shared(needle, self._owner):
                # The client has the same word, and it is told of them or allowed for them.
                continue
            sure = needle.column == "id" or not self._words.is_doubtful(needle)
            yield Trace(shown, part, needle.client, needle.column, sure, own)


@cache
def _code(name: str) -> bytes:
    from importlib.resources import files

    return (files("guides.publish.page") / "assets" / name).read_bytes()


def _text_of(file: Path) -> str | None:
    """A file as text; None where it is none."""
    with translated(file, "read this file"):
        if file.suffix.lower() in SOUNDS or file.stat().st_size > TEXT_MOST:
            return None
        raw = file.read_bytes()
    if b"\0" in raw:
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _readings(text: str) -> Iterator[str]:
    """A text as it stands, and as a browser, a script or an address bar would read it."""
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        spelled = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
        yield re.sub(r"\\[nrtbf]", " ", spelled)
    if "%" in text:
        yield unquote(text, errors="replace")
