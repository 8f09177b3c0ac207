"""What is wrong with the list of clients, by itself and for the scripts; nothing is built for anybody."""

from collections.abc import Iterator, Sequence

from guides.build.own_words import Blank, blanks, how_to_fill, lacks
from guides.build.recipients import is_for
from guides.build.rosters import open_roster
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop
from guides.clients.roster_text import FILE as ROSTER
from guides.errors import GuideError, Problem
from guides.model.client import Client

NAMED = 5
"""Clients that are named by their ids; of more, how many there are."""


def client_problems(workshop: Workshop) -> tuple[Problem, ...]:
    """What is wrong with the rows of `clients.csv`, and which of them lack what a guide needs; nothing without one."""
    if not (workshop.folder.root / ROSTER).exists():
        return ()
    try:
        roster = open_roster(workshop)
        files = workshop.folder.script_files()
    except GuideError as error:
        return error.problems()
    if not roster.clients:
        return roster.problems
    # As for a client: what everybody lacks is not an error of the script then.
    reads = read_scripts(workshop.made_for(roster.clients[0]), files)
    return (*roster.problems, *(problem for read in reads for problem in _lacking(read, roster.clients)))


def _lacking(read: Read, clients: Sequence[Client]) -> Iterator[Problem]:
    """One warning for each field of a script that needs a value and lacks it somewhere."""
    needed: dict[str, Blank] = {}
    for blank in blanks(read.script) if read.script is not None else ():
        needed.setdefault(blank.name, blank)
    theirs = [client for client in clients if is_for(client, read.file)] if needed else []
    for blank in needed.values():
        without = [client.id for client in theirs if lacks(client, blank)]
        if without:
            yield Problem(
                _said(blank, without, len(theirs)), blank.place, how_to_fill(blank, f"of {ROSTER}"), "warning"
            )


def _said(blank: Blank, without: Sequence[str], of: int) -> str:
    named, more = ", ".join(without[:NAMED]), len(without) - NAMED
    ids = f"{named} and {more} more" if more > 0 else named
    have = "has" if len(without) == 1 else "have"
    return f"{len(without)} of {of} client{'' if of == 1 else 's'} {have} no value for {blank.name}: {ids}."
