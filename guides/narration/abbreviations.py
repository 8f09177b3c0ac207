"""Abbreviations that end in a full stop or stand for a word, written out as a person would say them."""

import re
from collections.abc import Collection, Mapping

from guides.narration.field_words import SHIPPED
from guides.narration.initialisms import is_listed, spelled
from guides.narration.pronunciation import covers

WORDS: Mapping[str, str] = {
    "Dr.": "Doctor",
    "Mr.": "Mister",
    "Mrs.": "Missis",
    "Ms.": "Miz",
    "Mx.": "Mix",
    "Prof.": "Professor",
    "Rev.": "Reverend",
    "Hon.": "Honorable",
    "Capt.": "Captain",
    "Lt.": "Lieutenant",
    "Sgt.": "Sergeant",
    "Jr.": "Junior",
    "Sr.": "Senior",
    "Inc.": "Incorporated",
    "Ltd.": "Limited",
    "e.g.": "for example",
    "e.g": "for example",
    "eg.": "for example",
    "eg": "for example",
    "i.e.": "that is",
    "i.e": "that is",
    "ie.": "that is",
    "ie": "that is",
    "etc.": "et cetera",
    "etc": "et cetera",
    "vs.": "versus",
    "vs": "versus",
    "viz.": "namely",
    "et al.": "and others",
    "approx.": "approximately",
    "incl.": "including",
    "excl.": "excluding",
    "esp.": "especially",
    "dept.": "department",
    "appt.": "appointment",
    "max.": "maximum",
    "a.k.a.": "also known as",
    "aka": "also known as",
    "w/o": "without",
    "w/in": "within",
    "w/": "with",
    "b/c": "because",
    "c/o": "care of",
    "N/A": "not applicable",
    "n/a": "not applicable",
    "ca.": "about",
    "cf.": "compare",
    "Mt.": "Mount",
    "Ave.": "Avenue",
    "Blvd.": "Boulevard",
    "Rd.": "Road",
    "Ph.D.": "P H D",
    "PhD": "P H D",
    "PhDs": "P H D's",
    "Psy.D.": "sigh D",
    "PsyD": "sigh D",
    "Ed.D.": "E D D",
    "M.D.": "M D",
    "B.A.": "B eh",
    "M.A.": "M eh",
    "a.m.": "eh M",
    "p.m.": "P M",
    "O.K.": "okay",
    "OK": "okay",
    "ok": "okay",
    "Jan.": "January",
    "Feb.": "February",
    "Apr.": "April",
    "Aug.": "August",
    "Sept.": "September",
    "Oct.": "October",
    "Nov.": "November",
    "Dec.": "December",
    "Mon.": "Monday",
    "Tue.": "Tuesday",
    "Tues.": "Tuesday",
    "Wed.": "Wednesday",
    "Thu.": "Thursday",
    "Thur.": "Thursday",
    "Thurs.": "Thursday",
    "Fri.": "Friday",
}
"""As they are written; the first letter may be a capital as well."""

BEFORE_NUMBERS: Mapping[str, str] = {
    "p.": "page",
    "pp.": "pages",
    "no.": "number",
    "nos.": "numbers",
    "vol.": "volume",
    "ch.": "chapter",
    "chap.": "chapter",
    "fig.": "figure",
    "sec.": "section",
    "min.": "minimum",
    "est.": "established",
    "Apt.": "Apartment",
    "Ft.": "Fort",
}
"""Only where a number follows."""

_ENDING = frozenset(
    re.findall(
        r"\S+\.",
        "etc. jr. sr. a.k.a. m.d. ph.d. psy.d. ed.d. inc. ltd. ave. blvd. rd. a.m. p.m. o.k. dept. b.a. m.a. approx. "
        "appt. jan. feb. apr. aug. sept. oct. nov. dec. mon. tue. tues. wed. thu. thur. thurs. fri.",
    )
) | {"et al."}
"""Those whose full stop may end the sentence as well."""
_UNDOTTED = re.compile(r"\b(Dr|Mr|Mrs|Ms|Mx|Prof)(?=\s+[A-Z])")
_WEEKEND = re.compile(r"(?<![\w.])(Sat|Sun)\.(?=,?\s+(?:[A-Z][a-z]+\.?\s+\d|\d|at\b|and\b|morning|afternoon|evening))")
_WEEKDAY = re.compile(
    r"\b(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?(?=\s?[-–—/]\s?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"|,\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|(?<=-)(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b(?=\W|$)"
)
_DAYS = {
    **{"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday"},
    **{"Sat": "Saturday", "Sun": "Sunday"},
}
_DAY_RANGE = re.compile(rf"\b({'|'.join(_DAYS.values())})\s?[-–—]\s?(?=[A-Z][a-z]+day\b)")
_SAINT = re.compile(r"\bSt\.\s+(?=[A-Z])|(?<![a-z]\s)\bSt\s+(?=[A-Z][a-z])")
_STREET = re.compile(r"(?<=[a-z])\s+St\.(?=\s|$|,)")
_DRIVE = re.compile(r"(?<=\d)(\s+[A-Z][a-z]+)\s+Dr\.(?=$|,)")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?!\w)|\b(?:[A-Z]\.\s){2,}(?=[A-Z])")
_INITIAL = re.compile(r"\b([A-HJ-Z])\.(?=\s+[A-Z][a-z])")


def expand(text: str) -> str:
    """The text with its abbreviations written out; rows of capitals are left to `initialisms`."""
    text = _STREET.sub(_street, _SAINT.sub("Saint ", _DRIVE.sub(r"\1 Drive", text)))
    text = _WEEKEND.sub(lambda match: _DAYS[match[1]], text)
    text = _WEEKDAY.sub(lambda match: _DAYS[(match[1] or match[2])[:3]], text)
    text = _DAY_RANGE.sub(r"\1 to ", text)
    text = _NUMBERED.sub(_numbered, text)
    text = _UNDOTTED.sub(lambda match: WORDS[match[1] + "."], text)
    text = _ANY.sub(_word, text)
    text = _DOTTED.sub(_dotted, text)
    return _INITIAL.sub(lambda match: spelled(match[1]), text)


def is_known(abbreviation: str, pronounce: Collection[str] = ()) -> bool:
    """Whether an abbreviation is on a list of how it is said, so that nobody need say how.

    A row of letters that is on no list is spelled; whether that is what its writer says is
    not known.

    Args:
        abbreviation: as it is written, such as `IFS`, `Dr.`, `SSRIs` or `U.S.`.
        pronounce: the words for which the practice or the script gives a pronunciation.
    """
    bare = re.sub(r"['’]?s$", "", abbreviation) if len(abbreviation) > 2 else abbreviation
    forms = (abbreviation, bare, bare.replace(".", ""), bare.replace("-", ""))
    if any(covers(word, form) for word in (*pronounce, *SHIPPED) if word.strip() for form in forms):
        return True
    listed = any(_looked_up(abbreviation, table) for table in (WORDS, BEFORE_NUMBERS))
    return listed or any(is_listed(form) for form in forms)


def at_end(match: re.Match[str]) -> bool:
    """Whether nothing that is spoken follows in the sentence."""
    return not match.string[match.end() :].strip(" \"')”’")


def _pattern(forms: Collection[str]) -> str:
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(f"[{form[0].upper()}{form[0].lower()}]{re.escape(form[1:])}" for form in ordered)


_ANY = re.compile(rf"(?<![\w.@/])({_pattern(WORDS)})(?![\w@])")
_NUMBERED = re.compile(rf"(?<![\w.])({_pattern(BEFORE_NUMBERS)})\s?(?=\d)")


def _looked_up(written: str, table: Mapping[str, str]) -> str:
    first, rest = written[:1], written[1:]
    return table.get(written) or table.get(first.lower() + rest) or table.get(first.upper() + rest) or ""


def _cased(written: str, spoken: str) -> str:
    return spoken[0].upper() + spoken[1:] if written[0].isupper() and spoken[0].islower() else spoken


def _word(match: re.Match[str]) -> str:
    written = match[1]
    if written.lower() in ("a.m.", "p.m.") and re.search(r"\d\s?$", match.string[: match.start()]):
        return match[0]
    spoken = _looked_up(written, WORDS)
    if match.start() == 0:
        spoken = _cased(written, spoken)
    return spoken + ("." if written.lower() in _ENDING and at_end(match) else "")


def _numbered(match: re.Match[str]) -> str:
    spoken = _looked_up(match[1], BEFORE_NUMBERS)
    return (spoken if spoken.startswith("number") else _cased(match[1], spoken)) + " "


def _street(match: re.Match[str]) -> str:
    return " Street" + ("." if at_end(match) else "")


def _dotted(match: re.Match[str]) -> str:
    letters = spelled(re.sub(r"[^A-Z]", "", match[0]))
    if at_end(match):
        return letters + "."
    return letters + (" " if match[0].endswith(" ") else "")
