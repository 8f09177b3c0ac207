"""Words that are meant kindly and land hard."""

import re
from collections.abc import Iterator

from guides.care.negation import is_negated
from guides.care.passages import Heard, Line
from guides.care.phrases import phrases
from guides.care.quoting import is_reported
from guides.care.rule import Finding, Rule, found_in

_SO = (
    r"(?:(?:\w+ly|so|very|now|quite|all|here|always|held and|loved and|warm and|and|held,|loved,|out of danger and) )*"
)
_GONE = (
    r"(?:body|breath|mind|everything|all|parts?|shoulders|jaw|belly|muscles|heart|thoughts|worries|tension|control"
    r"|self)"
)
_KEPT = (
    r"(?! (?:of (?:a|an|one|some|two|three|my|his|the (?:buttons?|(?:hand)?rail|rope|cup|chair|blanket|pen|phone"
    r"|branch|leaf"
    r"|leaves|arm|door|gate|bag|handle|string|edge|cushion|railing|thread|stone|ball|kite|curtain|hand)|each other|your (?:hand|cup|phone|bag|pen))|on|by|past|at|as"
    r"|where|back"
    r"|home|out|in|up|down|for (?:a|its|their)|with (?:the|its|a)|quiet|its|their|round|around|to (?:its|their|the"
    r"|bed|sleep)"
    r"|about|through|under|over|along|again|first|ahead)\b)"
)
"""What is only a jar, or only goes where it goes."""
_LOADED = phrases(
    (
        rf"\b(?:you(?:'re| are)|you(?:'ve| have) always been|you(?:'ll| will) be|you(?:'re"
        rf"| are) being kept) {_SO}(?:in safe"
        r" hands|safe\b(?! to (?:stop|drive|call|leave|get|stand|go home)))"
        r"|\byou(?:'re| are) (?:\w+,? and )safe\b|\bsafe (?:with|in) (?:me|us|my|these) \b"
        rf"|\b(?:it(?:'s| is)|everything(?:'s| is)|all is|everyone(?:'s| is)|this is"
        rf"|every part of you is) {_SO}safe\b(?! to"
        r" (?:stop|drive|call|leave|get|stand|say))"
        r"|\b(?:this|here) is (?:a|your) (?:\w+ )?safe (?:place|space|room|harbou?r|container|haven)\b"
        r"|\byour safety is\b"
        r"|\byou(?:'re| are) in (?:a|your) (?:\w+ )?safe (?:place|space|room|container|haven)\b|\bsafe and (?:sound"
        r"|held"
        r"|protected|loved)\b|\b(?:perfectly|completely|totally|entirely|absolutely|utterly|quite) safe\b"
        r"|\byou(?:'re| are) out of (?:all )?danger\b|\bin perfect safety\b",
        "A recording cannot know that the listener is safe, and a part that is not sure may feel unheard.",
    ),
    (
        r"\b(?:nothing|no one|nobody|no harm|no danger)(?: (?:here|there|inside|in (?:here|there|this room|you)"
        r"|that comes"
        r"(?: up)?|now))* (?:can|could|will|is able to|is going to) (?:\w+ )?(?:hurt|harm|touch|reach|come to|get to"
        r"|threaten"
        r"|endanger)(?: (?:you|it|them|us))?\b",
        "A recording cannot know that the listener is safe, and a part that is not sure may feel unheard.",
    ),
    (
        rf"\blet(?:ting)? go\b{_KEPT}|\b{_GONE} lets? go\b{_KEPT}"
        r"|\blet(?:ting)? (?:it all|everything|yourself|all of (?:it|this|that)|all (?:this|that|your \w+)|go and"
        r"|your (?:guard|control|defen[cs]es|worries|fears|thoughts|pain|tension|mind|body|\w+ \w+)|(?:the|any|all)"
        rf" (?:\w+ )?(?:tension|control|pain|fear|worry|worries|thoughts?|past|weight|day)) go\b{_KEPT}"
        r"|^(?:(?:and|now|just|then|so|you (?:can|could|may|might)(?: now| just)?),? )*let (?:it|that|this|them|these"
        rf"|those) (?:all )?go\b{_KEPT}",
        "“Let go” is easily heard as an order, by parts that hold on for a reason.",
    ),
    (
        r"\bsurrender(?:s|ed|ing)?\b|\b(?:giv(?:e|ing)|hand(?:ing)?) (?:yourself|it all|everything"
        r"|all of you) (?:over|up)\b"
        r"|\bgiv(?:e|ing) (?:yourself |all of yourself )?(?:over )to\b|\bgiv(?:e|ing) yourself (?:wholly |fully "
        r"|completely"
        r" )?to (?:it|the|this|what|whatever)\b|\bgiv(?:e|ing) in to\b|\bgiv(?:e|ing) up (?:all |your |any )*control\b"
        r"|\blos(?:e|ing) control\b|\byield(?:ing)? to\b|\bsubmit(?:ting)? to\b|\bgive in\b(?=[.,!;]|$| now| and)",
        "To surrender is what someone who was once overpowered least can.",
    ),
    (
        r"\b(?:just|simply|only|now|please|so|and|try to|need to|have to|must|should|to) (?:\w+ly )?(?:relax"
        r"|calm down|chill)\b(?! your)(?! and you)|\brelax(?:ing)? (?:completely|deeply|fully|totally|more|even|into"
        r"|and (?:let|sink|drift|enjoy))\b"
        r"|\b(?:completely|deeply|totally|fully|more and more|even more) relax(?:ed|ing)?\b"
        r"|^relax\b[.,!… ]*(?:$|now|and)|\bcalm down\b|\bdon't worry\b|\bdo not worry\b|\bsettle down\b(?! (?:with"
        r"|in|on))",
        "“Just relax” makes a task of what comes by itself, or does not.",
    ),
    (
        r"\b(?:go|goes|going|gone|drift|drifting|sink|sinking|drop|dropping|fall|falling|float|floating|move|moving"
        r"|dive"
        r"|diving|travel|travelling|traveling|slide|sliding|get|getting|take you|pull you|let yourself|be drawn"
        r"|carry you"
        r"|breathe yourself)(?: (?:\w+ly|even|much|a little|a bit|ever|yourself|down|still|so|in|further|yet|you"
        r"|always))*"
        r" (?:deeper|deep down|deep inside|all the way (?:down|in)|further (?:in|down|inside)|(?:further|farther"
        r"|down|lower)"
        r" and (?:further|farther|down|lower))\b"
        r"|\bdeeper and deeper\b|\bdeeper (?:into|inside|within|still|down|now|relax\w*|trance|sleep)\b"
        r"|\bdeepen(?:ing)? (?:your|the|this)\b|\b(?:sink|sinking|drift|drifting) (?:further|farther|ever further)\b",
        "“Deeper” pulls where a part may want to stay. How far to go is the listener's own.",
    ),
    (
        r"\btrust (?:me\b|my (?:voice|words|guidance)|us\b|in me\b|what i say|(?:in )?(?:the|this|your)"
        r" (?:process|medicine|journey|guide|ketamine|experience|voice)|completely|fully|that (?:all|everything"
        r"|it will|you"
        r" are))|\byou can trust (?:me|this|us)\b",
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
    r"|lids) (?:to )?(?:\w+ly )?(?:close|shut|drop|fall|drift|slip|sink|grow heavy|become heavy|get heavy|droop)\b"
    r"|\b(?:with|keep(?:ing)?|have) (?:your |both )?(?:eyes|eyelids) (?:\w+ly )?(?:closed|shut)\b"
    r"|\bwith closed eyes\b|\byour eyes (?:are|will|now) (?:\w+ )?(?:closing|closed|close)\b"
    r"|\beyes (?:closed|shut)\b|\bclose them\b",
    re.I,
)
_EYES_CHOICE = re.compile(
    r"\bor\b[^.]*\b(?:open|half|lower\w*|soft\w*|gaze|look\w*|rest\w*|cover\w*|down|not|leave|keep|let|find|stay\w*)\b"
    r"|\b(?:eyes|them|lids|stay|be|half|kept)[- ](?!and )(?:\w+ )?open\b|\bopen,? or\b|\bif (?:you|that|it|closing"
    r"|this|they|your)\b"
    r"|\bas (?:you|they) (?:like|prefer|wish|want)\b|\bwhichever\b|\bno need\b|\b(?:do not|don't) (?:have|need)\b"
    r"|\bprefer\b|\bup to you\b|\beither\b|\bneed not\b|\bas much as\b|\bwhenever\b",
    re.I,
)
_EYES_OPEN = re.compile(
    r"\beyes\b[^.]*\b(?:open|covered|half)|\b(?:gaze|lowered)\b|\b(?:leave|keep|have|let) (?:them|your eyes"
    r"|one)\b[^.]*\bopen|\bopen (?:them|your eyes|one)\b"
    r"|\bopen (?:is|works|will do|eyes)\b|\b(?:rather|prefer to) (?:see|look|keep|not)\b|\beither is\b|\bor leave\b"
    r"|\bno need to (?:close|shut)\b|\bup to you\b|\b(?:don't|do not) have to\b",
    re.I,
)
_STOPS = re.compile(r"\b(?:stop|leave this|turn (?:it|this)|switch|end|pause|quit|way out|enough)\b", re.I)
"""A sentence about stopping offers open eyes as a way out, which is another thing."""
_OPENS_LATER = re.compile(
    r"\b(?:before|until|when|then|later|now|and) (?:you )?(?:\w+ )?open(?:ing)? (?:them"
    r"|your eyes)\b",
    re.I,
)


def _find_loaded(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        for pattern, message in _LOADED:
            for found in pattern.finditer(line.text):
                start = found.start()
                only_if = _ONLY_IF.search(line.text, max(start - 40, 0), found.end())
                if not (only_if or is_negated(line.text, start) or is_reported(line.text, start)):
                    yield found_in(line, start, found.end(), message)
        yield from _closed_eyes(heard, line)


def _closed_eyes(heard: Heard, line: Line) -> Iterator[Finding]:
    """Eyes to be closed where nothing near offers to leave them open."""
    found = _EYES.search(line.text)
    if found is None or is_negated(line.text, found.start()) or is_reported(line.text, found.start()):
        return
    others = [_OPENS_LATER.sub("", other.text) for other in heard.near(line) if other is not line]
    offers = (text for text in others if not _STOPS.search(text) or _EYES_CHOICE.search(text))
    named = "them" not in found[0] or any("eyes" in text.casefold() for text in (line.text, *others))
    if named and not _EYES_CHOICE.search(_OPENS_LATER.sub("", line.text)) and not any(map(_EYES_OPEN.search, offers)):
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
