"""The way out of a guide, and the way back into the room."""

import re
from collections.abc import Iterator

from guides.care.grounding import is_grounding
from guides.care.invitations import inward
from guides.care.leaving import is_way_out
from guides.care.negation import is_negated
from guides.care.parts import TENDER
from guides.care.passages import Heard, Line
from guides.care.rule import Finding, Rule, found_in
from guides.model.script import Breathe, Pause, Silence

WITHIN = 90.0
"""Seconds within which a guide says how to stop it."""

_AMONG_OTHERS = re.compile(
    r"\b(?:therapist|session|welcome|every|each|whoever|whichever|whatever|any (?:part|one)|many people|some people|most"
    r"|often|parts (?:are|can|may|have|may have)|all (?:of )?(?:your|the|these|those) parts|all parts)\b",
    re.I,
)
_PASSED_BY = re.compile(
    r"\b(?:leave (?:it|this|that|them|this one)(?: (?:out|alone|be|there|for (?:today|now|another day|later)))(?! (?:and )?go near)"
    r"|(?:would|'d) rather not|skip(?:ped)? (?:it|this|that|on|ahead|past)|(?:may|can|could) be skipped"
    r"|(?:fine|okay|ok|all right|alright) to (?:leave|skip|pass|stay)|(?:open|keep open) your eyes|look (?:at|out of|away)[^.!?]* instead)\b",
    re.I,
)
"""Says that something may be left out."""
_CONDITION = re.compile(r"^(?:\W*(?:and|but|or|so) )?(?:if|should|when(?:ever)?|sometimes|in case)\b[^,]*$", re.I)
_NEARER = re.compile(r"\b(?:closer|nearer|go (?:to|over)|turn to|sit|ask|meet|be with|stay with|listen)\b", re.I)
_IMAGERY = re.compile(r"\b(?:imagin\w+|picture|visuali[sz]e|envision|in your mind)\b", re.I)
_LAST = 3
"""Paragraphs at a guide's end among which one comes back to the room, at the least."""
_LAST_SHARE = 0.4
"""Of all its paragraphs, if that is more."""
_LONG = 180.0
_LONG_SILENCE = 30.0
_LONG_REST = 15.0
"""Seconds of a guide, of one silence, and of all pauses together, after which one has been somewhere else."""


def _find_no_way_out(heard: Heard) -> Iterator[Finding]:
    kind = heard.timed.script.front.kind
    if kind == "journey" or not heard.lines:
        return
    ways = [number for number, line in enumerate(heard.lines) if is_way_out(line.text)]
    first = ways[0] if ways else len(heard.lines)
    inner = _first_inward(heard)
    late = next((line for line in heard.lines if line.start > WITHIN), None)
    if inner is not None and inner[0] <= first:
        yield Finding(inner[1].place, inner[1].message)
    elif late is not None and kind != "return" and (not ways or heard.lines[first].start > WITHIN):
        yield Finding(late.place, "A minute and a half has passed, and nobody has said how to stop.")
    yield from _find_none_again(heard, ways)


def _first_inward(heard: Heard) -> tuple[int, Finding] | None:
    """The first invitation inward or paced breath, and how many sentences come before it."""
    breath = next((index for index, timed in enumerate(heard.timed.steps) if isinstance(timed.step, Breathe)), None)
    for number, line in enumerate(heard.lines):
        if breath is not None and line.step > breath:
            step = heard.timed.steps[breath].step
            assert isinstance(step, Breathe)
            return number, Finding(step.place, "Paced breathing begins before anyone has said how to stop.")
        if (found := inward(line.text)) and not is_way_out(line.text):
            message = "Attention is turned inward here before anyone has said how to stop."
            return number, found_in(line, found.start(), found.end(), message)
    if breath is not None:
        step = heard.timed.steps[breath].step
        assert isinstance(step, Breathe)
        return len(heard.lines), Finding(step.place, "Paced breathing begins before anyone has said how to stop.")
    return None


def _find_none_again(heard: Heard, ways: list[int]) -> Iterator[Finding]:
    """A tender part before which no second way out is said."""
    for number, line in enumerate(heard.lines):
        found = TENDER.search(line.text)
        if found is None or is_negated(line.text, found.start()) or _only_mentions(line.text, found.start()):
            continue
        if ways and ways[0] < number and not _may_be_passed(heard, ways[0], line):
            message = "A tender part comes near here, and the way out is not said again before it."
            yield found_in(line, found.start(), found.end(), message)
        return


def _may_be_passed(heard: Heard, first: int, tender: Line) -> bool:
    """Whether between the first way out and a tender part, or right before it, a choice is given."""
    begun = heard.lines[first].passage
    from_here = min(begun + 1, tender.passage - 1)
    again = (other for other in heard.lines if from_here <= other.passage <= tender.passage)
    return any(is_way_out(other.text) or _PASSED_BY.search(other.text) for other in again)


def _only_mentions(text: str, start: int) -> bool:
    """Whether a tender part is spoken of among others, or for another day, and not come near to."""
    if _AMONG_OTHERS.search(text):
        return True
    return _CONDITION.match(text[:start]) is not None and "," in text[start:] and not _NEARER.search(text)


def _find_no_return(heard: Heard) -> Iterator[Finding]:
    if not heard.passages or not _needs_return(heard):
        return
    count = max(_LAST, round(_LAST_SHARE * len(heard.passages)))
    for passage in reversed(heard.passages[-count:]):
        number = passage.lines[0].passage
        imagined = any(_IMAGERY.search(near.text) for near in heard.passages[max(number - 2, 0) : number])
        if any(is_grounding(line.text, imagined=imagined) and not inward(line.text) for line in passage.lines):
            return
        if any(inward(line.text) for line in passage.lines):
            break
    last = heard.lines[-1]
    yield Finding(last.place, "The guide ends here without coming back to the body and the room.")


def _needs_return(heard: Heard) -> bool:
    """Whether a guide takes its listener somewhere from which they have to come back."""
    kind = heard.timed.script.front.kind
    if kind in ("journey", "opening"):
        return False
    waits = [timed for timed in heard.timed.steps if isinstance(timed.step, Pause | Silence)]
    quiet = [timed.end - timed.start for timed in waits if isinstance(timed.step, Silence)]
    breath = any(isinstance(timed.step, Breathe) for timed in heard.timed.steps)
    if kind == "return" or breath or max(quiet, default=0.0) >= _LONG_SILENCE:
        return True
    if any(inward(line.text) for line in heard.lines):
        return True
    rest = sum(timed.end - timed.start for timed in waits)
    return kind != "support" and (heard.timed.length > _LONG or rest >= _LONG_REST)


WAY_OUT = Rule(
    name="way-out",
    reason=(
        "Someone who listens alone must know how to stop before anything is asked of them. A person who feels caught"
        " does not always think of it by themselves, and a tender part that comes near can be too much all at once."
    ),
    instead=(
        "Say it within the first 90 seconds and before anything inward, and again before a tender part: “You can stop"
        " at any moment. To stop, you could open your eyes and look around the room.”"
    ),
    breaks="Hello. You might notice what is there inside you.\n\n[pause 8s]\n\nYou might look around the room again.",
    keeps=(
        "Hello. You can stop at any moment, for any reason.\n\nYou might notice what is there inside "
        "you.\n\n[pause 8s]\n\n"
        "You might look around the room again."
    ),
    find=_find_no_way_out,
)
RETURN = Rule(
    name="return",
    reason=(
        "A guide that has led inward and simply ends leaves a person there. Coming back to the body and the room lets"
        " them get up steadily and go on with their day."
    ),
    instead=(
        "End with something outside: feet on the floor, the chair, sounds, a look around. “And now, in your own time,"
        " back to the room. You might find something that is blue.”"
    ),
    breaks="You can stop at any moment.\n\nYou might notice what is there inside you.\n\n[pause "
    "20s]\n\nThank you for listening.",
    keeps=(
        "You can stop at any moment.\n\nYou might notice what is there inside you.\n\n[pause 20s]\n\n"
        "In your own time, back to the room. You might feel your feet on the floor."
    ),
    find=_find_no_return,
)
