"""A guide spoken and laid out in time: every word has its clip and its frame."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from guides.build.discretion import discreet
from guides.build.events import Event, Progressed, Warned
from guides.build.joints import check_handover
from guides.build.own_words import speak_own
from guides.build.speech import in_order, utterances_of, without_takes
from guides.build.takes import hear_takes, look_at_takes
from guides.build.workshop import Workshop
from guides.errors import Problem, ScriptError, TakeError
from guides.model.clip import ClipRef
from guides.model.script import Script
from guides.model.takes import with_recordings
from guides.model.timeline import Timeline
from guides.timeline.framing import Framing, frame
from guides.timeline.laying import lay
from guides.timeline.lines import spoken_lines
from guides.timeline.personal import Outgrown, with_own_words
from guides.timeline.verdict import verdict
from guides.units import to_seconds


@dataclass(frozen=True, slots=True)
class SpokenGuide:
    """A guide whose words are spoken and laid out in time."""

    timeline: Timeline
    common: Timeline
    """The same as everyone has it; where it differs, a client's own words sound."""
    outgrown: tuple[Outgrown, ...]
    framing: Framing
    utterances: int
    spoken_now: int
    voice: str
    engine: str

    def doubts(self, workshop: Workshop) -> tuple[Problem, ...]:
        """Warnings of a client's words that do not fit."""
        return tuple(_outgrown(workshop, late) for late in self.outgrown)


def _outgrown(workshop: Workshop, late: Outgrown) -> Problem:
    assert workshop.client is not None
    seconds = to_seconds(late.by)
    return Problem(
        f"The words of client {workshop.client.id} are {seconds:.1f} s too long for this sentence's slot.",
        late.place,
        "What follows is later by as much, up to the next [silence] or [at]. End the paragraph after this "
        "sentence, or put [silence 10s] there; or shorten what stands in clients.csv.",
        "warning",
    )


def speak_guide(workshop: Workshop, script: Script) -> SpokenGuide:
    """Have the words of a guide spoken, those of its client too, and lay them out in time.

    Raises:
        GuideError: it cannot be spoken, or not laid as it is written.
    """
    from guides.narration.speaking import speak_all

    takes = _recordings(workshop, script)
    script = with_recordings(script, takes)
    framing = frame(script, workshop.settings, workshop.tuned(script))
    lines = spoken_lines(script, {})
    utterances = utterances_of(workshop, script, without_takes(lines))
    with discreet(workshop, "everyone's words"):
        result = speak_all(
            utterances,
            workshop.registry,
            workshop.cache,
            partial(workshop.progressed, script.id, "speaking"),
            jobs=workshop.request.jobs,
        )
    laid = lay(script, lines, in_order(lines, takes, result.clips), framing)
    if wrong := [problem for problem in verdict(laid, script) if problem.severity == "error"]:
        raise ScriptError(wrong)
    own, own_now = speak_own(workshop, script) if workshop.client else ({}, 0)
    personal = with_own_words(laid, script, framing, own)
    voice = workshop.voice_name(script, None)
    engine, _ = workshop.registry.voice(voice)
    said = {line.step for line in lines}
    return SpokenGuide(
        timeline=personal.timeline,
        common=laid.timeline,
        outgrown=personal.outgrown,
        framing=framing,
        utterances=len(lines) + len(own.keys() - said),
        spoken_now=result.spoken_now + own_now,
        voice=voice,
        engine=engine.name,
    )


def _recordings(workshop: Workshop, script: Script) -> Mapping[str, ClipRef]:
    """The clips of its takes by label.

    Raises:
        TakeError: there is something wrong with one.
    """
    looked = look_at_takes(workshop, script)
    heard = hear_takes(workshop, looked, partial(workshop.progressed, script.id, "recorded takes"))
    if wrong := [problem for problem in (*looked.problems, *heard.problems) if problem.severity == "error"]:
        raise TakeError(wrong)
    for problem in heard.problems:
        workshop.tell(Warned(problem))
    return heard.clips


def speak_ahead(workshop: Workshop, script: Script) -> int:
    """Speak what a guide says, so that it is there when the guide is made; how many lines had to be.

    Raises:
        GuideError: it cannot be spoken, or not laid as it is written.
    """
    check_handover(script, workshop.settings)

    def only_progress(event: Event) -> None:
        # What is odd about it is told when it is made.
        if isinstance(event, Progressed):
            workshop.tell(event)

    return speak_guide(replace(workshop, tell=only_progress), script).spoken_now
