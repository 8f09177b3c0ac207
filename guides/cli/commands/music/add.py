"""`guides music add`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guides.cli.console import Console, common
from guides.errors import UsageError

if TYPE_CHECKING:
    from guides.model.script import PhaseName
    from guides.music.adding import Added

_RIGHT = click.Choice(["yes", "no", "unknown"])


@click.command("add")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--artist", metavar="TEXT", help="Who made it.")
@click.option("--licence", "--license", metavar="TEXT", help='Such as "CC BY 4.0" or "bought".')
@click.option("--source", metavar="TEXT", help="Where it came from.")
@click.option("--room", type=_RIGHT, help="May it be played in the practice?")
@click.option("--give", type=_RIGHT, help="May it be handed to clients?")
@click.option("--mix", type=_RIGHT, help="May it be laid under a voice?")
@click.option("--proof", metavar="TEXT", help="What shows it: a receipt, a letter.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Last day, 2027-12-31.")
@click.option("--lyrics/--no-lyrics", default=None, help="Does somebody sing words?")
@click.option("--phases", metavar="LIST", help='Phases that it suits: "build, peak".')
@click.option("--intensity", type=click.FloatRange(0, 1), help="0 is calm, 1 is full.")
@common
def add(console: Console, file: Path, phases: str | None, **said: Any) -> int:
    """Take a music file into music/ and write its lines in music.toml.

    It is heard whole first; one that cannot be used is not added. Nothing that
    is there already is overwritten. Title, artist and licence come from the
    file's own tags where you do not give them.

    \b
    Examples:
      guides music add "Downloads/River of Light.flac" --licence "CC BY 4.0"
      guides music add sea.mp3 --artist "A. Composer" --no-lyrics
    """
    from guides.cli.commands.music.shelf import facts_as_data, heard_as_data, open_shelf
    from guides.music.adding import Told, add_track

    if isinstance(said["expires"], datetime.datetime):
        said["expires"] = said["expires"].date()
    told = Told(phases=_phases(phases), **said)
    shelf = open_shelf(console)
    # A path is meant from where its user stands; only where there is none, from the practice named by -C.
    path = file if file.exists() or file.is_absolute() else console.root / file
    added = add_track(shelf.folder, path if path.exists() else file, told, shelf.ffmpeg, shelf.cache)
    console.data(
        event="music-added",
        file=added.file,
        copied=added.copied,
        written=added.written,
        **heard_as_data(added.inspected.heard),
        **facts_as_data(added.facts),
    )
    _tell(console, added)
    return 0


def _phases(written: str | None) -> tuple[PhaseName, ...]:
    from guides.model.script import PHASES

    names = [name.strip() for name in (written or "").split(",") if name.strip()]
    for name in names:
        if name not in PHASES:
            raise UsageError(f"There is no phase called {name}.", hint=f"The phases are: {', '.join(PHASES)}.")
    return tuple(phase for phase in PHASES if phase in names)


def _tell(console: Console, added: Added) -> None:
    from guides.cli.commands.music.shelf import heard_in_words, rights_in_words
    from guides.script.showing import fitted

    heard = added.inspected.heard
    about = f": {heard_in_words(heard)}" if heard is not None else ""
    console.say(f"music/{fitted(added.file)} {'is there' if added.copied else 'was there already'}{about}.")
    for note in heard.oddities() if heard is not None else ():
        console.say(f"  {note}")
    facts = added.facts
    if not added.written:
        console.say("  music.toml had an entry for it, which stays as it is.")
    console.say(fitted(f"  {facts.name}{f' by {facts.artist}' if facts.artist else ''}: {rights_in_words(facts)}."))
    unknown = [right for right in ("room", "give", "mix") if getattr(facts, right) == "unknown"]
    if unknown:
        console.say(f"Still unknown: {', '.join(unknown)}. Read the licence, then write in {facts.place.file},")
        console.say(f'below line {facts.place.line}: {unknown[0]} = "yes" or {unknown[0]} = "no".')
    if facts.lyrics is None:
        console.say("Write there too whether somebody sings: lyrics = true or lyrics = false.")
    console.say("docs/music.md explains what each right means.")
