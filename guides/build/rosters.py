"""The roster of a practice, held against what the practice has."""

from guides.build.workshop import Workshop
from guides.clients.known_names import KnownNames
from guides.clients.roster import Roster, read_roster


def open_roster(workshop: Workshop) -> Roster:
    """The clients of a practice.

    Raises:
        RosterError: there is no `clients.csv`.
        StoreError: it, or the folder of scripts, cannot be read.
    """
    return read_roster(workshop.folder.root, known_names(workshop))


def known_names(workshop: Workshop) -> KnownNames:
    """What a roster may name here."""
    from guides.music.beds import names as bed_names
    from guides.music.shelf import list_tracks

    return KnownNames(
        voices=workshop.registry.names(),
        beds=bed_names(),
        tracks=list_tracks(workshop.folder.music),
        guides=tuple(file.id for file in workshop.folder.script_files()),
    )
