"""Words that are meant kindly and land hard."""

import re
from collections.abc import Iterator

from guides.care.negation import is_negated
from guides.care.passages import Heard, Line
from guides.care.phrases import phrases, spots
from guides.care.rule import Finding, Rule, found_in

_SO = r"(?:(?:\w+ly|so|very|now|quite|all|here|always|perfectly|held and|loved and|warm and|and) )*"
_LOADED = phrases(
    (
        rf"\b(?:you(?:'re| are)|you(?:'ve| have) always been|you(?:'ll| will) be) {_SO}(?:in safe hands|safe\b)"
        r"|\byou(?:'re| are) (?:\w+,? and )safe\b"
        r"|\b(?:it(?:'s| is)|everything(?: here| around you| in this room)?(?:'s| is)|all is|everyone(?:'s"
        rf"| is)|this is) {_SO}safe\b(?! to (?:stop"
        r"|drive|call|leave|get|stand))"
        r"|\b(?:this|here) is (?:a|your) (?:\w+ )?safe (?:place|space|room|harbou?r|container)\b|\byour safety is\b"
        r"|\byou(?:'re| are) in (?:a|your) (?:\w+ )?safe (?:place|space|room|container)\b|\bsafe and (?:sound"
        r"|held|protected|loved)\b",
        "A recording cannot know that the listener is safe, and a part that is not sure may feel unheard.",
    ),
    (
        r"\blet(?:ting|s)? go\b(?! (?:of the (?:buttons?|handrail|rail)|on\b))|\blet(?:ting)? (?:it all"
        r"|everything|yourself|all of (?:it|this|that)|all (?:this|that)|go and|all your \w+"
        r"|your (?:guard|control|defen[cs]es|worries|fears|thoughts|pain|tension|mind|body)|(?:the|any"
        r"|all) (?:\w+ )?(?:tension|control|pain|fear|worry|worries|thoughts?|past)) go\b"
        r"|^(?:(?:and|now|just|then|so),? )*let (?:it|that|this|them|these|those) (?:all )?go\b(?! (?:on|by"
        r"|past|at|as|where))",
        "“Let go” is easily heard as an order, by parts that hold on for a reason.",
    ),
    (
        r"\bsurrender(?:s|ed|ing)?\b|\bgiv(?:e|ing) (?:yourself )?over to\b|\bgiv(?:e|ing) in to\b|\bgiv(?:e"
        r"|ing) up (?:all |your |any )*control\b|\blos(?:e|ing) control\b",
        "To surrender is what someone who was once overpowered least can.",
    ),
    (
        r"\b(?:just|simply|only|now|please|try to|need to|have to|must|should|is to|do is) (?:\w+ly )?(?:relax"
        r"|calm down|chill)\b(?! your)(?! and you)|\brelax(?:ing)? (?:completely|deeply|fully|totally|more"
        r"|even|into|and (?:let|sink|drift|enjoy))\b"
        r"|\b(?:completely|deeply|totally|fully|more and more|even more) relax(?:ed|ing)?\b"
        r"|^relax\b[.,!… ]*(?:$|now|and)|\bcalm down\b",
        "“Just relax” makes a task of what comes by itself, or does not.",
    ),
    (
        r"\b(?:go|goes|going|gone|drift|drifting|sink|sinking|drop|dropping|fall|falling|float|floating|move"
        r"|moving|dive|diving|travel|travelling|traveling|slide|sliding|get|getting|take you|pull you"
        r"|let yourself)"
        r"(?: (?:\w+ly|even|much|a little|a bit|ever|yourself|down|still|so|in|further|yet|you))* (?:deeper"
        r"|deep down|further (?:in|down|inside))\b|\bdeeper and deeper\b|\bdeeper (?:into|inside|within|still"
        r"|down|now|relax\w*|trance|sleep)\b|\bdeepen(?:ing)? (?:your|the|this)\b",
        "“Deeper” pulls where a part may want to stay. How far to go is the listener's own.",
    ),
    (
        r"\btrust (?:me\b|my (?:voice|words|guidance)|us\b|in me\b|what i say|(?:in )?(?:the|this"
        r"|your) (?:process|medicine|journey|guide|ketamine|experience)|completely|fully)"
        r"|\byou can trust (?:me|this|us)\b",
        "Trust cannot be asked for by a recording.",
    ),
)
_ONLY_IF = re.compile(
    r"\b(?:if|whether|when(?:ever)?|where|once|until|unless|sure(?: that)?|as long as|so long as|while"
    r"|somewhere|wherever|how|are|think|feels?|ask) (?:that )?(?:you(?:'re| are)|it(?:'s| is)|everything is"
    r"|this is|everyone is)\b",
    re.I,
)
_EYES = re.compile(
    r"\b(?:clos(?:e|es|ing)|shut(?:ting)?) (?:both |down )?(?:of )?(?:your|the|those|both) (?:\w+ )?(?:eyes"
    r"|eyelids|lids)\b"
    r"|\b(?:let(?:ting)?|allow(?:ing)?|feel(?:ing)?) (?:both )?your (?:eyes|eyelids"
    r"|lids) (?:to )?(?:\w+ly )?(?:close|shut|drop|fall|drift|grow heavy|become heavy|get heavy|droop)\b"
    r"|\b(?:with|keep(?:ing)?|have) (?:your |both )?(?:eyes|eyelids) (?:\w+ly )?(?:closed|shut)\b"
    r"|\bwith closed eyes\b|\byour eyes (?:are|will|now) (?:\w+ )?(?:closing|closed|close)\b"
    r"|\beyes (?:closed|shut)\b|\bclose them\b",
    re.I,
)
_EYES_CHOICE = re.compile(
    r"\b(?:open|half[- ]open|lower(?:ed|ing)?|soft(?:en|ly|ened)?|rest(?:ing)? (?:on|your (?:eyes|gaze))|gaze"
    r"|look(?:ing)? (?:at|down|toward|softly|around)"
    r"|covered|cover them|not to|or not|if (?:you|that|it|closing|this)|as you (?:like|prefer|wish)|whichever"
    r"|whatever|no need|do not (?:have|need)|don't (?:have|need)|prefer|up to you|either)\b",
    re.I,
)
_EYES_OPEN = re.compile(
    r"\beyes\b[^.]*\b(?:open|covered|half)|\bopen\b[^.]*\beyes\b|\b(?:gaze|lowered)\b|\b(?:leave|keep|have"
    r"|let) them\b[^.]*\bopen\b"
    r"|\bopen (?:is|works|will do)\b|\b(?:rather|prefer to) (?:see|look|keep)\b|\beither is\b",
    re.I,
)
_OPENS_LATER = re.compile(
    r"\b(?:before|until|when|then|later|now|and) (?:you )?(?:\w+ )?open(?:ing)? (?:them"
    r"|your eyes)\b",
    re.I,
)


def _find_loaded(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        given = [found.span() for found in _ONLY_IF.finditer(line.text)]
        for finding, start in spots(line, _LOADED):
            if not any(first <= start < last for first, last in given):
                yield finding
        yield from _closed_eyes(heard, line)


def _closed_eyes(heard: Heard, line: Line) -> Iterator[Finding]:
    """Eyes to be closed where nothing near offers to leave them open."""
    found = _EYES.search(line.text)
    if found is None or is_negated(line.text, found.start()):
        return
    others = (_OPENS_LATER.sub("", other.text) for other in heard.near(line) if other is not line)
    own = _OPENS_LATER.sub("", line.text)
    if not _EYES_CHOICE.search(own) and not any(map(_EYES_OPEN.search, others)):
        message = "Eyes are to be closed here, and nothing else is offered; some people need to see where they are."
        yield found_in(line, found.start(), found.end(), message)


LOADED_WORDS = Rule(
    name="loaded-words",
    reason=(
        "Some words that are meant kindly land hard. “You are safe”, “let go”, “surrender”, “just relax”, "
        "“go deeper”,"
        " “trust me” and “close your eyes” are what some people heard when they were not safe, and parts that hold on"
        " for a reason hear an order in them."
    ),
    instead=(
        "Say what is there, and leave the rest to the listener: “You might feel what holds you.” “As near or "
        "as far as"
        " feels right.” “Your eyes can be open, or closed.”"
    ),
    breaks="You are safe here. Close your eyes, let go, and go deeper.",
    keeps=(
        "Your eyes can be open, or closed, or resting on one spot. You do not have to let go of anything. As "
        "near or as"
        " far as feels right."
    ),
    find=_find_loaded,
)
