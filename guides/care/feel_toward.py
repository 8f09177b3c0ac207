"""Going toward a part only when the person is open to it."""

import re
from collections.abc import Iterator

from guides.care.meeting import approaches, asks_how_it_is, names_part
from guides.care.parts import TENDER
from guides.care.passages import Heard, Line
from guides.care.rule import Finding, Rule, found_in

_OTHERWISE = re.compile(
    r"\b(?:if|otherwise|should|unless|or (?:else |perhaps |maybe )?(?:you|there|it|another|some)|anything|whatever"
    r"|whichever|when|where|sometimes|any other|in case|with (?:none|no|any|annoy\w*|fear|anger)|you (?:may|might) (?:also|instead|feel))\b|\?\s*(?:then|that)\b",
    re.I,
)
"""Begins to speak of another answer."""
_PERHAPS = re.compile(
    r"\b(?:may|might|could|can|perhaps|maybe|some (?:people|of us)|there(?:'s| is| are)|often)\b", re.I
)
_CLOSED = re.compile(
    r"n't\b|\b(?:unless|not|no|nothing|else|other|another|rather|otherwise|afraid|fear|fearful|scared|scares|frightened|angry"
    r"|anger|mad|furious|fed up|bored|cross|annoy\w*|irritated|impatient|judg\w+|critical|hate|dislike\w*|ashamed"
    r"|shame|numb\w*|blank|far|distant|tight|tense|overwhelm\w*|wary|frustrat\w+|disgust\w*|resent\w*|want it gone|gone"
    r"|closed|cold|hard|upset|worried|nervous|uneasy|guarded|mixed|heavy|away|too much|less|sad|tired of|fix|change it"
    r"|dread\w*|doubt\w*|suspicious|embarrassed|pity)\b",
    re.I,
)
_REMEDY = re.compile(
    r"\b(?:part|parts|one|other|stay|rest|wait|come back|turn|leave|fine|all right|alright|okay|ok|welcome|hello|space"
    r"|room|instead|enough|today|hurry|need|mistake|music|stop|listen|distance|further|another day|floor|feet)\b",
    re.I,
)
"""What to do then."""
_GATE = re.compile(
    r"\b(?:if|when(?:ever)?|once|only|as long as|as soon as|unless|where there(?:'s| is))\b[^.!?;]{0,60}"
    r"\b(?:open\w*|curi\w+|warm\w*|kind\w*|friendly|caring|care|calm\w*|compassion\w*|gentle|interest\w*|like it"
    r"|soft\w*|willing|yes|tender\w*|okay|all right|fine)\b",
    re.I,
)
_TURNING = re.compile(r"^(?:turn|meet|greet|be|sit|stay|spend|get to know|visit)\b", re.I)
"""Turning toward a part comes before the question; it is only too soon where none follows."""
_OTHER_THING = re.compile(
    r"\b(?:it|this|that) (?:may|might|could|can) be (?:(?:your|the|a|an|one) )?(?:hands?|feet|floor|sounds?|chair|window"
    r"|breath|music|blanket)\b",
    re.I,
)
"""After this, `it` is no part."""
_SOON = 2
"""Paragraphs within which the question then follows."""
_LONG_AGO = 1000
"""Paragraphs; no part was spoken of."""
_ANSWERED = 3
"""Paragraphs after an open answer within which the other one is spoken of."""


def _find_unasked(heard: Heard) -> Iterator[Finding]:
    """The first time a part is approached before the person has been asked how they feel toward it."""
    if heard.timed.script.front.kind == "journey":
        return
    named, tender = -_LONG_AGO, False
    asked: Line | None = None
    before = ""
    for line in heard.lines:
        other, before = _OTHER_THING.search(before) is not None, line.text
        if names_part(line.text):
            named = line.passage
        if asks_how_it_is(line.text):
            asked, tender = asked or line, False
        tender = tender or (asked is not None and asked is not line and bool(TENDER.search(line.text)))
        found = approaches(line.text, _LONG_AGO if other else line.passage - named)
        if found is None or (_TURNING.match(found[0]) and _is_asked_soon(heard, line)):
            continue
        if asked is None or (tender and TENDER.search(found[0])):
            message = "A part is approached here, and nobody has asked how the listener feels toward it."
            yield found_in(line, found.start(), found.end(), message)
            return
        if not _has_plan(heard, asked, line):
            message = "It is not said what to do if the listener does not feel open or curious toward this part."
            yield found_in(line, found.start(), found.end(), message)
            return


def _is_asked_soon(heard: Heard, line: Line) -> bool:
    after = heard.lines[line.number :]
    return any(asks_how_it_is(other.text) for other in after if other.passage <= line.passage + _SOON)


def _has_plan(heard: Heard, asked: Line, meeting: Line) -> bool:
    """Whether it is said what to do when the answer is not open, before the meeting or right after an open one."""
    said = heard.passages[meeting.passage].lines
    gated = any(_GATE.search(line.text) for line in said if line.number <= meeting.number)
    last = meeting.passage + (_ANSWERED if gated else 0)
    lines = [
        line
        for line in heard.lines[asked.number :]
        if line.passage <= last and (gated or line.number <= meeting.number or line.passage == asked.passage)
    ]
    return any(_says_otherwise(lines[number : number + 3]) for number in range(len(lines)))


def _says_otherwise(lines: list[Line]) -> bool:
    """Whether a sentence speaks of a closed answer, and it or what follows says what to do then."""
    for clause in re.split(r"[;:]", lines[0].text):
        if _CLOSED.search(clause) and not asks_how_it_is(clause):
            if _OTHERWISE.search(clause):
                return True
            if _PERHAPS.search(clause):
                return any(_REMEDY.search(line.text) for line in lines)
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
