"""Words of one spelling and two sounds, told apart by their neighbours.

eSpeak knows some of these contexts, but not the ones a guide is full of: without these
rules "Close your eyes" is read like "a close friend", and "a minute detail" like a
minute of time. What eSpeak reads rightly in every such sentence (tears in your eyes, in
the present moment, a part may object, have you read it) needs no rule.
"""

import re
from functools import cached_property

from guides.model.saying import parse_said
from guides.narration.marks import Marks

_OBJECT = "your|the|my|our|their|his|her|its|it|them|him|this|these|those|any|all|whatever|what|both|yourself"
_THREAD = "scarf|clock|thread|wool|yarn|rope|string|bandage|shawl|watch|spool"
_SMALL = (
    "details?|amounts?|changes?|shifts?|movements?|differences?|sensations?|particles?|flecks?|traces?|quantity|"
    "quantities|adjustments?|grains?|drops?|vibrations?|tremors?|muscles?"
)
_MODAL = "let|did|does|do|may|can|could|would|will|should|might|must|if|hear|hears|help|watch|to|make|makes"


class Sound:
    """One word where it is misread, and how it is said there."""

    def __init__(
        self,
        word: str,
        said: str,
        before: str = "",
        after: str = "",
        *,
        unless_before: str = "",
        unless_after: str = "",
    ) -> None:
        """Take patterns for the word, and for the words right before and after it.

        Args:
            word: as it is written, in small letters.
            said: as in `[pronounce]`, for engines of both kinds.
            before: what must stand before it; nothing where that does not matter.
            after: what must follow.
            unless_before: what must not stand before it.
            unless_after: what must not follow.
        """
        self.said = said
        self.pattern = re.compile(rf"\b{word}\b(?!')", re.I)
        self._before, self._after = before, after
        self._unless_before, self._unless_after = unless_before, unless_after

    def fits(self, match: re.Match[str]) -> bool:
        """Whether the word found is this one."""
        before, after = match.string[max(match.start() - 40, 0) : match.start()], match.string[match.end() :]
        needed, follows, refused, repels = self._neighbours
        return not (
            (needed and not needed.search(before))
            or (follows and not follows.match(after))
            or (refused and refused.search(before))
            or (repels and repels.match(after))
        )

    @cached_property
    def _neighbours(self) -> tuple[re.Pattern[str] | None, ...]:
        ahead = (_compiled(rf"\b(?:{words})\s+$", words) for words in (self._before, self._unless_before))
        behind = (_compiled(rf"\s+(?:{words})\b", words) for words in (self._after, self._unless_after))
        needed, refused = ahead
        follows, repels = behind
        return needed, follows, refused, repels


def _compiled(pattern: str, words: str) -> re.Pattern[str] | None:
    return re.compile(pattern, re.I) if words else None


_CLOSE = "cloze /klˈoʊz/"
_LIVE = "liv /lˈɪv/"
_USE = "yooze /jˈuːz/"
_BOW = "bough /bˈaʊ/"
_CONTENT = "contented /kəntˈɛnt/"
_TEAR = "tare /tˈɛɹ/"
_LEAD = "led /lˈɛd/"
_WIND = "wined /wˈaɪnd/"
_WOUND = "wowned /wˈaʊnd/"
_MINUTE = "my-newt /maɪnˈuːt/"
_SEPARATE = "sepperate /sˈɛpəɹˌeɪt/"
_READ = "red /ɹˈɛd/"
_PROTEST = "objekt /əbdʒˈɛkt/"
_SHRINK = "con-tract /kəntɹˈækt/"
_GROW = "in-creese /ɪnkɹˈiːs/"
_INNER_PARTS = "parts?|protectors?|managers?|firefighters?|exiles?|that|who|they|it|one"

SOUNDS: tuple[Sound, ...] = (
    Sound("live(?=,? and let live)", _LIVE),
    Sound("close", _CLOSE, after=_OBJECT, unless_before="a", unless_after="this that|it that|that that"),
    Sound("close", _CLOSE, before="eyes|eyelids|lids|open or|open and|closed or"),
    Sound(
        "close", _CLOSE, before="gently|softly|slowly|them", unless_before=r"(?:hold|keep|bring|draw|pull|gather) them"
    ),
    Sound(
        "close",
        _CLOSE,
        after="gently|softly|slowly|with (?:a|the) (?:bell|breath)|down|now",
        unless_before="a|the|so|too",
    ),
    Sound(
        "live",
        _LIVE,
        after="in|with|inside|within|here|there|by|through|at|on|as|your|out|together|from|among|for|under|deep|"
        "alongside|near|behind|beneath|alone|now|well|fully|a|this|each|every|more|my|our|their|life",
        unless_before="a|the|of",
    ),
    Sound("live", _LIVE, before="it|we|he|she|they|you|parts?|protectors|exiles|that|who|let|and let|to"),
    Sound(
        "lives",
        "livz /lˈɪvz/",
        before="that|who|it|part|exile|self|he|she|which|protector|what",
        after="in|inside|with|here|there|on|at|by|near",
    ),
    Sound("use", _USE, after=f"{_OBJECT}|a|an|that", unless_before="of|the|no|any|much"),
    Sound("use", _USE, before="parts?|protectors|who|managers|firefighters", unless_after="of"),
    Sound("bow", _BOW, after="your|my|our|their|down|to|before|inward|in|out|of", unless_before="a|the|or|her|his"),
    Sound(
        "bow",
        _BOW,
        before="take a|with a|(?:a|with) (?:small|slow|deep|slight|little|gentle|low|final)",
        unless_after="and arrow|tie|in",
    ),
    Sound(
        "content",
        _CONTENT,
        before="feel|feels|feeling|rest|rests|sit|sits|lie|lies|be|being|is|are|was|seem|seems|simply|quietly|"
        "calm and|happy and|deeply|more|quite",
        unless_after="of|in|that",
    ),
    Sound("content", _CONTENT, after="to|just|simply|with", unless_before="the|this|its|any|your|more"),
    Sound("tear", _TEAR, after="it|them|you|me|apart|at|down|open|away|up", unless_before="a|the|one|each"),
    Sound("lead", _LEAD, after="weights?|aprons?|pipes?|blankets?|coats?|paint"),
    Sound("lead", _LEAD, before="heavy as|like|made of|turn to|turned to", unless_after="the|you|me|us|them"),
    Sound("wind", _WIND, after="down|back|up", unless_before="the|a"),
    Sound("wind", _WIND, before="path|road|river|trail|stream|to"),
    Sound("wind", _WIND, after=rf"(?:the|a|your|it|this) (?:{_THREAD})"),
    Sound(
        "winds",
        "wineds /wˈaɪndz/",
        after="down|back|its way|through|along|between",
        before="path|road|river|trail|stream|it|that",
    ),
    Sound("wound", _WOUND, after="up|around|tight|tightly|through|itself"),
    Sound("wound", _WOUND, after=rf"(?:the|a|her|his|my|its|your) (?:{_THREAD})"),
    Sound("minute", _MINUTE, after=_SMALL, unless_before="per|each|every|one|last|a few"),
    Sound("excuse", "excuze /ɛkskjˈuːz/", after=_OBJECT),
    Sound("permit", "permitt /pɚmˈɪt/", after="yourself|your|it|them|me|the"),
    Sound("console", "consoal /kənsˈoʊl/", after=_OBJECT, unless_before="the|a"),
    Sound(
        "separate",
        _SEPARATE,
        before="it|he|she|them|part|parts",
        unless_before="(?:is|are|keep|keeps|kept|hold|make|makes) (?:it|them)",
    ),
    Sound("separate", _SEPARATE, after="the|it|them|yourself|out", unless_before="the|a|is|are|stay|feel"),
    Sound("read", _READ, before="he|she|it", unless_before=f"(?:{_MODAL}) (?:he|she|it)"),
    Sound("read", _READ, before="i|you|we|they", after=r"(?:\w+ ){0,3}(?:yesterday|last|once|earlier|before|ago)"),
    Sound("object", _PROTEST, before=_INNER_PARTS, unless_before="that one|this one|the one"),
    Sound("objects", "objekts /əbdʒˈɛkts/", before=_INNER_PARTS),
    Sound("present", "prezent /pɹɪzˈɛnt/", after="yourself|itself|themselves|himself|herself"),
    Sound(
        "record",
        "ree-cord /ɹɪkˈɔːɹd/",
        after=f"{_OBJECT}|a|how|where|anything",
        unless_before="a|the|no|your|this|any|of",
    ),
    Sound("increase", _GROW, after=_OBJECT, unless_before="the|an|this"),
    Sound("increase", _GROW, before="it|them|to|may|can|and"),
    Sound("contract", _SHRINK, before="muscles?|and|then|it|to|belly|chest", unless_after="with|for|of"),
    Sound("contract", _SHRINK, after="and release|and relax|and soften|your"),
    Sound("contracts", "con-tracts /kəntɹˈækts/", before="and|belly|chest|it|muscle"),
    Sound("moderate", "moderait /mˈɑːdɚɹˌeɪt/", after=_OBJECT),
    Sound("alternate", "alternait /ˈɔːltɚnˌeɪt/", before="to|you|can|may|and|we"),
    Sound("alternate", "alternait /ˈɔːltɚnˌeɪt/", after="between|with|your|the|them"),
    Sound("alternate", "altternit /ˈɔːltɚnət/"),
    Sound("rebel", "ree-bell /ɹɪbˈɛl/", before="that|parts|they|who|them|teenagers"),
    Sound("advocate", "advocut /ˈædvəkət/", before="an|your|own|inner|their|loyal|fierce|strong", unless_after="for"),
)
"""The first that fits is taken."""


def told_apart(text: str, marks: Marks) -> str:
    """The text with the misread one of each pair held back as it is to be said."""
    for sound in SOUNDS:
        text = sound.pattern.sub(lambda match, sound=sound: _held(match, sound, marks), text)  # type: ignore[misc]
    return text


def _held(match: re.Match[str], sound: Sound, marks: Marks) -> str:
    if marks.full or not sound.fits(match):
        return match[0]
    saying = parse_said(sound.said)
    if match[0][0].isupper() and saying.respelling:
        saying = parse_said(f"{saying.respelling.capitalize()} /{saying.ipa}/")
    return marks.hold(saying, match[0]) or match[0]
