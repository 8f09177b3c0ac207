"""When a sentence goes near a part, and when it asks how one feels toward it."""

import re

from guides.care.invitations import tells_of_guide
from guides.care.negation import is_negated
from guides.care.parts import A_PART, IT, PART, TENDER

_SLOWLY = (
    r"(?:(?:a (?:little|bit|step|few steps)|gently|slowly|just|right|even|one step|straight|in|over|up|down|all the way"
    r"|as close) )*"
)
_MEETING = re.compile(
    rf"\b(?:go|going|move|moving|come|get|walk|step|draw|lean|turn|reach|float|edge|travel|head) {_SLOWLY}"
    r"(?:(?:closer|nearer|near|up|out|back) )?(?:to|toward|towards|near|nearer|closer|beside|next to|up to|with) "
    rf"{IT}\b"
    rf"|\b(?:go|move|come|get|walk|step|draw|lean|edge|bring yourself|let yourself (?:go|move|come)) {_SLOWLY}"
    r"(?:closer|nearer)\b"
    r"|\b(?:approach|befriend|embrace|hug|greet|meet|visit|face|console|soothe|comfort|hold|cradle|question|confront"
    rf"|interview|touch) {IT}\b"
    rf"|\b(?:ask|tell|ask of) {IT}\b|\bask (?:what|how|why|whether|if|who|when|where) (?:it|they|he|she|{A_PART})\b"
    rf"|\blet {IT} (?:tell|show|speak|come(?! (?:from|and go|as|to mind)\b))\b|\b(?:let|tell|show) {IT} [^.!?]{{0,20}}(?:you (?:care|love)|your (?:love|care))\b"
    r"|\b(?:talk|talking|speak|speaking|listen|chat|connect|get closer|get to know"
    r"|make friends|make contact|join|keep company)"
    rf" (?:to |with |toward )?{IT}\b"
    rf"|\b(?:sit|sitting|be|stay|kneel|lie|settle|put (?:a|your) hand|put an arm) {_SLOWLY}(?:down )?(?:with|beside|next to"
    rf"|near|by|close to|on|around) {IT}\b"
    rf"|\b(?:get to know|take a seat (?:next to|beside|by)|look (?:it|them|him|her|{A_PART}) in) {IT}\b"
    rf"|\bspend (?:some |a little )?time with {IT}\b|\binvite {IT} (?:in|closer|to come)\b"
    rf"|\btake {IT} (?:in|into|by)\b|\boffer (?:something kind|your hand|a hand|comfort|love) to {A_PART}"
    r"|\bhow old (?:is|are|were) (?:it|they|he|she)\b",
    re.I,
)
_GREETING = re.compile(
    rf"\b(?:say (?:hello|hi)|wave|nod|bow|give a (?:nod|wave)) (?:to|at) {IT}\b|\blet {IT} (?:know|see|feel)\b"
    rf"|\bthank {IT}\b|\bgreet {IT}\b",
    re.I,
)
"""Meets a tender part; to another part it is only polite."""
_NAMED = re.compile(
    rf"\b(?:{PART}|(?:the|a|this|that) (?:\w+ )?(?:side|voice|someone|somebody) (?:of|in|inside) you"
    r"|the (?:\w+ )?one (?:that|who) (?:worries|plans|fears|doubts|says no|keeps?|holds|pushes|hurts|cries|hides|guards"
    r"|watches|protects|scolds|pleases|judges|carries|works|hurries|is (?:afraid|scared|angry|sad|worried|busy|young"
    r"|small|tired)))\b",
    re.I,
)
_SPEAKS_TO = re.compile(r"^(?:ask|tell|let|talk|speak|listen|how)", re.I)
_TOLD_AGO = 3
_MOVED_AGO = 2
"""Paragraphs since a part was named, in which `it` still means the part that one speaks to, or goes to."""
_OF_THE_ROOM = re.compile(r"\b(?:sitter|therapist|doctor|nurse|clinician|the person|a friend|session)\b", re.I)
_FOR_LEAVE = re.compile(
    r"\b(?:willing|step(?:ping)? back|step aside|(?:some|more|a little|a bit of|enough"
    r"|give \w+) (?:\w+ )?(?:room|space|distance)|permission|mind(?:s)? if|do they mind|does (?:it|anyone|anybody) mind"
    r"|object\w*|agree\w*|(?:all right|alright|okay|ok|fine|good|content|at ease) (?:with|if|today|for|to)"
    r"|(?:is|are|would be) (?:all right|alright|okay|ok|fine)|good day|good time|right time|ready for|any objection"
    r"|say no|mind\?|leave to)\b",
    re.I,
)
"""Asking a part for room or for leave is how one comes to feel open, and no approach."""
_THOSE_WHO_PROTECT = re.compile(
    r"^(?:ask|asking|tell) (?:\w+ )*?(?:parts|protectors|managers|ones|those|everyone|anyone|guards|guardians)$", re.I
)
"""Protectors as a whole are asked for leave, and not gone near to."""
_HOW = re.compile(
    r"\b(?:how|what|which feelings?)\b[^.!?]{0,40}\bfeel(?:ing|ings|s)?\b[^.!?]{0,25}\b(?:toward|towards|about|for) "
    r"(?!(?:a|the) (?:moment|while|day|bit))"
    r"|\bfeelings? (?:\w+ ){0,3}?(?:toward|towards|about) (?:it|them|this|that|the|your|him|her)\b"
    r"|\b(?:how|what) (?:is it|does it feel|is that|would it be|might it be)\b[^.!?]{0,30}\b(?:near|beside|with|to have"
    r"|around|close to|next to|to see|to meet) (?:it|them|this|that|him|her|the)\b"
    r"|\b(?:are you|do you feel|is there|can you find|whether you(?:'re| are)|if you(?:'re| are)) (?:\w+ ){0,3}?(?:open\w*"
    r"|curi\w+|warm\w*|friendl\w+|kind\w*|interest\w*|fond\w*)[^.!?]{0,30}\b(?:to|toward|towards|about|for|of) (?:it|them"
    r"|this|that|him|her|the)\b[^.!?]*\?"
    r"|\b(?:how|what) (?:are|is) (?:you|your heart|things) (?:with|toward|towards) (?:it|them|this|that|him|her|the)\b"
    r"|\bdo you like (?:it|them|him|her|this part|that part)\b|\bwhat (?:comes|stirs|rises|happens|wakes)\b[^.!?]{0,30}"
    r"\b(?:toward|towards|when you (?:see|look|turn|are)|about|as you (?:look|see|turn))\b"
    r"|\bwhat do you feel\b[^.!?]{0,20}\b(?:when|as) you\b",
    re.I,
)
_BY_ITSELF = re.compile(
    rf"\b(?:it|they|he|she|{A_PART}) (?:\w+ )?(?:can|may|might|could|would|will|wants?|likes?|wishes)(?: \w+){{0,3}} $"
    r"|\b(?:does|would|could|can|might) (?:it|they|he|she) (?:\w+ ){0,3}$",
    re.I,
)


def names_part(text: str) -> bool:
    """Whether a sentence speaks of a part."""
    return (_NAMED.search(text) or TENDER.search(text)) is not None and not _OF_THE_ROOM.search(text)


def asks_how_it_is(text: str) -> bool:
    """Whether a sentence asks how the listener feels toward a part."""
    return _HOW.search(text) is not None


def approaches(text: str, since: int) -> re.Match[str] | None:
    """Where a sentence goes near a part, which was spoken of so many paragraphs before."""
    if _FOR_LEAVE.search(text) or tells_of_guide(text):
        return None
    for pattern in (_MEETING, _GREETING):
        for found in pattern.finditer(text):
            if pattern is _GREETING and not TENDER.search(found[0]):
                continue
            reach = _TOLD_AGO if _SPEAKS_TO.match(found[0]) else _MOVED_AGO
            known = since <= reach or _NAMED.search(found[0]) or TENDER.search(found[0])
            if not known or _THOSE_WHO_PROTECT.match(found[0]) or is_negated(text, found.start()):
                continue
            if not _is_its_own(text, found):
                return found
    return None


def _is_its_own(text: str, found: re.Match[str]) -> bool:
    """Whether the part itself is said to come or to ask."""
    return _BY_ITSELF.search(text[: found.start()]) is not None
