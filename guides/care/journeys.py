"""What a medicine journey bears: few words, nothing to do, a calm end, someone who is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guides.care.negation import is_negated
from guides.care.parts import PART
from guides.care.passages import Heard, Line
from guides.care.phrases import phrases
from guides.care.rule import Finding, Rule, found_in, nowhere
from guides.errors import Place
from guides.model.estimates import count_words
from guides.model.script import Bell, Breathe, ChangeVoice, Music, Phase, Silence
from guides.units import Seconds

MOST_WORDS = 20
WINDOW = 300.0
"""Any five minutes."""
CALM = 1200.0
"""The last twenty minutes are calm (Montreal Model); in a shorter journey, its last quarter or so."""
CALM_SHARE = 0.28
SHORT_JOURNEY = 2400.0
SETTLED = 180.0
"""Where a journey has no phases, the medicine is not felt before this: the earliest onset of any route."""
UNDER = ("onset", "build", "peak", "re-entry")
CALM_PHASES = ("re-entry", "return")
ABRUPT = 4.0
"""Seconds; a faster change of music jolts."""

_BUSY = phrases(
    (r"\?", "A question asks for an answer, and under the medicine there may be nobody to give one."),
    (
        rf"\b(?:the|a|any|this|that|these|some|which|another|each|one|your|those) (?:\w+ )?{PART}(?: of you"
        rf"| that| who| inside)?\b|\b{PART} (?:of you|may|might|can|is|are|step)\b|\byour {PART}\b"
        r"|\bself-energy\b|\bthe Self\b",
        "Work with parts belongs before and after the journey.",
    ),
    (
        r"\b(?:imagine|imagining|picture|picturing|visuali[sz]e|visuali[sz]ing|envision|in your mind's eye)\b"
        r"|\b(?:see|seeing|find|notice|watch|feel) (?:yourself|a|an) (?:\w+ ){0,3}?(?:light|path|door|doorway"
        r"|tree|river|stair\w*|star|sky|ocean|sea|garden|forest|beach|meadow|mountain|cloud|golden|figure"
        r"|guide|animal|place|walking|floating|flying|standing|lying|rising|drifting|room|house|bridge|cave"
        r"|flower|colou?rs?|boat|temple|child)\b"
        r"|\byou(?:'re| are) (?:now )?(?:walking|floating|flying|standing|drifting|rising|falling|swimming"
        r"|soaring|dissolving|becoming|melting|(?:on|in|at|by) (?:a|an|the) (?:\w+ )?(?:beach|forest|meadow"
        r"|garden|river|ocean|sea|boat|cloud|mountain|path|cave|temple))\b|\b(?:golden|white|warm|healing"
        r"|bright) light\b|\blike a (?:\w+ )?(?:leaf|river|cloud|bird|feather|wave|stone|flower|tree|boat|star"
        r"|mountain)\b",
        "Words that make pictures get in the way of what comes by itself.",
    ),
    (
        r"\b(?:breath|breaths|breathe|breathes|breathing|inhale|inhaling|exhale|exhaling)\b",
        "Under the medicine the breath is left alone.",
    ),
)
_EVERY_PART = re.compile(rf"\b(?:every|all|all of|all your|no|any) (?:\w+ )?{PART}(?: of you)?\b", re.I)


@dataclass(frozen=True, slots=True)
class _Span:
    """The time in which the medicine is at work."""

    start: Seconds
    end: Seconds
    counted: Seconds
    """From here on words are counted."""

    def holds(self, moment: float) -> bool:
        return self.start <= moment < self.end


def _under(heard: Heard) -> _Span | None:
    """From onset to re-entry; in a journey without phases, all of it but its quiet end."""
    timed = heard.timed
    if timed.script.front.kind != "journey":
        return None
    inside = [phase for phase in timed.phases if phase.name in UNDER]
    if inside:
        return _Span(inside[0].start, inside[-1].end, inside[0].start)
    if timed.phases:
        return None
    return _Span(Seconds(0.0), timed.length, Seconds(SETTLED))


def _find_busy(heard: Heard) -> Iterator[Finding]:
    span = _under(heard)
    if span is None:
        return
    yield from _busy_cues(heard, span)
    said = [line for line in heard.lines if span.holds(line.start)]
    for line in said:
        for pattern, message in _BUSY:
            found = pattern.search(line.text)
            welcomed = found and _EVERY_PART.search(line.text) and pattern is _BUSY[1][0]
            if found and not welcomed and not is_negated(line.text, found.start()):
                yield found_in(line, found.start(), found.end(), message)
    yield from _many_words([line for line in said if line.start >= span.counted])


def _many_words(said: list[Line]) -> Iterator[Finding]:
    """The sentence with which any five minutes come to hold too many words; once until it is quiet again."""
    first, over = 0, False
    for number, line in enumerate(said):
        while said[first].start <= line.start - WINDOW:
            first += 1
        words = sum(count_words(other.text) for other in said[first : number + 1])
        if words > MOST_WORDS and not over:
            yield Finding(line.place, f"These are {words} words within five minutes; {MOST_WORDS} are enough.")
        over = words > MOST_WORDS


def _busy_cues(heard: Heard, span: _Span) -> Iterator[Finding]:
    for timed in heard.timed.steps:
        step = timed.step
        if not span.holds(timed.start):
            continue
        if isinstance(step, Bell):
            yield Finding(step.place, "A bell startles under the medicine.")
        elif isinstance(step, Breathe):
            yield Finding(step.place, "Under the medicine the breath is left alone.")
        elif isinstance(step, Silence) and step.mode == "still":
            yield Finding(step.place, "Music that all but stops under the medicine feels like a fall.")
        elif isinstance(step, ChangeVoice) and timed.start > 0:
            yield Finding(step.place, "Another voice under the medicine is a stranger in the room.")


def _find_unquiet_end(heard: Heard) -> Iterator[Finding]:
    timed = heard.timed
    if timed.script.front.kind != "journey":
        return
    calm = CALM if timed.length >= SHORT_JOURNEY else CALM_SHARE * timed.length
    begins = timed.length - calm
    places = {step.name: step.place for step in timed.script.steps if isinstance(step, Phase)}
    # The tail is stillness, and a route's phases are whole minutes: a few seconds are no fault.
    late = [phase for phase in timed.phases if phase.name not in CALM_PHASES and phase.end > begins + 5.0]
    if late:
        front = timed.script.front
        place = places.get(late[-1].name) or front.place_of("route") or Place(timed.script.file, 1)
        yield Finding(place, f"The phase {late[-1].name} reaches into the end of the journey, which is to be calm.")
    for moment in timed.steps:
        step = moment.step
        if isinstance(step, Music) and moment.start >= begins and _jolts(step, timed.intense):
            yield Finding(step.place, "This change of music unsettles the end of the journey, which is to be calm.")


def _jolts(step: Music, intense: frozenset[str]) -> bool:
    return step.track in intense or (step.fade is not None and step.fade < ABRUPT)


JOURNEY_WORDS = Rule(
    name="journey-words",
    reason=(
        "From the onset to the re-entry the person is with the music. Words pull them out of it, and whatever asks"
        " something of them (a question, a part to turn to, a picture, a breath, a bell, another voice, "
        "music that all"
        " but stops) can frighten someone who cannot answer."
    ),
    instead=(
        "Say at most twenty words in any five minutes from the onset to the re-entry, such as “There is room "
        "for all of"
        " it.” Leave all else to the opening, the return and integration."
    ),
    breaks=(
        "---\ntitle: Journey\nkind: journey\npresent: sitter\nroute: im\n---\n\nThe music is here.\n\n[at "
        "peak+5m]\n\n"
        "What is this part of you afraid of?\n\n[bell]"
    ),
    keeps=(
        "---\ntitle: Journey\nkind: journey\npresent: sitter\nroute: im\n---\n\nThe music is here.\n\n[at "
        "peak+5m]\n\n"
        "There is room for all of it."
    ),
    find=_find_busy,
)
JOURNEY_CALM_END = Rule(
    name="journey-calm-end",
    reason=(
        "The last twenty minutes let a person down gently (Montreal Model). A peak that lasts into them, or "
        "music that"
        " turns intense or changes at once, sends them home in the middle of it."
    ),
    instead=(
        "End with [phase re-entry …] and [phase return …], twenty minutes or more together, and let no intense music"
        " begin in them."
    ),
    breaks=(
        "---\ntitle: Journey\nkind: journey\npresent: sitter\n---\n\n[phase onset 10m]\n\n[phase peak 40m]\n\n"
        "[phase return 5m]\n\nThe music is here."
    ),
    keeps=(
        "---\ntitle: Journey\nkind: journey\npresent: sitter\n---\n\n[phase onset 10m]\n\n[phase peak 20m]\n\n"
        "[phase re-entry 10m]\n\n[phase return 15m]\n\nThe music is here."
    ),
    find=_find_unquiet_end,
)
PRESENT = Rule(
    name="present",
    reason=(
        "A journey is never taken alone: somebody has to see how the person is, and help. Nothing in a recording can."
        " This rule cannot be turned off or answered in a script."
    ),
    instead="Write present: clinician or present: sitter in the front matter of a journey.",
    breaks="---\ntitle: Journey\nkind: journey\nroute: im\n---\n\nThe music is here.",
    keeps="---\ntitle: Journey\nkind: journey\nroute: im\npresent: clinician\n---\n\nThe music is here.",
    find=nowhere,
)
