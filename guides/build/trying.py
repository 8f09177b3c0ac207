"""A line heard before a voice is chosen: spoken as it would be in a guide."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from guides.build.speech import utterances_of, voice_of
from guides.build.workshop import Workshop
from guides.errors import Place, Problem, ScriptError, UsageError
from guides.model.script import MusicChoice, Script
from guides.model.settings import CALM
from guides.timeline.framing import frame
from guides.timeline.laying import lay
from guides.timeline.lines import spoken_lines
from guides.units import CHANNELS, to_frames

LINE = "your line"
"""What messages call it."""
_FRONT = "---\ntitle: A line\nmusic: off\n---\n\n"
_BEFORE = to_frames(0.1)
_AFTER = to_frames(0.4)


@dataclass(frozen=True, slots=True)
class Tried:
    """A line as it sounds."""

    voice: str
    engine: str
    pace: float
    sound: NDArray[np.float32]
    """Shape (n, 2), 44.1 kHz, as loud as in a guide."""


def read_line(workshop: Workshop, line: str, like: Script | None, pace: float | None) -> Script:
    """A line as a script of its own, tuned as another one is.

    Args:
        workshop: the practice.
        line: what a script could say in one paragraph.
        like: whose front matter counts; None for the practice's own ways.
        pace: comes before all of that.

    Raises:
        UsageError: there is nothing in it to speak.
        ScriptError: it cannot be understood, or holds a field without another way to be said.
    """
    from guides.script.fields import missing_values
    from guides.script.reading import Known, read_script

    known = Known(voices=workshop.registry.names(), beds=(), tracks=())
    reading = read_script(_FRONT + " ".join(line.split()) + "\n", id="support/01-line", file=LINE, known=known)
    here = _FRONT.count("\n") + 1
    # What is wrong above and below it is nothing that its writer wrote.
    problems = [found for found in reading.problems if found.severity == "error" and found.place.line == here]
    if problems or (problems := list(missing_values(reading.sentences, {}))):
        raise ScriptError([_within_the_line(problem) for problem in problems])
    if reading.script is None or not spoken_lines(reading.script, {}):
        raise UsageError("There is nothing to speak here.", hint='Write a line: guides voices try "Welcome."')
    front = reading.script.front
    if like is not None:
        # Its voice, pace, pauses and pronunciations; not what belongs to a whole guide.
        front = replace(
            like.front,
            music=MusicChoice(track=None),
            tail=None,
            length=None,
            route=None,
            handover=None,
            release="always",
        )
    return replace(reading.script, front=replace(front, pace=pace or front.pace))


def _within_the_line(problem: Problem) -> Problem:
    return replace(problem, place=replace(problem.place, line=None))


def try_line(workshop: Workshop, script: Script, voice: str | None) -> Tried:
    """Speak a line, by `read_line`, in a voice; None for the one that it has.

    Raises:
        VoiceError: a voice that does not exist, or cannot speak here.
        StoreError: the cache cannot be written.
    """
    from guides.narration.speaking import read_clip, speak_all

    workshop = replace(workshop, request=replace(workshop.request, voice=voice))
    lines = spoken_lines(script, {})
    utterances = utterances_of(workshop, script, lines)
    spoken = speak_all(utterances, workshop.registry, workshop.cache, lambda *_: None, jobs=workshop.request.jobs)
    narrator, found = voice_of(workshop, script, lines[0].voice, Place(LINE))
    framing = frame(script, workshop.settings, workshop.tuned(script))
    said = lay(script, lines, spoken.clips, framing).timeline.spoken
    first = said[0].start - _BEFORE
    sound = np.zeros(said[-1].end + _AFTER - first, dtype=np.float32)
    gain = np.float32(10 ** ((framing.manner.voice_lufs - CALM.voice_lufs) / 20))
    for at in said:
        sound[at.start - first : at.end - first] += gain * read_clip(workshop.cache, at.clip.key)
    name = workshop.voice_name(script, lines[0].voice)
    pace = workshop.pace(script, found)
    return Tried(name, narrator.name, pace, np.repeat(sound[:, np.newaxis], CHANNELS, axis=1))
