"""`guides scrub`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common

if TYPE_CHECKING:
    from guides.clients.personal_words import PersonalWords


@click.command("scrub")
@click.argument("path", metavar="PATH")
@click.option("--client", metavar="ID", help="It is for this client (found out by itself where it can be).")
@click.option("--everyone", is_flag=True, help="It is for everyone: nobody's words may be in it.")
@common
def command(console: Console, path: str, client: str | None, everyone: bool) -> int:
    """Search what is about to leave for words of other clients.

    Looks into file names, tags, lyrics, chapter titles, covers, transcripts, pages
    and playlists, and before and after the sound, for everything that stands
    in clients.csv: of other clients anywhere, of the client's own where locked
    screens show it. What is found is told by file, place, client and column, never
    by its words. A word that the practice says to everyone is called doubtful.

    \b
    Examples:
      guides scrub parcels/007
      guides scrub audio_out/preparation --everyone
    """
    from guides.build.request import Request
    from guides.build.scrubbing import Trace, open_words, scrub
    from guides.build.whose import whose
    from guides.build.workshop import open_workshop

    folder, target = console.practice, Path(path).expanduser()
    words = open_words(open_workshop(folder, Request(), lambda _: None))
    if everyone:
        owner = None
    elif client is None:
        found = whose(folder, target)
        # Where files of several lie together, each of them is a stranger to the others.
        owner = found.clients[0] if len(found.clients) == 1 else None
    else:
        owner = _known(words, client)
    problems = [each.problem() if isinstance(each, Trace) else each for each in scrub(target, words, owner)]
    console.problems(dict.fromkeys(problems))
    errors = len({problem for problem in problems if problem.severity == "error"})
    doubts = len(set(problems)) - errors
    console.data(event="scrubbed", client=owner, found=errors, doubtful=doubts)
    whom = f"for client {owner}" if owner else "for everyone"
    if errors:
        console.say(f"Searched as {whom}: {errors} found. Do not hand this on.")
    else:
        console.say(f"Searched as {whom}: nothing found{f', {doubts} to look at' if doubts else ''}.")
    return 1 if errors else 0


def _known(words: PersonalWords, asked: str) -> str:
    from guides.errors import UsageError

    found = next((client.id for client in words.clients if client.id.casefold() == asked.casefold()), None)
    if found is None:
        raise UsageError("There is no client with this id.", hint="guides clients lists the ids.")
    return found
