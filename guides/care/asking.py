"""Whether a part is asked, and may say no."""

import re

from guides.care.passages import Heard, Line

_ASKS_LEAVE = re.compile(
    r"\b(?:willing\w*|(?:if|whether|should) (?:it|they|he|she|that part|this part|the part|(?:the|your|any|those"
    r"|these) \w+"
    r"|any of them|that one)(?: (?:ever|then|now|both|all))?(?:'d| would| could| can| might| may| wants?| feels?"
    r"| agrees?"
    r"| likes?| wish(?:es)?)"
    r"|would (?:it|they|he|she|any|that|this|one)\b|(?:okay|ok|fine|all right|alright) (?:with|for)"
    r"|(?:it|they|he|she|one|part|protectors?) (?:would like|'d like|likes?|prefers?|chooses?|agrees?)|permission"
    r"|could (?:it|they))\b",
    re.I,
)
_NO_ALLOWED = re.compile(
    r"\bno is (?:an?|fine|enough|okay|ok|a good|welcome|as good)\b|\b(?:may|can|could|free to"
    r"|might) (?:also )?(?:say|answer) no\b"
    r"|\b(?:may|can|could|free to|welcome to) (?:also |just )?(?:stay|remain|keep)\b|\bor (?:stay|come along|remain"
    r"|not)\b"
    r"|\b(?:it|they) (?:do(?:es)? not|do(?:es)?n't) have to\b|\bif (?:it|they|the answer) (?:says?|would rather|is no"
    r"|do(?:es)? not|do(?:es)?n't)\b|\b(?:both|either|any) (?:answers? )?(?:is|are) (?:fine|all right|okay|welcome)\b",
    re.I,
)


def asks(text: str) -> bool:
    """Whether a sentence asks a part, or waits for its leave."""
    return _ASKS_LEAVE.search(text) is not None


def may_say_no(heard: Heard, line: Line) -> bool:
    """Whether the paragraph lets the part say no, or stay."""
    return any(_NO_ALLOWED.search(near.text) for near in heard.near(line) if near.passage == line.passage)
