"""Syllables of English words, by how they are spelled."""

import re
from functools import cache

_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[a-z']+")
_SILENT_E = re.compile(r"[^aeiouy]e$")
_LE = re.compile(r"[^aeiouylr]le$")
_ED = re.compile(r"[^aeiouydt]ed$")
_ES = re.compile(r"[^aeiouyscxz]es$|[^aeiouy](?<!s)(?<!c)(?<!z)(?<!x)(?<!h)(?<!g)es$")
_INNER_E = re.compile(r"(?<=[a-z])e(?=(?:ly|less|ful|ness|ment|ments|where|body|one|times?|thing|ty)$)")
_COMPOUND_E = re.compile(
    r"^(?:some|there|here|where|home|life|else|fore|more|care|safe|wide|side|time|base"
    r"|face|fire|like|make|name|shape|space)(?=[a-z]{3,})"
)
_TWO = re.compile(
    r"ia(?!n$|l$)|i[ao](?:n|l)?$(?<!tion)(?<!sion)(?<!cial)(?<!tial)(?<!cian)|iet|iu|ue[nl]|ua[lt]|uo|eo(?!u)"
    r"|[^q]u[ai](?=[nt])|ying|iou(?<!ciou)(?<!tiou)(?<!giou)|creat|real(?:i|$)|oing|eing"
)


@cache
def count(word: str) -> int:
    """Syllables of one word; at least one.

    Groups of vowels, less the endings that are not spoken and more where two vowels
    part: within one of a dictionary for nearly all words of plain English.
    """
    letters = "".join(_WORD.findall(word.lower())).replace("'", "")
    if len(letters) <= 3:
        return max(1, len(_VOWELS.findall(letters)))
    total = len(_VOWELS.findall(letters))
    if (_SILENT_E.search(letters) and not _LE.search(letters)) or _ED.search(letters) or _ES.search(letters):
        total -= 1
    total -= bool(_COMPOUND_E.search(letters)) or bool(_INNER_E.search(letters))
    total += len(_TWO.findall(letters))
    return max(1, total)
