"""From the lines of a script to utterances, with each line's voice and pace."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from guides.build.discretion import OwnVoiceError, asking_for
from guides.build.workshop import Workshop
from guides.errors import Place, VoiceError
from guides.model.clip import ClipRef
from guides.model.estimates import speech_length
from guides.model.script import Script
from guides.model.utterance import Utterance, Voice
from guides.narration.narrator import Narrator
from guides.narration.pronunciation import together
from guides.narration.said import way_key
from guides.store.settings import place_of_setting
from guides.timeline.lines import SpokenLine


def utterances_of(
    workshop: Workshop, script: Script, lines: Sequence[SpokenLine]
) -> tuple[tuple[Utterance, Place], ...]:
    """What the narrators are asked to say, in order.

    Raises:
        VoiceError: a voice that does not exist or does not work here.
    """
    pronounce = together(script.front.pronounce, tuple(workshop.settings.pronounce.items()))
    language = script.front.language or workshop.settings.voice.language
    made = []
    for line in lines:
        _, voice = voice_of(workshop, script, line.voice, line.place)
        name = workshop.voice_name(script, line.voice)
        said = Utterance(line.text, name, workshop.pace(script, voice), language, pronounce)
        made.append((replace(said, way=workshop.ways.get(way_key(said), "plain")), line.place))
    return tuple(made)


def voice_of(workshop: Workshop, script: Script, cued: str | None, at: Place) -> tuple[Narrator, Voice]:
    """Who speaks a line, and in which voice.

    Args:
        workshop: the practice.
        script: what the line stands in.
        cued: the voice that a `[voice]` before it names.
        at: where to look when that cannot be.

    Raises:
        VoiceError: a voice that does not exist or does not work here, with the place that named it.
    """
    name = workshop.voice_name(script, cued)
    try:
        with asking_for(workshop, name):
            return workshop.registry.voice(name)
    except OwnVoiceError:
        raise
    except VoiceError as error:
        where = error.where or _named_at(workshop, script, cued, at)
        raise VoiceError(error.message, where=where, hint=error.hint) from error


def _named_at(workshop: Workshop, script: Script, cued: str | None, at: Place) -> Place:
    """Where the voice of a line was named; in the order of `Workshop.voice_name`."""
    if workshop.request.draft:
        return place_of_setting(workshop.folder.root, "voice", "draft")
    if cued:
        return at
    if workshop.request.voice:
        return Place("--voice")
    if script.front.voice:
        return script.front.voice_place or at
    return place_of_setting(workshop.folder.root, "voice", "name")


def estimated_clips(workshop: Workshop, spoken: Sequence[tuple[Utterance, Place]]) -> tuple[ClipRef, ...]:
    """Clips of estimated length, for a plan without sound."""
    clips = []
    for utterance, _ in spoken:
        _, voice = workshop.registry.voice(utterance.voice)
        clips.append(ClipRef("", speech_length(utterance.text, voice, utterance.pace)))
    return tuple(clips)


def in_order(
    lines: Sequence[SpokenLine], takes: Mapping[str, ClipRef], spoken: Sequence[ClipRef]
) -> tuple[ClipRef, ...]:
    """One clip for each line: its recording, or else the next of those that were spoken."""
    others = iter(spoken)
    return tuple(takes[line.take] if line.take is not None else next(others) for line in lines)


def without_takes(lines: Sequence[SpokenLine]) -> tuple[SpokenLine, ...]:
    """The lines that a voice speaks."""
    return tuple(line for line in lines if line.take is None)


def aloud(language: str, text: str) -> str:
    """Numbers and abbreviations as a narrator reads them, whoever wrote them."""
    from guides.narration.reading_aloud import words

    return words(Utterance(text, "", 1.0, language))
