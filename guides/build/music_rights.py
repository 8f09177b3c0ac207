"""The music files that guides use: what may be done with them, and whom they are owed to."""

import datetime
from collections.abc import Iterable
from pathlib import PurePosixPath

from guides.build.workshop import Workshop
from guides.errors import Place, Problem
from guides.model.library import Library, TrackFacts, why_not
from guides.model.music import Played
from guides.model.script import Music, Script
from guides.music.library import FILE
from guides.store.toml_text import quoted
from guides.timeline.framing import frame, music_by_phases

_MUSIC = frozenset(
    {".aac", ".aif", ".aiff", ".alac", ".flac", ".m4a", ".mka", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".wav", ".wma"}
)


def tracks_of(workshop: Workshop, script: Script) -> tuple[str, ...]:
    """The music files that a script may play: its own, its cues', the practice's usual one or what its phases
    may choose from; no beds."""
    named = [step.track for step in script.steps if isinstance(step, Music)]
    named += offered(workshop) if music_by_phases(script) else [frame(script, workshop.settings).track]
    return _files(named)


def offered(workshop: Workshop) -> tuple[str, ...]:
    """The music files that a journey may choose from by itself.

    Not what may not be laid under a voice, what is sung, or what could be used until a day that is over.
    """
    from guides.music.shelf import list_tracks

    library, today = workshop.music.library, datetime.date.today()
    avoid = workshop.client.avoid if workshop.client else frozenset()
    return tuple(
        name
        for name in list_tracks(workshop.folder.music)
        if name not in avoid and _may_be_chosen(name, library.of(name), today)
    )


def _may_be_chosen(name: str, facts: TrackFacts | None, today: datetime.date) -> bool:
    if facts is None:
        # Whatever else lies in the folder is nobody's music until somebody says so.
        return PurePosixPath(name).suffix.lower() in _MUSIC
    over = facts.expires is not None and today > facts.expires
    return facts.mix != "no" and not facts.lyrics and not over


def tracks_in(score: Iterable[Played]) -> tuple[str, ...]:
    """The music files that a guide plays, in their order; no beds."""
    return _files(played.piece.track for played in score if played.piece is not None)


def _files(names: Iterable[str | None]) -> tuple[str, ...]:
    from guides.music.beds import names as bed_names

    beds = bed_names()
    return tuple(dict.fromkeys(name for name in names if name and name not in beds))


def rights_warnings(workshop: Workshop, scripts: Iterable[Script], today: datetime.date) -> tuple[Problem, ...]:
    """What is missing for the music of these scripts to be mixed and handed on: one warning for each track.

    Nothing while `music.toml` itself has errors; those are told by who needs it.
    """
    library = workshop.music.library
    if any(problem.severity == "error" for problem in workshop.music.problems):
        return ()
    tracks = dict.fromkeys(track for script in scripts for track in tracks_of(workshop, script))
    return tuple(filter(None, (_warning(library, track, today) for track in tracks)))


def _warning(library: Library, track: str, today: datetime.date) -> Problem | None:
    facts = library.of(track)
    reasons = why_not(facts, ("mix", "give"), today)
    if not reasons:
        return None
    message = f"{track} {', and '.join(reasons)}."
    if facts is None:
        where = Place(FILE)
        hint = (
            f'Write there: [{quoted(track)}], below it licence = "CC BY 4.0" or whatever it is; docs/music.md says how.'
        )
        return Problem(message, where, hint, "warning")
    if facts.expires is not None and today > facts.expires:
        hint = "Renew it and write the new day under expires, or choose other music."
    elif "no" in (facts.mix, facts.give):
        hint = "A guide with it stays in the practice; choose other music for what clients get."
    else:
        hint = 'Read its licence, then write mix = "yes" or "no" and give = "yes" or "no".'
    return Problem(message, facts.place, hint, "warning")
