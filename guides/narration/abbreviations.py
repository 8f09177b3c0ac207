"""Abbreviations, initialisms and signs, written out as a person would say them."""

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

WORDS = {
    "Dr.": "Doctor",
    "Mr.": "Mister",
    "Mrs.": "Missis",
    "Ms.": "Miz",
    "Prof.": "Professor",
    "Rev.": "Reverend",
    "Jr.": "Junior",
    "Sr.": "Senior",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "vs.": "versus",
    "vs": "versus",
    "approx.": "approximately",
    "incl.": "including",
    "esp.": "especially",
    "a.k.a.": "also known as",
    "aka": "also known as",
    "w/o": "without",
    "w/": "with",
    "ca.": "about",
    "cf.": "compare",
    "Ph.D.": "P H D",
    "PhD": "P H D",
    "M.D.": "M D",
    "B.A.": "B eh",
    "M.A.": "M eh",
}
"""As they are written; the first letter may be a capital as well."""

INITIALISMS = frozenset(
    re.findall(
        r"\w+",
        "IFS KAP EMDR CBT DBT EFT AEDP ISTDP PTSD CPTSD OCD ADHD TRD MDD GAD MDMA LSD DMT DMN IM IV SQ GP RN"
        " LMFT LCSW LPC USA UK EU UN FDA NHS FAQ TV CD DVD AI VR HRV EEG MRI TBI TMS ECT SSRI",
    )
)
"""Spelled letter by letter, beside every row of capitals without a vowel."""
STRESSED = {
    "ACT": r"\s+(?:therapy|therapist|session|training|model|practitioner)",
    "ID": r"",
    "SE": r"\s+(?:therapy|therapist|session|training|practitioner)",
    "IN": r"\s+(?:injection|spray|ketamine)",
    "US": r"",
    "AM": r"",
}
"""Initialisms that are words as well, and what must follow for them to be spelled;
`US` only after `the`, `AM` only after a number."""

VOWEL_NAMES = {"A": "eh"}
"""eSpeak reads a lone `A` inside a row of letters as the article; this spelling is its name."""

SIGNS = (
    (re.compile(r"\b24/7\b"), "twenty-four seven"),
    (re.compile(r"\b50[/-]50\b"), "fifty-fifty"),
    (re.compile(r"[~≈]\s?(?=\d)"), "about "),
    (re.compile(r"\s*&\s*"), " and "),
    (re.compile(r"(?<=\w)\s+\+\s+(?=\w)"), " plus "),
    (re.compile(r"\s+=\s+"), " equals "),
    (re.compile(r"\s*→\s*"), " to "),
    (re.compile(r"\s+@\s+"), " at "),
    (re.compile(r"\band/or\b", re.I), "and or"),
    (re.compile(r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])"), " or "),
)

LETTERS_OF = re.compile(r"(?<![\w'])([BCDFGKPRSTVXZ])s(?!\w)")
"""`the eight Cs`: the plural of a letter; vowels and `Ms` are words."""
SAINT = re.compile(r"\bSt\.\s+(?=[A-Z])")
STREET = re.compile(r"(?<=[a-z])\s+St\.(?=\s|$|,)")
DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?!\w)|\b(?:[A-Z]\.\s){2,}(?=[A-Z])")
INITIAL = re.compile(r"\b([A-HJ-Z])\.(?=\s+[A-Z][a-z])")
CAPITALS = re.compile(r"(?<![\w'])([A-Z][A-Z0-9]{1,6})(s?)(?![\w])")
ROMAN_AFTER = re.compile(
    r"\b((?:part|chapter|session|phase|stage|step|volume|book|section|type|level|act|class|war)\s+)([IVX]{1,6})\b(?!')",
    re.I,
)
ROMAN = {"I": 1, "V": 5, "X": 10}


def expand(text: str) -> str:
    """The text with abbreviations, letters and signs written out."""
    text = STREET.sub(" Street", SAINT.sub("Saint ", text))
    text = _WORDS_PATTERN.sub(_word, text)
    text = ROMAN_AFTER.sub(_roman, text)
    for pattern, spoken in SIGNS:
        text = pattern.sub(spoken, text)
    text = DOTTED.sub(_dotted, text)
    text = INITIAL.sub(r"\1", text)
    return _capitals(text)


def spelled(letters: str) -> str:
    """Letters one by one: `K eh P`."""
    return " ".join(VOWEL_NAMES.get(letter, letter) for letter in letters)


def _pattern() -> re.Pattern[str]:
    forms = sorted(WORDS, key=len, reverse=True)
    either = "|".join(f"[{form[0].upper()}{form[0].lower()}]{re.escape(form[1:])}" for form in forms)
    return re.compile(rf"(?<![\w.])({either})(?!\w)")


_WORDS_PATTERN = _pattern()


def _word(match: re.Match[str]) -> str:
    written = match[1]
    spoken = (
        WORDS.get(written) or WORDS.get(written[0].lower() + written[1:]) or WORDS[written[0].upper() + written[1:]]
    )
    ends = (
        written.endswith(".")
        and _at_end(match)
        and written.lower() in ("etc.", "jr.", "sr.", "a.k.a.", "m.d.", "ph.d.")
    )
    if written[0].isupper() and spoken[0].islower() and match.start() == 0:
        spoken = spoken[0].upper() + spoken[1:]
    return spoken + ("." if ends else "")


def _at_end(match: re.Match[str]) -> bool:
    return not match.string[match.end() :].strip(" \"')”’")


def _roman(match: re.Match[str]) -> str:
    numeral = match[2]
    if numeral != numeral.upper():
        return match[0]
    values = [ROMAN[letter] for letter in numeral]
    total = sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return match[1] + str(total)


def _dotted(match: re.Match[str]) -> str:
    letters = spelled(re.sub(r"[^A-Z]", "", match[0]))
    if _at_end(match):
        return letters + "."
    return letters + (" " if match[0].endswith(" ") else "")


def _capitals(text: str) -> str:
    """Rows of capitals: initialisms are spelled, words that were only stressed stay words."""
    loud = _shouted(text)

    def say(match: re.Match[str]) -> str:
        word, plural = match[1], match[2]
        if _is_initialism(match, loud):
            letters = re.sub(r"(\d+)", r" \1", word)
            return " ".join(spelled(part) if part.isalpha() else part for part in letters.split()) + (
                "'s" if plural else ""
            )
        return word.lower() + plural if word.isalpha() and len(word) <= 3 else match[0]

    text = CAPITALS.sub(say, text)
    return text if loud else LETTERS_OF.sub(r"\1's", text)


def _shouted(text: str) -> bool:
    """Whether most of a sentence is in capitals, so that they say nothing about a word."""
    capitals = sum(len(word) for word in re.findall(r"\b[A-Z]{2,}\b", text))
    return capitals > 8 and capitals > 0.6 * sum(character.isalpha() for character in text)


def _is_initialism(match: re.Match[str], loud: bool) -> bool:
    word = match[1]
    before, after = match.string[: match.start()], match.string[match.end() :]
    if word in STRESSED:
        if loud:
            return False
        if word == "US":
            return bool(re.search(r"\bthe\s+$", before, re.I))
        if word == "AM":
            return bool(re.search(r"\d\s*$", before))
        return bool(re.match(STRESSED[word], after))
    return word in INITIALISMS or not re.search(r"[AEIOUY]", word)
