"""A guide as it was spoken: its lines in their places on the voice stem, from the cache."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from guides.build.speech import aloud, in_order, utterances_of, without_takes
from guides.build.takes import hear_takes, look_at_takes
from guides.build.workshop import Workshop
from guides.errors import Place, ProofError
from guides.mix.rendering import Floats, voice_stem
from guides.mix.segments import ClipIn
from guides.model.clip import ClipRef
from guides.model.script import Script
from guides.model.settings import CALM
from guides.model.takes import with_recordings
from guides.model.timeline import SpokenAt
from guides.model.utterance import Utterance
from guides.proof.hearing import Ear, StemLine
from guides.proof.recogniser import Recogniser
from guides.store.cache import key_of
from guides.timeline.framing import frame
from guides.timeline.laying import lay
from guides.timeline.lines import SpokenLine, spoken_lines
from guides.units import Decibels, Frames


@dataclass(frozen=True, slots=True)
class SpokenGuide:
    """Everything that is spoken in a guide, ready to be heard."""

    lines: tuple[StemLine, ...]
    """Each once, also where it is spoken again in every round of a breath."""
    utterances: tuple[Utterance | None, ...]
    """What the narrators were asked for each line; None where a recording stands in for it."""
    ear: Ear


def spoken_guide(workshop: Workshop, script: Script, recogniser: Recogniser) -> SpokenGuide:
    """A guide as the last build spoke it; personal fields say their fallbacks.

    Raises:
        ProofError: something in it was not spoken yet, so that there is nothing to hear.
        VoiceError: a voice that does not exist.
    """
    takes = hear_takes(workshop, look_at_takes(workshop, script)).clips
    script = with_recordings(script, takes)
    lines = spoken_lines(script, {})
    asked = tuple(utterance for utterance, _ in utterances_of(workshop, script, without_takes(lines)))
    clips = in_order(lines, takes, [_clip(workshop, script, utterance) for utterance in asked])
    others = iter(asked)
    utterances = tuple(None if line.take is not None else next(others) for line in lines)
    framing = frame(script, workshop.settings, workshop.tuned(script))
    spoken = lay(script, lines, clips, framing).timeline.spoken
    gain = Decibels(framing.manner.voice_lufs - CALM.voice_lufs)
    language = script.front.language or workshop.settings.voice.language
    ear = Ear(
        recogniser=recogniser,
        stem=partial(_stem, workshop, tuple(ClipIn(said.clip.key, said.start, gain) for said in spoken), spoken),
        language=language,
        aloud=partial(aloud, language),
        cache=workshop.cache,
    )
    return SpokenGuide(tuple(_placed(lines, clips, spoken, gain)), utterances, ear)


def _clip(workshop: Workshop, script: Script, utterance: Utterance) -> ClipRef:
    from guides.narration.speaking import find_clip, key_for

    clip = find_clip(workshop.cache, key_for(utterance, workshop.registry))
    if clip is None:
        raise ProofError(
            "This guide was changed since it was built, or not built yet: there is nothing to listen to.",
            where=Place(script.file),
            hint=f"Build it first: guides build {script.id}",
        )
    return clip


def _placed(
    lines: Sequence[SpokenLine], clips: Sequence[ClipRef], spoken: Sequence[SpokenAt], gain: Decibels
) -> Iterator[StemLine]:
    """Each line where it is spoken first."""
    after = 0
    for line, clip in zip(lines, clips, strict=True):
        at = next(index for index in range(after, len(spoken)) if spoken[index].clip == clip)
        after = at + 1
        here = spoken[at]
        yield StemLine(key_of(clip.key, gain), line.text, here.start, here.end, line.place)


def _stem(
    workshop: Workshop, clips: Sequence[ClipIn], spoken: Sequence[SpokenAt], start: Frames, end: Frames
) -> Floats:
    from guides.narration.speaking import read_clip

    sounding = [clip for clip, said in zip(clips, spoken, strict=True) if said.start < end and said.end > start]
    return voice_stem(sounding, partial(read_clip, workshop.cache), start, end - start)
