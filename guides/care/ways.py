"""The way out of a guide, and the way back into the room."""

import re
from collections.abc import Iterator

from guides.care.invitations import inward
from guides.care.negation import is_negated
from guides.care.parts import TENDER
from guides.care.passages import Heard
from guides.care.rule import Finding, Rule, found_in
from guides.model.script import Breathe, Pause, Silence

WITHIN = 90.0
"""Seconds within which a guide says how to stop it."""

_MAY = (
    r"(?:you(?:'re)? (?:\w+ ){0,2}?(?:can|may|could|might|are free|free|are welcome|get) |you can always "
    r"|feel free |free to "
    r"|welcome to |allowed to |it(?:'s| is) (?:always |perfectly |completely )?(?:okay|ok|fine|all right"
    r"|alright) |(?:all right|alright|okay|ok|fine) to )"
)
_ANY_TIME = (
    r"(?:(?:at )?any ?(?:time|moment|point)|(?:at )?any (?:time|moment|point)|when(?:ever)? (?:you|it|this"
    r"|that|anything|something)"
    r"|if (?:you|it|anything|something|this|that|things?|at any|ever|any|a part|the)|as soon as|the moment"
    r"|sooner|for any reason|always"
    r"|too much|at once|right away)"
)
_STOP = (
    r"(?:stop(?:s|ping)?|paus(?:e|ing)|end(?:ing)? (?:this|it|the (?:guide|recording|practice|session)|here|early)"
    r"|(?:turn|switch|switching|turning) (?:(?:this|it|me|the \w+) )?off|break (?:it )?off|quit|(?:press|hit"
    r"|tap) (?:stop|pause)"
    r"|(?:say|saying|raise|raising) (?:stop|no|so|(?:a|your) hand)|take (?:off|out) (?:the|your) (?:headphones"
    r"|earphones|earbuds)"
    r"|take (?:a break|them off|them out))"
)
_LEAVE = (
    r"(?:open(?:ing)? your eyes|com(?:e|ing) back|return(?:ing)?|leav(?:e|ing)|step(?:ping)? (?:out|away|back)"
    r"|get(?:ting)? up"
    r"|stand(?:ing)? up|look(?:ing)? (?:up|around)|sit(?:ting)? up|walk(?:ing)? away|mov(?:e|ing) away"
    r"|let (?:this|it|the guide) (?:be|go by)"
    r"|call|ring|reach|turn back|go no further)"
)
_WAY_OUT = re.compile(
    rf"\b{_MAY}[^.!?;]{{0,40}}\b{_STOP}\b|\b{_STOP}\b[^.!?;]{{0,60}}\b{_ANY_TIME}\b"
    rf"|\b{_ANY_TIME}\b[^.!?;]{{0,70}}\b{_STOP}\b"
    rf"|\b{_MAY}[^.!?]{{0,60}}\b{_LEAVE}\b[^.!?]{{0,50}}\b{_ANY_TIME}\b"
    rf"|\b{_ANY_TIME}\b[^.!?;]{{0,70}}\b{_LEAVE}\b|\b{_LEAVE}\b[^.!?;]{{0,60}}\b{_ANY_TIME}\b"
    rf"|\bto (?:stop|end this)\b|\bstopping is\b|\byou(?:'re| are) free to (?:stop|leave|go|pause)\b"
    r"|\bway out\b|\bno is (?:always )?an answer\b[^.]*stop|\bstop (?:here|there|this|now)\b[^.]*\bor\b",
    re.I,
)
_NOT_A_WAY = re.compile(
    r"\b(?:do not|don't|never|must not|mustn't|please don't|cannot|can't|may not|not allowed to|should not|shouldn't)"
    r"\s+(?:\w+ )?(?:stop|pause|open|leave|come back|get up|turn)\b"
    r"|\b(?:stop|stops|pause|pauses) (?:the (?:pain|fear|worry|thoughts?)|thinking|worrying|trying|fighting)\b"
    r"|\bpauses?\b for (?:a |one )?(?:moment|breath)|\b(?:mind|thoughts|worry|it|part) (?:\w+ )?(?:stops|pauses)\b",
    re.I,
)
_GROUNDED = re.compile(
    r"\b(?:room|floor|feet|foot|toes|fingers|fingertips|hands|palms|chair|seat|bed|mattress|sofa|couch|cushion|ground"
    r"|wall|walls|window|ceiling|door|surroundings|eyes open|open (?:your |the )?eyes"
    r"|(?:let(?:ting)? )?your eyes (?:can )?(?:slowly |gently )?open"
    r"|look(?:ing)? around|stretch(?:ing)?|wiggle|wriggle|shoulders|arms|legs|sounds? (?:around|outside|near"
    r"|in|of the (?:room|street|house))"
    r"|what day|today's date|(?:things?|something|one|what) (?:that )?(?:you can|you) (?:see|hear|touch)"
    r"|can (?:see|hear|touch)"
    r"|around you|where you are|sip of|glass of|light in|temperature of|weight of your body|your body (?:on|in"
    r"|against|is held)"
    r"|a colou?r|look(?:ing)? (?:out|up)|outdoors|touch(?:ing)?|that (?:is|are) (?:blue|red|green|yellow|white"
    r"|round))\b",
    re.I,
)
_INNER = re.compile(r"\b(?:inner|inside (?:you|your)|imagine|picture|in your mind)\b", re.I)
_BREATH = re.compile(r"\bbreath", re.I)
_LEADS_UP = 30.0
"""Seconds before a paced breath in which words about breath lead up to it."""
_LAST = 3
"""Paragraphs at a guide's end among which one comes back to the room."""
_LONG = 180.0
_LONG_SILENCE = 30.0
_LONG_REST = 15.0
"""Seconds of a guide, of one silence, and of all pauses together, after which one has been somewhere else."""


def is_way_out(text: str) -> bool:
    """Whether a sentence says how to stop."""
    return _WAY_OUT.search(text) is not None and not _NOT_A_WAY.search(text)


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
    """The first invitation inward or paced breath, and how many sentences come before it.

    Words that only lead up to a paced breath are told at its cue.
    """
    breath = next((timed for timed in heard.timed.steps if isinstance(timed.step, Breathe)), None)
    for line in heard.lines:
        if breath is not None and line.start > breath.start:
            break
        found = inward(line.text)
        if found is None or is_way_out(line.text):
            continue
        if breath is not None and _BREATH.search(found[0]) and breath.start - line.end <= _LEADS_UP:
            break
        message = "Attention is turned inward here before anyone has said how to stop."
        return line.number, found_in(line, found.start(), found.end(), message)
    if breath is None:
        return None
    assert isinstance(breath.step, Breathe)
    before = sum(line.start <= breath.start for line in heard.lines)
    return before, Finding(breath.step.place, "Paced breathing begins before anyone has said how to stop.")


def _find_none_again(heard: Heard, ways: list[int]) -> Iterator[Finding]:
    """A tender part before which no second way out is said."""
    for number, line in enumerate(heard.lines):
        found = TENDER.search(line.text)
        if (
            found is None
            or is_negated(line.text, found.start())
            or re.search(r"\b(?:therapist|session)\b", line.text, re.I)
        ):
            continue
        near = [way for way in ways if heard.lines[way].passage in (line.passage, line.passage - 1)]
        if not near and len([way for way in ways if way < number]) < 2 and ways and ways[0] < number:
            message = "A tender part comes near here, and the way out is not said again before it."
            yield found_in(line, found.start(), found.end(), message)
        return


def _find_no_return(heard: Heard) -> Iterator[Finding]:
    if not heard.passages or not _needs_return(heard):
        return
    count = max(_LAST, round(0.25 * len(heard.passages)))
    for passage in reversed(heard.passages[-count:]):
        if any(_GROUNDED.search(line.text) and not _INNER.search(line.text) for line in passage.lines):
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
