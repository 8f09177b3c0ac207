"""What a guide will be like, before anything is spoken: from estimated lengths."""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.build.joints import check_handover
from guides.build.speech import estimated_clips, in_order, utterances_of, without_takes
from guides.build.takes import Recordings, hear_takes, look_at_takes
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop
from guides.errors import GuideError, Problem
from guides.model.estimates import count_words
from guides.model.script import Script
from guides.model.takes import with_recordings
from guides.model.timeline import Timeline
from guides.timeline.framing import Framing, frame
from guides.timeline.laying import Laid, lay
from guides.timeline.lines import spoken_lines
from guides.timeline.talking import talking_frames
from guides.timeline.verdict import verdict
from guides.units import Seconds, to_seconds


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """A chapter as it is expected to come out."""

    title: str
    start: Seconds
    seconds: Seconds


@dataclass(frozen=True, slots=True)
class GuidePlan:
    """A guide as it is expected to come out."""

    id: str
    title: str
    seconds: Seconds
    chapters: tuple[ChapterPlan, ...]
    words: int
    words_per_minute: float
    """Sentence pauses counted, marked pauses and paragraph gaps left out."""
    silence_share: float
    length: Seconds | None
    """What the script asks for."""
    waits: Seconds
    """How long the music plays on alone so that `length` comes out."""
    over: Seconds
    """How much too long it is."""
    phases: tuple[ChapterPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A script with what is wrong with it, and its plan when it could be read."""

    read: Read
    problems: tuple[Problem, ...]
    plan: GuidePlan | None


def plan_guides(workshop: Workshop) -> tuple[Planned, ...]:
    """Read, check and plan every script that the request names; nothing is spoken."""
    return tuple(
        _planned(workshop, read) for read in read_scripts(workshop, workshop.folder.chosen(workshop.request.names))
    )


def _planned(workshop: Workshop, read: Read) -> Planned:
    if read.script is None:
        return Planned(read, read.problems, None)
    try:
        script = workshop.routed(read.script)
        check_handover(script, workshop.settings)
        takes = look_at_takes(workshop, script)
        recordings = hear_takes(workshop, takes)
        laid, framing = _laid(workshop, script, recordings)
    except GuideError as error:
        return Planned(read, (*read.problems, *error.problems()), None)
    problems = (*read.problems, *takes.problems, *recordings.problems, *verdict(laid, script, estimated=True))
    return Planned(read, problems, _plan(script, laid, framing))


def estimate(workshop: Workshop, script: Script) -> tuple[Laid, float]:
    """A script laid in time with speech of estimated length, and its words per minute.

    Raises:
        VoiceError: a voice that does not exist or does not work here.
    """
    laid, framing = _laid(workshop, script, Recordings({}, {}, ()))
    return laid, _words_per_minute(laid.timeline, framing)


def _words_per_minute(timeline: Timeline, framing: Framing) -> float:
    talking = to_seconds(talking_frames(timeline, framing))
    return sum(count_words(said.text) for said in timeline.spoken) * 60 / talking if talking else 0.0


def _laid(workshop: Workshop, written: Script, recordings: Recordings) -> tuple[Laid, Framing]:
    script = with_recordings(written, recordings.clips)
    framing = frame(script, workshop.settings, workshop.tuned(script))
    lines = spoken_lines(script, {})
    spoken = estimated_clips(workshop, utterances_of(workshop, script, without_takes(lines)))
    return lay(script, lines, in_order(lines, recordings.clips, spoken), framing), framing


def _plan(script: Script, laid: Laid, framing: Framing) -> GuidePlan:
    timeline = laid.timeline
    words = sum(count_words(said.text) for said in timeline.spoken)
    speech = sum(said.clip.frames for said in timeline.spoken)
    return GuidePlan(
        id=script.id,
        title=script.front.title,
        seconds=to_seconds(timeline.length),
        chapters=_stretches([(chapter.title, chapter.start) for chapter in timeline.chapters], timeline),
        words=words,
        words_per_minute=_words_per_minute(timeline, framing),
        silence_share=1 - speech / timeline.length,
        length=script.front.length,
        waits=to_seconds(laid.waits),
        over=to_seconds(laid.over_length),
        phases=tuple(
            ChapterPlan(phase.name, to_seconds(phase.start), to_seconds(phase.end - phase.start))
            for phase in timeline.phases
        ),
    )


def _stretches(starts: Sequence[tuple[str, int]], timeline: Timeline) -> tuple[ChapterPlan, ...]:
    ends = [start for _, start in starts[1:]] + [timeline.length]
    return tuple(
        ChapterPlan(title, to_seconds(start), to_seconds(end - start))
        for (title, start), end in zip(starts, ends, strict=True)
    )
