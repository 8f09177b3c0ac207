"""How a sentence leaves room, and when it invites attention inward."""

import re

from guides.care.parts import PART

ROOM = re.compile(
    r"\b(?:if|unless|might|could|perhaps|maybe|possibly|would you|would like|invited?|welcome to|free to|feel free"
    r"|see whether|when(?:ever)? (?:you|it|that|your \w+)(?:'re| are| feel| is| seems?| like| want| wish| need)"
    r"|whenever|wherever|whatever|whichever|however (?:much|long|little|slowly)"
    r"|as (?:much|long|far|slowly|little|often|many|few|you|it|feels)\b"
    r"|in (?:your|its) own (?:time|way|rhythm)|at your (?:own )?(?:pace|ease)|take (?:your|all the) time"
    r"|(?:the|all the|what) (?:time|space) you (?:need|like|want)|you (?:can|may)(?! not\b)|you're able"
    r"|works? for you|suits? you|(?:you|your \w+) (?:like|likes|wish|want|wants|prefer)|comfortable|comfortably"
    r"|either|or|no need|optional)\b",
    re.I,
)
"""Words that make a sentence an offer; `or` does, since a choice leaves room."""

_MUST_FOLLOW = re.compile(r"\b(?:you (?:can|may|could|might) (?:now )?only|no (?:choice|ifs))\b", re.I)

_ABOUT_GUIDE = re.compile(
    r"^(?:this|today|tonight|later|soon|after|afterwards|before|in this|in a (?:moment|while|minute)|we(?:'ll| will)?"
    r"|i(?:'ll| will| am|'m)?|welcome|hello|hi|what follows|for (?:this|the next))\b",
    re.I,
)
"""Begins a sentence that tells about the guide and invites to nothing yet."""
_STATES = re.compile(r"^(?:the|it|there|here|next|they|some|every|each|all|no|nobody|nothing)\b", re.I)
_OFFERED = re.compile(r"\byou (?:could|might|may|can)\b|\?", re.I)

_NEVER_INWARD = re.compile(r"\b(?:back to the room|look around|outside you|in the room)\b", re.I)
_LOOKING = (
    r"(?:notice|feel|sense|see|find|look|listen|turn|go|goes|bring|bringing|ask|think|imagine|picture"
    r"|visuali[sz]e|envision"
    r"|remember|recall|meet|check|scan|let|allow|invite|explore|follow|rest|observe|watch|drop|sink|move|come"
    r"|enter|step"
    r"|return|welcome|greet|become aware|be aware|attend|focus|take)"
)
_WITHIN = (
    r"(?:inside|inwards?|within|inner|the (?:middle|cent(?:er|re)) of your \w+|your (?:heart|belly|gut|chest|throat|stomach|breath|breathing|emotions?|feelings?|pain|fear"
    r"|sadness|anger|grief"
    rf"|shame|mind|thoughts)|{PART}|breaths?|breathing|feelings?|emotions?|sensations?|memor(?:y|ies)|image"
    r"|child|wounds?"
    r"|sadness|fear|anger|grief|shame|(?:how|what) you(?:'re| are)? (?:feel(?:ing)?|carry)|what(?:'s"
    r"| is) (?:there|inside|present|alive|stirring)"
    r"|what(?:ever)? (?:comes up|comes|arises)"
    r"|a (?:time|moment) (?:when|in)|toward it|toward them)"
)
_INWARD = re.compile(
    rf"\b{_LOOKING}\b[^.!?;]{{0,70}}?\b{_WITHIN}\b"
    r"|\b(?:imagine|picture|visuali[sz]e|envision|go inside|turn inwards?|body scan|scan (?:through )?(?:your"
    r"|the) body)\b"
    r"|\b(?:remember|recall|think (?:back|of)|go back to|return to|revisit"
    r"|let yourself remember) (?:\w+ ){0,4}?(?:moment|time|day|night|journey|session"
    r"|childhood|year|years|happened|came|past|dream|first|last|loss|someone)\b"
    r"|\b(?:what|where|how) (?:do|are|is|does|would|might)\b[^.!?]{0,40}\b(?:inside|in(?:side)? your body"
    r"|feel(?:ing)?)\b",
    re.I,
)
_OFFERS = re.compile(
    rf"^(?:(?:and|so|now|then|next|gently|slowly|softly|just|or|again|here|please|first)[,]? )*{_LOOKING}\b"
    r"|\b(?:you(?:'re| are)? (?:could|might|may|can|invited|would)|perhaps|maybe|if (?:you|it|that|this)"
    r"|would you|can you"
    r"|could you|do you|let(?:'s| us| your| yourself)|see (?:if|whether)|,\s*(?:and )?(?:notice|feel|turn"
    r"|bring|go|ask))\b|\?",
    re.I,
)


def leaves_room(text: str) -> bool:
    """Whether a sentence is an offer rather than an order."""
    return ROOM.search(text) is not None and not _MUST_FOLLOW.search(text)


def tells_of_guide(text: str) -> bool:
    """Whether a sentence says what the guide is about, and invites to nothing yet."""
    return _ABOUT_GUIDE.match(text) is not None and "?" not in text


def inward(text: str) -> re.Match[str] | None:
    """Where a sentence invites attention to something inside."""
    if tells_of_guide(text):
        return None
    if _STATES.match(text) and not _OFFERED.search(text):
        return None
    found = _INWARD.search(text)
    return found if found and _OFFERS.search(text) and not _NEVER_INWARD.search(text) else None
