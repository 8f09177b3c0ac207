"""`music/music.toml`: what is known of the therapist's music; every error with the line it stands on."""

import datetime
import difflib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec

from guides.errors import GuideError, LibraryError, Place, Problem
from guides.model.library import Library, TrackFacts
from guides.model.licences import Rights, rights_of
from guides.model.script import PHASES, PhaseName
from guides.music.shelf import list_tracks
from guides.store.files import read_text
from guides.store.toml_text import TomlText, complaint, nearest

NAME = "music.toml"
FILE = f"music/{NAME}"
"""As messages name it."""
RIGHTS = ("room", "give", "mix")

_PLACE = Place(FILE)
_RIGHT = '"yes", "no" or "unknown"'
_WRITE = {
    "room": f"Write room = {_RIGHT}.",
    "give": f"Write give = {_RIGHT}.",
    "mix": f"Write mix = {_RIGHT}.",
    "expires": 'Write the last day as expires = "2027-12-31".',
    "lyrics": "Write lyrics = true where somebody sings words, and lyrics = false where nobody does.",
    "phases": f'Write phases = ["build", "peak"]. The phases are: {", ".join(PHASES)}.',
    "intensity": "Write intensity = 0.5; 0 is the calmest, 1 the fullest.",
}
"""What a value looks like, for those that are not simply text."""
_HEADER = 'A file\'s name stands in quotes and brackets, ["river of light.flac"], and text in quotes: title = "River".'


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What may stand below a file's name."""

    title: str = ""
    artist: str = ""
    licence: str = ""
    license: str = ""
    source: str = ""
    room: Rights | None = None
    give: Rights | None = None
    mix: Rights | None = None
    proof: str = ""
    expires: datetime.date | None = None
    lyrics: bool | None = None
    phases: tuple[PhaseName, ...] = ()
    intensity: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None


NAMES = tuple(name for name in _Table.__struct_fields__ if name != "license")
"""What may stand below a file's name, as we spell it."""


@dataclass(frozen=True, slots=True)
class MusicList:
    """`music.toml` as it was read, understood or not."""

    library: Library = Library()
    """Empty when there are errors."""
    problems: tuple[Problem, ...] = ()

    def understood(self) -> Library:
        """What it says.

        Raises:
            LibraryError: there are errors, all of them.
        """
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if errors:
            raise LibraryError(errors)
        return self.library


def look_up(folder: Path) -> MusicList:
    """Read `music.toml` without stopping at its errors: who needs it asks whether it was `understood`."""
    try:
        return MusicList(*read_library(folder))
    except GuideError as error:
        return MusicList(problems=error.problems())


def read_library(folder: Path) -> tuple[Library, tuple[Problem, ...]]:
    """What `music.toml` in a music folder says, and warnings about it; nothing when there is no such file.

    Raises:
        LibraryError: it is not TOML, or names or values in it cannot be; with every table's first error.
        StoreError: it cannot be read.
    """
    path = folder / NAME
    if not path.is_file():
        return Library(), ()
    written = TomlText(FILE, read_text(path, FILE))
    tables = written.tables(broken=_HEADER, nested='A list needs one pair of brackets: phases = ["build", "peak"].')
    if isinstance(tables, Problem):
        raise LibraryError([tables])
    found = [_facts(name, table, written) for name, table in tables.items()]
    if errors := [wrong for wrong in found if isinstance(wrong, Problem)]:
        raise LibraryError(errors)
    known = tuple(facts for facts in found if isinstance(facts, TrackFacts))
    warnings = (*_without_a_file(known, folder), *(wrong for facts in known for wrong in _doubtful(facts, written)))
    return Library(known), warnings


def _facts(name: str, table: object, written: TomlText) -> TrackFacts | Problem:
    """One table, or what is wrong with it."""
    if wrong := _no_table(name, table, written):
        return wrong
    assert isinstance(table, dict)
    values = dict(table)
    try:
        if isinstance(values.get("expires"), str):
            values["expires"] = datetime.date.fromisoformat(values["expires"].strip())
        elif isinstance(values.get("expires"), datetime.datetime):
            values["expires"] = values["expires"].date()
        read = msgspec.convert(values, _Table)
    except msgspec.ValidationError as error:
        return _wrong_value(name, error, values, written)
    except ValueError:
        place = written.find([name, "expires"])
        return Problem(f"There is no such day: {values['expires']}.", place, _WRITE["expires"])
    if read.licence and read.license:
        place = written.find([name, "license"])
        return Problem("The licence is written twice.", place, "Keep one of licence and license.")
    licence = (read.licence or read.license).strip()
    follows = rights_of(licence)
    return TrackFacts(
        file=name,
        title=read.title.strip(),
        artist=read.artist.strip(),
        licence=licence,
        source=read.source.strip(),
        room=read.room or follows.room,
        give=read.give or follows.give,
        mix=read.mix or follows.mix,
        proof=read.proof.strip(),
        expires=read.expires,
        lyrics=read.lyrics,
        phases=read.phases,
        intensity=read.intensity,
        place=written.find([name]),
    )


def _no_table(name: str, table: object, written: TomlText) -> Problem | None:
    """What is wrong where a file's table should be."""
    place = written.find([name])
    if not isinstance(table, dict):
        hint = f'Begin with the file\'s name, ["river.flac"], and write {name} below it.'
        return Problem(f"This belongs to no file: {name}.", place, hint)
    for ending, inside in table.items():
        if isinstance(inside, dict):
            # `[river.flac]` without quotes is a table `flac` inside a table `river`.
            whole = f"{name}.{ending}"
            place = written.find([name, ending])
            return Problem(f"The name of this file needs quotes: {whole}.", place, f'Write ["{whole}"].')
    return None


def _wrong_value(name: str, error: msgspec.ValidationError, values: dict[str, Any], written: TomlText) -> Problem:
    wrong = complaint(error)
    if wrong.unknown is not None:
        place = written.find([name, wrong.unknown])
        return Problem(f"Nothing about a track is called {wrong.unknown}.", place, nearest(wrong.unknown, NAMES))
    key = wrong.path[0] if wrong.path else ""
    hint = _WRITE.get(key, f'Write text in quotes: {key} = "…".')
    if key == "phases" and isinstance(values[key], list):
        strange = next((word for word in values[key] if word not in PHASES), None)
        near = difflib.get_close_matches(str(strange), PHASES, 1)
        hint = f"Did you mean {near[0]}? {hint}" if near else hint
    return Problem(f"This value cannot be: {wrong.said}.", written.find([name, key] if key else [name]), hint)


def _without_a_file(known: tuple[TrackFacts, ...], folder: Path) -> list[Problem]:
    """Tables whose file is not there."""
    files = list_tracks(folder)
    there = {unicodedata.normalize("NFC", file) for file in files}
    problems = []
    for facts in known:
        if unicodedata.normalize("NFC", facts.file) not in there:
            near = difflib.get_close_matches(facts.file, files, 1, 0.5)
            hint = f"Did you mean {near[0]}?" if near else "Put the file into the music folder, or remove these lines."
            problems.append(Problem(f"There is no such music file: {facts.file}.", facts.place, hint, "warning"))
    return problems


def _doubtful(facts: TrackFacts, written: TomlText) -> list[Problem]:
    """Rights that are claimed and that the licence does not give."""
    follows = rights_of(facts.licence)
    problems = []
    for right in RIGHTS:
        if getattr(facts, right) == "yes" and getattr(follows, right) == "no":
            message = f'{right} = "yes" is written here, and the licence says no: {facts.licence}.'
            hint = f'Write {right} = "no", or say under proof who allowed it: proof = "letter of 2026-03-01".'
            if not facts.proof:
                problems.append(Problem(message, written.find([facts.file, right]), hint, "warning"))
    return problems
