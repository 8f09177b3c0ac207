"""The breath: never the only anchor, and never held."""

import re
from collections.abc import Iterator

from guides.care.invitations import leaves_room
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
    r"\b(?:hands?|palms?|fingers?|fingertips|feet|foot|toes|floor|chair|seat|ground|back|bed|cushion|mattress"
    r"|blanket|sounds?|hear|hearing|music|listen(?:ing)?|rain|room|eyes|look(?:ing)?"
    r"|see|seeing|wall|window|ceiling|spot|object|something (?:you|near|else|in)|weight|shoulders|body|touch"
    r"|cloth|fabric|anchor|heels|legs|arms|lap|tap(?:ping)?|walk(?:ing)?|rest(?:ing)?|candle|stone|texture"
    r"|here|place)\b",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:instead|rather|prefer|alternatively|otherwise|as well|just as (?:well|good)|if (?:the|your|this"
    r"|breath|breathing|paced|counting|it|that|you)|when (?:the|your|breathing)|leave (?:the|your|this) breath"
    r"|let (?:the|your|this) breath(?:ing)? be"
    r"|skip|without (?:the|counting|changing|this)|anything other|other than|in place of|not (?:a )?(?:good"
    r"|comfortable|right|for you|helpful|easy)|uncomfortable|any other|another|whichever|whatever|either"
    r"|just as|equally|too|also|no need|don't (?:have|need)|do not (?:have|need))\b",
    re.I,
)
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
    r"\bhold(?:ing|s)? (?:(?:on to |onto )?(?:your|the|that|this|each|every|a|one) (?:\w+ )?(?:breath|inhale"
    r"|air)|it (?:in|there|for|at|a)|your breathing|the breath|in your breath|for (?:a (?:count|moment|few)"
    r"|\w+ (?:counts?|seconds?|beats?))|for (?:two|three|four|five|six|seven|eight|ten|\d+)\b|at the top)"
    r"|\bbreathe? in\b[^.!?]{0,60}\b(?:hold|pause and hold|keep it)\b|\binhale\b[^.!?]{0,60}\bhold\b"
    r"|\bbreath (?:is )?held\b|\bretain (?:the|your) breath\b|\bkeep (?:the|your) (?:air|breath) (?:in|inside"
    r"|there)\b|\bstop (?:your )?breathing\b|\bdon't breathe\b|\bdo not breathe\b"
    r"|\bpause (?:\w+ )?(?:at|with) (?:the )?(?:top|full|your lungs|lungs)\b|^(?:now |and |then "
    r"|just )*hold[.!…]*$|\bwith (?:full|empty) lungs\b",
    re.I,
)
_NOTICES = re.compile(
    r"\b(?:notice|notices|if|whether|catch|find|found|perhaps|maybe|may|might|without"
    r"|no need|when) (?:that |a part |yourself |of )?(?:\w+ ){0,3}$",
    re.I,
)


def _offers_other(lines: tuple[Line, ...]) -> bool:
    """Whether a few sentences offer something else beside the breath."""
    for number, line in enumerate(lines):
        if not _ANCHOR.search(line.text):
            continue
        if _INSTEAD.search(line.text):
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
    for line in heard.lines:
        found = _HOLD.search(line.text)
        if found and not is_negated(line.text, found.start()) and not _NOTICES.search(line.text[: found.start()]):
            yield Finding(line.place_of(found.start(), found.end()), message, severity)


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
