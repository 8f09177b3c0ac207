"""What is searched for: the words of the clients, and what everybody's texts and files have in common."""

from collections.abc import Iterator

from guides.build.rosters import open_roster
from guides.build.workshop import Workshop
from guides.clients.personal_words import PersonalWords
from guides.clients.roster import Roster
from guides.clients.roster_text import FILE
from guides.errors import StoreError
from guides.publish.page.writing import CODE
from guides.store.exported import CHECKSUMS

_PAGE = ("index.html", "data.js", "icon.png", "manifest.webmanifest", "how-to.html", "media")


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
    return PersonalWords(roster.clients, _common_texts(workshop), _common_names(workshop))


def _common_names(workshop: Workshop) -> Iterator[str]:
    """What files are called for everyone."""
    yield from (file.id for file in workshop.folder.script_files())
    yield from (*CODE, CHECKSUMS, *_PAGE)


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
