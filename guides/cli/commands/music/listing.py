"""`guides music` alone: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guides.cli.console import Console

if TYPE_CHECKING:
    from guides.model.library import TrackFacts
    from guides.music.inspection import Heard


def list_music(console: Console) -> int:
    """Show every track, what is known of it, and the beds; nothing is decoded."""
    from guides.cli.commands.music.shelf import facts_as_data, heard_as_data, open_shelf
    from guides.music.beds import names as bed_names
    from guides.music.inspection import known
    from guides.music.library import look_up
    from guides.music.shelf import list_tracks

    shelf = open_shelf(console)
    listed = look_up(shelf.folder)
    console.problems(listed.problems)
    tracks = list_tracks(shelf.folder)
    for track in tracks:
        facts = listed.library.of(track)
        heard = known(shelf.folder, track, shelf.ffmpeg, shelf.cache)
        console.data(event="track", file=track, **heard_as_data(heard), **facts_as_data(facts))
        for line in _lines(track, facts, heard):
            console.say(line)
    if not tracks:
        console.say("There is no music of your own yet. Add a file: guides music add FILE")
    console.say()
    console.say("Beds, which guides makes by itself and which need no rights:")
    for bed in bed_names():
        console.data(event="bed", name=bed)
        console.say(f"  {bed}")
    return 1 if any(problem.severity == "error" for problem in listed.problems) else 0


def _lines(track: str, facts: TrackFacts | None, heard: Heard | None) -> list[str]:
    from guides.cli.commands.music.shelf import heard_in_words, rights_in_words
    from guides.script.showing import fitted

    lines = [track]
    about = "not heard yet: guides music check" if heard is None else heard_in_words(heard)
    if facts is None:
        return [fitted(line) for line in (*lines, f"  {about}", "  nothing is written about it in music.toml")]
    by = f" by {facts.artist}" if facts.artist else ""
    licence = f" ({facts.licence})" if facts.licence else ""
    lines += [f"  {facts.name}{by}{licence}", f"  {about}; {rights_in_words(facts)}"]
    suits = [f"for {', '.join(facts.phases)}"] if facts.phases else []
    suits += [f"intensity {facts.intensity:g}"] if facts.intensity is not None else []
    suits += [f"until {facts.expires.isoformat()}"] if facts.expires is not None else []
    suits += ["with lyrics"] if facts.lyrics else []
    if suits:
        lines.append(f"  {'; '.join(suits)}")
    return [fitted(line) for line in lines]
