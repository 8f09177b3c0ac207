"""`guides music preview`."""

from pathlib import Path

import click

from guides.cli.console import Console, common
from guides.cli.excerpts import let_hear, refuse_target


@click.command("preview")
@click.argument("name", metavar="NAME")
@click.option("--to", "file", metavar="FILE.wav", type=click.Path(path_type=Path), help="Write it here instead.")
@common
def preview(console: Console, name: str, file: Path | None) -> int:
    """Play twenty seconds of a track or bed, from where it is fullest.

    It sounds as loud as in a guide where nobody speaks.

    \b
    Examples:
      guides music preview "river of light.flac"
      guides music preview warm-drone --to excerpt.wav
    """
    from guides.cli.commands.music.shelf import clock, open_shelf, plain_name
    from guides.music.excerpt import excerpt
    from guides.music.library import look_up
    from guides.script.showing import fitted
    from guides.units import to_seconds

    refuse_target(file)
    shelf = open_shelf(console)
    track = plain_name(shelf, name)
    facts = look_up(shelf.folder).library.of(track)
    intensity = facts.intensity if facts is not None and facts.intensity is not None else 0.5
    sound, start = excerpt(shelf.folder, track, shelf.ffmpeg, shelf.cache, intensity=intensity)
    seconds = round(to_seconds(len(sound)), 1)
    console.data(event="preview", file=track, start=round(start, 1), seconds=seconds, to=str(file) if file else None)
    console.say(fitted(f"{track}: {seconds:.0f} s from {clock(start)} on{f', in {file}' if file else ''}."))
    let_hear(sound, file)
    return 0
