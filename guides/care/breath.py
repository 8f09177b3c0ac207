"""The breath: never the only anchor, and never held."""

import re
from collections.abc import Iterator

from guides.care.invitations import leaves_room
from guides.care.leaving import is_way_out
from guides.care.negation import is_negated
from guides.care.passages import Heard, Line
from guides.care.rule import Finding, Rule, found_in
from guides.errors import Severity
from guides.model.script import Breathe

WITHIN = 30.0
"""Seconds before a `[breathe]` within which another anchor is offered."""
MEDICINE_KINDS = ("opening", "journey", "return")
"""Guides of a medicine session."""

_ANCHOR = re.compile(
    r"\b(?:hands?|palms?|fingers?|fingertips|feet|foot|toes|floor|chair|seat|ground|bed|cushion|pillow|mattress|mat"
    r"|blanket|sounds?|hear|hearing|music|listen(?:ing)?|rain|birds?|clock|rest your eyes|your eyes on|look(?:ing)? (?:at"
    r"|around|out|for)|walls?|window|ceiling|lamp|light|spot|(?:an|one|some) (?:object|thing)|corners?|colou?rs?|something (?:you|near|else"
    r"|green|blue|red|solid|warm|cool|firm|soft|to (?:look|hold|touch))|weight|shoulders|body|touch|cloth|fabric|anchor"
    r"|heels|legs|arms|lap|knees|tap(?:ping)?|walk(?:ing)?|candle|stone|texture|table|back of your)\b",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:instead|rather|prefer|alternatively|otherwise|as well|just as|if (?:(?:the|your|this|paced|that) )?(?:breath\w*"
    r"|counting|it|that|this) (?:is|are|isn't|does|doesn't|feels?|gets?|were|makes?|would|along)|when (?:the|your"
    r"|breathing)|(?:leave|let) (?:the|your|this) breath(?:ing)?|skip|without (?:the|counting|changing|this)|anything other"
    r"|other than|in place of|uncomfortable|any other|another|whichever|whatever|either|both|equally|one way|don't (?:have"
    r"|need)|do not (?:have|need)|no need)\b",
    re.I,
)
_INVITES = re.compile(
    r"\b(?:feel|feeling|listen|notice|look|watch|count|tap|stay with|rest (?:on|in|with|your|one|both)|attend|hear|press|rub"
    r"|touch|turn to|return to|go to|choose)\b",
    re.I,
)
_OF_BREATH = re.compile(r"\b(?:breath\w*|inhal\w+|exhal\w+|belly|chest|ribs|stomach|nose|nostrils|lungs)\b", re.I)
_OR = re.compile(r"(?:^(?:\W*)|[,;.…–—-] ?|\b)or\b(?P<rest>.*)", re.I | re.S)
_BREATH = re.compile(r"\b(?:breath\w*|inhal\w+|exhal\w+|counts?|counting)\b", re.I)

_ONLY_BREATH = re.compile(
    r"\b(?:follow|watch|focus|concentrate|count|observe|notice|feel|rest (?:in|on|with)|stay with"
    r"|return(?:ing)? to|come back to|back to|(?:attention|awareness|mind|focus)(?: \w+){0,2} (?:to|on|at)"
    r"|listen to|anchor(?: \w+){0,2} in|be with|ride|keep (?:to|with)|only|just)"
    r" (?:(?:your|the|each|every|this|all|to|on|of|only|just|that|own|natural|next|rhythm|flow"
    r"|the) )*(?:breath(?:s|ing)?)\b|\bbreathe (?:in|deep\w*|slow\w*|with me|out|along|into|from|through)\b"
    r"|\btake (?:a|an|one|two|three|four|five|some|several|\d+) (?:\w+,? ){0,3}breaths?\b|\b(?:inhale|exhale)\b",
    re.I,
)

_HOLD = re.compile(
    r"\bhold(?:ing|s)? (?:(?:on to |onto )?(?:your|the|that|this|each|every|a|one) (?:\w+ )?(?:breath|inhale|air)\b"
    r"|your breathing|in your breath|at the top)"
    r"|\b(?:breathe?|inhale|air|breath|lungs?|in for \w+)\b[^.!?]{0,60}\b(?:hold(?! (?:on|onto|it|the|a|an|your|one|hands?"
    r"|something)\b)|hold it (?:in|there|for|at|a)|pause and hold|keep (?:it|the air) (?:in|inside|there))\b"
    r"|\bbreath (?:is )?held\b|\bretain (?:the|your) breath\b|\bkeep (?:the|your|that|this) (?:air|breath) (?:in|inside"
    r"|there|for)\b|\bstop (?:your )?breathing\b|\b(?:don't|do not|try not to|not to) breathe (?:for|until|while|yet|now)\b"
    r"|\b(?:at the top|after the in-?breath|after (?:you breathe|breathing|the breath) in|between (?:the )?(?:in|breaths)"
    r"|when (?:you are|you're|your lungs are|the lungs are) full)\b[^.!?]{0,40}\b(?:wait|pause|stay|rest|linger|keep|count)\b"
    r"|\bpause (?:\w+ )?(?:at|with) (?:the )?(?:top|full|your lungs|lungs)\b"
    r"|\b(?:let|make) (?:your|the) breath(?:ing)? (?:stop|pause|wait)\b[^.!?]{0,12}\b(?:for|while|there|until)\b"
    r"|\bwith (?:full|empty) lungs\b|\blungs (?:full|empty)\b",
    re.I,
)
_HOLD_IT = re.compile(
    r"\bhold(?:ing)? (?:it (?:in|there|for|at|a)|for (?:a (?:count|moment|few)|\w+ (?:counts?|seconds?|beats?)|two|three"
    r"|four|five|six|seven|eight|ten|\d+))\b|^(?:now |and |then |just )*hold[.!…]*$|\bkeep it (?:in|inside)\b"
    r"|\b(?:stay|remain|rest|wait) (?:full|empty)\b",
    re.I,
)
"""Holds whatever was spoken of last."""
_HOLDING = re.compile(r"\b(?:hold\w*|held|keep|wait|pause|stay|rest|linger|retain|stop|remain)\b", re.I)
_AIR = re.compile(r"\b(?:breath\w*|inhal\w+|exhal\w+|lungs?|air|in for \w+|out for \w+|in,|counts?)\b", re.I)
_NOTICES = re.compile(
    r"\b(?:notice|notices|if|whether|catch|find|found|without|no need|when|some(?:times| people| of us)|often|may be|might be"
    r"|tend to|many of us|people) (?:that |a part |yourself |of )?(?:\w+ ){0,3}$",
    re.I,
)


def _offers_other(lines: tuple[Line, ...]) -> bool:
    """Whether a few sentences offer something else beside the breath."""
    for number, line in enumerate(lines):
        if not _ANCHOR.search(line.text) or (is_way_out(line.text) and not _BREATH.search(line.text)):
            continue
        if _INSTEAD.search(line.text) or (_INVITES.search(line.text) and not _OF_BREATH.search(line.text)):
            return True
        choice = _OR.search(line.text)
        if choice and _ANCHOR.search(choice["rest"]) and (_BREATH.search(line.text) or choice.start() <= 1):
            return True
        before = lines[number - 1].text if number else ""
        if _BREATH.search(before) and (_INSTEAD.search(before) or is_negated(before, len(before))):
            return True
    return False


def _find_only_breath(heard: Heard) -> Iterator[Finding]:
    """Breath without another anchor; in a journey any breath is named by the rule journey-words."""
    if heard.timed.script.front.kind == "journey":
        return
    for timed in heard.timed.steps:
        step = timed.step
        if isinstance(step, Breathe) and not _offers_other(heard.until(timed.start, WITHIN)):
            yield Finding(step.place, "Nothing but the breath is offered in the 30 seconds before this.")
    for line in heard.lines:
        found = _ONLY_BREATH.search(line.text)
        if found is None or is_negated(line.text, found.start()) or leaves_room(line.text):
            continue
        if not _offers_other(heard.near(line)):
            message = "The breath is the only anchor here."
            yield found_in(line, found.start(), found.end(), message)


def _find_held(heard: Heard) -> Iterator[Finding]:
    severity: Severity | None = "error" if heard.timed.script.front.kind in MEDICINE_KINDS else None
    message = "A held breath can bring panic" + (", above all under a medicine." if severity else ".")
    for timed in heard.timed.steps:
        if isinstance(timed.step, Breathe) and timed.step.hold:
            yield Finding(timed.step.place, message, severity)
    before = ""
    for line in heard.lines:
        found = _HOLD.search(line.text)
        if found is None and _AIR.search(before + line.text):
            found = _HOLD_IT.search(line.text)
        before = line.text
        if found is None:
            continue
        word = _HOLDING.search(line.text, found.start())
        start = word.start() if word and word.start() < found.end() else found.start()
        if not is_negated(line.text, start) and not _NOTICES.search(line.text[:start]):
            yield Finding(line.place_of(start, found.end()), message, severity)


BREATH_ONLY = Rule(
    name="breath-only",
    reason=(
        "For some people the breath is the place where fear lives, and being told to breathe makes it worse. "
        "Something"
        " else to rest on must be at hand: hands, feet, a sound."
    ),
    instead=(
        "Offer another anchor in the 30 seconds before: “Or feel your hands instead, if the breath is not a "
        "good place"
        " today.”"
    ),
    breaks="You can stop at any moment.\n\nHere are three slow breaths.\n\n[breathe in 4s, out 6s, 3 "
    "times]\n\nYou might look around the room.",
    keeps=(
        "You can stop at any moment.\n\nHere are three slow breaths. Or feel your hands instead, if the "
        "breath is not a"
        " good place today.\n\n[breathe in 4s, out 6s, 3 times]\n\nYou might look around the room."
    ),
    find=_find_only_breath,
)
BREATH_HOLD = Rule(
    name="breath-hold",
    reason=(
        "Holding the breath raises the pulse and can bring on panic or memories. Under a medicine nobody can "
        "be asked to"
        " do it safely, so there it is always an error."
    ),
    instead="Leave the hold out: [breathe in 4s, out 6s, 3 times].",
    breaks="Or feel your hands instead of the breath.\n\n[breathe in 4s, hold 4s, out 6s, 3 times]",
    keeps="Or feel your hands instead of the breath.\n\n[breathe in 4s, out 6s, 3 times]",
    find=_find_held,
)
