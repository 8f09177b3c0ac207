"""Lines that were misheard are spoken in other ways, and the one that is heard best is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from guides.build.events import Mended
from guides.build.spoken_guide import spoken_guide
from guides.build.workshop import Workshop
from guides.model.script import Script
from guides.model.utterance import Utterance, Way
from guides.narration.said import way_key
from guides.proof.listening import Proofed, again, badness
from guides.proof.recogniser import Recogniser
from guides.store.spoken_toml import write_ways

WAYS: tuple[Way, ...] = get_args(Way)


def mend(
    workshop: Workshop, script: Script, recogniser: Recogniser, found: Sequence[Proofed]
) -> tuple[Workshop, tuple[Mended, ...]]:
    """Speak every suspicious line of a guide in other ways, until it is heard as written.

    The way in which a line is heard best is written down in `spoken.toml` at once, so that
    every later build speaks it so.

    Args:
        workshop: the practice.
        script: the guide.
        recogniser: hears.
        found: every line of it, as it was heard.

    Returns:
        The practice with what was written down, and what is heard better now.

    Raises:
        VoiceError, StoreError: a line cannot be spoken, or a file not be written.
    """
    utterances = spoken_guide(workshop, script, recogniser).utterances
    mended: list[Mended] = []
    tried: set[Utterance] = set()
    for at, line in enumerate(found):
        utterance = utterances[at]
        if not line.suspicious or utterance is None or utterance in tried:
            continue
        tried.add(utterance)
        way = _best_way(workshop, script, recogniser, utterance, at, line)
        if way != utterance.way:
            workshop = replace(workshop, ways=_with_way(workshop.ways, utterance, way))
            write_ways(workshop.folder.root, workshop.ways)
            mended.append(Mended(line.line.place, way))
    return workshop, tuple(mended)


def _best_way(
    workshop: Workshop, script: Script, recogniser: Recogniser, utterance: Utterance, at: int, line: Proofed
) -> Way:
    """The way in which one line is heard best; its own, unless another is better."""
    from guides.narration.speaking import speak_all

    best, heard = utterance.way, line.heard
    for way in WAYS:
        if way == utterance.way:
            continue
        if not heard.errors:
            break
        other = replace(utterance, way=way)
        speak_all([(other, line.line.place)], workshop.registry, workshop.cache, lambda _done, _all: None, jobs=1)
        # The guide as it would be: the line stands between its neighbours when it is heard.
        guide = spoken_guide(replace(workshop, ways=_with_way(workshop.ways, utterance, way)), script, recogniser)
        found = again(guide.lines, at, guide.ear)
        if badness(found) < badness(heard):
            best, heard = way, found
    return best


def _with_way(ways: Mapping[str, Way], utterance: Utterance, way: Way) -> dict[str, Way]:
    """The ways of the practice with another one for this utterance; the plain one needs no word."""
    others = {key: known for key, known in ways.items() if key != way_key(utterance)}
    return others if way == "plain" else {**others, way_key(utterance): way}
