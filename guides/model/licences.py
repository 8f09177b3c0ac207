"""What the words of a licence allow, as far as they say it; no legal advice, and never more than they say."""

import re
from dataclasses import dataclass
from typing import Literal

Rights = Literal["yes", "no", "unknown"]
"""Whether something may be done with a track; `unknown` until someone has looked."""


@dataclass(frozen=True, slots=True)
class LicenceRights:
    """What follows from a licence for a practice that is paid."""

    room: Rights = "unknown"
    """Played in the practice."""
    give: Rights = "unknown"
    """Handed to clients."""
    mix: Rights = "unknown"
    """Under a voice."""
    public: bool = False
    """Whether it is one that everybody may read: Creative Commons or the public domain. Only these stand in credits."""


_CREATIVE_COMMONS = re.compile(
    r"\bcc\W{0,3}by\b|creativecommons\.org/licen[sc]es/by|creative\s*commons.*(?:attribution|\bby(?:-|\s+\d))"
)
_NON_COMMERCIAL = re.compile(r"\bnc\b|non\W?commercial")
_NO_DERIVATIVES = re.compile(r"\bnd\b|no\W?deriv")
_FREE = re.compile(r"\bcc\W?0\b|\bcc\W?zero\b|publicdomain|public\W+domain")
_OWN = re.compile(
    r"\b(?:my|our)\s+own\b|\bown\s+(?:work|music|recording|composition)|\bself\W?(?:made|composed|recorded)"
)
_STREAMED = re.compile(
    r"\bstream(?:ed|ing)\b|spotify|apple\s*music|you\W?tube|deezer|\btidal\b|qobuz|soundcloud|amazon\s*music|netflix"
)
_BOUGHT = re.compile(
    r"\b(?:bought|purchased?|store|shop|cd|vinyl)\b|\bitunes\b|bandcamp|beatport|\bamazon\b|google\s*play"
)


def rights_of(licence: str) -> LicenceRights:
    """The rights that a licence's words give, each `unknown` where they do not say.

    A Creative Commons licence or the public domain comes first, wherever the file was got from. No-derivatives
    forbids laying music under a voice; whether non-commercial covers a paid practice, the licence leaves open,
    so playing and giving stay `unknown`. What was bought may not be given on, and what comes from a streaming
    service is for listening in private.
    """
    words = licence.casefold().replace("_", "-")
    if _OWN.search(words):
        return LicenceRights("yes", "yes", "yes")
    if _FREE.search(words):
        return LicenceRights("yes", "yes", "yes", public=True)
    public = _CREATIVE_COMMONS.search(words) is not None
    paid: Rights = "unknown" if _NON_COMMERCIAL.search(words) or not public else "yes"
    mix: Rights = "no" if _NO_DERIVATIVES.search(words) else ("yes" if public else "unknown")
    if public or mix == "no" or _NON_COMMERCIAL.search(words):
        return LicenceRights(paid, paid, mix, public)
    if _STREAMED.search(words):
        return LicenceRights("no", "no", "no")
    if _BOUGHT.search(words):
        return LicenceRights(give="no")
    return LicenceRights()
