"""What is written and should not be spoken: abbreviations, names, and text of a template."""

import re
from collections.abc import Callable, Iterator

from guides.care.given_names import GIVEN_NAMES
from guides.care.passages import Heard
from guides.care.phrases import matches, phrases
from guides.care.rule import Finding, Rule, found_in
from guides.errors import Place
from guides.model.script import Chapter

_CAPITALS = re.compile(r"(?<![\w'])([A-Z](?:[A-Z0-9&]|-(?=[A-Z0-9])){1,7})(?:'?s)?(?![\w])")
_MIXED = re.compile(r"(?<![\w'])([A-Z][a-z]?[A-Z]+[a-z]?|[a-z]{1,2}[A-Z]{2,})(?:'?s)?(?!\w)")
_DOTTED = re.compile(r"(?<![\w.])((?:[A-Za-z]\.){2,}[A-Za-z]?)(?!\w)")
_SHORT = re.compile(
    r"(?<![\w'])((?:w/o?|b/c|s/o|asap|tbc|rsvp|thx|pls|mins?|hrs?|secs?|yrs?|wks?|mos?|appts?|dept|tel|temp"
    r"|resp|max|misc|meds|temp|avg|diff|intro|info|min|hr|sec|dx|tx|rx|hx|sx|pt|pts|approx|esp|incl|excl|abbr"
    r"|ext|no|fig|nos|vol|est|gov)\.?)(?![\w'])",
)
_ALWAYS_SHORT = frozenset(
    re.findall(
        r"\S+",
        "w/ w/o b/c s/o asap tbc rsvp thx pls hrs hr hr. hrs. secs sec. secs. yrs yr yr. yrs. wks wk wk. appt"
        " appt. appts dept dept. tel. temp. resp. misc. avg. dx tx rx hx sx pts approx excl excl. min. mins"
        " mins.",
    )
)
_ROMAN = re.compile(
    r"\b(?:part|chapter|session|phase|stage|step|volume|book|section|type|level|act"
    r"|class)\s+[IVX]+\b",
    re.I,
)
_STRESSED = frozenset(
    re.findall(
        r"\S+",
        "I A NO NOT YES ALL YOU AND OR IS ARE IT ME MY NOW ANY OFF ON OUT IN DO CAN MAY ONLY NEVER ALWAYS"
        " HERE VERY SELF WELCOME STOP YOUR THIS THAT BE WE US SO UP AT AS IF THE THEY THEM NOTHING EVERYTHING"
        " ENOUGH ONE OK OKAY AM PM BUT TO OF WILL DOES DONT HAVE NEED WANT FEEL LOVE SLOWLY RIGHT LEFT TRUE"
        " REAL GOOD SOME MUST BOTH MORE LESS EVERY REALLY CALM SAFE",
    )
)
"""Words that were only stressed; engines read them as words."""


def _find_unsaid(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        if _is_shouted(line.text):
            continue
        for pattern in (_CAPITALS, _MIXED, _DOTTED, _SHORT):
            for found in pattern.finditer(line.text):
                if not _is_known(found[1], heard.timed.said_right, pattern) and not _is_numeral(line.text, found):
                    message = "Not everyone knows this abbreviation, and nothing says how it is spoken."
                    yield found_in(line, found.start(1), found.end(1), message)


def _is_known(form: str, said_right: Callable[[str], bool], pattern: re.Pattern[str]) -> bool:
    if said_right(form) or said_right(form.rstrip(".")):
        return True
    if pattern is _SHORT:
        return form.casefold() not in _ALWAYS_SHORT
    return form.rstrip(".") in _STRESSED


def _is_numeral(text: str, found: re.Match[str]) -> bool:
    return any(roman.start() <= found.start() < roman.end() for roman in _ROMAN.finditer(text))


def _is_shouted(text: str) -> bool:
    """Whether a whole sentence is in capitals, so that they say nothing about a word."""
    words = re.findall(r"[^\W\d_]+", text)
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    return len(words) >= 4 and len(loud) > 0.6 * len(words)


_NAME = r"(?P<name>[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?)"
_GREETING = (
    r"(?:[Ww]elcome(?: back| home)?|[Hh]ello(?: again)?|[Hh]i|[Hh]ey|[Dd]ear|[Gg]ood (?:morning|afternoon"
    r"|evening|night|day)|[Tt]hank you|[Tt]hanks|[Ww]ell done|[Gg]oodbye|[Bb]ye|[Gg]reetings)"
)
_ADDRESSED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_GREETING},? (?:(?:[Mm]y )?(?:[Dd]ear|[Ff]riend),? )?{_NAME}\b",
        rf"\b(?:Mr|Mrs|Ms|Mx|Miss)\.? {_NAME}\b",
        rf", {_NAME}(?=,|[.!?…]['\"]?$)",
        rf"^(?!\w+(?:ly|ing|ed|ward|where|ever|time|times)\b){_NAME}, (?=(?:you|your)\b)",
        rf"\b(?:[Yy]ou|[Aa]nd|[Ss]o|[Nn]ow|[Yy]es|[Oo]kay), {_NAME}\b",
    )
)
_NEVER_NAMES = frozenset(
    re.findall(
        r"\S+",
        "i self god earth ifs ketamine english french german spanish monday tuesday wednesday thursday friday"
        " saturday sunday january february march april may june july august september october november"
        " december christmas easter sun moon mother father protector protectors manager managers firefighter"
        " firefighters exile exiles critic spirit universe nature friend friends there everyone all today now"
        " perhaps maybe here then so and or but if when yes no okay please first next finally still also"
        " instead otherwise slowly gently softly again soon later before after once whatever whoever however"
        " well good great thanks thank listener you your this that these those it we they what how where who"
        " why in on at to as for from with of the a an my dear one part parts let take notice feel see look"
        " breathe just even only each every some any not nothing nobody everything something someone somewhere"
        " anything really simply listen stay rest come go welcome hello hi therapist doctor clinician sitter"
        " guide tonight tomorrow outside inside together meanwhile sometimes often always never",
    )
)
_CITED = re.compile(
    r"\b(?:poet|writer|author|teacher|novelist|singer|painter|philosopher|psychiatrist|psychologist|composer|founder)"
    r" (?:[A-Z][\w'-]+\.? ?){1,3}|(?:[A-Z][\w'-]+ ){2,3}(?:says|said|wrote|writes|once|has written|calls|called)\b"
)
"""Somebody whose words are quoted, and not whoever listens."""
_POSSESSIVE = re.compile(r"\b(?P<name>[A-Z][a-z]+)(?:'s)?\b")


def _find_names(heard: Heard) -> Iterator[Finding]:
    message = "A name stands in the text here, and every listener would hear it."
    for line in heard.lines:
        spots = {
            found.span("name")
            for pattern in _ADDRESSED
            for found in pattern.finditer(line.text)
            if _may_be_name(found["name"])
        }
        spots |= {
            found.span("name") for found in _POSSESSIVE.finditer(line.text) if found["name"].casefold() in GIVEN_NAMES
        }
        cited = [found.span() for found in _CITED.finditer(line.text)]
        for start, end in sorted(spots):
            if any(first <= start < last for first, last in cited):
                continue
            yield found_in(line, start, end, message)
        for _, sentence in line.pieces:
            for field in sentence.fields:
                if any(word.casefold() in GIVEN_NAMES for word in re.findall(r"\w+", field.fallback or "")):
                    yield Finding(field.place, "The words for someone without a value are a person's name.")
    yield from _names_in_titles(heard)


def _may_be_name(word: str) -> bool:
    return word.casefold() not in _NEVER_NAMES


def _names_in_titles(heard: Heard) -> Iterator[Finding]:
    message = "A name stands in a title here, and titles show on locked screens."
    for place, title in _titles(heard):
        if any(found["name"].casefold() in GIVEN_NAMES for found in _POSSESSIVE.finditer(title.replace("’", "'"))):
            yield Finding(place, message)


def _titles(heard: Heard) -> Iterator[tuple[Place, str]]:
    script = heard.timed.script
    for key, text in (
        ("title", script.front.title), ("public_title", script.front.public_title), ("summary", script.front.summary),
    ):  # fmt: skip
        place = script.front.place_of(key)
        if place is not None and text:
            yield place, text
    for step in script.steps:
        if isinstance(step, Chapter):
            yield step.place, step.title


_LEFT = phrases(
    (
        r"\bwrite here what\b|\bas you would say it\b|\beach sentence ends in a short pause by itself\b"
        r"|\bone line on what this guide is for\b|\ba note to yourself\b",
        "This is still the text of the template.",
    ),
    (
        r"\b(?:x{3,}|y{3,}|z{3,}|todo|to do:|tbd|tba|tbc|fixme|lorem|ipsum|dolor sit amet|placeholder|untitled"
        r"|blah(?:[, ]+blah)+|asdf\w*|qwerty\w*|foo ?bar|n/a|tk tk|tktk)\b|\?\?\?+|_{2,}|\.{5,}|<[\w ]+>"
        r"|\[[\w ,.'-]*\]|\{\{?[\w ]*\}?\}|%\w+%|\$\w+|#{2,}",
        "This looks like something that was to be filled in.",
    ),
    (
        r"\b(?:insert|add|write|put|type|enter|fill in|describe|replace|paste|choose|use)\b[^.!?]{0,60}\b(?:here"
        r"|below|this (?:text|line|sentence|paragraph)|placeholder|your own words)\b(?=[.!…:\])]|$)|\b(?:your|the"
        r"|some|more|client'?s?|sample|dummy|example|opening|closing|body) (?:text|words|content|sentence|name"
        r"|line|copy|script|intention|question|wish) (?:goes|go|comes|here|to come|to follow)\b"
        r"|\b(?:text|words|content|more|section|ending|rest|wording) (?:to (?:be (?:written|added|decided|done"
        r"|filled|continued|determined)|come|follow))\b|\b(?:to be (?:written|completed|filled in|added"
        r"|determined|decided|confirmed)|still to (?:write|do)|coming soon|work in progress|delete (?:this"
        r"|before)|example text|sample text)\b"
        r"|\breplace (?:this|me|with)\b|\bfill (?:this|me|it) in\b",
        "This looks like something that was to be filled in.",
    ),
)
_CAPITAL_LEFT = re.compile(
    r"\b(?:(?:CLIENT|PATIENT|FIRST|YOUR|LISTENER|THERAPIST|PART"
    r"|USER)(?:'S)?[ _])?(?:NAME|CLIENT|PATIENT|INTENTION|DATE|PLACE|PHONE NUMBER"
    r"|NUMBER|PART NAME|LISTENER)\b|\b(?:Client|Patient|First) Name\b|\bPart [XY]\b"
    r"|\bclient_name\b"
)


def _find_left(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        yield from matches(line, _LEFT)
        if not _is_shouted(line.text):
            for found in _CAPITAL_LEFT.finditer(line.text):
                yield found_in(line, found.start(), found.end(), "This looks like something that was to be filled in.")
    for place, title in _titles(heard):
        if any(pattern.search(title) for pattern, _ in _LEFT) or _CAPITAL_LEFT.search(title):
            yield Finding(place, "This is still to be written.")


SPOKEN_ABBREVIATION = Rule(
    name="spoken-abbreviation",
    reason=(
        "An abbreviation that the program does not know is spelled or read as a word, as its letters happen "
        "to fall. A"
        " strange word in the middle of a quiet sentence breaks it."
    ),
    instead="Write it in words, or say under pronounce how it is spoken: “TRM: tee are em”.",
    breaks="You may know this from TRM.",
    keeps="You may know this from IFS, or from talking with your therapist.",
    find=_find_unsaid,
)
NAME_IN_TEXT = Rule(
    name="name-in-text",
    reason=(
        "Every listener hears what is written, and files and titles are seen by others. A client's name belongs in a"
        " field, which each client fills with their own."
    ),
    instead="Write {, name} where the name belongs: Welcome{, name}.",
    breaks="Welcome, Sarah. There is no hurry.",
    keeps="Welcome{, name}. There is no hurry, on a Monday or in May.",
    find=_find_names,
)
TEMPLATE_LEFT = Rule(
    name="template-left",
    reason="What stands in a template to be written over would be spoken, or shown, as it is.",
    instead="Write your own words there, or take it out.",
    breaks="Write here what you would say, as you would say it.",
    keeps="There is nothing you need to do right now.",
    find=_find_left,
)
