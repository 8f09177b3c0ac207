"""The music files that guides use: what may be done with them, and whom they are owed to."""

import datetime
from collections.abc import Iterable

from guides.build.workshop import Workshop
from guides.errors import Place, Problem
from guides.model.library import Library, why_not
from guides.model.script import Music, Script
from guides.model.timeline import Timeline
from guides.music.library import FILE
from guides.store.toml_text import quoted
from guides.timeline.framing import frame


def tracks_of(workshop: Workshop, script: Script) -> tuple[str, ...]:
    """The music files that a script may play: its own, its cues', and the practice's usual one; no beds."""
    named = [frame(script, workshop.settings).track, *(step.track for step in script.steps if isinstance(step, Music))]
    return _files(named)


def tracks_in(timeline: Timeline) -> tuple[str, ...]:
    """The music files that a guide plays, in their order; no beds."""
    return _files(change.track for change in timeline.music)


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
