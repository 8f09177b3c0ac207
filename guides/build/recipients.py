"""Whom a build is for: everyone, or one client after the other."""

from dataclasses import dataclass, replace
from functools import cached_property

from guides.build.avoiding import settings_without
from guides.build.journal import Journal
from guides.build.roles import role_of
from guides.build.rosters import open_roster
from guides.build.workshop import Workshop, is_draft
from guides.errors import Problem
from guides.model.client import Client
from guides.store.practice import ScriptFile


@dataclass(frozen=True)
class Recipient:
    """One for whom guides are made, and what was made for them."""

    workshop: Workshop
    """Works for them."""
    files: tuple[ScriptFile, ...]
    """Every script that is for them."""

    @cached_property
    def journal(self) -> Journal:
        """What was built for them.

        Raises:
            StoreError: it cannot be read.
        """
        return Journal(self.workshop.journal)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all that is for them."""
        return frozenset(file.id for file in self.files)

    @property
    def is_whole(self) -> bool:
        """Whether the playlists and the report beside their guides are there; those of drafts beside drafts."""
        out, draft = self.workshop.folder.out, self.workshop.request.draft
        playlists = {file for file in self.journal.playlists if is_draft(file) == draft}
        if not any(is_draft(name) == draft for name in self.journal.records):
            return not playlists
        return all((out / file).exists() for file in {*playlists, f"{self.workshop.prefix}report.json"})


def is_for(client: Client, file: ScriptFile) -> bool:
    """Whether a client gets a guide: as their row says, and always the way back and the sound check."""
    named = not client.guides or file.id in client.guides or file.collection in client.guides
    return named or role_of(file) != "guide"


def recipients(workshop: Workshop, files: tuple[ScriptFile, ...]) -> tuple[tuple[Recipient, ...], tuple[Problem, ...]]:
    """Those for whom the request builds, and what is wrong with rows of the roster that it asks for.

    Raises:
        RosterError: clients are asked for, and there is no `clients.csv`.
        UsageError: an id that no row has.
    """
    request = workshop.request
    if not (request.clients or request.all_clients):
        return (Recipient(workshop, files),), ()
    roster = open_roster(workshop)
    clients = roster.clients if request.all_clients else roster.chosen(request.clients)
    found = tuple(_recipient(workshop, client, files) for client in clients)
    return found, roster.errors if request.all_clients else ()


def working_for(workshop: Workshop, client: Client) -> Workshop:
    """The same practice, working for one client, without the music that they avoid."""
    shop = workshop.made_for(client)
    return replace(shop, settings=settings_without(shop.settings, client.avoid)) if client.avoid else shop


def _recipient(workshop: Workshop, client: Client, files: tuple[ScriptFile, ...]) -> Recipient:
    return Recipient(working_for(workshop, client), tuple(file for file in files if is_for(client, file)))
