"""`guides play`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common
from guides.errors import StoreError, UsageError

if TYPE_CHECKING:
    from guides.listen.choosing import Nature
    from guides.listen.places import Places
    from guides.listen.row import Notes
    from guides.model.script import Handover
    from guides.store.practice import PracticeFolder
    from guides.units import Seconds

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):([0-5]?\d(?:\.\d+)?)")
NO_SOUND = "Connect some and try again. --null plays to nothing, to see that all else works."


@click.command("play")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--client", metavar="ID", help="The guides of this client.")
@click.option("--from", "moment", metavar="TIME", help="Begin here, such as 12:30 or 2m.")
@click.option("--start-over", is_flag=True, help="Begin at the start, wherever you were.")
@click.option("--continuous", is_flag=True, help="Play on when a guide has ended.")
@click.option("--null", "into_nothing", is_flag=True, help="Play to nothing, in real time.")
@common
def command(
    console: Console,
    name: str | None,
    client: str | None,
    moment: str | None,
    start_over: bool,
    continuous: bool,
    into_nothing: bool,
) -> int:
    """Listen to guides, playlists, or any sound file.

    NAME is a guide (preparation/01-arriving), a collection (preparation), a
    playlist, or a file; without one, it is the whole programme. It goes on ten
    seconds before where you were, and stops after each guide.

    \b
    space       pause, go on             up, down  louder, softer
    left right  10 s back, on            b         voice or music forward
    shift+those chapter back, on         s         sleep timer
    n p         next, previous guide     t         words on, off
    0           from the start           q         stop

    Where the terminal keeps shift to itself, < and > are chapters too.

    \b
    Examples:
      guides play preparation/02-meeting-your-protectors
      guides play integration --client 007
      guides play recording.m4a --from 12:30
      guides play preparation --continuous
    """
    from guides.cli.listening import has_keys, listen
    from guides.listen.choosing import Shelves
    from guides.listen.devices import Speakers, nothing
    from guides.listen.remembering import Memory
    from guides.listen.row import Notes, Row
    from guides.listen.sitting import Sitting
    from guides.store.ffmpeg import find
    from guides.store.settings import read_settings
    from guides.units import Seconds

    if start_over and moment is not None:
        raise UsageError("--start-over and --from cannot both be meant.")
    start = Seconds(0.0) if start_over else None if moment is None else _moment(moment)
    folder = console.practice
    settings = read_settings(console.root)
    chosen = Shelves(folder, settings.practice.format, client, _nature(folder)).choose(name)
    notes = Notes()
    row = Row(chosen, find(settings.tools.ffmpeg, console.root), notes)
    keys = has_keys(console)
    sitting = Sitting(
        row,
        nothing() if into_nothing else Speakers(hint=NO_SOUND),
        Memory(_places(notes), notes),
        notes,
        continuous=continuous,
        waits=keys,
    )
    return listen(console, sitting, notes, start, keys=keys)


def _moment(text: str) -> Seconds:
    """A point of time as a listener writes it: `12:30`, `1:02:03`, `90s`, `2m`.

    Raises:
        UsageError: it is none.
    """
    from guides.model.durations import parse_duration
    from guides.units import Seconds

    if clock := _CLOCK.fullmatch(text.strip()):
        return Seconds(int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + float(clock[3]))
    try:
        return parse_duration(text)
    except ValueError as error:
        raise UsageError(f"--from: {error}", hint="Write it as in --from 12:30, --from 1:02:03 or --from 2m") from error


def _places(notes: Notes) -> Places | None:
    """Where places are kept; None, said in words, where they cannot be."""
    from guides.cli.listened import places_path
    from guides.listen.places import Places

    try:
        return Places(places_path())
    except StoreError as error:
        notes.say(" ".join(part for part in (error.message, error.hint) if part))
        return None


def _nature(folder: PracticeFolder) -> Nature:
    """Reads in the script of a guide what its file does not say."""
    from functools import cache

    scripts = {file.id: file for file in folder.script_files()} if folder.scripts.is_dir() else {}

    @cache
    def nature(id: str) -> tuple[Handover, bool]:
        from guides.build.joints import handover_of
        from guides.build.request import Request
        from guides.build.texts import read_scripts
        from guides.build.workshop import open_workshop

        if id not in scripts:
            return "stop", False
        (read,) = read_scripts(open_workshop(folder, Request(), lambda _: None), (scripts[id],))
        if read.script is None:
            return "stop", id.startswith("journey/")
        return handover_of(read.script), read.script.front.kind == "journey"

    return nature
