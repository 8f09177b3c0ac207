"""Going toward a part only when the person is open to it."""

import re
from collections.abc import Iterator

from guides.care.invitations import tells_of_guide
from guides.care.negation import is_negated
from guides.care.parts import A_PART, IT, PART
from guides.care.passages import Heard, Line
from guides.care.rule import Finding, Rule, found_in

_SLOWLY = r"(?:(?:a (?:little|bit|step|few steps)|gently|slowly|just|right|even|one step|straight|in|over|up|down) )*"
_NEARER = (
    r"(?:(?:closer|nearer|back|out) )?(?:to|toward|towards|near|beside|next to|up to|over to|close to"
    r"|into|alongside)"
)
_MEETING = re.compile(
    r"\b(?:go|going|move|moving|come|coming|get|getting|walk|walking|step|stepping|draw|lean|turn|reach|float"
    r"|edge|travel"
    rf"|head|sit|sitting|stand|kneel|rest) {_SLOWLY}(?:down )?{_NEARER} {IT}\b"
    rf"|\b(?:go|move|come|get|walk|step|draw|lean|edge) {_SLOWLY}(?:closer|nearer)\b"
    rf"|\b(?:embrace|hug|greet|meet|visit|face|hold|cradle|question|interview|contact|explore|thank) {A_PART}\b"
    rf"|\b(?:approach|befriend|comfort|console|soothe|ask|tell) {IT}\b|\bask (?:what|how|why|whether|if) (?:it"
    rf"|they|{A_PART})\b"
    rf"|\blet (?:it|them|{A_PART}) know\b|\b(?:talk|talking|speak|speaking|listen|listening|chat|say hello"
    r"|say hi|connect"
    rf"|get closer|make friends|make contact|a conversation|be) (?:to|with|toward) {IT}\b"
    rf"|\b(?:sit|sitting|stay) {_SLOWLY}(?:down )?(?:with|by) {A_PART}"
    rf"|\bget to know {IT}\b|\bspend (?:some |a little )?time with {IT}\b|\binvite {IT} (?:in|closer|to come)\b"
    rf"|\btake {A_PART} (?:in|into|by)\b|\b(?:say|offer) (?:hello|something kind|a greeting) to {A_PART}",
    re.I,
)
_SPEAKS_TO = re.compile(r"^(?:ask|tell|let|talk|speak|listen)", re.I)
_NAMES_PART = re.compile(rf"\b{PART}\b", re.I)
_HOW = re.compile(
    r"\b(?:how|what)\b[^.!?]{0,40}\bfeel(?:ing|s)?\b[^.!?]{0,20}\b(?:toward|towards|about)\b"
    r"|\bfeelings? (?:you have )?(?:toward|towards|about) (?:it|them|this|that|the|your)\b"
    r"|\bhow (?:is it|does it feel)\b[^.!?]{0,30}\b(?:near|beside|with|to have) (?:it|them|this|that)\b",
    re.I,
)
_OTHERWISE = re.compile(
    r"\b(?:if|otherwise|should|or (?:else |perhaps |maybe )?(?:you|there|it|another|some)|anything|whatever"
    r"|when|sometimes"
    r"|you (?:may|might) (?:also|instead|feel))\b|\?\s*(?:then|that)\b",
    re.I,
)
"""Begins to speak of another answer."""
_CLOSED = re.compile(
    r"n't\b|\b(?:not|no|nothing|anything|else|other|another|rather|otherwise|afraid|fear|scared|frightened"
    r"|angry|anger"
    r"|cross|annoyed|irritated|impatient"
    r"|judg\w+|critical|hate|dislike\w*|ashamed|shame|numb\w*|blank|far|distant|tight|tense|overwhelm\w*|wary"
    r"|frustrat\w+|disgust\w*|resent\w*|want it gone|gone"
    r"|closed|cold|hard|upset|worried|nervous|uneasy|guarded|mixed|heavy|away|too much)\b",
    re.I,
)
_GATE = re.compile(
    r"\b(?:if|when(?:ever)?|once|only|as long as|as soon as|unless)\b[^.!?;]{0,60}"
    r"\b(?:open\w*|curi\w+|warm\w*|kind\w*|friendly|caring|care|calm\w*|compassion\w*|gentle|interested"
    r"|soft\w*|willing|yes|tender\w*)\b",
    re.I,
)
_TURNING = re.compile(r"^(?:turn|meet|greet|be|sit|stay|spend|get to know|visit)\b", re.I)
"""Turning toward a part comes before the question; it is only too soon where none follows."""
_FOR_ROOM = re.compile(
    r"\b(?:willing|step(?:ping)? back|step aside|(?:some|more|a little|a bit of|enough"
    r"|give \w+) (?:\w+ )?(?:room|space|distance))\b",
    re.I,
)
"""Asking a part for room is how one comes to feel open, and no approach."""
_TOLD_AGO = 3
_MOVED_AGO = 1
"""Paragraphs since a part was named, in which `it` still means the part that one speaks to, or goes to."""
_ANSWERED = 3
"""Paragraphs after an open answer within which the other one is spoken of."""
_SOON = 2
"""Paragraphs within which the question then follows."""


def _find_unasked(heard: Heard) -> Iterator[Finding]:
    """The first time a part is approached before the person has been asked how they feel toward it."""
    if heard.timed.script.front.kind == "journey":
        return
    named = -1
    asked: Line | None = None
    for line in heard.lines:
        if _NAMES_PART.search(line.text):
            named = line.passage
        asked = asked or (line if _HOW.search(line.text) else None)
        found = next(_meetings(line, named), None)
        if found is None:
            continue
        if asked is None and _TURNING.match(found[0]) and _is_asked_soon(heard, line):
            continue
        if asked is None:
            message = "A part is approached here, and nobody has asked how the listener feels toward it."
            yield found_in(line, found.start(), found.end(), message)
        elif not _has_plan(heard, asked, line):
            message = "It is not said what to do if the listener does not feel open or curious toward this part."
            yield found_in(line, found.start(), found.end(), message)
        return


def _is_asked_soon(heard: Heard, line: Line) -> bool:
    after = heard.lines[heard.lines.index(line) :]
    return any(_HOW.search(other.text) for other in after if other.passage <= line.passage + _SOON)


def _meetings(line: Line, named: int) -> Iterator[re.Match[str]]:
    """Where a sentence goes toward a part; `named` is the paragraph that last spoke of one."""
    if _FOR_ROOM.search(line.text) or tells_of_guide(line.text):
        return
    for found in _MEETING.finditer(line.text):
        reach = _TOLD_AGO if _SPEAKS_TO.match(found[0]) else _MOVED_AGO
        spoken_of = _NAMES_PART.search(found[0]) or (named >= 0 and line.passage - named <= reach)
        if spoken_of and not is_negated(line.text, found.start()) and not _is_asked(line.text, found):
            yield found


def _is_asked(text: str, found: re.Match[str]) -> bool:
    """Whether the part itself is said to be near, or only the music or the room is."""
    before = text[: found.start()].rstrip().lower()
    return before.endswith(
        ("it can", "it may", "it might", "they can", "they may", "does it", "would it", "wants to", "they want to")
    )


def _has_plan(heard: Heard, asked: Line, meeting: Line) -> bool:
    """Whether it is said what to do when the answer is not open, before the meeting or right after an open one."""
    said = heard.passages[meeting.passage].lines
    gated = any(_GATE.search(line.text) for line in said if line.number <= meeting.number)
    last = meeting.passage + (_ANSWERED if gated else 0)
    for line in heard.lines[asked.number :]:
        if line.passage > last or (not gated and line.number > meeting.number and line.passage != asked.passage):
            break
        if any(_OTHERWISE.search(clause) and _CLOSED.search(clause) for clause in re.split(r"[;:]", line.text)):
            return True
    return False


FEEL_TOWARD = Rule(
    name="feel-toward",
    reason=(
        "A part that is met with anger, fear or a wish to be rid of it is hurt again. So the person is asked "
        "first how"
        " they feel toward it; when the answer is not open or curious, another part is there and wants to be heard."
    ),
    instead=(
        "Before going near: “How do you feel toward this part? If you feel open or curious, you could go on. If not,"
        " that may be another part; you could listen to that one, or rest.”"
    ),
    breaks="You can stop at any moment.\n\nYou might find a part that worries. You could ask it what it needs.",
    keeps=(
        "You can stop at any moment.\n\nYou might find a part that worries. How do you feel toward it? If "
        "you feel curious,"
        " you could ask it what it needs. If you feel cross or afraid, you could stay with the music."
    ),
    find=_find_unasked,
)
