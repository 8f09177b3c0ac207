"""`guides music check`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common

if TYPE_CHECKING:
    from guides.model.library import TrackFacts
    from guides.music.inspection import Inspected


@click.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@common
def check(console: Console, names: tuple[str, ...]) -> int:
    """Hear each track whole, and say what is odd about it.

    NAME is a file in music/; without one, all are checked. Length, loudness,
    clipping, silence at the ends and rights are told. The exit code is 1 when
    one cannot be used, or when there is an error in music.toml.

    \b
    Examples:
      guides music check
      guides music check "river of light.flac"
      guides music check -- "-a name with a dash.mp3"
    """
    from guides.cli.commands.music.shelf import open_shelf, plain_name
    from guides.music.beds import names as bed_names
    from guides.music.inspection import inspect
    from guides.music.library import look_up
    from guides.music.shelf import list_tracks

    shelf = open_shelf(console)
    listed = look_up(shelf.folder)
    console.problems(listed.problems)
    wrong = any(problem.severity == "error" for problem in listed.problems)
    tracks = tuple(dict.fromkeys(plain_name(shelf, name) for name in names)) or list_tracks(shelf.folder)
    failed = 0
    for track in tracks:
        if track in bed_names():
            console.say(f"{track}: a bed, which guides makes by itself; it always works")
            continue
        inspected = inspect(shelf.folder, track, shelf.ffmpeg, shelf.cache)
        failed += bool(inspected.problems)
        _tell(console, inspected, listed.library.of(track), known=not wrong)
    console.data(event="music-checked", tracks=len(tracks), failed=failed)
    console.say(_summary(len(tracks), failed))
    return 1 if failed or wrong else 0


def _tell(console: Console, inspected: Inspected, facts: TrackFacts | None, *, known: bool) -> None:
    from guides.cli.commands.music.shelf import facts_as_data, heard_as_data, heard_in_words
    from guides.model.library import why_not
    from guides.script.showing import fitted

    heard = inspected.heard
    notes = list(heard.oddities()) if heard is not None else []
    if facts is not None and facts.lyrics is None:
        notes.append("Nobody has written whether somebody sings: lyrics = true or false.")
    elif facts is not None and facts.lyrics:
        notes.append("Somebody sings in it: words draw attention away from the voice.")
    if known and heard is not None:
        notes += [f"It {reason}." for reason in why_not(facts, ("room", "mix", "give"), datetime.date.today())]
    console.data(
        event="track",
        file=inspected.file,
        works=heard is not None,
        **heard_as_data(heard),
        **facts_as_data(facts),
        notes=notes,
    )
    works = f"works, {heard_in_words(heard)}" if heard is not None else "cannot be used"
    console.say(fitted(f"{inspected.file}: {works}"))
    console.problems(inspected.problems)
    for note in notes:
        for line in _wrapped(note):
            console.say(line)


def _wrapped(note: str) -> list[str]:
    import textwrap

    from guides.script.showing import fitted

    return [
        fitted(line) for line in textwrap.wrap(note, 78, initial_indent="  ", subsequent_indent="    ") or ["  (empty)"]
    ]


def _summary(tracks: int, failed: int) -> str:
    if not tracks:
        return "There is no music of your own to check. Add a file: guides music add FILE"
    said = f"{tracks} track{'' if tracks == 1 else 's'} checked"
    return f"{said}: {failed} cannot be used." if failed else f"{said}: all can be used."
