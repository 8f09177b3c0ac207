"""Whether a sentence says how to stop."""

import re

_MAY = (
    r"(?:\b(?:you|we|anyone)(?:'re)? (?:\w+ ){0,3}?(?:can|may|could|might|are (?:always )?free|free|are welcome|get to"
    r"|only have to|just have to|need only|choose|decide)\b(?! not\b)"
    r"|\b(?:feel free|free to|welcome to|allowed|you(?:'ve| have) (?:every|the) right|up to you|is yours|your choice)\b"
    r"|\b(?:is|are|it's|that's|that is|would be|will be) (?:\w+ ){0,2}?(?:okay|ok|fine|all right|alright|good|enough"
    r"|welcome|allowed|possible)\b|\b(?:all right|alright|okay|ok|fine) to\b"
    r"|\b(?:nobody|no one|nothing) (?:will |would )?(?:minds?|stops? you|keeps? you|holds? you|is lost)\b"
    r"|\bno (?:failure|loss|shame|need to explain)\b|\bcan be\b|\bmay be\b)"
)
"""Says that something is open to the listener."""
_MOMENT = (
    r"\b(?:(?:at )?any ?(?:other )?(?:time|moment|point|place|second|minute)|anywhere|anytime|all the time|at once"
    r"|(?:when(?:ever)?|as) you(?:'d)? (?:\w+ )?(?:like|want|wish|need|choose|please|feel|have had enough)"
    r"|whenever|as soon as|the moment|the minute|sooner|earlier|right away|halfway|early|for any reason|always"
    r"|for no reason|without (?:a|any) reason|every step)\b"
)
"""At any time."""
_TOO_MUCH = (
    r"\b(?:too (?:much|close|near|strong|loud|heavy|hard|fast|big)|(?:if|when|should|once) (?:\w+ ){0,6}?(?:hard to bear"
    r"|overwhelm\w*|wrong|unpleasant|uncomfortable|bad|hard|heavy|strong|difficult|upset\w*|distress\w*|not right"
    r"|enough|unwell|dizzy|scar\w+|frighten\w+|stirred up|intense|rough|not (?:good|okay|for you|helpful))"
    r"|(?:if|when) you(?:'d| would|'ve)? (?:\w+ ){0,2}?(?:need|want|rather|have to) (?:to|a break|out|not|less|stop)"
    r"|want(?:s)? out|had enough|isn't (?:right|good|for you|helping)|not for (?:you|me|today|now)|not (?:your thing|a good (?:place|thing|time))|(?:like|want|wish) to stop|does(?:n't| not) (?:fit|suit|feel (?:right|good))"
    r"|(?:do not|don't) (?:feel like|like|want) (?:it|this|that|to (?:go on|stay|continue)))\b"
)
"""If it is more than one likes."""
_STOP = (
    r"\b(?:stop(?:s|ped|ping)?(?! (?:\w+ )?(?:for (?:a|one)\b|and (?:notice|feel|look|listen|rest|see|ask)|trying|the "
    r"(?:pain|fear|worry|thought)|thinking|worrying|holding|doing|at the|by\b))"
    r"|paus(?:e|ed|ing) (?:this|it|me|the (?:guide|recording|music|sound|app|track|session)|at any|when|if|or stop|here)"
    r"|paused, |discontinue|pause(?=[,.;:!]|$| at any| whenever| or\b)|(?:end|ended|ending|quit|quitting|interrupt) (?:this|it|me|here"
    r"|early|the \w+|at any|when|any)|ended|break(?:ing)? (?:it |this )?off|leave (?:it|this)(?= when| at any| any| as you)"
    r"|(?:turn|switch|turning|switching|turned|shut|shutting) (?:(?:this|it|me|the \w+|everything) )?off"
    r"|(?:sound|recording|music|phone) off|(?:press|hit|tap|pressing) (?:stop|pause)"
    r"|clos(?:e|ing) (?:the|this) (?:app|guide|page|player|laptop)|hang(?:ing)? up"
    r"|(?:take|pull|taking) (?:off|out) (?:the|your) (?:headphones|earphones|earbuds|mask)"
    r"|take (?:them|it) (?:out|off)|put (?:this|it|the phone|the headphones) (?:away|aside|down)"
    r"|(?:leave|leaving|left)(?=[,.;:!]|$| (?:this(?! (?:part|one))|here|whenever|at any|any ?time|early|when|if|the "
    r"(?:guide|room|recording|practice|session|exercise)|or\b|and (?:come|go|do)))"
    r"|walk(?:ing)? (?:away|off|out)|take a break|skip (?:this|it|the rest|any)|go no further|turn back|step out|get out"
    r"|come out of (?:this|it)|do something else|let (?:this|it|the guide|the rest) (?:be for today|go by))\b"
)
"""Ends the guide."""
_STEP = (
    r"\b(?:open(?:ing)? (?:your |the )?eyes|eyes (?:can |could |may )?(?:slowly )?open|(?:com(?:e|ing) back|return(?:ing)?)(?! to (?!the room|this room|here))"
    r"|step(?:ping)? (?:out|away|back)|get(?:ting)? up|stand(?:ing)? up|look(?:ing)? (?:up|around|away)|sit(?:ting)? up"
    r"|mov(?:e|ing) away|leave it (?:there|for today|for now)|(?:lift|raise|lifting|raising) (?:a|your|an|one) (?:hand"
    r"|finger|arm)|(?:raised|lifted) hand|say(?:ing)? (?:so|no|stop|the word|a word)|just say|speak up|call(?:ing)? "
    r"(?:out|someone|me|us|your|the)|ring|reach (?:for|out)|tell (?:me|us|your|the one|someone)|ask to|light on"
    r"|a few steps|find your feet|feel your feet)\b"
)
"""Leads out, or asks somebody for it."""
_SIGNAL = re.compile(
    r"\b(?:hand|finger|arm|word|nod|sign|tap|squeeze|shout)\b[^.!?]{0,50}\b(?:stops?|we pause|we end|means stop|is "
    r"enough|is all it takes)\b|\b(?:stop|pause)\b[^.!?]{0,60}\b(?:hand|finger|arm|word|nod|sign|tap)\b[^.!?]{0,20}"
    r"\b(?:enough|all it takes|will do|is all)\b",
    re.I,
)
_OPEN_END = re.compile(
    r"\b(?:do not|don't|never|no need|nobody|no one|need not|needn't)\b[^.!?]{0,20}\b(?:to |has to )?(?:finish|stay to the "
    r"end|listen to (?:the end|all of it|the rest)|hear (?:all|the rest)|go on (?:if|with this)|continue|see it through)"
    r"|\bway out\b|\bthe door (?:is|stays) open\b|\bto (?:stop|end this|leave|pause|come out)(?:,|\b[^.!?]{0,40}\byou "
    r"(?:can|could|may|only))|\bstopping is\b|\bstop (?:here|there|this|now)\b[^.!?]*\bor\b"
    r"|\bsays?(?:ing)? stop\b|\bstop (?:at any \w+|halfway|anywhere|wherever)\b|\b(?:may|can|could) be skipped\b"
    r"|\bskip the \w+, or stop\b|\b(?:leave|leaving) (?:this one|it|this) out,? or stop\b|\b(?:off switch|(?:stop|pause|off) button)\b|\bonly have to (?:lift|raise|say|speak|nod)\b|\b(?:raise|lift) (?:a|your) hand\b[^.!?]{0,20}\bto stop\b",
    re.I,
)
_END = r"(?:stop|pause|skip|leave|quit|open your eyes|keep your eyes|look|sit|listen with)"
_LIST = re.compile(
    rf"\b(?:stop|pause|skip)(?: (?:it|this|me|on|ahead|about|here))?,? (?:(?:or|and) )?{_END}\b"
    rf"|\b{_END}(?: \w+){{0,3}},? (?:or|and) (?:stop|pause|skip)\b(?! (?:and|to) )",
    re.I,
)
"""Names several ways to end or leave something out, which is an offer however it is put."""
_FREE = re.compile(
    rf"{_STOP}[^!?]{{0,80}}?(?:{_MAY}|{_MOMENT}|{_TOO_MUCH})|(?:{_MAY}|{_MOMENT}|{_TOO_MUCH})[^!?]{{0,80}}?{_STOP}"
    rf"|{_STEP}[^!?]{{0,80}}?(?:{_MOMENT}|{_TOO_MUCH})|(?:{_MOMENT}|{_TOO_MUCH})[^!?]{{0,80}}?{_STEP}",
    re.I,
)
_NOT_ONE = re.compile(
    r"\b(?:do not|don't|never|must not|mustn't|please don't|cannot|can't|may not|not allowed to|should not|shouldn't"
    r"|try not to|won't|will not|not be able to|without)\s+(?:\w+ ){0,2}?(?:stop\w*|paus\w*|open\w*|leav\w*|come back"
    r"|get up|turn|end|quit)\b"
    r"|\b(?:it|they|he|she|part|pain|hurt|mind|thoughts?|worry|voice|rain|fear|one|music|clock|\w+ that|who) (?:(?!or\b|and\b|says\b)\w+ )?"
    r"(?:stop(?:s|ped)?|pauses?|paused|left|leaves|ended)\b(?! you)"
    r"|\bpauses?\b for (?:a |one )?(?:moment|breath)"
    r"|\b(?:wants?|wanted|tries|likes|liked|longs|began) to (?:stop|leave|pause)\b|\bwould happen\b|\bafterwards?\b",
    re.I,
)


def is_way_out(text: str) -> bool:
    """Whether a sentence says how to stop, or that stopping is open."""
    if text.rstrip().endswith("?") or _is_taken_back(text):
        return False
    return any(pattern.search(text) for pattern in (_FREE, _SIGNAL, _OPEN_END, _LIST))


def _is_taken_back(text: str) -> bool:
    found = _NOT_ONE.search(text)
    return found is not None and not re.match(r"(?:you|we)\b", found[0], re.I) and not _listener_wants(text)


def _listener_wants(text: str) -> bool:
    return (
        re.search(r"\b(?:if|when|whenever|should) you(?:'d| would)? (?:\w+ )?(?:want|wish|like) to stop\b", text, re.I)
        is not None
    )
