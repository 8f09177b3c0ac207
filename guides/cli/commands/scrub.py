"""`guides scrub`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common

if TYPE_CHECKING:
    from guides.build.whose import Register
    from guides.clients.personal_words import PersonalWords


@click.command("scrub")
@click.argument("path", metavar="PATH")
@click.option("--client", metavar="ID", help="It is for this client (found out by itself where it can be).")
@click.option("--everyone", is_flag=True, help="It is for everyone: nobody's words may be in it.")
@common
def command(console: Console, path: str, client: str | None, everyone: bool) -> int:
    """Search what is about to leave for words of other clients.

    Looks into names, tags, lyrics, chapter titles, covers, pictures, transcripts,
    pages, playlists, letters and archives, and between the bytes of the sound, for
    everything that stands in clients.csv: of other clients anywhere, of the client's
    own where locked screens show it. What was made for another client is known by its
    checksum. What is found is told by file, place, client and column, never by its
    words. A word that the practice says to everyone is called doubtful. The exit code
    is 1 where something was found, or something could not be looked into.

    \b
    Examples:
      guides scrub parcels/007
      guides scrub audio_out/preparation --everyone
    """
    from guides.build.request import Request
    from guides.build.roster_words import open_words
    from guides.build.scrubbing import scrub
    from guides.build.traces import Trace, told
    from guides.build.whose import Register
    from guides.build.workshop import open_workshop

    folder, target = console.practice, Path(path).expanduser()
    words = open_words(open_workshop(folder, Request(), lambda _: None))
    register = Register(folder)
    owner, unknown = (None, 0) if everyone else (_known(words, client), 0) if client else _owner(register, target)
    found = [*scrub(target, words, owner, register)]
    problems = told(each for each in found if isinstance(each, Trace))
    others = [each for each in found if not isinstance(each, Trace)]
    console.problems(dict.fromkeys([*problems, *others]))
    errors = len({problem for problem in problems if problem.severity == "error"})
    unread = len({problem.place for problem in others if problem.severity == "error"})
    doubts = len({problem for problem in (*problems, *others) if problem.severity == "warning"})
    console.data(event="scrubbed", client=owner, found=errors, doubtful=doubts, unread=unread, unknown=unknown)
    console.say(_in_words(owner, errors, unread, doubts))
    if unknown:
        console.say(
            f"{unknown} of the files {'is' if unknown == 1 else 'are'} known from no build and no parcel here. Such "
            "a file is searched for what clients.csv says now; of a client who is no longer in it nothing can be found."
        )
    return 1 if errors or unread else 0


def _in_words(owner: str | None, errors: int, unread: int, doubts: int) -> str:
    said = f"Searched as {f'for client {owner}' if owner else 'for everyone'}: "
    closed = f"{unread} could not be looked into" if unread else ""
    if errors:
        return f"{said}{errors} found{f', and {closed}' if closed else ''}. Do not hand this on."
    look = f", {doubts} to look at" if doubts else ""
    return f"{said}{closed}, so nobody knows what is in there{look}." if closed else f"{said}nothing found{look}."


def _owner(register: Register, target: Path) -> tuple[str | None, int]:
    """For whom it is, as far as its files tell, and how many of them are unknown."""
    from guides.build.whose import whose

    found = whose(register, target)
    # Where files of several lie together, each of them is a stranger to the others. What was made alike for several is
    # searched for the first of them, since it may hold what they have in common; alike for all, it is for everyone.
    owner = found.clients[0] if found.clients and not (found.mixed or found.alike) else None
    return owner, found.unknown


def _known(words: PersonalWords, asked: str) -> str:
    from guides.errors import UsageError

    found = next((client.id for client in words.clients if client.id.casefold() == asked.casefold()), None)
    if found is None:
        raise UsageError("There is no client with this id.", hint="guides clients lists the ids.")
    return found
