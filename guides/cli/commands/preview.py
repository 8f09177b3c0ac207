"""`guides preview`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common
from guides.cli.excerpts import refuse_target
from guides.errors import UsageError

if TYPE_CHECKING:
    from guides.build.previewing import Passage
    from guides.build.workshop import Workshop
    from guides.listen.tracks import Track
    from guides.model.script import Script


@click.command("preview")
@click.argument("name", metavar="NAME")
@click.option("--chapter", metavar="TITLE", help="This chapter, by its title or number; the first one without it.")
@click.option("--null", "into_nothing", is_flag=True, help="Play to nothing, in real time.")
@click.option("--to", "file", metavar="FILE.wav", type=click.Path(path_type=Path), help="Write it here instead.")
@common
def command(console: Console, name: str, chapter: str | None, into_nothing: bool, file: Path | None) -> int:
    """Hear one passage of a guide in the quick, plain voice.

    It is spoken and mixed as guides build --draft would, with its music and
    pauses, and goes straight to the loudspeakers: nothing is written. The keys
    are those of guides play.

    \b
    Examples:
      guides preview preparation/02-meeting-your-protectors
      guides preview preparation/01-arriving --chapter "Coming back"
      guides preview preparation/01-arriving --chapter 2 --to passage.wav
    """
    from guides.build.previewing import passage_of
    from guides.cli.reporters import reporter
    from guides.publish.markup import clock
    from guides.script.showing import fitted
    from guides.units import to_seconds

    refuse_target(file)
    workshop, script = _guide(console, name)
    with reporter(console) as tell:
        passage = passage_of(replace(workshop, tell=tell), script, chapter)
    seconds = to_seconds(passage.end - passage.start)
    console.data(
        event="preview",
        id=script.id,
        chapter=passage.title,
        number=passage.number,
        seconds=round(seconds, 3),
        to=str(file) if file else None,
    )
    where = f", in {file}" if file else ""
    if file is not None:
        from guides.store.wav import write_wav

        write_wav(file, passage.blocks())
    console.say(fitted(f"{passage.title} ({passage.number} of {passage.of} chapters), {clock(seconds)}{where}."))
    return 0 if file is not None else _listen(console, script, passage, into_nothing=into_nothing)


def _guide(console: Console, name: str) -> tuple[Workshop, Script]:
    """The practice, working on a draft, and the one guide that is meant."""
    from guides.build.request import Request
    from guides.build.texts import read_scripts
    from guides.build.workshop import open_workshop

    workshop = open_workshop(console.practice, Request((name,), draft=True), lambda _: None)
    files = workshop.folder.chosen((name,))
    if len(files) > 1:
        raise UsageError(f"{name} names {len(files)} guides.", hint=f"Name one of them, such as {files[0].id}.")
    return workshop, read_scripts(workshop, files)[0].understood()


def _listen(console: Console, script: Script, passage: Passage, *, into_nothing: bool) -> int:
    from guides.cli.commands.play import NO_SOUND
    from guides.cli.listening import has_keys, listen
    from guides.listen.devices import Speakers, nothing
    from guides.listen.remembering import Memory
    from guides.listen.row import Notes, Row
    from guides.listen.sitting import Sitting

    notes = Notes()
    device = nothing() if into_nothing else Speakers(hint=NO_SOUND)
    keys = has_keys(console)
    sitting = Sitting(Row([_track(script, passage)], None, notes), device, Memory(None, notes), notes, waits=keys)
    return listen(console, sitting, notes, None, keys=keys)


def _track(script: Script, passage: Passage) -> Track:
    from guides.listen.sounds import Ahead
    from guides.listen.tracks import AS_MIXED, Track
    from guides.units import to_seconds

    return Track(
        title=f"{script.front.title}: {passage.title}",
        shown=script.file,
        sounds={AS_MIXED: lambda start: Ahead(passage.blocks(start))},
        seconds=to_seconds(passage.end - passage.start),
        lines=passage.lines,
    )
