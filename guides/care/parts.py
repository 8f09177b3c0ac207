"""Going toward a part only when the person is open to it, and never around one."""

import re
from collections.abc import Iterator

from guides.care.invitations import PART
from guides.care.negation import is_negated
from guides.care.passages import Heard, Line
from guides.care.rule import Finding, Rule, found_in

_THE = r"(?:the|this|that|these|those|your|a|an|any|all|every|each|some|one of|whichever|another)"
_A_PART = rf"(?:{_THE} (?:\w+[- ]){{0,3}}?{PART}(?: of you)?)"
_IT = rf"(?:it|them|him|her|{_A_PART}|the one (?:that|who))"
_SLOWLY = r"(?:(?:a (?:little|bit|step|few steps)|gently|slowly|just|right|even|one step|straight|in|over|up|down) )*"
_MEETING = re.compile(
    rf"\b(?:go|going|move|moving|come|get|walk|step|draw|lean|turn|reach|float|edge|travel|head) {_SLOWLY}"
    r"(?:(?:closer|nearer|near|toward|towards|up|out|back) )?(?:(?:to|toward|towards|near|beside|next to|up to"
    rf"|with) )?{_IT}\b"
    rf"|\b(?:go|move|come|get|walk|step|draw|lean|edge) {_SLOWLY}(?:closer|nearer)\b"
    r"|\b(?:approach|befriend|embrace|hug|greet|meet|visit|face|console|soothe|comfort|hold|cradle|question"
    rf"|interview) {_IT}\b"
    rf"|\b(?:ask|tell) {_IT}\b|\bask (?:what|how|why|whether|if) (?:it|they|{_A_PART})\b|\blet (?:it|them"
    rf"|{_A_PART}) know\b"
    r"|\b(?:talk|talking|speak|speaking|listen|chat|say hello|say hi|connect|get closer|get to know"
    r"|make friends|make contact)"
    rf" (?:to |with |toward )?{_IT}\b"
    rf"|\b(?:sit|sitting|be|stay) {_SLOWLY}(?:down )?(?:with|beside|next to|near|by) {_A_PART}"
    rf"|\bget to know {_IT}\b|\bspend (?:some |a little )?time with {_IT}\b|\binvite {_IT} (?:in|closer|to come)\b"
    rf"|\btake {_IT} (?:in|into|by)\b|\b(?:say|offer) (?:hello|something kind|a greeting) to {_A_PART}",
    re.I,
)
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
    r"n't\b|\b(?:not|no|nothing|else|other|another|rather|otherwise|afraid|fear|scared|frightened|angry|anger"
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
    for found in _MEETING.finditer(line.text):
        spoken_of = _NAMES_PART.search(found[0]) or (0 <= line.passage - named <= 3 and named >= 0)
        if spoken_of and not is_negated(line.text, found.start()) and not _is_asked(line.text, found):
            yield found


def _is_asked(text: str, found: re.Match[str]) -> bool:
    """Whether the part itself is said to be near, or only the music or the room is."""
    before = text[: found.start()].rstrip().lower()
    return before.endswith(
        ("it can", "it may", "it might", "they can", "they may", "does it", "would it", "wants to", "want to")
    )


def _has_plan(heard: Heard, asked: Line, meeting: Line) -> bool:
    """Whether it is said what to do when the answer is not open, before the meeting or right after an open one."""
    gated = _GATE.search(meeting.text) is not None
    last = meeting.passage + (2 if gated else 0)
    for line in heard.lines:
        if asked.passage <= line.passage <= last and (
            gated or line.start <= meeting.start or line.passage == asked.passage
        ):
            sentences = [clause for clause in re.split(r"[;:]", line.text) if _OTHERWISE.search(clause)]
            if any(_CLOSED.search(clause) for clause in sentences):
                return True
    return False


_PEOPLE = rf"(?:{_A_PART}|{PART}|it|they|them|you|he|she|everyone|all of (?:you|them))"
_BARRIER = (
    rf"(?:{_A_PART}|{PART}|it|them|him|her|this|that|these|those|(?:\w+ )?(?:resistance|defen[cs]es?"
    r"|defensiveness|walls?|barriers?|blocks?|fears?|doubts?"
    r"|worry|worries|hesitation|reluctance|guards?|armou?r|shield|ego|discomfort|pain|anger|sadness|shame|no"
    r"|whatever (?:is|stands) in (?:your|the) way))"
)
_OBJECT = (
    r"(?:(?:the|your|any|all|every|this|that|those|these|its?|their|all of|all your|all the"
    rf"|any of) )*(?:\w+ )?{_BARRIER}"
)
_BYPASS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), message)
    for pattern, message in (
        (
            r"\b(?:get|gets|getting|got|go|goes|going|move|moving|slip|slipping|sneak|sneaking|work|working"
            r"|reach|reaching|climb|walk|walking|float|glide|sail"
            r"|find (?:a|your) way|make your way|see|look|step|jump|reach)(?: (?:right|straight|quietly|gently"
            rf"|just|your way|yourself|you))? (?:past|around|beyond|over|underneath|behind) {_OBJECT}\b",
            "This goes around a protector.",
        ),
        (r"\bget(?:ting)? (?:right |straight )?past\b", "This goes around a protector."),
        (
            r"\b(?:push|pushing|power|powering|force|forcing|press|pressing|plough|plow|barrel|break|breaking"
            r"|burst|bust|blast|muscle|drive)"
            r"(?: (?:yourself|it|them|your way|right|straight|on|him|her|this|that))* (?:through|past|on through"
            r"|ahead anyway)\b(?! the (?:music|sound|words|days?))",
            "This pushes through what holds back.",
        ),
        (
            rf"\b(?:push|pushing|shove|brush|sweep|cast) {_OBJECT} (?:aside|away|down|out|off|to one side"
            r"|out of the way)\b"
            rf"|\b(?:put|set|move|lay) {_OBJECT} (?:aside|to one side|out of the way)\b",
            "This pushes a part away.",
        ),
        (
            rf"\b(?:push|pushing|brush|put|set|sweep|cast|shove) (?:aside|away|down|off) {_OBJECT}\b",
            "This pushes a part away.",
        ),
        (
            r"\b(?:step|steps|stepping|move|stand|stands|standing) (?:aside|out of the way|down now)\b|\b(?:get"
            r"|stay|keep) out of (?:the|your|our|my|its) way\b|\bstand down\b|\bmake way\b",
            "A protector is told to go here, and not asked.",
        ),
        (
            rf"\b{PART}\b[^.!?;]{{0,20}}, (?:please )?(?:now )?(?:step|move|stand|go|leave|relax|rest|let|be quiet"
            r"|stop)\b|\b(?:please )?step back now\b",
            "A protector is told to go here, and not asked.",
        ),
        (
            r"\b(?:ask|asking|tell|telling|get|order|make|want|need|have|urge|instruct|command|let|send|direct"
            rf"|invite|request) (?:{_A_PART}|it|them|all of them|all your {PART}|your {PART}|{PART})"
            r" (?:\w+ )?(?:to )?(?:please )?(?:now )?(?:step (?:aside|back|away|down)|move (?:aside|back|over"
            r"|away)|stand (?:aside|back|down)|go away|get out|back off|leave|be quiet|stay (?:out|quiet|away)"
            r"|wait outside|stop (?:protecting|guarding)|give up|make way)\b",
            "A protector is told to go here, and not asked.",
        ),
        (
            rf"\b{_PEOPLE} (?:must|should|need to|needs to|have to|has to|(?:can|may|will|shall) now)(?: now"
            r"| all)? (?:step (?:aside|back|away)|stand (?:aside|down|back)|move (?:aside|over)|go away|leave"
            r"|be quiet|stop protecting)\b",
            "A protector is told to go here, and not asked.",
        ),
        (
            rf"\b{_PEOPLE}(?: (?:really|simply|just|today))? (?:won't|will not|wo not|aren't going to"
            r"|are not going to|isn't going to|is not going to|will no longer|do not have to"
            r"|don't have to) be (?:\w+ )?(?:needed|wanted|necessary|required)\b"
            rf"|\b(?:{_A_PART}|{PART}|you|it|they) (?:(?:are|is|'re|'s)(?: not| no longer| never)|aren't"
            r"|isn't)(?: really)? (?:needed|wanted|required|necessary)(?: (?:any ?more|now|today|here|any longer"
            r"|for this))?[.!,;]"
            r"|\b(?:we|you|i) (?:do not|don't|no longer|won't|will not|will no longer) (?:\w+ )?(?:need"
            rf"|want) (?:you|your help|(?:the|this|that|your|these|those|any) (?:\w+ )?(?:{PART}|protection"
            rf"|defen[cs]es?|guards?|armou?r|help of {PART}))\b"
            r"|\b(?:your|its|their) (?:job|work|task|service|duty) (?:is|are|has) (?:now )?(?:done|over|finished"
            r"|no longer|not)\b",
            "This tells a protector that it is not needed.",
        ),
        (
            r"\b(?:ignore|ignoring|override|overriding|overcome|overcoming|bypass|bypassing|dismiss|banish"
            r"|conquer|defeat|outwit|outsmart|trick|silence|get rid of|rid yourself of|shut (?:down|off|out|up)"
            r"|switch off|turn off|drown out|fight|crush|overpower|overrule|disarm|dissolve|tune out"
            rf"|don't listen to|do not listen to|suppress|skip past|skip over) {_OBJECT}\b",
            "This works against a protector.",
        ),
        (
            r"\b(?:let(?:ting)? down|lower(?:ing)?|drop(?:ping)?|lay(?:ing)? down|put(?:ting)? down"
            r"|tear(?:ing)? down|break(?:ing)? down|give up|take down|surrender|abandon) (?:all )?(?:of )?(?:your"
            r"|the|its|their|any|those|every) (?:\w+ )?(?:guard|defen[cs]es?|walls?|armou?r|shields?|protections?"
            r"|resistance)\b",
            "This asks to give up what protects.",
        ),
        (
            r"\bleav(?:e|ing) (?:all )?(?:of )?(?:the|your|its|any|this|that|every|those"
            rf"|these) (?:\w+ )?(?:{PART}|fears?|doubts?|defen[cs]es?|resistance) (?:of you )?(?:behind|outside"
            r"|at the door)\b",
            "This leaves a protector behind.",
        ),
        (
            r"\b(?:straight|directly|right) (?:in )?to the (?:\w+ )?(?:exile|wound|core|heart of the pain"
            r"|root of the (?:pain|hurt)|pain|trauma)\b|\bwithout (?:your|the|any|their) (?:\w+ )?(?:protectors?"
            r"|protection|permission|managers?)\b",
            "This goes around what protects.",
        ),
    )
)
_ASKS_LEAVE = re.compile(
    r"\b(?:willing\w*|(?:if|whether) (?:it|they|he|she|that part|this part|the part|(?:the|your|any|those"
    r"|these) \w+|any of them|that one)(?:'d| would| could| can| might| may| wants?| is| are| feels?| agrees?"
    r"| likes?)"
    r"|would (?:it|they|he|she|any|that|this)\b|(?:okay|ok|fine|all right|alright) with|(?:it|they|he|she|one"
    r"|part|protectors?) (?:wants?|would like|'d like|likes?|prefers?|chooses?|agrees?)|permission"
    r"|no is an answer|could (?:it|they))\b",
    re.I,
)


def _find_bypass(heard: Heard) -> Iterator[Finding]:
    """Words that go around, push away or dismiss a part."""
    for line in heard.lines:
        for pattern, message in _BYPASS:
            for found in pattern.finditer(line.text):
                if is_negated(line.text, found.start()) or _ASKS_LEAVE.search(line.text):
                    continue
                yield found_in(line, found.start(), found.end(), message)


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
NO_BYPASS = Rule(
    name="no-bypass",
    reason=(
        "Protectors have reasons. One that is pushed aside, tricked or told that it is not needed comes back "
        "harder, and"
        " what it was holding back may come all at once. It may be asked; no is an answer."
    ),
    instead="Ask, and take no for an answer: “You could ask if it would be willing to give you a little room.”",
    breaks="Protectors, step aside now. You won't be needed.",
    keeps="You could ask this protector if it would be willing to step back a little. No is an answer.",
    find=_find_bypass,
)
