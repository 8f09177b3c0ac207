"""A client's words in a guide: which sentences have any, what they are, and how they are spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from guides.build.discretion import discreet
from guides.build.speech import utterances_of
from guides.build.workshop import Workshop
from guides.clients.roster_text import FILE as ROSTER
from guides.errors import Place, Problem, ScriptError
from guides.model.client import Client
from guides.model.script import Say, Script, Sentence
from guides.model.utterance import Utterance
from guides.narration.pronunciation import together
from guides.store.cache import key_of
from guides.timeline.lines import SpokenLine, spoken_lines
from guides.timeline.personal import OwnWords

if TYPE_CHECKING:
    from guides.narration.speaking import Spoken

Asked = tuple[Utterance, Place]
"""What a narrator is asked to say, and the sentence of the script that it stands in."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A field of a script that cannot be without a value."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Slot:
    """A sentence with a field."""

    step: int
    sentence: Sentence
    usual: str
    """What is said without values."""


def slots_of(script: Script) -> tuple[Slot, ...]:
    """The sentences of a script that may be other words for a client."""
    return tuple(
        Slot(index, step.sentence, step.sentence.words({}))
        for index, step in enumerate(script.steps)
        if isinstance(step, Say) and step.sentence.fields
    )


def blanks(script: Script) -> tuple[Blank, ...]:
    """The fields of a script that need a value."""
    return tuple(
        Blank(field.name, field.place)
        for sentence in script.sentences
        for field in sentence.fields
        if not field.optional
    )


def check_filled(client: Client, needed: tuple[Blank, ...]) -> None:
    """Refuse a guide for a client who has no value for one of its fields.

    Raises:
        ScriptError: all of them.
    """
    missing = [blank for blank in needed if lacks(client, blank)]
    if missing:
        raise ScriptError([_missing(client, blank) for blank in missing])


def lacks(client: Client, blank: Blank) -> bool:
    """Whether a client has nothing to say for a field."""
    return not client.values.get(blank.name, "").strip()


def _missing(client: Client, blank: Blank) -> Problem:
    return Problem(
        f"Client {client.id} has no value for {blank.name}.",
        blank.place,
        how_to_fill(blank, f"in line {client.line} of {ROSTER}"),
    )


def how_to_fill(blank: Blank, where: str) -> str:
    """What to do about a field without a value."""
    return (
        f"Fill in the column {blank.name} {where}; "
        f"or write {{{blank.name}|friend}} or {{, {blank.name}}}, so that the sentence is whole without one."
    )


def own_lines(script: Script, client: Client) -> tuple[SpokenLine, ...]:
    """The lines that this client hears in other words than somebody without values."""
    usual = {slot.step: slot.usual for slot in slots_of(script)}
    return tuple(
        line for line in spoken_lines(script, client.values) if line.step in usual and usual[line.step] != line.text
    )


def words_key(slots: Sequence[Slot], client: Client) -> str:
    """A hash of a client's words in a guide and of how their name is spoken; for their own journal only."""
    said = [(slot.step, slot.sentence.words(client.values)) for slot in slots]
    own = [words for slot, words in zip(slots, said, strict=True) if words[1] != slot.usual]
    return key_of(own, client.pronounce) if own else ""


def own_utterances(workshop: Workshop, script: Script) -> tuple[tuple[SpokenLine, ...], Sequence[Asked]]:
    """The lines that the workshop's client alone hears, and what the narrators are asked for each.

    Raises:
        VoiceError: a voice that does not exist or does not work here.
    """
    client = workshop.client
    assert client is not None
    lines = own_lines(script, client)
    asked = utterances_of(workshop, script, lines)
    return lines, [
        (replace(said, pronounce=together(client.pronounce, said.pronounce)), place) for said, place in asked
    ]


def speak_personal(workshop: Workshop, asked: Sequence[Asked], told: Callable[[int, int], None]) -> Spoken:
    """Words of the workshop's client spoken, and kept where only theirs are.

    Raises:
        VoiceError: a line cannot be spoken; the error names its place in the script and none of its words.
    """
    from guides.narration.speaking import speak_all

    with discreet(workshop, "own words"):
        return speak_all(asked, workshop.registry, workshop.cache, told, jobs=workshop.request.jobs, personal=True)


def speak_own(workshop: Workshop, script: Script) -> tuple[Mapping[int, OwnWords], int]:
    """The words of the workshop's client spoken, by the step that says them, and how many of them had to be.

    Raises:
        VoiceError: as `speak_personal`.
    """
    lines, asked = own_utterances(workshop, script)
    spoken = speak_personal(workshop, asked, partial(workshop.progressed, script.id, "speaking"))
    own = {line.step: OwnWords(line.text, clip) for line, clip in zip(lines, spoken.clips, strict=True)}
    return own, spoken.spoken_now
