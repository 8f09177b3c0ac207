"""Never around a protector, and never over it."""

import re
from collections.abc import Iterator

from guides.care.negation import is_negated
from guides.care.parts import A_PART, PART
from guides.care.passages import Heard
from guides.care.rule import Finding, Rule, found_in

_PEOPLE = rf"(?:{A_PART}|{PART}|it|they|them|you|he|she|everyone|all of (?:you|them))"
_BARRIER = (
    rf"(?:{A_PART}|{PART}|it|them|him|her|this|that|these|those|(?:\w+ )?(?:resistance|defen[cs]es?"
    r"|defensiveness|walls?|barriers?|fears?|doubts?"
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
            r"\b(?:can|could|may|will|must|should|to|now) be (?:\w+ly )?(?:set|put|pushed|moved|left|brushed"
            r"|swept) (?:aside|behind"
            r"|away|out of the way|to one side)\b",
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
            r"\b(?:ask|asking|tell|telling|get|order|make|urge|instruct|command|let|send|direct"
            rf"|invite|request) (?:{A_PART}|it|them|all of them|all your {PART}|your {PART}|{PART})"
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
            rf"|\b(?:{A_PART}|{PART}|you|it|they|(?:your|the|those|these) (?:guards?|defen[cs]es?"
            r"|walls?)) (?:(?:are|is|'re|'s)(?: not| no longer| never)|aren't"
            r"|isn't)(?: really)? (?:needed|wanted|required|necessary)(?: (?:any ?more|now|today|here|any longer"
            r"|for this|in this \w+|in here|at the moment))?[.!,;]"
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
_WISHES = re.compile(
    r"\b(?:(?:it|they|parts?(?: of you)?|protectors?|one) (?:may |might |could |can )?(?:fears?|worry|worries"
    r"|(?:is|are|be) (?:afraid|worried|scared))(?: that| of| it| to| they)"
    r"|(?:some|a|one|another) (?:\w+ )?part(?: of you)?(?: may| might| could)? (?:wants?|wish(?:es)?|hopes?"
    r"|likes?|tries|try|longs?|would like|would rather)(?: that| to)?)\b[^.;]*$",
    re.I,
)
"""Says what a part fears or wishes, which is no advice."""
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
                if (
                    is_negated(line.text, found.start())
                    or _ASKS_LEAVE.search(line.text)
                    or _WISHES.search(line.text[: found.start()])
                ):
                    continue
                yield found_in(line, found.start(), found.end(), message)


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
