"""Whether a sentence brings back to the body and the room."""

import re

_BODY = (
    r"(?:feet|foot|toes|heels|soles|floor|ground|chair|seat|bed|mat|mattress|sofa|couch|cushion|pillow|blanket|sheets?"
    r"|hands?|palms?|fingers?|fingertips|knees|legs|arms|shoulders|back|head|neck|shoes|socks|sleeves|clothes|cloth|table"
    r"|wall|weight|face|body|where you (?:sit|lie|are|stand)|what (?:is under|holds|you are (?:sitting|lying))|air"
    r"|temperature|skin)"
)
_TOUCH = (
    r"(?:feel|feeling|press|pressing|push|pushing|put|set|plant|stamp|tap|notice|sense|wiggle|wriggle|rub|squeeze|touch"
    r"|shake|roll|move|moving|stretch|rest|lay|lean|turn|lift|let|bring|find|pat|stroke|curl|warm|spread|hold|aware of)"
)
_THINGS = (
    r"(?:room|window|ceiling|door|doorway|lamp|light|walls?|corners?|furniture|curtains?|clock|sky|street|house|kitchen"
    r"|garden|outside|colou?rs?|shapes?|objects?|things?|something|one thing|what (?:is|you) (?:on|in front|near|next|around|behind|outside|above|see|can see)|around|about|up|left|right"
    r"|near|far|floor|surroundings|face)"
)
_OUTWARD = re.compile(
    rf"\b{_TOUCH}\b[^.!?]{{0,50}}\b{_BODY}\b"
    rf"|\b{_BODY}\b[^.!?]{{0,30}}\b(?:on|against|under|beneath|below|meets?|touch\w*|holds?|held|press\w*|moves?|move)\b"
    rf"|\b(?:look|looking|eyes|gaze|see|watch|take in|glance|turn to|take a look|a look)\b[^.!?]{{0,50}}\b{_THINGS}\b"
    r"|\b(?:eyes|eyelids|lids) (?:\w+ ){0,3}?open\b|\bopen(?:ing)? (?:\w+ )?eyes\b"
    r"|\b(?:name|naming|count|counting|find|finding|look for|looking for|choose|pick|spot|notice|say no to)\b[^.!?]{0,30}"
    r"\b(?:one|two|three|four|five|six|\d|thing|things|something|object|colou?r|colou?rs|sounds?|shapes?)\b"
    r"|\b(?:what|which) (?:day|date|year|time|month|hour)\b[^.!?]{0,30}\b(?:is|it|week|today|now|are)\b"
    r"|\bthe (?:day|date|year|time|month|hour) (?:it is|is|now|today|of the week)\b|\bwhere you are\b"
    r"|\b(?:the day of the week|name of the day|today's date|what comes next|your (?:own )?name)\b"
    r"|\b(?:hear|listen\w*|sounds?|noise)\b[^.!?]{0,30}\b(?:room|outside|around|street|house|near|nearest|next|farthest|far"
    r"|birds?|traffic|clock|home|building)\b"
    r"|\b(?:stretch|yawn|wiggle|wriggle)\w*\b|\b(?:get|stand|sit|standing|sitting|getting) up\b|\ba few steps\b"
    r"|\b(?:sip|glass|drink|cup|mug|bit) of (?:water|tea|coffee|something|fresh air)\b|\b(?:some|drink|cold|fresh) (?:water|air)\b"
    r"|\b(?:wash|splash) (?:your|some)\b|\bopen (?:a|the) (?:window|curtain|door)\w*\b"
    r"|\b(?:back|return\w*|arriv\w*|come|coming|here)\b[^.!?]{0,30}\b(?:room|chair|floor|house|day|here and now|present|place"
    r"|kitchen|bed|body)\b|\b(?:room|day|house|world)\b[^.!?]{0,30}\b(?:is|are|comes?|has|around|waits|again|back)\b"
    r"|\bthe light (?:in|on|of|outside|through)\b|\baround you\b|\boutdoors\b"
    r"|\b(?:you )?can (?:you )?(?:see|hear|touch|smell)\b|\bto (?:look at|see|hear|touch)\b|\b(?:street|traffic|house) noise\b"
    r"|\bwalk (?:about|around|a little|outside)\b|\b(?:lights?|lamp) on\b",
    re.I,
)
_PLAIN_THINGS = re.compile(
    r"\b(?:the|your|both|a|this|these|its) (?:\w+ )?(?:feet|floor|seat|chair|wall|window|lamp|door|ceiling|table|bed|mat"
    r"|blanket|knees|hands|air|room|light|street|curtain|cup|cushion|pillow|sheet|shelf|books?)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:inner|inside (?:you|your)|imagine|picture|in your mind|eyes (?:\w+ ){0,2}?(?:open|closed|shut|covered),? or"
    r"|eyes closed|close your eyes|hold(?:s|ing)? (?:it|them|this|on)|float|drift|keep (?:the|your) eyes)\b",
    re.I,
)
"""Speaks of a room that is not this one, or of how to lie during the guide."""


def is_grounding(text: str, *, imagined: bool = False) -> bool:
    """Whether a sentence turns to something outside: the floor, the room, the light, what day it is.

    Args:
        text: the sentence.
        imagined: whether a place that is only imagined was just spoken of, whose things ground nobody.
    """
    if _ELSEWHERE.search(text):
        return False
    return _OUTWARD.search(text) is not None or (not imagined and len(_PLAIN_THINGS.findall(text)) > 1)
