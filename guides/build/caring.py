"""The rules of care, asked of a script of this practice."""

from functools import partial

from guides.build.planning import estimate
from guides.build.workshop import Workshop
from guides.care.checking import problems_of
from guides.care.timed import TimedPhase, TimedScript, TimedStep
from guides.errors import Problem
from guides.model.script import Script
from guides.narration.abbreviations import is_known
from guides.units import to_seconds

INTENSE_BEDS = frozenset({"heartbeat"})
INTENSE = 0.6
"""From this intensity on a track of the practice's own is not for the end of a journey."""


def care_problems(workshop: Workshop, script: Script) -> tuple[Problem, ...]:
    """What in a script breaks a rule of care, at the levels that `guides.toml` sets; nothing is spoken.

    Raises:
        ScriptError, VoiceError: it cannot be laid in time; a script with a plan can.
    """
    return problems_of(_timed(workshop, workshop.routed(script)), workshop.settings.care)


def _timed(workshop: Workshop, script: Script) -> TimedScript:
    """A script with estimated times, and what the practice knows about its words and music."""
    laid, pace = estimate(workshop, script)
    timeline = laid.timeline
    own = (*(word for word, _ in script.front.pronounce), *workshop.settings.pronounce)
    intense = {
        facts.file
        for facts in workshop.music.library.tracks
        if facts.intensity is not None and facts.intensity >= INTENSE
    }
    return TimedScript(
        script=script,
        steps=tuple(
            TimedStep(step, to_seconds(begin), to_seconds(end))
            for step, (begin, end) in zip(script.steps, laid.moments, strict=True)
        ),
        phases=tuple(
            TimedPhase(phase.name, to_seconds(phase.start), to_seconds(phase.end)) for phase in timeline.phases
        ),
        length=to_seconds(timeline.length),
        words_per_minute=pace,
        said_right=partial(is_known, pronounce=own),
        intense=INTENSE_BEDS | intense,
    )
