"""Never around a protector, and never over it."""

import re
from collections.abc import Iterator
from typing import Literal

from guides.care.asking import asks, may_say_no
from guides.care.negation import is_negated
from guides.care.parts import A_PART, PART
from guides.care.passages import Heard, Line
from guides.care.quoting import is_reported
from guides.care.rule import Finding, Rule, found_in

_FEELING = (
    r"(?:resistance|defen[cs]es?|defensiveness|walls?|barriers?|fears?|doubts?|worry|worries|hesitation|reluctance"
    r"|guards?|armou?r|shields?|ego|discomfort|pain|anger|sadness|shame|numbness|watch(?:man|er)|gate-?keepers?"
    r"|sentr(?:y|ies)|sentinels?|soldiers?|blockage|voices? (?:that|who))"
)
Whom = Literal["", "here", "near"]
"""Where a part has to be named, so that a phrase can mean one: nowhere, in the same sentence, or just before."""
_WHOM = re.compile(
    rf"\b(?:{PART}|{_FEELING}|parts? of you|the one (?:that|who)|\w+ (?:one|side) of you|objects?|objection|says? no"
    r"|does not (?:want|like)|do not (?:want|like))\b",
    re.I,
)
"""Something that `it` or `them` may stand for."""
_NOT = r"(?!to |at |in |on |of |the |and |for |with |from |into |by |or |a |an )"
_A = r"(?:(?:the|your|any|all|every|this|that|those|these|its|their|whatever|whichever|each|some|such) |all of )"
_NAMED = (
    rf"(?:{A_PART}|(?:{_A}*(?:{_NOT}\w+ ){{0,2}}?(?:{PART}|{_FEELING}))|(?:{_A}(?:\w+ )?one (?:that|who) \w+)"
    r"|what(?:ever)? (?:is|stands|gets) in (?:your|the) way|(?:the|that|its|their|your) ['\"]?no\b['\"]?)"
)
_IT = r"(?:it|them|him|her|these|those|that|this)"
_THEY = rf"(?:{A_PART}|{PART}|it|they|them|he|she|everyone(?: inside)?|all of (?:you|them|these)|you)"
_AROUND = r"(?:past|around|round|beyond|over|underneath|behind|by)"
_DISMISS = (
    r"(?:step (?:aside|away|out)|stand (?:aside|down|back)|move (?:aside|over|out|away)|go away|go home|be quiet"
    r"|stop (?:protecting|guarding|watching)|wait (?:outside|in the|at the|by the)|stay (?:at home|outside|out of"
    r"|away|behind|in the (?:hall|car|corner)|home)|leave (?:us|now|you|the room)|clock (?:out|off)|take the"
    r" (?:day|evening|hour|night|week|session|afternoon|morning)(?: \w+)? off|take (?:a|some|its|their|your) (?:day"
    r"|time"
    r"|leave|holiday)s? ?(?:off)?|sit (?:this|it)(?: one)? out|be (?:left|sent|put|parked|shut) (?:out(?:side)?|behind"
    r"|at (?:the door|home)|away|aside)|back off|get out|give up|make way|keep out|lie low|hush|retire|resign"
    r"|go to (?:sleep|bed)|have the (?:day|night|evening|hour) off|go off duty|stop (?:now|it))"
)
_NEEDLESS = (
    rf"\b{_THEY}(?: (?:really|simply|just|today))?(?:(?: won't| will not|'ll not| (?:are|is)n't going to"
    r"| (?:are|is) not going to| will no longer| do(?:es)? not have to| do(?:es)?n't have to)) be"
    r" (?:\w+ )?(?:needed|wanted|necessary|required|of use)\b"
    rf"|\b(?:{A_PART}|{PART}|you|it|they) (?:(?:are|is|'re|'s)(?: not| no longer| never)|aren't|isn't)"
    r"(?: really)? (?:needed|wanted|required|necessary)(?: (?:any ?more|now|today|here|any longer|for this"
    r"|in this))*[.!,;]"
    r"|\b(?:we|you|i) (?:do not|don't|no longer|won't|will not|will no longer|can do without) (?:\w+ )?(?:need|want)?"
    rf" ?(?:you\b(?: (?:here|today|now|for this|any ?more)|[.!,;])|your help|(?:the|this|that|your|these|those|any)"
    rf" (?:\w+ )?(?:{PART}|protection|defen[cs]es?|guards?|armou?r|help of {PART}))\b"
)
_JOB = r"(?:\w+ )?(?:job|work|place|use|need|role|task|business|room|reason)"
_TO_DO = r"(?! to (?:leave|go|change|hurry|do|be|speak|talk|know|step|stop|move|agree|like|say|come))"
_FIGHTS = (
    r"(?:ignor(?:e|ing)|overrid(?:e|ing)|overcom(?:e|ing)|bypass(?:ing)?|dismiss(?:ing)?|banish|conquer|defeat|outwit"
    r"|outsmart|outrun|trick|fool|silenc(?:e|ing)|get rid of|rid yourself of|shut (?:down|off|out|up)|switch off"
    r"|turn off|drown out|fight(?:ing)?|crush|overpower|overrul(?:e|ing)|disarm|dissolve|tune out|suppress|disregard"
    r"|(?:don't|do not) (?:listen to|mind|let)|pay no (?:attention|heed) to|take no notice of|skip (?:past|over)"
    r"|sidestep|evad(?:e|ing)|dodg(?:e|ing)|skirt(?:ing)?(?: (?:around|round))?|leapfrog|circumvent|silence|block out"
    r"|lock (?:up|away|out)|kick out|throw out|send away|chase (?:away|off)|wave (?:away|off)|shoo(?: away)?|talk down)"
)
_GOES = "This goes around a protector."
_TOLD = "A protector is told to go here, and not asked."
_PHRASES: tuple[tuple[str, str, Whom], ...] = (
    (
        r"\b(?:get|gets|getting|got|go|goes|going|move|moving|slip|slipping|sneak|sneaking|work|working|reach"
        r"|reaching"
        r"|climb|walk|walking|float|glide|sail|find (?:a|your) way|make your way|see|look|step|jump|tiptoe|creep"
        r"|steal"
        r"|sidle|duck|squeeze|edge|steer|hop|leap|vault|drift|swim|fly|slide|run|pass|tunnel|dig|come|take you"
        r"|get you"
        r"|take us|lead you)(?: (?:right|straight|quietly|gently|just|silently|softly|your way|us|yourself|you|on"
        rf"|out|in))* {_AROUND} {_NAMED}\b",
        _GOES,
        "",
    ),
    (
        r"\b(?:slip|sneak|tiptoe|creep|steal|sidle|duck|squeeze|edge|climb|glide|leap|hop|jump|get|go|move|sail"
        r"|float"
        r"|work|step|brush|drift|slide)(?:p?ing)?(?: (?:right|straight|quietly|gently|just|silently|softly"
        rf"|your way|yourself))* {_AROUND} {_IT}\b(?! (?:and (?:look|see)|to (?:look|see)|once|slowly"
        rf"|\w+ (?:minutes?"
        r"|times?)|way|hill|street|room|time|week|day))",
        _GOES,
        "near",
    ),
    (
        r"\bget(?:ting)? (?:right |straight )?past\b(?! (?:the (?:\w+ )?(?:hour|day|week|door)|noon))",
        _GOES,
        "",
    ),
    (
        r"\b(?:push|pushing|power|powering|force|forcing|press|pressing|plough|plow|barrel|break|breaking|burst"
        r"|bust"
        r"|blast|muscle|drive|bulldoze|charge)(?: (?:yourself|it|them|your way|right|straight|on|him|her|this"
        r"|that))*"
        r" (?:through|past|on through|ahead anyway)\b(?! the (?:music|sound|words|days?|grass|earth|clouds?|soil))",
        "This pushes through what holds back.",
        "",
    ),
    (
        rf"\b(?:push|pushing|shove|brush|sweep|cast|put|set|move|lay|wave|throw) {_NAMED}(?: (?:that"
        rf"|who) [^.,;]{{1,25}})? (?:aside|away|down|out|off"
        r"|to one side|out of the way|on hold|in a (?:box|drawer|cupboard))\b"
        rf"|\b(?:push|pushing|brush|put|set|sweep|cast|shove|throw) (?:aside|away|down|off) {_NAMED}\b",
        "This pushes a part away.",
        "",
    ),
    (
        rf"\b(?:push|pushing|shove|brush|sweep|cast|put|set|wave) {_IT} (?:aside|to one side|out of the way)\b"
        rf"|\b(?:push|pushing|shove|brush) {_IT} (?:away|down|off|out)\b",
        "This pushes a part away.",
        "near",
    ),
    (
        r"\b(?:step|steps|stepping|move|stand|stands|standing) (?:aside|out of the way|down now)\b|\b(?:get|stay"
        r"|keep)"
        r" out of (?:the|your|our|my|its) way\b|\bstand down\b|\bmake way for\b",
        _TOLD,
        "",
    ),
    (
        rf"\b{PART}\b[^.!?;]{{0,20}}, (?:please )?(?:now )?(?:step|move|stand|go|leave|relax|rest|let|be quiet"
        rf"|stop|wait"
        r"|clock|take (?:the|a) (?:day|hour|break))\b|\b(?:please )?step back now\b",
        _TOLD,
        "",
    ),
    (
        rf"\b(?:ask|asking|tell|telling|get|order|make|have|urge|instruct|command|let|send|direct|invite|request"
        rf"|(?:we|i) (?:want|need)|convince|persuade|talk|trick) (?:{A_PART}|it|them|all of them|all your {PART}"
        rf"|your {PART}"
        rf"|{PART}|{_A}*(?:\w+ )?one (?:that|who) (?:\w+ ){{0,3}}?\w+)(?: \w+)? (?:to |into )?(?:please )?(?:now )?"
        rf"(?:{_DISMISS}|step back|leave|stay quiet|going away|leaving)\b",
        _TOLD,
        "near",
    ),
    (
        rf"\b{_THEY}(?: (?:now|all|too|simply|just))* (?:must|should|need to|needs to|have to|has to|is to"
        rf"|are to|will"
        rf"|shall|has got to|(?:can|may|might|could) (?:as well|now|safely|all now))(?: (?:as well|now|all|just"
        rf"|simply"
        rf"|go ahead and))* (?!be quiet|lie low|go to sleep)(?:{_DISMISS})\b",
        _TOLD,
        "here",
    ),
    (
        rf"\b(?:{A_PART}|{PART})(?: (?:now|all|too|simply|just))* (?:must|should|need to|needs to|have to|has to"
        rf"|is to"
        rf"|are to|will|shall|can|may)(?: (?:as well|now|all|just|safely|simply|go ahead and))* (?:{_DISMISS})\b",
        _TOLD,
        "",
    ),
    (r"\boff[- ]duty\b|\bclock(?:ing)? (?:out|off)\b", _TOLD, "near"),
    (_NEEDLESS, "This tells a protector that it is not needed.", ""),
    (
        rf"\b(?:no|not any|n't any|nothing|little) {_JOB} (?:left )?for (?:it|them|him|her|{A_PART}"
        rf"|{PART})\b{_TO_DO}"
        rf"|\b(?:it|they|{A_PART}|{PART}) (?:has|have|had|'s got)(?: got)? (?:no|nothing) (?:\w+ )?(?:job|work"
        rf"|place|use"
        r"|role|task|business|say|vote|to do|to guard|to say)\b",
        "This tells a protector that it is not needed.",
        "near",
    ),
    (
        rf"\b(?:no|not any|n't any|nothing|little) {_JOB} (?:left )?for (?:you|any of you)\b{_TO_DO}",
        "This tells a protector that it is not needed.",
        "here",
    ),
    (
        r"\b(?:your|its|their) (?:job|work|task|service|duty|watch|shift) (?:is|are"
        r"|has) (?:now )?(?:been )?(?:done|over"
        r"|finished|no longer|not needed|at an end)\b",
        "This tells a protector that it is not needed.",
        "near",
    ),
    (
        rf"\b(?:it|they|he|she|{A_PART}) (?:has|have|gets?) (?:the|a) (?:day|night|evening|week) off\b"
        rf"|\b(?:better|easier|faster|further) without (?:it|them|him|her|{A_PART})\b",
        "This tells a protector that it is not needed.",
        "near",
    ),
    (rf"\b{_FIGHTS} {_NAMED}(?! to (?:be|rush))\b", "This works against a protector.", ""),
    (
        rf"\b{_FIGHTS} (?:it|them|him|her)\b(?! (?:hurry|rush|know|be|feel|see))",
        "This works against a protector.",
        "near",
    ),
    (
        r"\b(?:let(?:ting)? down|lower(?:ing)?|drop(?:ping)?|lay(?:ing)? down|put(?:ting)? down|tear(?:ing)? down"
        r"|break(?:ing)? down|give up|take down|surrender|abandon|take off|shed|melt"
        r"|open) (?:all )?(?:of )?(?:your|the"
        r"|its|their|any|those|every) (?:\w+ )?(?:guard|defen[cs]es?|walls|armou?r|shields?|protections?"
        r"|resistance)\b",
        "This asks to give up what protects.",
        "",
    ),
    (
        rf"\b(?:leav(?:e|ing)|park|drop|put|lock|shut|send|left) {_NAMED} (?:of you )?(?:behind|out(?:side)?\b"
        rf"|at the"
        r" door|at home|in the (?:hall|car|next room|waiting room)|by the door|home)"
        rf"|\b{_NAMED} (?:\w+ )?(?:can|may|should|must|will|is|are|has to|could) (?:now )?(?:to )?(?:be )?left"
        r" (?:behind|out(?:side)?\b|at the door|at home|by the door|in the)",
        "This leaves a protector behind.",
        "",
    ),
    (
        rf"\b(?:leav(?:e|ing)|park|lock|shut) {_IT} (?:outside|at the door|at home|in the hall|by the door|behind)\b"
        rf"|\b(?:lock|shut) {_IT} out\b",
        "This leaves a protector behind.",
        "near",
    ),
    (
        r"\b(?:straight|directly|right) (?:in )?to the (?:\w+ )?(?:exile|wound|core|heart of the pain|root of the"
        r" (?:pain|hurt)|pain|trauma|hurt|child)\b|\bwithout (?:your|the|any|their|its"
        r"|asking) (?:\w+ )?(?:protectors?"
        r"|protection|permission|managers?|consent|leave|any part)\b",
        "This goes around what protects.",
        "",
    ),
)
_BYPASS = tuple((re.compile(pattern, re.I), message, whom) for pattern, message, whom in _PHRASES)
_WISH = re.compile(
    r"\b(?:rather|wish(?:es)?|want(?:s|ed)?|like|likes|hope[sd]?|tend(?:s|ed)? to|try|tries|tried|fears?|afraid"
    r"|wants to"
    r"|used to|learn(?:s|ed|t)?(?: how)?|often|sometimes|urge|tempted|part (?:\w+ )?(?:may|might|could))\b"
    r"(?: (?:to|you|it|that|would|will|may|might|of)\b)*\s*$",
    re.I,
)
"""The listener's or a part's own wish is told, and nobody is asked to follow it."""


_WHICH_PART = re.compile(r"\b(?:that|who) (?:\w+ ){0,2}(?:says|worries|fears|thinks|doubts|afraid)\b[^.,;]*$", re.I)
"""Says which part is meant; nothing is told as its words."""


def _find_bypass(heard: Heard) -> Iterator[Finding]:
    """Words that go around, push away or dismiss a part."""
    for line in heard.lines:
        if asks(line.text):
            continue
        for pattern, message, whom in _BYPASS:
            for found in pattern.finditer(line.text):
                asked = message == _TOLD and may_say_no(heard, line)
                if not asked and _speaks_of_a_part(heard, line, whom) and not _is_only_told(line.text, found.start()):
                    yield found_in(line, found.start(), found.end(), message)


def _speaks_of_a_part(heard: Heard, line: Line, whom: Whom) -> bool:
    """Whether a part is named where it has to be."""
    before = {"": None, "here": 0, "near": 3}[whom]
    if before is None:
        return True
    return any(_WHOM.search(near.text) for near in heard.lines[max(line.number - before, 0) : line.number + 1])


def _is_only_told(text: str, start: int) -> bool:
    """Whether it is denied, reported, or wished by someone."""
    before = text[:start]
    reported = is_reported(text, start) and _WHICH_PART.search(before) is None
    return reported or is_negated(text, start) or _WISH.search(before) is not None


NO_BYPASS = Rule(
    name="no-bypass",
    reason=(
        "Protectors have reasons. One that is pushed aside, tricked or told that it is not needed comes back harder, "
        "and"
        " what it was holding back may come all at once. It may be asked; no is an answer."
    ),
    instead="Ask, and take no for an answer: “You could ask if it would be willing to give you a little room.”",
    breaks="Protectors, step aside now. You won't be needed.",
    keeps="You could ask this protector if it would be willing to step back a little. No is an answer.",
    find=_find_bypass,
)
